import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { given } from '../core/given.ts'
import { gather } from '../core/part.ts'
import type { DeskPart, OnDesk, WorkPart } from '../core/part.ts'
import { parts } from './parts.ts'
import type { deskAnswer } from './schema.ts'
import { lastVisit, visitBefore } from './visit.ts'
import { inOrder } from './work.ts'

/**
 * What waits for this person, in the order to do it, then what is awaited from others: what every domain lays there,
 * each for whom it concerns. What is asked of the person by name or office stands behind what all of an office share.
 */
export async function getDesk(ctx: Context): Promise<z.infer<typeof deskAnswer>> {
  const [desks, works] = await Promise.all([parts(ctx, 'desk'), parts(ctx, 'work')])
  const visits = lastVisit(ctx.tenant, { person: ctx.person.id })
  const { outs, more } = await gather<undefined, OnDesk, { visits: typeof visits }>(
    ctx,
    [...desks, ...works.map(asDesk)],
    undefined,
    { visits },
  )
  const [laid, work] = [outs.slice(0, desks.length), outs.slice(desks.length)]
  return {
    waiting: [
      ...laid.flatMap((out) => out.waiting ?? []),
      ...inOrder(work.flatMap((out) => out.waiting ?? [])),
    ],
    arriving: outs.flatMap((out) => out.arriving ?? []),
    awaiting: outs.flatMap((out) => out.awaiting ?? []),
    recent: outs.flatMap((out) => out.recent ?? []),
    ...given({ since: visitBefore(more.visits[0], ctx.clock()) }),
  }
}

const asDesk = (work: WorkPart): DeskPart => ({
  ...work,
  show: (me, rows, ctx, asked) => ({ waiting: work.show(me, rows, ctx, asked) }),
})
