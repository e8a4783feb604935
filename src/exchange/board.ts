import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { reads } from '../documents/outgoing/reachable.ts'
import { document } from '../documents/tables.ts'
import type { Database } from '../platform/database.ts'
import { tellEvent, tellReason } from './arrivals.ts'
import { BOARD, isOpen, OPEN, OUTCOMES, SETTLEMENTS, STATUS, statusName } from './codes.ts'
import { consignment, delivery, deliveryEvent } from './exchange-tables.ts'
import type { boardAnswer, boardQuery, Summary } from './schema.ts'

/**
 * Where a document went: how many took it, and every recipient, those who have not taken it first, else in the order
 * they were named.
 */
export async function deliveryBoard(
  ctx: Context,
  documentId: string,
  asked: z.output<typeof boardQuery>,
): Promise<z.infer<typeof boardAnswer>> {
  const [status, position, recipientId] = readCursor(asked.cursor, boardKey) ?? []
  const sent = { from: ctx.committee.id, documentId }
  const page = { ...sent, status, position, recipientId, limit: asked.limit + 1 }
  const { shown, happened } = PAGES[asked.status ?? 'all']
  const [{ documents }, [tally, rows, events]] = await Promise.all([
    look(ctx, { documents: inReach(ctx.tenant, { id: documentId, person: ctx.person.id }) }),
    ctx.exchange.batch([
      counted(ctx.exchange, sent),
      shown(ctx.exchange, page),
      happened(ctx.exchange, page),
    ]),
  ])
  if (documents.length === 0) throw new NotFound()
  const key = (row: Delivery) => [row.status, row.position, row.recipientId]
  const told = paged(rows, asked.limit, key, (row) => ({
    ...tellDelivery(row),
    history: events.flatMap(({ event }) => (event.recipientId === row.recipientId ? [tellEvent(event)] : [])),
  }))
  return { summary: summarise(tally), ...told }
}

/** Where a page of the board ends: status, place among the recipients, id. */
const boardKey = z.tuple([z.string(), z.number(), z.string()])

type Delivery = typeof delivery.$inferSelect

/** How many deliveries of each status there are, and of how many of them the sender said they are settled. */
export const COUNTS = {
  status: delivery.status,
  n: sql<number>`count(*)`,
  settled: sql<number>`count(${delivery.settledHow})`,
}
export type Count = { status: string; n: number; settled: number }

/** Of a document those deliveries of which this has become. */
const became = (outcome: (typeof BOARD)[number]): SQL | undefined =>
  outcome === 'settled'
    ? and(inArray(delivery.status, OPEN), isNotNull(delivery.settledHow))
    : and(
        inArray(delivery.status, OUTCOMES[outcome]),
        OUTCOMES[outcome].some((status) => isOpen(status)) ? isNull(delivery.settledHow) : undefined,
      )

type Sent = { from: string; documentId: string }
type Page = Sent & {
  status?: string | undefined
  position?: number | undefined
  recipientId?: string | undefined
  limit: number
}

const inReach = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.id, id), reads({ person: { id: person } }))),
)

/** The deliveries of a document of ours. */
const mine = (db: Database, { from, documentId }: Given<Sent>): SQL => {
  const sent = db
    .select({ id: consignment.id })
    .from(consignment)
    .where(and(eq(consignment.senderId, from), eq(consignment.documentId, documentId)))
    .limit(1)
  return eq(delivery.consignmentId, sql`(${sent})`)
}

const counted = query<Sent>()((db, sent) =>
  db.select(COUNTS).from(delivery).where(mine(db, sent)).groupBy(delivery.status),
)

/** Queries for a page of the board and for what happened to each on it. */
const pageOf = (which?: SQL) => {
  const page = (db: Database, { status, position, recipientId, limit, ...sent }: Given<Page>) =>
    db
      .select()
      .from(delivery)
      .where(
        and(
          mine(db, sent),
          which,
          recipientId &&
            sql`(${delivery.status}, ${delivery.position}, ${delivery.recipientId}) > (${status}, ${position}, ${recipientId})`,
        ),
      )
      .orderBy(asc(delivery.status), asc(delivery.position), asc(delivery.recipientId))
      .limit(limit)
  return {
    shown: query<Page>()(page),
    happened: query<Page>()((db, given) =>
      db
        .select({ event: deliveryEvent })
        .from(page(db, given).as('shown'))
        .innerJoin(
          deliveryEvent,
          sql`${deliveryEvent.consignmentId} = shown.consignmentId and ${deliveryEvent.recipientId} = shown.recipientId`,
        )
        .orderBy(asc(deliveryEvent.id)),
    ),
  }
}
const PAGES = Object.fromEntries([
  ['all', pageOf()],
  ...BOARD.map((outcome) => [outcome, pageOf(became(outcome))]),
]) as Record<'all' | (typeof BOARD)[number], ReturnType<typeof pageOf>>

const tellDelivery = (row: Delivery) => ({
  handle: row.recipientHandle,
  name: row.recipientName,
  status: row.status,
  statusName: statusName(row.status),
  at: iso(row.at),
  ...given({
    by: row.byName,
    arrivalNo: row.arrivalNo,
    remindedAt: row.remindedAt === null ? null : iso(row.remindedAt),
    recall: row.recall === null ? null : { code: row.recall, name: STATUS[row.recall] },
    settled:
      row.settledHow === null || !isOpen(row.status)
        ? null
        : { how: row.settledHow, name: SETTLEMENTS[row.settledHow] },
  }),
  ...(row.reason === null ? {} : { reason: tellReason(row.reason, row.reasonText) }),
})

/** Counts by status as the sentence of the board: waiting, accepted, refused; what was settled is neither of the two. */
export function summarise(counts: Count[]): Summary {
  const of = (test: (status: string) => boolean, take: (row: Count) => number): number =>
    counts.filter((row) => test(row.status)).reduce((sum, row) => sum + take(row), 0)
  const still = (open: string): number =>
    of(
      (status) => status === open,
      ({ n, settled }) => n - settled,
    )
  const [waiting, refused] = [still('01'), still('02')]
  const recalled = of(
    (status) => status === '15',
    ({ n }) => n,
  )
  const settled = of(isOpen, (row) => row.settled)
  const total = of(
    () => true,
    ({ n }) => n,
  )
  const accepted = total - waiting - refused - recalled - settled
  return { total, waiting, refused, recalled, settled, accepted }
}
