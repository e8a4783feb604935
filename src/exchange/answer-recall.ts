import { and, eq } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { consign } from './consign.ts'
import { delivery, deliveryEvent } from './exchange-tables.ts'
import { forwarding } from './forwarding.ts'
import { takingBack } from './recall.ts'

/** A recipient's answer to a recall: the paper is given back (15) or kept (16). */
export type RecallAnswer = {
  consignmentId: string
  recipientId: string
  code: '15' | '16'
  byName: string
  reason: string | null
  /** Copies that the recipient made of it, which it takes back in turn, and why the paper is recalled. */
  copies?: string[]
  why?: string
}

/** Answers a recall once; what is given back is withdrawn, whatever had become of it, and its copies are asked for. */
export const answeringRecall: CrossingKind<RecallAnswer> = {
  kind: 'recall-answer',
  after: ({ copies = [] }) => (copies.length === 0 ? [] : [consign.kind, forwarding.kind]),
  exchange: (db, { consignmentId, recipientId, code, byName, reason, copies = [], why = '' }, at, id) => [
    db
      .update(delivery)
      .set({ recall: code, ...(code === '15' ? { status: '15', at } : {}) })
      .where(
        and(
          eq(delivery.consignmentId, consignmentId),
          eq(delivery.recipientId, recipientId),
          eq(delivery.recall, '13'),
        ),
      ),
    db
      .insert(deliveryEvent)
      .values({ consignmentId, recipientId, id, status: code, at, byName, reasonText: reason })
      .onConflictDoNothing(),
    ...(copies.length === 0
      ? []
      : takingBack(db, { senderId: recipientId, ids: JSON.stringify(copies), reason: why, byName, at, id })),
  ],
}
