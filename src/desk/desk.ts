import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { gather, newsParts, withNews } from '../core/part.ts'
import type { DeskPart, News, OnDesk, WorkPart } from '../core/part.ts'
import { parts } from './parts.ts'
import type { deskAnswer } from './schema.ts'
import { lastVisit, visitBefore } from './visit.ts'
import { inOrder } from './work.ts'

/**
 * What waits for this person, in the order to do it, then what is awaited from others: what every domain lays there,
 * each for whom it concerns. What is asked of the person by name or office stands behind what all of an office share.
 */
export async function getDesk(ctx: Context): Promise<z.infer<typeof deskAnswer>> {
  const [desks, works, news] = await Promise.all([parts(ctx, 'desk'), parts(ctx, 'work'), newsParts(ctx)])
  const visits = lastVisit(ctx.tenant, { person: ctx.person.id })
  const { outs, more } = await gather<undefined, OnDesk | News[], { visits: typeof visits }>(
    ctx,
    [...desks, ...works.map(asDesk), ...news],
    undefined,
    { visits },
  )
  const told = desks.length + works.length
  const onDesk = outs.slice(0, told) as OnDesk[]
  const [laid, work] = [onDesk.slice(0, desks.length), onDesk.slice(desks.length)]
  const decided = outs.slice(told).flat() as News[]
  return {
    waiting: [
      ...laid.flatMap((out) => out.waiting ?? []),
      ...inOrder(
        withNews(
          work.flatMap((out) => out.waiting ?? []),
          decided,
          dayAt(ctx.clock()),
        ),
      ),
    ],
    arriving: onDesk.flatMap((out) => out.arriving ?? []),
    awaiting: onDesk.flatMap((out) => out.awaiting ?? []),
    recent: onDesk.flatMap((out) => out.recent ?? []),
    ...given({ since: visitBefore(more.visits[0], ctx.clock()) }),
  }
}

const asDesk = (work: WorkPart): DeskPart => ({
  ...work,
  show: (me, rows, ctx, asked) => ({ waiting: work.show(me, rows, ctx, asked) }),
})
