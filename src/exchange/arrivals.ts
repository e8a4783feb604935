import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { SEALED } from '../core/seal.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import type { Database } from '../platform/database.ts'
import { lastArrival } from '../documents/books/books.ts'
import { isTwin } from '../documents/incoming/twins.ts'
import { laterDay } from '../documents/rules/rules.ts'
import { incoming } from '../documents/tables.ts'
import { coIssuerChecks, othersOf, tellJoint } from '../documents/joint/rules.ts'
import { tellCopy } from '../documents/copies/show.ts'
import { facesOf, senderOf } from '../directory/standing.ts'
import { lookAtSent, receiptOf } from './answer.ts'
import { tellRecall } from './fate.ts'
import { checksOf } from './checks.ts'
import { tellFile } from '../files/remarks.ts'
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
const deliveriesTo = (db: Database, me: Placeholder) =>
  db
    .select({
      sent: consignment,
      delivery,
      original: { documentId: original.documentId, notation: original.notation },
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .leftJoin(original, and(eq(original.id, consignment.replyTo), eq(original.senderId, me)))

type Query = z.output<typeof arrivalQuery>
type Row = [turn: number, arrivedAt: number, id: string]

/**
 * What arrived. Unless asked otherwise what waits, among the rest or apart, comes by its turn as on the desk; what was
 * accepted or refused, the newest first.
 */
export async function listArrivals(ctx: Context, asked: Query): Promise<z.infer<typeof arrivalList>> {
  const [turn, at, id] = readCursor(asked.cursor, z.tuple([z.number(), z.number(), z.string()])) ?? []
  const page = { me: ctx.committee.id, limit: asked.limit + 1, turn, at, id }
  const [, rows] = await Promise.all([look(ctx, {}), pageIn(asked)(ctx.exchange, page)])
  const faces = await facesOf(ctx, [...new Set(rows.map(({ sent }) => sent.senderId))])
  return paged(
    rows,
    asked.limit,
    ({ delivery: one }): Row => [one.turn, one.arrivedAt, one.consignmentId],
    (row) => showArrival(row, faces.get(row.sent.senderId)),
  )
}

type Page = {
  me: string
  limit: number
  turn?: number | undefined
  at?: number | undefined
  id?: string | undefined
}

type State = keyof typeof LISTS
type Order = NonNullable<Query['order']>
const KEYS = {
  turn: [delivery.turn, delivery.arrivedAt, delivery.consignmentId],
  newest: [delivery.arrivedAt, delivery.consignmentId],
  oldest: [delivery.arrivedAt, delivery.consignmentId],
}

/** Query for a page of a list: of every status in it as many as a page takes, along the index: only they are sorted. */
const pageOf = (state: State, by: Order) =>
  query<Page>()((db, { me, limit, turn, at, id }) => {
    const key = KEYS[by]
    const order = key.map((column) => (by === 'newest' ? desc : asc)(column))
    const place = by === 'turn' ? sql`${turn}, ${at}, ${id}` : sql`${at}, ${id}`
    const beyond = id && sql`(${sql.join(key, sql`, `)}) ${by === 'newest' ? sql`<` : sql`>`} (${place})`
    const pages = LISTS[state].map(([status, apart]) => {
      const page = db
        .select({ id: delivery.consignmentId })
        .from(delivery)
        .where(
          and(eq(delivery.recipientId, me), eq(delivery.status, status), eq(delivery.apart, apart), beyond),
        )
        .orderBy(...order)
        .limit(limit)
      return sql`select * from ${page}`
    })
    const among = sql`${delivery.consignmentId} in (${sql.join(pages, sql` union all `)})`
    return deliveriesTo(db, me)
      .where(and(eq(delivery.recipientId, me), among))
      .orderBy(...order)
      .limit(limit)
  })
const ordersOf = (state: State) => ({
  turn: pageOf(state, 'turn'),
  newest: pageOf(state, 'newest'),
  oldest: pageOf(state, 'oldest'),
})
const PAGES = {
  waiting: ordersOf('waiting'),
  apart: ordersOf('apart'),
  accepted: ordersOf('accepted'),
  refused: ordersOf('refused'),
}
const pageIn = ({ state, order }: Pick<Query, 'state' | 'order'>) =>
  PAGES[state][order ?? (state === 'waiting' || state === 'apart' ? 'turn' : 'newest')]

type Here = { id: string; me: string }
const oneDelivery = query<Here>()((db, { id, me }) =>
  deliveriesTo(db, me).where(and(eq(delivery.consignmentId, id), eq(delivery.recipientId, me))),
)
const sheetsOf = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(consignmentFile)
    .where(eq(consignmentFile.consignmentId, id))
    .orderBy(asc(consignmentFile.position)),
)
const eventsOf = query<Here>()((db, { id, me }) =>
  db
    .select()
    .from(deliveryEvent)
    .where(and(eq(deliveryEvent.consignmentId, id), eq(deliveryEvent.recipientId, me)))
    .orderBy(asc(deliveryEvent.id)),
)
/** What is in the book already that may be the same, its number being that of the sender. */
const twinsOf = query<Record<'senderId' | 'notation' | 'issuedOn' | 'typeName' | 'files', string>>()(
  (db, sent) =>
    db
      .select({
        arrivalNo: incoming.arrivalNo,
        arrivedOn: incoming.arrivedOn,
        deliveryId: incoming.deliveryId,
        senderId: incoming.senderId,
        notation: incoming.notation,
        issuedOn: incoming.issuedOn,
        typeName: incoming.typeName,
      })
      .from(incoming)
      .where(isTwin(db, sent, eq(incoming.senderId, sent.senderId)))
      .limit(20),
)

/** One delivery to this committee: what was sent, what was checked, and the số đến it would get. */
export async function getArrival(ctx: Context, id: string): Promise<z.infer<typeof arrivalAnswer>> {
  const [rows, sheets, events] = await ctx.exchange.batch([
    oneDelivery(ctx.exchange, { id, me: ctx.committee.id }),
    sheetsOf(ctx.exchange, { id }),
    eventsOf(ctx.exchange, { id, me: ctx.committee.id }),
  ])
  const row = rows[0]
  const { senderId = '', notation = '', issuedOn = '', typeName = '' } = row?.sent ?? {}
  const files = JSON.stringify(row === undefined || isSealed(row) ? [] : sheets.map(({ sha256 }) => sha256))
  const [sender, { receipts, last, twins }] = await Promise.all([
    senderOf(ctx, senderId),
    look(ctx, {
      receipts: receiptOf(ctx, id),
      last: lastArrival(ctx.tenant, dayAt(ctx.clock())),
      twins: twinsOf(ctx.tenant, { senderId, notation, issuedOn, typeName, files }),
    }),
  ])
  if (row === undefined) throw new NotFound()
  const joint = isSealed(row) ? null : row.sent.joint
  const [looked, confirmed] = await Promise.all([
    lookAtSent(ctx, row.sent.senderId, sheets),
    confirmedAmong(ctx, othersOf(joint)),
  ])
  return {
    ...showArrival(row, sender),
    chain: sender?.chain ?? [],
    signer: row.sent.signer,
    ...tellCopy(row.delivery.sealed ? null : row.sent.copy),
    ...tellJoint(row.delivery.sealed ? null : row.sent.joint, ctx.committee.id),
    paperFollows: row.sent.paperFollows,
    files: isSealed(row) ? [] : sheets.map(tellFile),
    checks: checksOf(
      row.sent,
      sender,
      sheets,
      looked,
      twins.filter((twin) => twin.deliveryId !== id),
    ).concat(
      coIssuerChecks(joint, confirmed),
      receipts[0] === undefined ? laterDay(last[0]?.on, dayAt(ctx.clock())) : [],
    ),
    ...given({ recall: tellRecall(row.delivery) }),
    nextArrivalNo: (last[0]?.last ?? 0) + 1,
    // How its sender dealt with our answer is the sender's business.
    history: events.filter(({ status }) => status !== SETTLED && status !== REOPENED).map(tellEvent),
    refusalReasons: REFUSAL_REASONS.map(({ code, name }) => ({ code, name })),
    ...given({ dueOn: row.sent.dueOn, deliverBy: row.sent.deliverBy, incomingId: receipts[0]?.incomingId }),
  }
}

/** Those of them that are confirmed now; of most papers there are none to ask about. */
async function confirmedAmong(ctx: Context, some: readonly { id: string }[]): Promise<Set<string>> {
  if (some.length === 0) return new Set()
  const faces = await facesOf(
    ctx,
    some.map(({ id }) => id),
  )
  return new Set(some.flatMap(({ id }) => (faces.get(id)?.confirmed === true ? [id] : [])))
}

/** What it says is hidden: it may hold a state secret. */
const isSealed = ({ sent, delivery: one }: Found): boolean => sent.sealed !== null || one.sealed

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
  subject: one.sealed ? SEALED : sent.subject,
  issuedOn: sent.issuedOn,
  urgency: sent.urgency,
  arrivedAt: iso(one.arrivedAt),
  fileCount: sent.fileCount,
  status: one.status,
  statusName: statusName(one.status),
  ...(answered === null ? {} : { replyTo: answered }),
  ...(one.remindedAt === null ? {} : { remindedAt: iso(one.remindedAt) }),
})
