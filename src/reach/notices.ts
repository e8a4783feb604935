import { and, eq, inArray, isNull } from 'drizzle-orm'
import { rolesWith } from '../core/access.ts'
import type { Statement } from '../core/batch.ts'
import type { Turn } from '../core/domain.ts'
import { sha256 } from '../core/hash.ts'
import type { House } from '../core/house.ts'
import type { Letter } from '../core/letter.ts'
import { letterRow } from '../core/outbox.ts'
import { postOf, sendAndWake } from '../core/post.ts'
import { member, memberRole } from '../core/tables.ts'
import { wakeAt } from '../core/wake.ts'
import {
  askedLetter,
  declinedLetter,
  filedLetter,
  lapsedLetter,
  redatedLetter,
  unaskedLetter,
  unfiledLetter,
  wishedLetter,
} from '../asks/letters.ts'
import { asks } from '../asks/permissions.ts'
import { documents } from '../documents/permissions.ts'
import { committee } from '../entrance/control-tables.ts'
import { callOf, openTenant } from '../entrance/enter.ts'
import {
  recallLetter,
  refusalLetter,
  reminderLetter,
  spillLetter,
  urgentLetter,
} from '../exchange/letters.ts'
import { FIRST, forgetNotices, forgetOldNotices, noticesAfter } from '../exchange/notices.ts'
import type { NoticeKind } from '../exchange/exchange-tables.ts'
import type { Notice } from '../exchange/notices.ts'
import { deliveries } from '../exchange/permissions.ts'
import { spills } from '../spills/permissions.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { reachOf, waysTo } from './wishes.ts'
import type { Reach } from './wishes.ts'
import { factsOf } from '../platform/database-failure.ts'

/** Notices read at a time, and committees told at the same moment. */
const PAGE = 200
const AT_ONCE = 8
/** A turn ends after so long (ms), so that other jobs have theirs; what is left comes in the next. */
const TURN = 40_000
const TWO_DAYS = 2 * 86_400_000

/** Whom each kind concerns: who answers for what arrives, who answers for what was sent. */
const CONCERNED = {
  urgent: rolesWith(deliveries.decide, 'all'),
  reminder: rolesWith(deliveries.decide, 'all'),
  refusal: rolesWith(documents.issue, 'all'),
  recall: rolesWith(deliveries.decide, 'all'),
  spill: rolesWith(spills.decide, 'all'),
  asked: rolesWith(asks.take, 'all'),
  answered: rolesWith(asks.ask, 'all'),
}

/** Under which topic each kind is wanted or not. */
const TOPIC_OF: Record<NoticeKind, keyof typeof CONCERNED> = {
  urgent: 'urgent',
  reminder: 'reminder',
  refusal: 'refusal',
  recall: 'recall',
  spill: 'spill',
  asked: 'asked',
  redated: 'asked',
  unfiled: 'asked',
  unasked: 'asked',
  lapsed: 'asked',
  declined: 'answered',
  wished: 'answered',
  filed: 'answered',
}

type Found = Pick<typeof committee.$inferSelect, 'id' | 'handle' | 'name' | 'location' | 'schemaVersion'>
type Office = Found & { tenant: Database; notices: Notice[]; people: { userId: string; roles: string[] }[] }

/**
 * Tells committees what stands in the exchange for them: writes letters to those whom it concerns, in the way each
 * wants, and sends them. Only committees with a notice are looked into. Whatever crashes, each is told once: a letter's
 * id is made of the notice and whom it goes to.
 */
export async function tellNotices(platform: Platform, control: Database, house: House): Promise<Turn> {
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const until = performance.now() + TURN
  let [done, place] = [0, FIRST]
  while (performance.now() < until) {
    const page = await noticesAfter(exchange, place, PAGE)
    const last = page.at(-1)
    if (last === undefined) break
    place = { at: last.notice.at, rowid: last.rowid }
    done += await tellPage(
      { platform, control, house, exchange },
      page.map(({ notice }) => notice),
    )
  }
  // Those of who could not be told, or is there no more.
  if (place !== FIRST) await forgetOldNotices(exchange, platform.clock() - TWO_DAYS)
  return { done }
}

type Machine = { platform: Platform; control: Database; house: House; exchange: Database }

async function tellPage(machine: Machine, page: Notice[]): Promise<number> {
  const offices = await openOffices(machine, page)
  const ids = offices.flatMap(({ people }) => people.map(({ userId }) => userId))
  const reaches = await reachOf(machine.control, [...new Set(ids)])
  const told = await inTurns(offices, (office) => tellOffice(machine, office, reaches))
  await forgetNotices(machine.exchange, told.flat())
  return told.flat().length
}

/** The committees of these notices with those of their members whom any of it concerns; who cannot be opened waits. */
async function openOffices({ platform, control }: Machine, page: Notice[]): Promise<Office[]> {
  const byCommittee = Map.groupBy(page, ({ committeeId }) => committeeId)
  const { id, handle, name, location, schemaVersion } = committee
  const found = await control
    .select({ id, handle, name, location, schemaVersion })
    .from(committee)
    .where(inArray(id, [...byCommittee.keys()]))
  const opened = await inTurns(found, async (one) => {
    try {
      const tenant = connect(await openTenant(platform, one), 'tenant', noTrips())
      return { ...one, tenant, notices: byCommittee.get(one.id) ?? [], people: await concernedIn(tenant) }
    } catch (error) {
      platform.log('notices.failed', {
        committee: one.id,
        ...factsOf(error),
      })
      return undefined
    }
  })
  return opened.filter((one) => one !== undefined)
}

async function concernedIn(tenant: Database): Promise<Office['people']> {
  const rows = await tenant
    .select({ userId: member.userId, role: memberRole.role })
    .from(memberRole)
    .innerJoin(member, and(eq(member.id, memberRole.memberId), isNull(member.leftAt)))
    .where(inArray(memberRole.role, [...new Set(Object.values(CONCERNED).flat())]))
  return [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, own]) => ({
    userId,
    roles: own.map(({ role }) => role),
  }))
}

/** Writes the letters of one committee and sends them; gives the notices that are done with. */
async function tellOffice(
  { platform, control, house }: Machine,
  office: Office,
  reaches: Map<string, Reach>,
): Promise<Notice[]> {
  const { tenant, notices } = office
  try {
    const letters = (
      await Promise.all(notices.map((one) => lettersOf(platform, office, one, reaches)))
    ).flat()
    const rows = letters.map((one) => letterRow(tenant, one, platform.clock()))
    if (rows.length === 0) return notices
    await wakeAt(control, office.id, platform.clock() + 60_000)
    await tenant.batch(rows as [Statement, ...Statement[]])
    platform.later(sendAndWake(postOf(callOf({ platform, house }), control), tenant, office.id))
    return notices
  } catch (error) {
    platform.log('notices.failed', {
      committee: office.id,
      ...factsOf(error),
    })
    return []
  }
}

const WORDS = {
  urgent: urgentLetter,
  reminder: reminderLetter,
  refusal: refusalLetter,
  recall: recallLetter,
  spill: spillLetter,
  asked: askedLetter,
  redated: redatedLetter,
  unfiled: unfiledLetter,
  unasked: unaskedLetter,
  lapsed: lapsedLetter,
  declined: declinedLetter,
  wished: wishedLetter,
  filed: filedLetter,
}

function lettersOf(
  { mail, push }: Platform,
  { handle, name, people }: Office,
  { id, committeeId, kind, urgency, fromName, subjectId, at }: Notice,
  reaches: Map<string, Reach>,
): Promise<Letter[]> {
  const topic = TOPIC_OF[kind]
  const facts = { handle, committee: name, from: fromName, subjectId, at, urgency }
  const ways = people
    .filter(({ roles }) => CONCERNED[topic].some((role) => roles.includes(role)))
    .flatMap(({ userId }) => {
      const reach = reaches.get(userId)
      return reach === undefined ? [] : waysTo(reach, topic, urgency)
    })
    .filter(({ by }) => (by === 'mail' ? mail : push) !== undefined)
  return Promise.all(
    ways.map(async ({ by, to }) => {
      const once = sha256(`${id} ${committeeId} ${to}`).slice(0, 32)
      return WORDS[kind](to, facts, { by, id: once })
    }),
  )
}

/** Does a piece of work for each, so many at the same moment. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let i = 0; i < items.length; i += AT_ONCE)
    done.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))))
  return done
}
