import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { listed, query } from '../core/query.ts'
import { consignment, delivery, notice } from '../exchange/exchange-tables.ts'
import { openSent, purgeSent, sealHere, sealSent } from '../exchange/seal.ts'
import type { Database } from '../platform/database.ts'
import { spillOrder, spillPlace } from './exchange-tables.ts'
import type { Order } from './states.ts'

/** What a committee orders about a paper: of its documents that went out, and the delivery it came by. */
export type Ordered = {
  orderId: string
  committeeId: string
  committeeName: string
  documentIds: string[]
  deliveryId: string | null
  /** Whether its sender is to be told: it was found here, not there. */
  tellSender: boolean
}

/** Locks a paper wherever it went: hidden in the exchange at once, and asked of every place that has it. */
export const locking: CrossingKind<Ordered> = {
  kind: 'spill-lock',
  exchange: (db, effect, at) => lockEverywhere(db, effect, at),
}

/** The statements that order a lock; repeating them changes nothing. */
export function lockEverywhere(db: Database, effect: Ordered, at: number): Statement[] {
  const { orderId, committeeId, committeeName, documentIds, deliveryId, tellSender } = effect
  const sent = { senderId: committeeId, ids: JSON.stringify(documentIds) }
  return [
    db.insert(spillOrder).values({ id: orderId, committeeId, asked: 'lock', at }).onConflictDoNothing(),
    ...sealSent(db, sent),
    askPlaces(db, { ...sent, orderId, at }),
    tellPlaces(db, { ...sent, orderId, at }),
    tellOwn(db, { orderId, committeeId, committeeName, at }),
    ...(deliveryId === null ? [] : [sealHere(db, deliveryId, committeeId, true)]),
    ...(deliveryId === null || !tellSender ? [] : [tellOfIt(db, { orderId, deliveryId, committeeName, at })]),
  ]
}

type Sent = { senderId: string; ids: string; orderId: string; at: number }

const askPlaces = query<Sent>()((db, { senderId, ids, orderId, at }) =>
  db.run(sql`insert or ignore into ${spillPlace} (orderId, consignmentId, recipientId, recipientName, asked, at)
    select ${orderId}, d.consignmentId, d.recipientId, d.recipientName, 'lock', ${at}
    from ${consignment} c join ${delivery} d on d.consignmentId = c.id
    where c.senderId = ${senderId} and c.documentId in ${listed(ids)}`),
)
const tellPlaces = query<Sent>()((db, { senderId, ids, orderId, at }) =>
  db.run(sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
    select ${orderId} || '.' || d.consignmentId, d.recipientId, 'spill', c.senderName, 3, d.consignmentId, ${at}
    from ${consignment} c join ${delivery} d on d.consignmentId = c.id
    where c.senderId = ${senderId} and c.documentId in ${listed(ids)}`),
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
  exchange: (db, effect) => decideEverywhere(db, effect, effect.how),
}

/** The statements that order what becomes of a locked paper; repeating them changes nothing. */
export function decideEverywhere(
  db: Database,
  { orderId, committeeId, documentIds, deliveryId }: Ordered,
  how: 'purge' | 'release',
): Statement[] {
  const sent = { senderId: committeeId, ids: JSON.stringify(documentIds) }
  return [
    askOrder(db, { orderId, how }),
    askAgain(db, { orderId, how }),
    ...(how === 'purge' ? purgeSent(db, sent) : openSent(db, sent)),
    ...(deliveryId === null || how === 'purge' ? [] : [sealHere(db, deliveryId, committeeId, false)]),
  ]
}

const askOrder = query<{ orderId: string; how: Order }>()((db, { orderId, how }) =>
  db.run(sql`update ${spillOrder} set asked = ${how} where id = ${orderId}`),
)
const askAgain = query<{ orderId: string; how: Order }>()((db, { orderId, how }) =>
  db.run(sql`update ${spillPlace} set asked = ${how} where orderId = ${orderId}`),
)
