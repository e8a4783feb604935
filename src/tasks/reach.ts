import { or, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { within } from '../core/within.ts'
import type { Belongs, Person } from '../core/within.ts'
import { keeps, unseen } from '../organisation/absences/keepers.ts'
import { worksFor } from '../organisation/absences/stands.ts'
import { tasks } from './permissions.ts'
import { task, taskParty } from './tables.ts'

/** The unit of a member: its parts are the parts of all who sit there. */
export const unitOf = (me: SQL): SQL => sql`(select unitId from member where id = ${me})`

type Day = string | Placeholder

/** The condition that a part waits for a member: by name, with their unit, or as it would lie on nobody's desk. */
export const partWaitsFor = (me: SQL, today: Day): SQL => sql`(
  (${taskParty.kind} = 'person' and ${taskParty.subjectId} = ${me})
  or (${taskParty.kind} = 'unit' and ${taskParty.subjectId} = ${unitOf(me)})
  or (${keeps(me, today)} and ${unseen(sql`${taskParty.kind}`, sql`${taskParty.subjectId}`, today)}))`

/** The condition that a member has a part in the task: by name, or with their unit. */
export const hasPart = (
  me: SQL,
): SQL => sql`exists (select 1 from ${taskParty} where ${taskParty.taskId} = ${task.id}
  and ((${taskParty.kind} = 'person' and ${taskParty.subjectId} = ${me})
    or (${taskParty.kind} = 'unit' and ${taskParty.subjectId} = ${unitOf(me)})))`

const does = (today: Day) => (me: SQL) => sql`${task.personId} in ${worksFor(me, today)}`
const gave = (today: Day) => (me: SQL) => sql`${task.giverId} in ${worksFor(me, today)}`

/** Whose a task is, for each thing that may be done with it. A person's work is their deputy's while they are away. */
const BELONGS = {
  read: (today): Belongs => ({
    unit: task.unitId,
    own: task.personId,
    assigned: (me) => or(does(today)(me), gave(today)(me), hasPart(me)) as SQL,
  }),
  work: (today): Belongs => ({ unit: task.unitId, assigned: does(today) }),
  judge: (today): Belongs => ({ unit: task.unitId, own: task.giverId, assigned: gave(today) }),
  part: (today): Belongs => ({
    named: (me) => sql`exists (select 1 from ${taskParty} where ${taskParty.taskId} = ${task.id}
      and ${partWaitsFor(me, today)})`,
  }),
  steer: (): Belongs => ({ unit: task.unitId, own: task.giverId }),
} satisfies Record<string, (today: Day) => Belongs>

/** The condition under which the acting member may do this with a task. */
export const reaches = (ctx: Context, what: keyof typeof BELONGS): SQL | undefined =>
  reachOf(ctx, dayAt(ctx.clock()), what)

/** The same for a person and a day that a query leaves open. */
export const reachOf = (whose: Person, today: Day, what: keyof typeof BELONGS): SQL | undefined =>
  within({ ...whose, permission: tasks[what] }, BELONGS[what](today))

/** The same as a column: 1 or 0. */
export const mayColumnOf = (whose: Person, today: Day, what: keyof typeof BELONGS): SQL<number> =>
  sql<number>`coalesce((${reachOf(whose, today, what)}), 0)`
