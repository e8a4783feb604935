import { commit } from './batch.ts'
import type { Me, Statement } from './batch.ts'
import type { Act } from './act.ts'
import type { Context } from './context.ts'
import { cross } from './crossing.ts'
import type { CrossingKind } from './crossing.ts'

type Queries = Record<string, Statement>

/** A task that takes a step: where it goes, and what of it others may be told then. */
export type Move = {
  taskId: string
  from: string
  to: string
  step: string
  byName: string
  /** The task as it is after the step. */
  now: {
    personId: string | null
    dueOn: string | null
    wantedDueOn: string | null
    wantedReason: string | null
    resultText: string | null
  }
  reason?: string | undefined
}

/** What the thing a task was made for does when the task moves: statements of the same batch, and what it tells others. */
export type Followed = {
  statements: Statement[]
  crossing?: Told | undefined
}

/**
 * What others are told through a crossing. Where that depends on what the exchange holds now, the effect is made of it,
 * and may refuse the step.
 */
export type Told = {
  kind: CrossingKind<never>
  effect: object | ((found: Record<string, unknown[]>) => object)
  alongside?: Queries
}

/**
 * How a domain lets its things follow the tasks made for them: a paper is done when its task is. It reads by the task,
 * in the trip that reads the task, and finds nothing where the task is not of its making.
 */
export type Follower = {
  tenant(ctx: Context, taskId: string): Queries
  follow(ctx: Context, rows: Record<string, unknown[]>, move: Move): Followed | undefined
}

/** Makes a follower whose `follow` knows the rows of its queries. */
export const follower = <Q extends Queries>(is: {
  tenant: (ctx: Context, taskId: string) => Q
  follow: (ctx: Context, rows: { [K in keyof Q]: Awaited<Q[K]> }, move: Move) => Followed | undefined
}): Follower => is as unknown as Follower

/** The followers of all domains; loaded when a task first moves. */
export const followers = async ({ house }: Context): Promise<Follower[]> =>
  (await Promise.all(house.parts.follows.map((load) => load()))) as Follower[]

/** What all followers must read of the tenant, so named that none hides another. */
export const followQueries = (ctx: Context, all: readonly Follower[], taskId: string): Queries =>
  Object.fromEntries(
    all.flatMap((one, i) =>
      Object.entries(one.tenant(ctx, taskId)).map(([name, query]): [string, Statement] => [
        `${i}.${name}`,
        query,
      ]),
    ),
  )

/** What follows a move, by the rows that {@link followQueries} gave. A task was made for one thing at most. */
export function followedBy(
  ctx: Context,
  all: readonly Follower[],
  rows: Record<string, unknown>,
  move: Move,
): Followed {
  for (const [i, one] of all.entries()) {
    const mine = Object.keys(one.tenant(ctx, move.taskId))
    const found = Object.fromEntries(mine.map((name) => [name, rows[`${i}.${name}`] as unknown[]]))
    const followed = one.follow(ctx, found, move)
    if (followed !== undefined) return followed
  }
  return { statements: [] }
}

/** Commits a change and what follows it; through a crossing where others are told (core/crossing.ts). */
export async function commitWith<T extends object>(
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  act: Act,
  statements: Statement[],
  answer: T,
  { statements: following, crossing }: Followed,
): Promise<T> {
  const all = [...statements, ...following]
  if (crossing === undefined) return commit(ctx, me, act, all, answer)
  const { kind, effect, alongside = {} } = crossing
  return cross(
    ctx,
    kind as CrossingKind<object>,
    (announced, found) => {
      const told = typeof effect === 'function' ? effect(found as Record<string, unknown[]>) : effect
      return commit(ctx, me, act, [...all, announced.row(told)], answer)
    },
    alongside,
  )
}
