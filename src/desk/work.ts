import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { gather, newsParts, withNews } from '../core/part.ts'
import type { DeskItem, News, Part } from '../core/part.ts'
import { parts } from './parts.ts'
import type { workAnswer } from './schema.ts'

/** Việc của tôi: what every domain asks of this person, what presses first. */
export async function listMyWork(ctx: Context): Promise<z.infer<typeof workAnswer>> {
  const [works, news] = await Promise.all([parts(ctx, 'work'), newsParts(ctx)])
  const all: Part<undefined, (DeskItem | News)[]>[] = [...works, ...news]
  const { outs } = await gather(ctx, all, undefined, {})
  const items = outs.slice(0, works.length).flat() as DeskItem[]
  const decided = outs.slice(works.length).flat() as News[]
  return { items: inOrder(withNews(items, decided, dayAt(ctx.clock()))) }
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
