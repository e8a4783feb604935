import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { gather } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { parts } from './parts.ts'
import type { workAnswer } from './schema.ts'

/** Việc của tôi: what every domain asks of this person, what presses first. */
export async function listMyWork(ctx: Context): Promise<z.infer<typeof workAnswer>> {
  const { outs } = await gather(ctx, await parts(ctx, 'work'), undefined, {})
  return { items: inOrder(outs.flat()) }
}

/** A day after every other: what has no day to be done by comes last. */
const NO_DAY = '9999-12-31'

/** What is due first, then what is urgent, then what has waited longest. */
export const inOrder = (items: DeskItem[]): DeskItem[] =>
  items.toSorted(
    (a, b) =>
      (a.dueOn ?? NO_DAY).localeCompare(b.dueOn ?? NO_DAY) ||
      b.urgency - a.urgency ||
      a.at.localeCompare(b.at),
  )
