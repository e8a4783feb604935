import { and, asc, eq, isNull, not, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { awayOn, isAway } from '../organisation/absences/stands.ts'
import { absence } from '../organisation/tables.ts'
import type { Database } from '../platform/database.ts'
import { unitOf } from './reach.ts'
import { OPEN, task, taskParty, TO_DO } from './tables.ts'

/** As many of a kind as a list holds: whoever has more has the lists of tasks. */
const MOST = 50
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const COUNTED = 1000

const TO_JUDGE = sql`(state in ('reported', 'declined') or wantedDueOn is not null)`

/** The person of a request, the day of its committee, and the day before which the whole office is told of a delay. */
export type Whose = { person: string; today: string; longDue: string }
type Places = { person: Placeholder; today: Placeholder; longDue: Placeholder }

const me = ({ person: id }: Pick<Places, 'person'>) => myId({ person: { id } })

/** Tasks along the index of whoever they wait for. */
const along = (db: Database, condition: SQL | undefined) =>
  db.select().from(task).where(condition).orderBy(asc(task.pressesOn), asc(task.id))

const mine = (places: Places) =>
  and(eq(task.personId, me(places)), TO_DO, not(isAway(me(places), places.today)))
const unnamed = (places: Places) => and(eq(task.unitId, unitOf(me(places))), isNull(task.personId), TO_DO)
const judged = (places: Places) =>
  and(eq(task.giverId, me(places)), TO_JUDGE, not(isAway(me(places), places.today)))

/** What somebody of the unit has and did not bring in time: who heads it is told from the first day on. */
const unitLate = (places: Places) =>
  and(
    eq(task.unitId, unitOf(me(places))),
    OPEN,
    TO_DO,
    sql`${task.pressesOn} < ${places.today} and ${task.personId} <> ${me(places)}`,
  )

/** What nobody brought days after its day: whoever runs the office is told. */
const officeLate = (places: Places) =>
  and(
    OPEN,
    TO_DO,
    sql`${task.pressesOn} < ${places.longDue}`,
    sql`(${task.personId} is null or ${task.personId} <> ${me(places)})`,
  )

/** Tasks of members who are away and named the acting member their deputy. */
const inPlaceOf = (
  db: Database,
  places: Places,
  whose: typeof task.personId | typeof task.giverId,
  which: SQL,
) =>
  db
    .select({ task, forName: absence.memberName })
    .from(absence)
    .crossJoin(task)
    .where(and(eq(absence.deputyId, me(places)), awayOn(places.today), eq(whose, absence.memberId), which))
    .orderBy(asc(task.pressesOn))

/** Parts that are not done, of tasks that are open. */
const partsOf = (db: Database, kind: 'unit' | 'person', subject: SQL) =>
  db
    .select({ task, role: taskParty.role })
    .from(taskParty)
    .crossJoin(task)
    .where(
      and(
        eq(taskParty.kind, kind),
        eq(taskParty.subjectId, subject),
        isNull(taskParty.doneAt),
        eq(task.id, taskParty.taskId),
        OPEN,
      ),
    )
    .orderBy(asc(taskParty.at))

/**
 * Tasks that wait for a member: one's own, those of whom one stands in for, those of one's unit that nobody has, those
 * to judge, one's parts and one's unit's, and what others let run out.
 */
export const waits = {
  mine: query<Whose>()((db, places) => along(db, mine(places)).limit(MOST)),
  standing: query<Whose>()((db, places) => inPlaceOf(db, places, task.personId, TO_DO).limit(MOST)),
  unnamed: query<Whose>()((db, places) => along(db, unnamed(places)).limit(MOST)),
  judged: query<Whose>()((db, places) => along(db, judged(places)).limit(MOST)),
  judgedFor: query<Whose>()((db, places) => inPlaceOf(db, places, task.giverId, TO_JUDGE).limit(MOST)),
  unitLate: query<Whose>()((db, places) => along(db, unitLate(places)).limit(MOST)),
  officeLate: query<Whose>()((db, places) => along(db, officeLate(places)).limit(MOST)),
  parts: query<Whose>()((db, places) => partsOf(db, 'person', me(places)).limit(MOST)),
  unitParts: query<Whose>()((db, places) => partsOf(db, 'unit', unitOf(me(places))).limit(MOST)),
}

const tally = (
  whose: 'own' | 'heads' | 'chiefs',
  from: SQL,
): SQL => sql`select ${sql.raw(`'${whose}'`)} as whose, count(*) as n,
  total(version) as steps from (select ${task.version} ${from} limit ${sql.raw(`${COUNTED}`)})`

const parted = (kind: 'unit' | 'person', subject: SQL): SQL =>
  sql`from ${taskParty} cross join ${task} where ${taskParty.kind} = ${sql.raw(`'${kind}'`)}
    and ${taskParty.subjectId} = ${subject} and ${taskParty.doneAt} is null and ${task.id} = ${taskParty.taskId} and ${OPEN}`

const stoodFor = (places: Places, whose: SQL, which: SQL): SQL =>
  sql`from ${absence} cross join ${task} where ${absence.deputyId} = ${me(places)} and ${awayOn(places.today)}
    and ${whose} = ${absence.memberId} and ${which}`

/**
 * The same, only counted: how many wait for the member, how many more for the head of their unit and for who runs the
 * office, and how many steps all of them have taken, which changes whenever one of them does.
 */
export const counted = query<Whose>()((db, places) =>
  db.all<{ own: number; heads: number; chiefs: number; steps: number }>(sql`with waiting as (${sql.join(
    [
      tally('own', sql`from ${task} where ${mine(places)}`),
      tally('own', stoodFor(places, sql`${task.personId}`, TO_DO)),
      tally('own', sql`from ${task} where ${judged(places)}`),
      tally('own', stoodFor(places, sql`${task.giverId}`, TO_JUDGE)),
      tally('own', parted('person', me(places))),
      tally('heads', sql`from ${task} where ${unnamed(places)}`),
      tally('heads', sql`from ${task} where ${unitLate(places)}`),
      tally('chiefs', sql`from ${task} where ${officeLate(places)}`),
      tally('heads', parted('unit', unitOf(me(places)))),
    ],
    sql` union all `,
  )}) select total(n) filter (where whose = 'own') as own, total(n) filter (where whose = 'heads') as heads,
    total(n) filter (where whose = 'chiefs') as chiefs,
    total(steps) as steps from waiting`),
)
