import { or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { within } from '../core/within.ts'
import type { Belongs } from '../core/within.ts'
import { worksFor } from '../organisation/absences/stands.ts'
import { tasks } from './permissions.ts'
import { task, taskParty } from './tables.ts'

/** The unit of a member: its parts are the parts of all who sit there. */
export const unitOf = (me: SQL): SQL => sql`(select unitId from member where id = ${me})`

/** The condition that a member has a part in the task: by name, or with their unit. */
export const hasPart = (
  me: SQL,
): SQL => sql`exists (select 1 from ${taskParty} where ${taskParty.taskId} = ${task.id}
  and ((${taskParty.kind} = 'person' and ${taskParty.subjectId} = ${me})
    or (${taskParty.kind} = 'unit' and ${taskParty.subjectId} = ${unitOf(me)})))`

const does = (ctx: Context) => (me: SQL) => sql`${task.personId} in ${worksFor(me, dayAt(ctx.clock()))}`
const gave = (ctx: Context) => (me: SQL) => sql`${task.giverId} in ${worksFor(me, dayAt(ctx.clock()))}`

/** Whose a task is, for each thing that may be done with it. A person's work is their deputy's while they are away. */
const BELONGS = {
  read: (ctx): Belongs => ({
    unit: task.unitId,
    own: task.personId,
    assigned: (me) => or(does(ctx)(me), gave(ctx)(me), hasPart(me)) as SQL,
  }),
  work: (ctx): Belongs => ({ unit: task.unitId, assigned: does(ctx) }),
  judge: (ctx): Belongs => ({ unit: task.unitId, own: task.giverId, assigned: gave(ctx) }),
  part: (): Belongs => ({ named: hasPart }),
  steer: (): Belongs => ({ unit: task.unitId, own: task.giverId }),
} satisfies Record<string, (ctx: Context) => Belongs>

/** The condition under which the acting member may do this with a task. */
export const reaches = (ctx: Context, what: keyof typeof BELONGS): SQL | undefined =>
  within(ctx, BELONGS[what](ctx), tasks[what])

/** The same as a column: 1 or 0. */
export const mayColumn = (ctx: Context, what: keyof typeof BELONGS): SQL<number> =>
  sql<number>`coalesce((${reaches(ctx, what)}), 0)`
