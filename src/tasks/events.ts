import { sql } from 'drizzle-orm'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { STEPS } from './states.ts'
import type { State, StepName } from './states.ts'
import { taskEvent } from './tables.ts'

type Happened = {
  what: StepName | 'assign' | 'part' | 'giver'
  to: State
  reason?: string | undefined
  before?: string | undefined
  after?: string | undefined
  forName?: string | undefined
}

/** The next row of what happened to a task. */
export const eventRow = (
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  taskId: string,
  happened: Happened,
): Statement =>
  ctx.tenant.insert(taskEvent).values({
    taskId,
    no: sql<number>`(select coalesce(max(no), 0) + 1 from task_event where taskId = ${taskId})`,
    ...happened,
    byId: me.id,
    byName: me.name,
    at: ctx.clock(),
  })

const NAMES: Record<string, string> = {
  assign: 'Giao nhiệm vụ',
  part: 'Xong phần việc',
  giver: 'Theo nơi giao',
}

/** One row of it in plain words. */
export const tellEvent = (row: typeof taskEvent.$inferSelect) => ({
  at: iso(row.at),
  by: row.byName,
  what: row.what,
  text: NAMES[row.what] ?? (STEPS[row.what as StepName] ?? { name: row.what }).name,
  ...given({ for: row.forName, reason: row.reason, before: row.before, after: row.after }),
})
