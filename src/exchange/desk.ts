import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { documents } from '../documents/permissions.ts'
import { summarise } from './board.ts'
import { refusalName } from './codes.ts'
import { consignment, delivery } from './exchange-tables.ts'
import { deliveries } from './permissions.ts'
import { TWO_WEEKS, waitingHereOf } from './pulse.ts'
import { senderLine } from './sender.ts'

/**
 * Arrivals (urgent, then asked for, then oldest), refusals of what was sent, and what is awaited from others. Each
 * only for who may act on it: to those who read arrivals but do not accept them, arrivals are something awaited from
 * the clerk.
 */
export const desk = deskPart({
  exchange: ({ exchange, committee: { id }, clock }) => {
    const lately = { committeeId: id, since: clock() - TWO_WEEKS }
    return {
      arrived: arrived(exchange, { committeeId: id }),
      refusals: refusals(exchange, lately),
      recalls: recalls(exchange, { committeeId: id }),
      sent: sentLately(exchange, lately),
      tally: tallyOfSent(exchange, lately),
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
        ? sent.map((one) => awaited(one, tally)).filter((one) => one.waiting > 0)
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
type Lately = Here & { since: number }

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

const lately = ({ committeeId, since }: Given<Lately>): SQL | undefined =>
  and(eq(consignment.senderId, committeeId), gt(consignment.at, since))

/** Of all that was sent lately, not only of the last papers: a refusal wants an answer. */
const refusals = query<Lately>()((db, given) =>
  db
    .select({ sent: sending, delivery: going })
    .from(consignment)
    .innerJoin(delivery, and(eq(delivery.consignmentId, consignment.id), eq(delivery.status, '02')))
    .where(lately(given))
    .orderBy(desc(consignment.at))
    .limit(20),
)

const sentLately = query<Lately>()((db, given) =>
  db.select(sending).from(consignment).where(lately(given)).orderBy(desc(consignment.at)).limit(50),
)

const tallyOfSent = query<Lately>()((db, given) => {
  const recentlySent = db
    .select({ id: consignment.id })
    .from(consignment)
    .where(lately(given))
    .orderBy(desc(consignment.at))
    .limit(50)
  return db
    .select({ id: delivery.consignmentId, status: delivery.status, n: sql<number>`count(*)` })
    .from(delivery)
    .where(inArray(delivery.consignmentId, recentlySent))
    .groupBy(delivery.consignmentId, delivery.status)
})

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

const awaited = (sent: Sending, counts: { id: string; status: string; n: number }[]) => ({
  documentId: sent.documentId,
  notation: sent.notation,
  typeName: sent.typeName,
  subject: sent.subject,
  issuedAt: iso(sent.at),
  ...tallyOf(counts.filter((count) => count.id === sent.id)),
})

function tallyOf(counts: { status: string; n: number }[]) {
  const { total, waiting, accepted, refused } = summarise(counts)
  return { total, waiting, accepted, refused }
}
