import { and, eq } from 'drizzle-orm'
import { expectOne } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { eventRow } from './events.ts'
import type { Task } from './move.ts'
import type { State } from './states.ts'
import { task } from './tables.ts'

/** Guard: the task stands as it was read; what is made for it and what changes it never pass each other unseen. */
export const touchTask = (ctx: Context, { id, version }: Pick<Task, 'id' | 'version'>): Statement[] => [
  ctx.tenant
    .update(task)
    .set({ version: version + 1 })
    .where(and(eq(task.id, id), eq(task.version, version))),
  expectOne(ctx.tenant),
]

/** What whoever gave a task from outside decided of it: where it stands, by when. */
export type Outside = { to: State; dueOn: string; reason: string }

/** Statements that bring a task to where its giver outside wants it, if nobody changed it meanwhile. */
export function followGiver(ctx: Context, me: Me, found: Task, { to, dueOn, reason }: Outside): Statement[] {
  const set = {
    state: to,
    resumesAs: to === 'suspended' && found.state !== 'suspended' ? found.state : found.resumesAs,
    dueOn,
    pressesOn: dueOn,
    wantedDueOn: null,
    wantedReason: null,
    movedAt: ctx.clock(),
    version: found.version + 1,
  }
  return [
    ctx.tenant
      .update(task)
      .set(set)
      .where(and(eq(task.id, found.id), eq(task.version, found.version))),
    expectOne(ctx.tenant),
    eventRow(ctx, me, found.id, {
      what: 'giver',
      to,
      reason,
      ...(dueOn === found.dueOn ? {} : { before: found.dueOn ?? undefined, after: dueOn }),
    }),
  ]
}
