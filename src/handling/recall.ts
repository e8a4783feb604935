import { eq } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { copiesOfDelivered, putAway, recallingCopies } from '../documents/issued/recall.ts'
import { incoming } from '../documents/tables.ts'
import { answeringRecall } from '../exchange/answer-recall.ts'
import { deliveredHere, receiptOf, receiptRow, whoAnswered } from '../exchange/answer.ts'
import { suspendFor } from '../tasks/suspend.ts'
import { handlingActs } from './acts.ts'

/**
 * Answers a sender who asks for a paper back. Given back, it is put away here: its line, its number and its history
 * stay, its files are closed to ordinary readers, the tasks made for it are suspended, the copies made of it are recalled
 * in turn, and the sender hears of it. Kept,
 * everything stays, with a reason.
 * @throws NotFound when it was not delivered here; Conflict when nobody asks for it any more; Invalid for keeping it
 *   without a word why
 */
export async function answerRecall(
  ctx: Context,
  deliveryId: string,
  { agree, reason }: { agree: boolean; reason?: string | undefined },
): Promise<{ id: string; incomingId?: string }> {
  if (!agree && (reason ?? '') === '')
    throw new Invalid([{ field: 'reason', message: 'Ghi lý do chưa trả lại văn bản, để nơi gửi biết.' }])
  const { me, papers, receipts, copies } = await look(ctx, {
    papers: ctx.tenant.select().from(incoming).where(eq(incoming.deliveryId, deliveryId)),
    receipts: receiptOf(ctx, deliveryId),
    copies: copiesOfDelivered(ctx, deliveryId),
  })
  const paper = papers[0]
  const at = ctx.clock()
  return cross(
    ctx,
    answeringRecall,
    (announced, { sent: [found] }) => {
      if (found === undefined) throw new NotFound()
      if (found.recall !== '13')
        throw new Conflict(
          found.recall === null
            ? 'Nơi gửi không yêu cầu lấy lại văn bản này.'
            : 'Yêu cầu lấy lại văn bản này đã được trả lời.',
        )
      const why = found.recallReason ?? ''
      const statements = !agree
        ? []
        : paper === undefined
          ? receipts.length > 0
            ? []
            : [receiptRow(ctx, deliveryId, me, { outcome: 'recalled' })]
          : [
              ...recallingCopies(ctx, paper.id, copies, { reason: why, by: me.name, at, day: dayAt(at) }),
              putAway(ctx, paper.id, why),
              ...suspendFor(ctx, me, 'incoming', paper.id, `Văn bản đã bị thu hồi: ${why}`),
            ]
      const act = (agree ? handlingActs.giveBack : handlingActs.keepPaper)(
        { id: paper?.id ?? deliveryId, name: `${found.notation} ${found.subject}` },
        { after: { reason: agree ? why : (reason ?? '') } },
      )
      const effect = {
        consignmentId: deliveryId,
        recipientId: ctx.committee.id,
        code: agree ? ('15' as const) : ('16' as const),
        byName: me.name,
        reason: reason ?? null,
        copies: agree ? copies.map((one) => one.id) : [],
        why,
      }
      const answer = { id: deliveryId, ...(paper === undefined ? {} : { incomingId: paper.id }) }
      return commit(ctx, me, act, [...statements, announced.row(effect)], answer, () =>
        whoAnswered(ctx, deliveryId),
      )
    },
    deliveredHere(ctx, deliveryId),
  )
}
