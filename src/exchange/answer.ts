import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { showInstant } from '../core/dates.ts'
import { Conflict } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { lookAtFiles, tellUnsound } from '../files/sound.ts'
import { incoming } from '../documents/tables.ts'
import { consignment, consignmentFile, delivery } from './exchange-tables.ts'
import { receipt } from './tables.ts'

/** Queries for what was delivered here under an id, known or found in the exchange: its files, and our own document that it answers, if any. */
export function deliveredHere(ctx: Context, deliveryId: string | SQL<string>) {
  const original = ctx.exchange
    .select({ id: consignment.replyTo })
    .from(consignment)
    .where(eq(consignment.id, deliveryId))
  return {
    sent: ctx.exchange
      .select({
        ...getTableColumns(consignment),
        status: delivery.status,
        recall: delivery.recall,
        recallReason: delivery.recallReason,
      })
      .from(delivery)
      .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
      .where(and(eq(delivery.consignmentId, deliveryId), eq(delivery.recipientId, ctx.committee.id))),
    sheets: ctx.exchange
      .select()
      .from(consignmentFile)
      .where(eq(consignmentFile.consignmentId, deliveryId))
      .orderBy(consignmentFile.position),
    answered: ctx.exchange
      .select({ documentId: consignment.documentId })
      .from(consignment)
      .where(and(eq(consignment.id, sql`(${original})`), eq(consignment.senderId, ctx.committee.id))),
  }
}

/** A file as it was sent. */
export type Sheet = typeof consignmentFile.$inferSelect & { owner: string }

/** Looks at the files of a delivery, which lie with its sender. */
export const lookAtSent = (ctx: Context, sender: string, sheets: (typeof consignmentFile.$inferSelect)[]) =>
  lookAtFiles(
    ctx.files,
    sheets.map((sheet): Sheet => ({ ...sheet, owner: sender })),
  )

/**
 * Lets a paper be taken only with all its files.
 * @throws Conflict naming those that are gone or damaged
 */
export async function refuseUnsound(
  ctx: Context,
  sender: string,
  sheets: (typeof consignmentFile.$inferSelect)[],
): Promise<void> {
  const { unsound } = await lookAtSent(ctx, sender, sheets)
  if (unsound.length === 0) return
  throw new Conflict(
    `${unsound.map(tellUnsound).join(' ')} Chưa tiếp nhận được; đề nghị nơi gửi tải lại tệp.`,
    { files: unsound.map(({ file }) => file.name) },
  )
}

/** Query for what this committee answered to a delivery, if it did. */
export const receiptOf = (ctx: Context, deliveryId: string) => oneReceipt(ctx.tenant, { deliveryId })

const oneReceipt = query<{ deliveryId: string }>()((db, { deliveryId }) =>
  db.select().from(receipt).where(eq(receipt.deliveryId, deliveryId)),
)

/** A paper that its sender has back, or asks for, is not taken until that is answered. */
export function refuseRecalled({
  status,
  recall,
  sealed,
}: {
  status: string
  recall: string | null
  sealed: string | null
}): void {
  if (sealed !== null)
    throw new Conflict('Nơi gửi đã khóa văn bản này vì nghi có bí mật nhà nước; không tiếp nhận được.')
  if (status === '15') throw new Conflict('Nơi gửi đã thu hồi văn bản này, không tiếp nhận được nữa.')
  if (recall === '13')
    throw new Conflict(
      'Nơi gửi đang yêu cầu lấy lại văn bản này. Trả lời yêu cầu thu hồi trước khi tiếp nhận.',
    )
}

type Outcome =
  | { outcome: 'recalled' }
  | { outcome: 'accepted'; incomingId: string }
  | { outcome: 'refused'; reason: string; reasonText: string | null }

/** One answer a delivery: the primary key lets the first one win, whoever else tries and whatever they answer. */
export const receiptRow = (
  ctx: Context,
  deliveryId: string,
  me: { id: string; name: string },
  outcome: Outcome,
): Statement =>
  ctx.tenant.insert(receipt).values({ deliveryId, ...outcome, at: ctx.clock(), byId: me.id, byName: me.name })

/** Who answered a delivery before, in a sentence for the one who came second. */
export async function whoAnswered(ctx: Context, deliveryId: string): Promise<Error> {
  const [first] = await ctx.tenant
    .select({ receipt, arrivalNo: incoming.arrivalNo })
    .from(receipt)
    .leftJoin(incoming, eq(incoming.id, receipt.incomingId))
    .where(eq(receipt.deliveryId, deliveryId))
  if (first === undefined) return new Conflict('Văn bản đến vừa thay đổi. Đề nghị tải lại.')
  const { outcome, byName, at, incomingId } = first.receipt
  const when = showInstant(at)
  return outcome === 'accepted'
    ? new Conflict(`Đồng chí ${byName} đã tiếp nhận lúc ${when}, số đến ${first.arrivalNo}.`, {
        outcome,
        incomingId,
        arrivalNo: first.arrivalNo,
      })
    : new Conflict(`Đồng chí ${byName} đã từ chối tiếp nhận lúc ${when}.`, { outcome })
}
