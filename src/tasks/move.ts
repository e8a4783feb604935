import { and, eq } from 'drizzle-orm'
import { expectOne, look } from '../core/batch.ts'
import type { Me, Rows, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { commitWith, followedBy, followers, followQueries } from '../core/follow.ts'
import { given } from '../core/given.ts'
import { taskActs } from './acts.ts'
import { eventRow } from './events.ts'
import { reaches } from './reach.ts'
import { stateAfter, STATES, step, whyNot } from './states.ts'
import type { State, StepName } from './states.ts'
import { task } from './tables.ts'

export type Task = typeof task.$inferSelect
export type Moved = { id: string; state: State; stateName: string }

/** What a step changes beside the state, and how it is told. */
export type Change = {
  reason?: string | undefined
  set?: Partial<typeof task.$inferInsert>
  before?: string | undefined
  after?: string | undefined
  also?: Statement[]
}

/**
 * Takes one step of a task: the row, what happened, what follows it elsewhere and what others are told of it, all or
 * nothing. Of two who come at once the second is refused.
 * @param change what is special about the step, from the task and what was read with it; it may refuse
 * @param queries what it needs to know beside the task
 * @throws NotFound when the task is out of reach for this; Conflict when its state does not allow the step
 */
export async function takeStep<Q extends Record<string, Statement> = Record<never, never>>(
  ctx: Context,
  id: string,
  name: StepName,
  change: (found: Task, me: Me, rows: Rows<Q>) => Change,
  queries: Q = {} as Q,
): Promise<Moved> {
  const following = await followers(ctx)
  const { me, ...rows } = await look(ctx, {
    ...queries,
    task: ctx.tenant
      .select()
      .from(task)
      .where(and(eq(task.id, id), reaches(ctx, step(name).by))),
    ...followQueries(ctx, following, id),
  })
  const found = (rows.task as unknown as Task[])[0]
  if (found === undefined) throw new NotFound()
  const refused = whyNot(name, found, me.id)
  if (refused !== undefined) throw new Conflict(refused, { state: found.state })
  const changed = change(found, me, rows as unknown as Rows<Q>)
  const to = stateAfter(name, found.state, found.resumesAs)
  const { personId, dueOn, wantedDueOn, wantedReason, resultText } = { ...found, ...changed.set }
  const followed = followedBy(ctx, following, rows, {
    taskId: id,
    from: found.state,
    to,
    step: name,
    byName: me.name,
    now: { personId, dueOn, wantedDueOn, wantedReason, resultText },
    reason: changed.reason,
  })
  const { before, after, reason } = changed
  const act = taskActs[name](
    { id, name: found.title },
    {
      before: { state: found.state, ...told(name, before) },
      after: { state: to, ...told(name, after), ...given({ reason }) },
    },
  )
  const answer = { id, state: to, stateName: STATES[to] }
  return commitWith(ctx, me, act, statementsOf(ctx, me, name, found, to, changed), answer, followed)
}

function statementsOf(
  ctx: Context,
  me: Me,
  name: StepName,
  found: Task,
  to: State,
  { set, also = [], ...happened }: Change,
): Statement[] {
  const { id, version } = found
  const moved = { ...set, state: to, movedAt: ctx.clock(), version: version + 1 }
  const forName = standsIn(name, found, me) ? (found.personName ?? undefined) : undefined
  return [
    ctx.tenant
      .update(task)
      .set(moved)
      .where(and(eq(task.id, id), eq(task.version, version))),
    expectOne(ctx.tenant),
    ...also,
    eventRow(ctx, me, id, { what: name, to, ...happened, forName }),
  ]
}

/** Whether somebody does the work of another: their deputy, their head or the office. */
const standsIn = (name: StepName, { personId }: Task, me: Me): boolean =>
  step(name).by === 'work' && personId !== null && personId !== me.id

/** The one thing beside the state that a step changes, as the audit calls it. */
function told(name: StepName, value: string | undefined) {
  if (value === undefined) return {}
  if (name === 'extend') return { wantedDueOn: value }
  if (name === 'grant') return { dueOn: value }
  if (name === 'name') return { person: value }
  if (name === 'reassign') return { owner: value }
  return { result: value }
}
