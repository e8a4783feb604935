import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { documents } from '../documents/permissions.ts'
import { COUNTS, summarise } from './board.ts'
import type { Count } from './board.ts'
import { refusalName } from './codes.ts'
import { consignment, delivery } from './exchange-tables.ts'
import { deliveries } from './permissions.ts'
import { waitingHereOf } from './pulse.ts'
import { senderLine } from './sender.ts'
import type { Database } from '../platform/database.ts'

/**
 * Arrivals (urgent, then asked for, then oldest), refusals of what was sent, and what is awaited from others. Each
 * only for who may act on it: to those who read arrivals but do not accept them, arrivals are something awaited from
 * the clerk.
 */
export const desk = deskPart({
  exchange: ({ exchange, committee: { id } }) => {
    const here = { committeeId: id }
    return {
      arrived: arrived(exchange, here),
      refusals: refusals(exchange, here),
      recalls: recalls(exchange, here),
      sent: untaken(exchange, here),
      tally: tallyOfUntaken(exchange, here),
    }
  },
  show(me, found) {
    const { refusals: refused, sent, tally } = found
    const arrived = found.arrived.map(arrivalItem)
    const accepts = can(me.roles, deliveries.decide)
    return {
      waiting: [
        ...(accepts ? arrived : []),
        ...(accepts ? found.recalls.map(recallItem) : []),
        ...(can(me.roles, documents.issue) ? refused.map(refusedItem) : []),
      ],
      arriving: can(me.roles, deliveries.read) && !accepts ? arrived : [],
      awaiting: can(me.roles, documents.read)
        ? sent
            .toSorted((a, b) => a.at - b.at)
            .map((one) => awaited(one, tally))
            .filter((one) => one.waiting > 0)
        : [],
    }
  },
})

/** How many arrivals wait, for who accepts them. */
export const counts = countPart({
  exchange: (ctx) => ({ waits: waitingHereOf(ctx) }),
  show: (me, { waits }) => {
    const mine = can(me.roles, deliveries.decide) ? waits[0] : undefined
    return { arrivals: mine?.arrivals ?? 0, apart: mine?.apart ?? 0 }
  },
})

type Here = { committeeId: string }

/** What a desk shows of a sending and of where it went. */
const sending = {
  id: consignment.id,
  documentId: consignment.documentId,
  senderName: consignment.senderName,
  issuerName: consignment.issuerName,
  typeName: consignment.typeName,
  subject: consignment.subject,
  notation: consignment.notation,
  urgency: consignment.urgency,
  at: consignment.at,
}
const going = {
  recipientName: delivery.recipientName,
  reason: delivery.reason,
  reasonText: delivery.reasonText,
  at: delivery.at,
  arrivedAt: delivery.arrivedAt,
  remindedAt: delivery.remindedAt,
}

/** The deliveries that wait to be taken, by their turn; those that lie apart are looked for, not shown. */
const arrived = query<Here>()((db, { committeeId }) =>
  db
    .select({ sent: sending, delivery: going })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(eq(delivery.recipientId, committeeId), eq(delivery.status, '01'), eq(delivery.apart, false)))
    .orderBy(asc(delivery.turn), asc(delivery.arrivedAt), asc(delivery.consignmentId))
    .limit(50),
)

/** Papers whose senders ask for them back, the oldest first: the clerk answers. */
const recalls = query<Here>()((db, { committeeId }) =>
  db
    .select({
      sent: sending,
      delivery: { ...going, recalledAt: delivery.recalledAt, recallReason: delivery.recallReason },
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(eq(delivery.recipientId, committeeId), sql`${delivery.recall} = '13'`))
    .orderBy(asc(delivery.recalledAt))
    .limit(20),
)

/** As much as a desk shows of what was sent and is still open, the oldest first: it stays until it is settled. */
const OPEN = 50

const open = ({ committeeId }: Given<Here>, status: '01' | '02'): SQL | undefined =>
  and(
    eq(delivery.senderId, committeeId),
    sql`${delivery.status} = ${sql.raw(`'${status}'`)} and ${delivery.status} in ('01', '02')`,
    isNull(delivery.settledHow),
  )

/** Every refusal that nobody dealt with. */
const refusals = query<Here>()((db, given) =>
  db
    .select({ sent: sending, delivery: going })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(open(given, '02'))
    .orderBy(asc(delivery.arrivedAt), asc(delivery.consignmentId))
    .limit(OPEN),
)

/** Sendings that some place has not answered, along the index in which their places lie side by side. */
const untakenIds = (db: Database, given: Given<Here>) =>
  db
    .select({ id: delivery.consignmentId })
    .from(delivery)
    .where(open(given, '01'))
    .groupBy(delivery.arrivedAt, delivery.consignmentId)
    .orderBy(asc(delivery.arrivedAt), asc(delivery.consignmentId))
    .limit(OPEN)

const untaken = query<Here>()((db, given) =>
  db
    .select(sending)
    .from(consignment)
    .where(inArray(consignment.id, untakenIds(db, given))),
)

const tallyOfUntaken = query<Here>()((db, given) =>
  db
    .select({ id: delivery.consignmentId, ...COUNTS })
    .from(delivery)
    .where(inArray(delivery.consignmentId, untakenIds(db, given)))
    .groupBy(delivery.consignmentId, delivery.status),
)

type Sending = Pick<typeof consignment.$inferSelect, keyof typeof sending>
type Sent = { sent: Sending; delivery: Pick<typeof delivery.$inferSelect, keyof typeof going> }

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

type Recalled = Sent & { delivery: { recalledAt: number | null; recallReason: string | null } }

const recallItem = ({ sent, delivery: one }: Recalled): DeskItem => ({
  kind: 'recall',
  id: sent.id,
  title: named(sent.typeName, sent.subject),
  sub: `${senderLine(sent)} yêu cầu lấy lại: ${one.recallReason ?? ''}`,
  at: iso(one.recalledAt ?? one.at),
  urgency: 1,
  notation: sent.notation,
})

const awaited = (sent: Sending, counts: (Count & { id: string })[]) => ({
  documentId: sent.documentId,
  notation: sent.notation,
  typeName: sent.typeName,
  subject: sent.subject,
  issuedAt: iso(sent.at),
  ...tallyOf(counts.filter((count) => count.id === sent.id)),
})

function tallyOf(counts: Count[]) {
  const { total, waiting, accepted, refused } = summarise(counts)
  return { total, waiting, accepted, refused }
}
