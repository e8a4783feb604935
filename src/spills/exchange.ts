import { sql } from 'drizzle-orm'
import { asking, askings, revoke, verdict } from '../asks/crossings.ts'
import { ask } from '../asks/exchange-tables.ts'
import { sealsSent } from '../asks/seals.ts'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { listed, query } from '../core/query.ts'
import type { Sealing } from '../core/seal.ts'
import { consign } from '../exchange/consign.ts'
import { consignment, delivery, notice } from '../exchange/exchange-tables.ts'
import { forwarding } from '../exchange/forwarding.ts'
import { recall } from '../exchange/recall.ts'
import { reminding } from '../exchange/remind.ts'
import { openSent, purgeSent, sealHere, sealSent } from '../exchange/seal.ts'
import { sealsAnswered } from '../exchange/seals.ts'
import { settling } from '../exchange/settle.ts'
import type { Database } from '../platform/database.ts'
import { sealedThere, spillOrder, spillPlace } from './exchange-tables.ts'
import { sealing, unsealing } from './seal.ts'
import type { Order } from './states.ts'

/** What a committee orders about a paper: of its documents that went out, and the delivery it came by. */
export type Ordered = {
  orderId: string
  committeeId: string
  committeeName: string
  documentIds: string[]
  deliveryId: string | null
  /** What it asked of others because of it, as JSON; left out of what was announced before these were locked too. */
  sendings?: string
  /** Whether its sender is to be told: it was found here, not there. */
  tellSender: boolean
}

/** Whatever carries words of a paper out of the house. */
const SAID = [consign, forwarding, recall, reminding, settling, asking, askings, verdict, revoke]

/** Locks a paper wherever it went: hidden in the exchange at once, and asked of every place that has it. */
export const locking: CrossingKind<Ordered> = {
  kind: 'spill-lock',
  after: () => SAID.map(({ kind }) => kind),
  exchange: (db, effect, at) => lockEverywhere(db, effect, at),
}

/** The statements that order a lock; repeating them changes nothing. */
export function lockEverywhere(db: Database, effect: Ordered, at: number): Statement[] {
  const { orderId, committeeId, committeeName, deliveryId, tellSender } = effect
  const sent = sentBy(effect)
  return [
    db.insert(spillOrder).values({ id: orderId, committeeId, asked: 'lock', at }).onConflictDoNothing(),
    ...sealSent(db, sent),
    ...saidOf(effect).flatMap((one) => sealing(db, sealedThere, orderId, one)),
    askPlaces(db, { ...sent, orderId, at }),
    askAsked(db, { ...sent, orderId, at }),
    tellPlaces(db, { orderId, at }),
    tellOwn(db, { orderId, committeeId, committeeName, at }),
    ...(deliveryId === null ? [] : [sealHere(db, deliveryId, committeeId, true)]),
    ...(deliveryId === null || !tellSender ? [] : [tellOfIt(db, { orderId, deliveryId, committeeName, at })]),
  ]
}

const sentBy = ({ committeeId, documentIds, sendings = '[]' }: Ordered) => ({
  senderId: committeeId,
  ids: JSON.stringify(documentIds),
  sendings,
})
/** What is said of it beside the paper itself: answers to it, asks and what was filed for them. */
const saidOf = (effect: Ordered): Sealing[] => {
  const { senderId, ids, sendings } = sentBy(effect)
  return [...sealsAnswered(senderId, ids), ...sealsSent(senderId, sendings)]
}

type Sent = ReturnType<typeof sentBy> & { orderId: string; at: number }

const askPlaces = query<Sent>()((db, { senderId, ids, orderId, at }) =>
  db.run(sql`insert or ignore into ${spillPlace} (orderId, consignmentId, side, recipientId, recipientName, asked, at)
    select ${orderId}, d.consignmentId, 'delivery', d.recipientId, d.recipientName, 'lock', ${at}
    from ${consignment} c join ${delivery} d on d.consignmentId = c.id
    where c.senderId = ${senderId} and c.documentId in ${listed(ids)}`),
)
const askAsked = query<Sent>()((db, { senderId, sendings, orderId, at }) =>
  db.run(sql`insert or ignore into ${spillPlace} (orderId, consignmentId, side, recipientId, recipientName, asked, at)
    select ${orderId}, a.id, 'ask', a.toId, a.toName, 'lock', ${at}
    from ${ask} a where a.fromId = ${senderId} and a.sendingId in ${listed(sendings)}`),
)
/** Each is told once, however much of it they have. */
const tellPlaces = query<{ orderId: string; at: number }>()((db, { orderId, at }) =>
  db.run(sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
    select ${orderId} || '.' || min(p.consignmentId), p.recipientId, 'spill',
      coalesce((select c.senderName from ${consignment} c where c.id = p.consignmentId),
        (select a.fromName from ${ask} a where a.id = p.consignmentId), ''), 3, min(p.consignmentId), ${at}
    from ${spillPlace} p where p.orderId = ${orderId} group by p.recipientId`),
)
const tellOwn = query<{ orderId: string; committeeId: string; committeeName: string; at: number }>()(
  (db, { orderId, committeeId, committeeName, at }) =>
    db.run(sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      values (${orderId}, ${committeeId}, 'spill', ${committeeName}, 3, '', ${at})`),
)
const tellOfIt = query<{ orderId: string; deliveryId: string; committeeName: string; at: number }>()(
  (db, { orderId, deliveryId, committeeName, at }) =>
    db.run(sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${orderId} || '.sender', c.senderId, 'spill', ${committeeName}, 3, '', ${at}
      from ${consignment} c where c.id = ${deliveryId}`),
)

/** Purges a locked paper wherever it went, or gives it back. */
export const deciding: CrossingKind<Ordered & { how: 'purge' | 'release' }> = {
  kind: 'spill-decide',
  after: () => [locking.kind],
  exchange: (db, effect) => decideEverywhere(db, effect, effect.how),
}

/** The statements that order what becomes of a locked paper; repeating them changes nothing. */
export function decideEverywhere(db: Database, effect: Ordered, how: 'purge' | 'release'): Statement[] {
  const { orderId, committeeId, deliveryId } = effect
  const sent = sentBy(effect)
  const said = saidOf(effect).flatMap((one) => unsealing(db, sealedThere, orderId, one))
  return [
    askOrder(db, { orderId, how }),
    askAgain(db, { orderId, how }),
    ...(how === 'purge' ? purgeSent(db, sent) : [...openSent(db, sent), ...said]),
    forget(db, { orderId }),
    ...(deliveryId === null || how === 'purge' ? [] : [sealHere(db, deliveryId, committeeId, false)]),
  ]
}

const forget = query<{ orderId: string }>()((db, { orderId }) =>
  db.run(sql`delete from ${sealedThere} where spillId = ${orderId}`),
)
const askOrder = query<{ orderId: string; how: Order }>()((db, { orderId, how }) =>
  db.run(sql`update ${spillOrder} set asked = ${how} where id = ${orderId}`),
)
const askAgain = query<{ orderId: string; how: Order }>()((db, { orderId, how }) =>
  db.run(sql`update ${spillPlace} set asked = ${how} where orderId = ${orderId}`),
)
