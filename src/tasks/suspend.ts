import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { STEPS } from './states.ts'
import type { Source } from './tables.ts'
import { task, taskEvent } from './tables.ts'

/**
 * Statements that suspend every task made for a thing that is no more (a paper recalled): each leaves its row of what
 * happened, and can be taken up again where it was.
 */
export function suspendFor(
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  source: Source,
  sourceId: string,
  reason: string,
): Statement[] {
  const at = ctx.clock()
  const from = STEPS.suspend.from
  const mine = and(eq(task.source, source), eq(task.sourceId, sourceId), inArray(task.state, from))
  return [
    ctx.tenant.run(
      sql`insert into ${taskEvent} (taskId, no, what, "to", reason, byId, byName, at)
        select ${task.id}, (select coalesce(max(e.no), 0) + 1 from task_event e where e.taskId = ${task.id}),
          'suspend', 'suspended', ${reason}, ${me.id}, ${me.name}, ${at}
        from ${task} where ${mine}`,
    ),
    ctx.tenant
      .update(task)
      .set({
        resumesAs: sql`${task.state}`,
        state: 'suspended',
        movedAt: at,
        version: sql`${task.version} + 1`,
      })
      .where(mine),
  ]
}
