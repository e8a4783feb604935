import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt, showInstant } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { fold } from '../core/text.ts'
import { MAIN_BOOK, periodOf } from '../documents/books.ts'
import { arrivalSeries, incoming, incomingFile, receipt } from '../documents/tables.ts'
import { unit } from '../organisation/tables.ts'
import { consignment, consignmentFile, delivery } from './tables.ts'
import { receive } from './receive.ts'

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
      .where(eq(unit.id, input.unitId ?? '')),
    receipts: ctx.tenant.select().from(receipt).where(eq(receipt.deliveryId, deliveryId)),
  })
  if (receipts[0] !== undefined) throw await whoAnswered(ctx, deliveryId)
  if (input.unitId !== undefined && units.length === 0) {
    throw new Invalid([{ field: 'unitId', message: 'Đơn vị nhận này không có.' }])
  }
  return cross(
    ctx,
    receive,
    (announced, [sent, sheets, answered]) => {
      const found = (sent as { consignment: Sent }[])[0]?.consignment
      if (found === undefined) throw new NotFound()
      const incomingId = newId()
      const arrivedOn = dayAt(ctx.clock())
      const number = sql<number>`(select ${incoming.arrivalNo} from ${incoming} where ${incoming.id} = ${incomingId})`
      const decided = sql`json_object('arrivalNo', ${number})`
      const statements = [
        ...enterInBook(ctx, incomingId, found, sheets as Sheet[], {
          ...input,
          unitName: units[0]?.name,
          by: me.name,
        }),
        ctx.tenant
          .update(incoming)
          .set({ answersId: (answered as { documentId: string }[])[0]?.documentId ?? null })
          .where(eq(incoming.id, incomingId)),
        receiptRow(ctx, deliveryId, me, { outcome: 'accepted', incomingId }),
        announced.row(
          {
            consignmentId: deliveryId,
            recipientId: ctx.committee.id,
            status: '03',
            byName: me.name,
            reason: null,
            reasonText: null,
          },
          decided,
        ),
      ]
      const act = {
        action: 'delivery.accept',
        subject: { kind: 'incoming', id: incomingId, name: `${found.notation} ${found.subject}` },
        after: sql`json_object('arrivalNo', ${number}, 'sender', ${found.senderName})`,
      }
      const answer =
        sql`json_object('incomingId', ${incomingId}, 'arrivalNo', ${number}, 'arrivedOn', ${arrivedOn})` as SQL<Accepted>
      return commit(ctx, me, act, statements, answer, () => whoAnswered(ctx, deliveryId))
    },
    deliveredHere(ctx, deliveryId),
  )
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

type Entry = AcceptInput & { unitName: string | undefined; by: string }

/** The next số đến of the book and period, and the row that has it. */
function enterInBook(ctx: Context, id: string, sent: Sent, sheets: Sheet[], entry: Entry): Statement[] {
  const at = ctx.clock()
  const arrivedOn = dayAt(at)
  const key = { book: MAIN_BOOK, period: periodOf(arrivedOn) }
  const next = sql<number>`(select last from arrival_series where book = ${key.book} and period = ${key.period})`
  const {
    senderId,
    senderHandle,
    senderName,
    notation,
    typeName,
    issuedOn,
    subject,
    urgency,
    dueOn,
    signer,
    paperFollows,
  } = sent
  const statements: Statement[] = [
    ctx.tenant
      .insert(arrivalSeries)
      .values({ ...key, last: 1 })
      .onConflictDoUpdate({
        target: [arrivalSeries.book, arrivalSeries.period],
        set: { last: sql`${arrivalSeries.last} + 1` },
      }),
    ctx.tenant.insert(incoming).values({
      ...{
        senderId,
        senderHandle,
        senderName,
        notation,
        typeName,
        issuedOn,
        subject,
        urgency,
        dueOn,
        signer,
        paperFollows,
      },
      ...key,
      id,
      deliveryId: sent.id,
      arrivalNo: next,
      arrivedOn,
      arrivedAt: at,
      unitId: entry.unitId ?? null,
      receiver: entry.unitName ?? '',
      transferredOn: entry.unitId === undefined ? null : arrivedOn,
      note: entry.note ?? null,
      acceptedBy: entry.by,
    }),
    ctx.tenant.run(
      sql`insert into incoming_search (rowid, text) select ${incoming.rowid}, ${`${fold(`${subject} ${senderName} ${typeName} ${notation}`)} ${sent.number}`} from ${incoming} where ${incoming.id} = ${id}`,
    ),
  ]
  if (sheets.length > 0) {
    const files = sheets.map(({ position, sha256, name, type, size }) => ({
      incomingId: id,
      position,
      sha256,
      name,
      type,
      size,
    }))
    statements.push(ctx.tenant.insert(incomingFile).values(files))
  }
  return statements
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
