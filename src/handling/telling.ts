import type { Context } from '../core/context.ts'
import type { Followed } from '../core/follow.ts'
import type { IncomingState } from '../documents/incoming/states.ts'
import { progress } from '../exchange/progress.ts'
import type { Paper } from './load.ts'

/** The status of the axis that a state is to the sender (QCVN 102:2016). */
const TOLD: Partial<Record<IncomingState, '04' | '05' | '06'>> = { assigned: '04', doing: '05', done: '06' }

/** What the sender of a document is told when it comes into a state; nothing when it came by hand. */
export function telling(
  ctx: Context,
  { deliveryId, arrivalNo }: Pick<Paper, 'deliveryId' | 'arrivalNo'>,
  state: IncomingState,
): Followed['crossing'] {
  const status = TOLD[state]
  if (status === undefined || deliveryId === null) return undefined
  return {
    kind: progress,
    effect: { consignmentId: deliveryId, recipientId: ctx.committee.id, status, arrivalNo },
  }
}
