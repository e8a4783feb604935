import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { Invalid, NotFound } from '../core/errors.ts'
import { deliveryActs } from './acts.ts'
import { deliveredHere, receiptOf, receiptRow, whoAnswered } from './answer.ts'
import { refusalName } from './codes.ts'
import { receive } from './receive.ts'
import { senderLine } from './sender.ts'

/**
 * Refuses a delivery (status 02) with a reason from the list, in words where the list does not say it.
 * @throws Conflict saying who answered first; Invalid when the words are missing
 */
export async function refuseDelivery(
  ctx: Context,
  deliveryId: string,
  input: { reason: string; text?: string | undefined },
): Promise<{ id: string }> {
  const reasonText = input.text === undefined || input.text === '' ? null : input.text
  if (input.reason === 'other' && reasonText === null) {
    throw new Invalid([{ field: 'text', message: 'Ghi rõ lý do từ chối.' }])
  }
  const { me, receipts } = await look(ctx, { receipts: receiptOf(ctx, deliveryId) })
  if (receipts[0] !== undefined) throw await whoAnswered(ctx, deliveryId)
  const said = { reason: input.reason, reasonText }
  return cross(
    ctx,
    receive,
    (announced, { sent: [found] }) => {
      if (found === undefined) throw new NotFound()
      const act = deliveryActs.refuse(
        { id: deliveryId, name: `${found.notation} ${found.subject}` },
        { after: { sender: senderLine(found), reason: refusalName(input.reason), text: reasonText } },
      )
      const statements = [
        receiptRow(ctx, deliveryId, me, { outcome: 'refused', ...said }),
        announced.row({
          consignmentId: deliveryId,
          recipientId: ctx.committee.id,
          status: '02',
          byName: me.name,
          arrivalNo: null,
          assigned: false,
          ...said,
        }),
      ]
      return commit(ctx, me, act, statements, { id: deliveryId }, () => whoAnswered(ctx, deliveryId))
    },
    deliveredHere(ctx, deliveryId),
  )
}
