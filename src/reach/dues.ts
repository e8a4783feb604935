import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { addDays, dayAt, startOf } from '../core/dates.ts'
import type { Wake, Woken } from '../core/domain.ts'
import type { Letter } from '../core/letter.ts'
import { letterRow } from '../core/outbox.ts'
import { outbox } from '../core/outbox-tables.ts'
import { member, memberRole } from '../core/tables.ts'
import { committee } from '../entrance/control-tables.ts'
import { caseWork } from '../cases/tables.ts'
import { document } from '../documents/tables.ts'
import { event, eventPerson } from '../events/tables.ts'
import { newsFor } from '../asks/news.ts'
import { OPEN, task, TO_DO } from '../tasks/tables.ts'
import { dueNow, newsJson, pressingOn } from '../tasks/verdicts.ts'
import { dueLetter } from './letters.ts'
import type { Dues } from './letters.ts'
import { nextMorning } from './topics.ts'
import { reachOf, waysTo } from './wishes.ts'
import type { Reach } from './wishes.ts'

/** Days before its day on which a task is recalled to whoever does it. */
const BEFORE = [7, 3, 1]
/** Days after it: its owner and the head of the unit are told on the first, the office chief from the third on. */
const AFTER = [1, 3, 7]
const CHIEF_FROM = 3
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const YEAR = 366 * DAY

type Told = Map<string, Dues>

/**
 * Tells people of the tasks, opinions, drafts and steps of processes whose day is near or past, once a morning: of a
 * task seven, three and one days before, then who does it, the head of the unit and the office chief in turn; of an
 * opinion whoever was asked, or heads the unit that was, and of a draft whoever has it on the desk, on the same days; of
 * a step whoever holds it the day before and on its day, and after it as of a task. One letter a person a day, none to those who want the daily
 * letter, which says it. Whatever is missed stands on the desk all the same: lateness is a fact of data.
 */
export const tellDues: Wake = async (woken) => {
  const { tenant, control, committeeId, now } = woken
  const today = dayAt(now)
  const [left] = await tenant.all<{ open: number; told: number }>(
    sql`select (exists (select 1 from ${task} where ${OPEN} and ${TO_DO} and ${task.pressesOn} < '9999')
      or exists (select 1 from ${caseWork} where ${caseWork.due} < ${now + YEAR})
      or exists (select 1 from ${event} where ${COLLECTING} and ${event.dueOn} > '')
      or exists (select 1 from ${document} where ${HANDED})) as open,
      exists (select 1 from ${outbox} where ${outbox.id} between ${`due.${today}.`} and ${`due.${today}/`}) as told`,
  )
  if (left?.open !== 1) return { done: 0 }
  const next = nextMorning(now)
  // Told today, or woken before the office opens: the letters of today are written then.
  if (left.told === 1 || dayAt(next) === today) return { done: 0, next }
  const told = await toTell(woken, today)
  if (told.size === 0) return { done: 0, next }
  const [place] = await control
    .select({ handle: committee.handle, name: committee.name })
    .from(committee)
    .where(eq(committee.id, committeeId))
  const reaches = await reachOf(control, [...told.keys()])
  const letters = [...told].flatMap(([userId, dues]) => {
    const reach = reaches.get(userId)
    return reach === undefined || place === undefined ? [] : lettersTo(woken, reach, place, dues, today)
  })
  if (letters.length === 0) return { done: 0, next }
  await tenant.batch(letters.map((one) => letterRow(tenant, one, now)) as [Statement, ...Statement[]])
  return { done: letters.length, next: Math.min(next, now + MINUTE) }
}

function lettersTo(
  { tells, now }: Woken,
  reach: Reach,
  { handle, name }: { handle: string; name: string },
  dues: Dues,
  today: string,
): Letter[] {
  if (reach.digest) return []
  const until = now + DAY / 2
  return waysTo(reach, 'due', dues.urgency)
    .filter(({ by }) => tells[by])
    .map(({ by, to }) =>
      dueLetter(
        to,
        { handle, committee: name, ...dues },
        { by, id: `due.${today}.${reach.userId}.${to}`, until },
      ),
    )
}

/** Who is to be told of how many tasks this morning. */
async function toTell({ tenant, exchange, committeeId }: Woken, today: string): Promise<Told> {
  const days = [...BEFORE.map((n) => addDays(today, n)), ...AFTER.map((n) => addDays(today, -n))]
  const news = newsJson(await newsFor(exchange, committeeId))
  const which: SQL = and(OPEN, TO_DO, pressingOn(days, news)) ?? sql`false`
  const [rows, heads, chiefs, steps, opinions, drafts] = await tenant.batch([
    tenant
      .select({
        day: dueNow(news, task.pressesOn).mapWith(String),
        unitId: task.unitId,
        urgency: task.urgency,
        userId: member.userId,
      })
      .from(task)
      .leftJoin(member, and(eq(member.id, task.personId), isNull(member.leftAt)))
      .where(which),
    holders(tenant, 'unit_head'),
    holders(tenant, 'office_chief'),
    stepsDue(tenant, today),
    opinionsDue(tenant, days),
    draftsDue(tenant, days),
  ])
  const told: Told = new Map()
  const tell = (userId: string, what: Exclude<keyof Dues, 'urgency'>, urgency: number): void => {
    const one = told.get(userId) ?? { soon: 0, overdue: 0, unit: 0, office: 0, urgency: 0 }
    told.set(userId, { ...one, [what]: (one[what] ?? 0) + 1, urgency: Math.max(one.urgency, urgency) })
  }
  for (const { day, unitId, urgency, userId } of rows) {
    const past = day < today
    if (userId !== null) tell(userId, past ? 'overdue' : 'soon', urgency)
    const above = past || userId === null ? heads.filter((one) => one.unitId === unitId) : []
    for (const head of above) if (head.userId !== userId) tell(head.userId, 'unit', urgency)
    if (day <= addDays(today, -CHIEF_FROM)) for (const chief of chiefs) tell(chief.userId, 'office', urgency)
  }
  for (const { due, userId } of steps) {
    const day = dayAt(due)
    tell(userId, day < today ? 'stepsOver' : 'stepsSoon', 0)
    if (day <= addDays(today, -CHIEF_FROM))
      for (const chief of chiefs) if (chief.userId !== userId) tell(chief.userId, 'stepsOffice', 0)
  }
  for (const { day, userId } of opinions) tell(userId, day < today ? 'opinionsOver' : 'opinionsSoon', 0)
  for (const { day, userId } of drafts) tell(userId, (day ?? today) < today ? 'draftsOver' : 'draftsSoon', 0)
  return told
}

/** Rounds still asked in, and drafts with somebody until a day; written out, as an index cannot take parameters. */
const COLLECTING = sql`state = 'collecting'`
const HANDED = sql`state = 'draft' and holdDueOn is not null`

/** Who was asked for an opinion and has not said it, in rounds of these days: the person, or the heads of the unit. */
const opinionsDue = (tenant: Woken['tenant'], days: readonly string[]) =>
  tenant
    .select({ day: event.dueOn, userId: member.userId })
    .from(event)
    .innerJoin(eventPerson, and(eq(eventPerson.eventId, event.id), isNull(eventPerson.answeredAt)))
    .innerJoin(
      member,
      and(
        isNull(member.leftAt),
        sql`(${eventPerson.kind} = 'person' and ${member.id} = ${eventPerson.subjectId}
          or ${eventPerson.kind} = 'unit' and ${member.unitId} = ${eventPerson.subjectId} and exists
            (select 1 from ${memberRole} where ${memberRole.memberId} = ${member.id} and ${memberRole.role} = 'unit_head'))`,
      ),
    )
    .where(and(sql`${event}.${COLLECTING}`, inArray(event.dueOn, [...days])))

/** Who has drafts on the desk until one of these days. */
const draftsDue = (tenant: Woken['tenant'], days: readonly string[]) =>
  tenant
    .select({ day: document.holdDueOn, userId: member.userId })
    .from(document)
    .innerJoin(member, and(eq(member.id, document.holderId), isNull(member.leftAt)))
    .where(and(sql`${document}.${HANDED}`, inArray(document.holdDueOn, [...days])))

/** Steps that run out today or tomorrow, and those that ran out so many days ago as is told of; each with its holder. */
function stepsDue(tenant: Woken['tenant'], today: string) {
  const over = (from: string, days = 1): SQL =>
    sql`(${caseWork.due} >= ${startOf(from)} and ${caseWork.due} < ${startOf(addDays(from, days))})`
  const when = [over(today, 2), ...AFTER.map((n) => over(addDays(today, -n)))]
  return tenant
    .select({ due: caseWork.due, userId: member.userId })
    .from(caseWork)
    .innerJoin(member, and(eq(member.id, caseWork.memberId), isNull(member.leftAt)))
    .where(sql.join(when, sql` or `))
}

const holders = (tenant: Woken['tenant'], role: 'unit_head' | 'office_chief') =>
  tenant
    .select({ userId: member.userId, unitId: member.unitId })
    .from(memberRole)
    .innerJoin(member, and(eq(member.id, memberRole.memberId), isNull(member.leftAt)))
    .where(eq(memberRole.role, role))
