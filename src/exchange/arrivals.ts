import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { lastArrival } from '../documents/books/books.ts'
import { incoming } from '../documents/tables.ts'
import { tellCopy } from '../documents/copies/show.ts'
import { facesOf, senderOf } from '../directory/standing.ts'
import { lookAtSent, receiptOf } from './answer.ts'
import { tellRecall } from './fate.ts'
import { checksOf } from './checks.ts'
import { showSender } from './sender.ts'
import { LISTS, REFUSAL_REASONS, refusalName, REOPENED, SETTLED, statusName } from './codes.ts'
import { consignment, consignmentFile, delivery, deliveryEvent } from './exchange-tables.ts'
import type { arrivalAnswer, arrivalList, arrivalQuery, arrivalRow } from './schema.ts'

const original = alias(consignment, 'original')

type Found = {
  sent: typeof consignment.$inferSelect
  delivery: typeof delivery.$inferSelect
  original: { documentId: string; notation: string } | null
}

/** Deliveries to this committee with the sending, and our own document that it answers. */
const deliveriesTo = (ctx: Context) =>
  ctx.exchange
    .select({
      sent: consignment,
      delivery,
      original: { documentId: original.documentId, notation: original.notation },
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .leftJoin(original, and(eq(original.id, consignment.replyTo), eq(original.senderId, ctx.committee.id)))

type Query = z.output<typeof arrivalQuery>

/**
 * What arrived: what waits, among the rest or apart, by its turn as on the desk; what was accepted or refused, the
 * newest first.
 */
export async function listArrivals(ctx: Context, query: Query): Promise<z.infer<typeof arrivalList>> {
  const [, rows] = await Promise.all([
    look(ctx, {}),
    deliveriesTo(ctx)
      .where(and(eq(delivery.recipientId, ctx.committee.id), inPage(ctx, query)))
      .orderBy(...orderOf(query))
      .limit(query.limit + 1),
  ])
  const faces = await facesOf(ctx, [...new Set(rows.map(({ sent }) => sent.senderId))])
  return paged(
    rows,
    query.limit,
    ({ delivery: one }) => [one.turn, one.arrivedAt, one.consignmentId],
    (row) => showArrival(row, faces.get(row.sent.senderId)),
  )
}

/** Whether what is listed waits for somebody: then it comes by its turn. */
const waits = ({ state }: Query): boolean => state === 'waiting' || state === 'apart'

const orderOf = (query: Query): SQL[] =>
  waits(query)
    ? [asc(delivery.turn), asc(delivery.arrivedAt), asc(delivery.consignmentId)]
    : [desc(delivery.arrivedAt), desc(delivery.consignmentId)]

/** Of every status that comes to this outcome as many as a page takes, along the index: only they are sorted. */
function inPage(ctx: Context, query: Query): SQL {
  const after = readCursor(query.cursor, z.tuple([z.number(), z.number(), z.string()]))
  const beyond =
    after &&
    (waits(query)
      ? sql`(${delivery.turn}, ${delivery.arrivedAt}, ${delivery.consignmentId}) > (${after[0]}, ${after[1]}, ${after[2]})`
      : sql`(${delivery.arrivedAt}, ${delivery.consignmentId}) < (${after[1]}, ${after[2]})`)
  const pages = LISTS[query.state].map(([status, apart]) => {
    const page = ctx.exchange
      .select({ id: delivery.consignmentId })
      .from(delivery)
      .where(
        and(
          eq(delivery.recipientId, ctx.committee.id),
          eq(delivery.status, status),
          eq(delivery.apart, apart),
          beyond,
        ),
      )
      .orderBy(...orderOf(query))
      .limit(query.limit + 1)
    return sql`select * from ${page}`
  })
  return sql`${delivery.consignmentId} in (${sql.join(pages, sql` union all `)})`
}

/** One delivery to this committee: what was sent, what was checked, and the số đến it would get. */
export async function getArrival(ctx: Context, id: string): Promise<z.infer<typeof arrivalAnswer>> {
  const [rows, sheets, events] = await ctx.exchange.batch([
    deliveriesTo(ctx).where(and(eq(delivery.consignmentId, id), eq(delivery.recipientId, ctx.committee.id))),
    ctx.exchange
      .select()
      .from(consignmentFile)
      .where(eq(consignmentFile.consignmentId, id))
      .orderBy(asc(consignmentFile.position)),
    ctx.exchange
      .select()
      .from(deliveryEvent)
      .where(and(eq(deliveryEvent.consignmentId, id), eq(deliveryEvent.recipientId, ctx.committee.id)))
      .orderBy(asc(deliveryEvent.id)),
  ])
  const row = rows[0]
  const [sender, { receipts, last, twins }] = await Promise.all([
    senderOf(ctx, row?.sent.senderId ?? ''),
    look(ctx, {
      receipts: receiptOf(ctx, id),
      last: lastArrival(ctx.tenant, dayAt(ctx.clock())),
      twins: twinsOf(ctx, row?.sent),
    }),
  ])
  if (row === undefined) throw new NotFound()
  const looked = await lookAtSent(ctx, row.sent.senderId, sheets)
  return {
    ...showArrival(row, sender),
    chain: sender?.chain ?? [],
    signer: row.sent.signer,
    ...tellCopy(row.sent.copy),
    paperFollows: row.sent.paperFollows,
    files: sheets.map(({ sha256, name, type, size }) => ({ sha256, name, type, size })),
    checks: checksOf(
      row.sent,
      sender,
      sheets,
      looked,
      twins.filter((twin) => twin.deliveryId !== id),
    ),
    ...given({ recall: tellRecall(row.delivery) }),
    nextArrivalNo: (last[0]?.last ?? 0) + 1,
    // How its sender dealt with our answer is the sender's business.
    history: events.filter(({ status }) => status !== SETTLED && status !== REOPENED).map(tellEvent),
    refusalReasons: REFUSAL_REASONS.map(({ code, name }) => ({ code, name })),
    ...given({ dueOn: row.sent.dueOn, deliverBy: row.sent.deliverBy, incomingId: receipts[0]?.incomingId }),
  }
}

/** Papers in the book that may be the same: of one sender, number and day. */
const twinsOf = (ctx: Context, sent: Found['sent'] | undefined) =>
  ctx.tenant
    .select({
      arrivalNo: incoming.arrivalNo,
      arrivedOn: incoming.arrivedOn,
      deliveryId: incoming.deliveryId,
    })
    .from(incoming)
    .where(
      and(
        eq(incoming.senderId, sent?.senderId ?? ''),
        eq(incoming.notation, sent?.notation ?? ''),
        eq(incoming.issuedOn, sent?.issuedOn ?? ''),
        // Types that share a symbol are different papers.
        eq(incoming.typeName, sent?.typeName ?? ''),
      ),
    )
    .limit(2)

/** One entry of a delivery's history. */
export const tellEvent = (row: typeof deliveryEvent.$inferSelect) => ({
  status: row.status,
  statusName: statusName(row.status),
  at: iso(row.at),
  ...given({ by: row.byName }),
  ...(row.reason === null ? {} : { reason: tellReason(row.reason, row.reasonText) }),
})

/** A reason for refusing, in words. */
export const tellReason = (code: string, text: string | null) => ({
  code,
  name: refusalName(code),
  ...given({ text }),
})

const showArrival = (
  { sent, delivery: one, original: answered }: Found,
  face: { name: string; confirmed: boolean } | undefined,
): z.infer<typeof arrivalRow> => ({
  id: sent.id,
  sender: showSender(sent, face),
  notation: sent.notation,
  typeName: sent.typeName,
  subject: sent.subject,
  issuedOn: sent.issuedOn,
  urgency: sent.urgency,
  arrivedAt: iso(one.arrivedAt),
  fileCount: sent.fileCount,
  status: one.status,
  statusName: statusName(one.status),
  ...(answered === null ? {} : { replyTo: answered }),
  ...(one.remindedAt === null ? {} : { remindedAt: iso(one.remindedAt) }),
})

/**
 * A file of a delivery to this committee, for opening before it is accepted.
 * @throws NotFound when it was not delivered here
 */
export async function deliveredFile(ctx: Context, id: string, sha256: string) {
  const [, rows] = await Promise.all([
    look(ctx, {}),
    ctx.exchange
      .select({
        owner: consignment.senderId,
        sha256: consignmentFile.sha256,
        name: consignmentFile.name,
        type: consignmentFile.type,
        size: consignmentFile.size,
        blocks: consignmentFile.blocks,
      })
      .from(delivery)
      .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
      .innerJoin(consignmentFile, eq(consignmentFile.consignmentId, delivery.consignmentId))
      .where(
        and(
          eq(delivery.consignmentId, id),
          eq(delivery.recipientId, ctx.committee.id),
          eq(consignmentFile.sha256, sha256),
        ),
      )
      .limit(1),
  ])
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  return found
}
