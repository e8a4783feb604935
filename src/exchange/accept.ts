import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { Announced } from '../core/crossing.ts'
import { showInstant } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { enterInBook } from '../documents/enter.ts'
import type { Entry } from '../documents/enter.ts'
import { incoming, receipt } from '../documents/tables.ts'
import { unit } from '../organisation/tables.ts'
import { receive } from './receive.ts'
import type { Receipt } from './receive.ts'
import { consignment, consignmentFile, delivery } from './tables.ts'

/** What accepting gives: this committee's own record and its số đến. */
export type Accepted = { incomingId: string; arrivalNo: number; arrivedOn: string }

export type AcceptInput = { unitId?: string | undefined; note?: string | undefined }

type Sent = typeof consignment.$inferSelect
type Sheet = typeof consignmentFile.$inferSelect

/**
 * Accepts a delivery (status 03): enters it in the book of arrivals with the next số đến, once and only once,
 * as this committee's own copy that nothing the sender does will change.
 * @throws Conflict saying who accepted or refused it first; NotFound when nothing was delivered here
 */
export async function acceptDelivery(
  ctx: Context,
  deliveryId: string,
  input: AcceptInput,
): Promise<Accepted> {
  const { me, units, receipts } = await look(ctx, 'deliveries.decide', {
    units: ctx.tenant
      .select()
      .from(unit)
      .where(and(eq(unit.id, input.unitId ?? ''), isNull(unit.closedAt))),
    receipts: ctx.tenant.select().from(receipt).where(eq(receipt.deliveryId, deliveryId)),
  })
  if (receipts[0] !== undefined) throw await whoAnswered(ctx, deliveryId)
  if (input.unitId !== undefined && units.length === 0) {
    throw new Invalid([{ field: 'unitId', message: 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.' }])
  }
  const entry = { unit: units[0], note: input.note, by: me.name }
  return cross(
    ctx,
    receive,
    (announced, found) => decide(ctx, me, found, entry, announced),
    deliveredHere(ctx, deliveryId),
  )
}

/** The one batch that accepts: the book entry, the receipt that only one can write, proof of the crossing. */
function decide(
  ctx: Context,
  me: Me,
  found: unknown[],
  entry: Entry,
  announced: Announced<Receipt>,
): Promise<Accepted> {
  const [rows, sheets, answered] = found as [{ consignment: Sent }[], Sheet[], { documentId: string }[]]
  const sent = rows[0]?.consignment
  if (sent === undefined) throw new NotFound()
  const id = newId()
  const entered = sql`from ${incoming} where ${incoming.id} = ${id}`
  const number = sql<number>`(select ${incoming.arrivalNo} ${entered})`
  const day = sql<string>`(select ${incoming.arrivedOn} ${entered})`
  const effect = {
    consignmentId: sent.id,
    recipientId: ctx.committee.id,
    byName: me.name,
    reason: null,
    reasonText: null,
  }
  const statements = [
    ...enterInBook(ctx, id, sent, sheets, { ...entry, answersId: answered[0]?.documentId }),
    receiptRow(ctx, sent.id, me, { outcome: 'accepted', incomingId: id }),
    announced.row({ ...effect, status: '03' }, sql`json_object('arrivalNo', ${number})`),
  ]
  const act = {
    action: 'delivery.accept',
    subject: { kind: 'incoming', id, name: `${sent.notation} ${sent.subject}` },
    after: sql`json_object('arrivalNo', ${number}, 'sender', ${sent.senderName})`,
  }
  const answer =
    sql`json_object('incomingId', ${id}, 'arrivalNo', ${number}, 'arrivedOn', ${day})` as SQL<Accepted>
  return commit(ctx, me, act, statements, answer, () => whoAnswered(ctx, sent.id))
}

/** What was delivered here, its files, and our own document it answers, if any: read with the announcement. */
export function deliveredHere(ctx: Context, deliveryId: string): Statement[] {
  const mine = and(eq(delivery.consignmentId, deliveryId), eq(delivery.recipientId, ctx.committee.id))
  const original = ctx.exchange
    .select({ id: consignment.replyTo })
    .from(consignment)
    .where(eq(consignment.id, deliveryId))
  return [
    ctx.exchange
      .select({ consignment, delivery })
      .from(delivery)
      .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
      .where(mine),
    ctx.exchange
      .select()
      .from(consignmentFile)
      .where(eq(consignmentFile.consignmentId, deliveryId))
      .orderBy(consignmentFile.position),
    ctx.exchange
      .select({ documentId: consignment.documentId, notation: consignment.notation })
      .from(consignment)
      .where(and(eq(consignment.id, sql`(${original})`), eq(consignment.senderId, ctx.committee.id))),
  ]
}

type Outcome =
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
