import { and, asc, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { documents } from '../documents/permissions.ts'
import { summarise } from './board.ts'
import { refusalName } from './codes.ts'
import { consignment, delivery } from './exchange-tables.ts'
import { deliveries } from './permissions.ts'
import { senderLine } from './sender.ts'

/** What was sent longer ago is no more on a desk (ms). */
export const TWO_WEEKS = 14 * 86_400_000
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000

/**
 * Arrivals (urgent, then asked for, then oldest), refusals of what was sent, and what is awaited from others. Each
 * only for who may act on it: to those who read arrivals but do not accept them, arrivals are something awaited from
 * the clerk.
 */
export const desk = deskPart({
  exchange: (ctx) => ({
    oldest: waitingHere(ctx),
    pressing: waitingHere(ctx, or(gt(consignment.urgency, 0), isNotNull(delivery.remindedAt))),
    // Of all that was sent lately, not only of the last papers: a refusal wants an answer.
    refusals: ctx.exchange
      .select({ sent: consignment, delivery })
      .from(consignment)
      .innerJoin(delivery, and(eq(delivery.consignmentId, consignment.id), eq(delivery.status, '02')))
      .where(sentLately(ctx))
      .orderBy(desc(consignment.at))
      .limit(20),
    sent: ctx.exchange
      .select()
      .from(consignment)
      .where(sentLately(ctx))
      .orderBy(desc(consignment.at))
      .limit(50),
    tally: tallyOfSent(ctx),
  }),
  show(me, { oldest, pressing, refusals, sent, tally }) {
    const arrived = inOrder([...pressing, ...oldest]).map(arrivalItem)
    const accepts = can(me.roles, deliveries.decide)
    return {
      waiting: [
        ...(accepts ? arrived : []),
        ...(can(me.roles, documents.issue) ? refusals.map(refusedItem) : []),
      ],
      arriving: can(me.roles, deliveries.read) && !accepts ? arrived : [],
      awaiting: can(me.roles, documents.read)
        ? sent.map((one) => awaited(one, tally)).filter((one) => one.waiting > 0)
        : [],
    }
  },
})

/** How many arrivals wait, for who accepts them. */
export const counts = countPart({
  exchange: (ctx) => ({
    arrivals: ctx.exchange.select({ n: sql<number>`count(*)` }).from(
      ctx.exchange
        .select({ one: sql`1` })
        .from(delivery)
        .where(waits(ctx, false))
        .limit(MOST)
        .as('waiting'),
    ),
    apart: ctx.exchange.select({ n: sql<number>`count(*)` }).from(
      ctx.exchange
        .select({ one: sql`1` })
        .from(delivery)
        .where(waits(ctx, true))
        .limit(MOST)
        .as('waiting'),
    ),
  }),
  show: (me, { arrivals, apart }) => {
    const mine = can(me.roles, deliveries.decide)
    return { arrivals: mine ? (arrivals[0]?.n ?? 0) : 0, apart: mine ? (apart[0]?.n ?? 0) : 0 }
  },
})

const sentLately = (ctx: Context): SQL | undefined =>
  and(eq(consignment.senderId, ctx.committee.id), gt(consignment.at, ctx.clock() - TWO_WEEKS))

function tallyOfSent(ctx: Context) {
  const recentlySent = ctx.exchange
    .select({ id: consignment.id })
    .from(consignment)
    .where(sentLately(ctx))
    .orderBy(desc(consignment.at))
    .limit(50)
  return ctx.exchange
    .select({ id: delivery.consignmentId, status: delivery.status, n: sql<number>`count(*)` })
    .from(delivery)
    .where(inArray(delivery.consignmentId, recentlySent))
    .groupBy(delivery.consignmentId, delivery.status)
}

/** What waits to be taken here, among the rest or apart. */
const waits = (ctx: Context, apart: boolean): SQL | undefined =>
  and(eq(delivery.recipientId, ctx.committee.id), eq(delivery.status, '01'), eq(delivery.apart, apart))

/** The oldest deliveries that wait to be taken, of all or of some; those that lie apart are looked for, not shown. */
const waitingHere = (ctx: Context, some?: SQL) =>
  ctx.exchange
    .select({ sent: consignment, delivery })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(waits(ctx, false), some))
    .orderBy(asc(delivery.arrivedAt))
    .limit(50)

/** Each delivery once: the most urgent first, then those asked for, then the oldest; as many as a desk holds. */
function inOrder(found: Sent[]): Sent[] {
  const once = [...new Map(found.map((one) => [one.sent.id, one])).values()]
  return once
    .sort(
      (a, b) =>
        b.sent.urgency - a.sent.urgency ||
        Number(b.delivery.remindedAt !== null) - Number(a.delivery.remindedAt !== null) ||
        a.delivery.arrivedAt - b.delivery.arrivedAt,
    )
    .slice(0, 50)
}

type Sent = { sent: typeof consignment.$inferSelect; delivery: typeof delivery.$inferSelect }

/** A paper as it is called: the name of its type, then what it is about. */
const named = (typeName: string | null, subject: string): string => `${typeName ?? ''} ${subject}`.trim()

const arrivalItem = ({ sent, delivery: one }: Sent): DeskItem => ({
  kind: 'arrival',
  id: sent.id,
  title: named(sent.typeName, sent.subject),
  sub: senderLine(sent),
  at: iso(one.arrivedAt),
  urgency: sent.urgency,
  notation: sent.notation,
  ...(one.remindedAt === null ? {} : { remindedAt: iso(one.remindedAt) }),
})

const refusedItem = ({ sent, delivery: one }: Sent): DeskItem => ({
  kind: 'refused',
  id: sent.documentId,
  title: named(sent.typeName, sent.subject),
  sub: `${one.recipientName} từ chối: ${one.reasonText ?? refusalName(one.reason ?? '')}`,
  at: iso(one.at),
  urgency: 0,
  notation: sent.notation,
})

const awaited = (
  sent: typeof consignment.$inferSelect,
  counts: { id: string; status: string; n: number }[],
) => ({
  documentId: sent.documentId,
  notation: sent.notation,
  typeName: sent.typeName,
  subject: sent.subject,
  issuedAt: iso(sent.at),
  ...summarise(counts.filter((count) => count.id === sent.id)),
})
