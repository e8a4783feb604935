import { and, asc, eq, lte } from 'drizzle-orm'
import type { Turn } from '../core/domain.ts'
import type { House } from '../core/house.ts'
import { letterRow } from '../core/outbox.ts'
import { gather } from '../core/part.ts'
import { parts } from '../desk/parts.ts'
import { desk } from '../desk/permissions.ts'
import { committee, membership, user } from '../entrance/control-tables.ts'
import { callOf, inside } from '../entrance/enter.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { wish } from './control-tables.ts'
import { digestLetter, worth } from './letters.ts'
import type { Waits } from './letters.ts'
import { nextMorning } from './topics.ts'
import { factsOf } from '../platform/database-failure.ts'

/** People a turn; the others come in the next. */
const SOME = 100
/** A letter about this morning is none about tomorrow's. */
const HALF_A_DAY = 12 * 3600_000

/**
 * Writes the daily letter of everybody whose hour has come: one for all their committees, none when nothing waits.
 * The letter and the next hour are written in one batch, so that a crash brings it neither twice nor never.
 */
export async function writeDigests(platform: Platform, control: Database, house: House): Promise<Turn> {
  const now = platform.clock()
  const due = await control
    .select({
      userId: wish.userId,
      digestAt: wish.digestAt,
      name: user.name,
      email: user.email,
      proven: user.emailVerified,
    })
    .from(wish)
    .innerJoin(user, eq(user.id, wish.userId))
    .where(lte(wish.digestAt, now))
    .orderBy(asc(wish.digestAt))
    .limit(SOME)
  let done = 0
  for (const { userId: id, digestAt, name, email, proven } of due) {
    const reached = proven && platform.mail !== undefined
    const places = reached ? await waitsOf(platform, control, house, { id, name, email }) : []
    const next = control
      .update(wish)
      .set({ digestAt: nextMorning(now) })
      .where(and(eq(wish.userId, id), eq(wish.digestAt, digestAt ?? 0)))
    const letter = digestLetter(
      email,
      { name, at: now, places },
      { id: `${id}.${digestAt}`, until: now + HALF_A_DAY },
    )
    await control.batch(places.length === 0 ? [next] : [letterRow(control, letter, now), next])
    done += places.length === 0 ? 0 : 1
  }
  return { done }
}

type Person = { id: string; name: string; email: string }

/** What waits for a person in each of their committees; one that does not answer today is left out. */
async function waitsOf(
  platform: Platform,
  control: Database,
  house: House,
  person: Person,
): Promise<Waits[]> {
  const found = await control
    .select({ committee })
    .from(membership)
    .innerJoin(committee, and(eq(committee.id, membership.committeeId), eq(committee.state, 'ready')))
    .where(and(eq(membership.userId, person.id), eq(membership.active, true)))
    .orderBy(asc(committee.sortKey))
  const all = await Promise.all(
    found.map(async ({ committee: one }): Promise<Waits> => {
      const facts = { handle: one.handle, committee: one.name }
      try {
        const ctx = await inside({ ...callOf({ platform, house }), person }, one, desk.read)
        const { outs } = await gather(ctx, await parts(ctx, 'counts'), undefined, {})
        return { ...facts, counts: Object.assign({}, ...outs) as Record<string, number> }
      } catch (error) {
        platform.log('digest.failed', {
          committee: one.id,
          ...factsOf(error),
        })
        return { ...facts, counts: {} }
      }
    }),
  )
  return all.filter(({ counts }) => worth(counts).length > 0)
}
