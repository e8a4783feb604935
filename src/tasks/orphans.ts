import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { rolesOf } from '../core/access.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { headless, keeps } from '../organisation/absences/keepers.ts'
import type { Task } from './move.ts'
import { tasks } from './permissions.ts'
import { OPEN, task, taskParty, TO_DO } from './tables.ts'
import type { Whose } from './waits.ts'

/** What lies on nobody's desk, and what is to be done with it. */
type Kept = { ask: 'name' | 'reassign' | 'judge' | 'part' | 'read'; id: string; version: number }

const TO_JUDGE = sql`(t.state in ('reported', 'declined') or t.wantedDueOn is not null)`
const JUDGES = sql.raw(
  rolesOf(tasks.judge)
    .map((role) => `'${role}'`)
    .join(', '),
)
const of = (state: SQL): SQL => sql`t.${state}`

/**
 * Tasks and parts of tasks that would lie on nobody's desk, each kind along the index of those it would have waited
 * for, who are few: what whoever gave it can judge no more, as they left or lost the role; what a unit has whose head
 * left, is away or never was; what waits for somebody who left.
 */
const kinds = (day: Parameters<typeof headless>[1]): SQL[] => [
  sql`select iif(t.state = 'declined', 'reassign', 'judge') as ask, t.id, t.version from member gone cross join task t
    where (gone.leftAt is not null or not exists (select 1 from member_role j where j.memberId = gone.id and j.role in (${JUDGES})))
      and t.giverId = gone.id and ${TO_JUDGE}`,
  sql`select 'name' as ask, t.id, t.version from unit bare cross join task t
    where ${headless(sql`bare.id`, day)} and t.unitId = bare.id and t.personId is null and ${of(TO_DO)}`,
  sql`select 'reassign' as ask, t.id, t.version from member gone cross join task t
    where gone.leftAt is not null and t.personId = gone.id and ${of(TO_DO)}`,
  sql`select iif(p.role = 'inform', 'read', 'part') as ask, t.id, t.version from member gone
    cross join ${taskParty} p cross join task t where gone.leftAt is not null and p.kind = 'person'
      and p.subjectId = gone.id and p.doneAt is null and t.id = p.taskId and ${of(OPEN)}`,
  sql`select iif(p.role = 'inform', 'read', 'part') as ask, t.id, t.version from unit bare
    cross join ${taskParty} p cross join task t where ${headless(sql`bare.id`, day)} and p.kind = 'unit'
      and p.subjectId = bare.id and p.doneAt is null and t.id = p.taskId and ${of(OPEN)}`,
]

const all = (me: SQL, day: Parameters<typeof headless>[1], most: number): SQL =>
  sql.join(
    kinds(day).map((kind) => sql`select * from (${kind} and ${keeps(me, day)} limit ${sql.raw(`${most}`)})`),
    sql` union all `,
  )

/** Those of them that the member keeps: none for whoever keeps nothing. */
export const orphans = query<Omit<Whose, 'longDue'>>()((db, { person, today }) =>
  db.all<Pick<Kept, 'ask'> & Task>(
    sql`select kept.ask, t.* from (${all(myId({ person: { id: person } }), today, 50)}) kept cross join ${task} t on t.id = kept.id`,
  ),
)

/** How many they are, and how many steps they have taken. */
export const orphansCounted = query<Omit<Whose, 'longDue'>>()((db, { person, today }) =>
  db.all<{ n: number; steps: number }>(
    sql`select count(*) as n, total(version) as steps from (${all(myId({ person: { id: person } }), today, 1000)}) kept`,
  ),
)
