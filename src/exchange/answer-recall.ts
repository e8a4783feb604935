import { and, eq } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { delivery, deliveryEvent } from './exchange-tables.ts'

/** A recipient's answer to a recall: the paper is given back (15) or kept (16). */
export type RecallAnswer = {
  consignmentId: string
  recipientId: string
  code: '15' | '16'
  byName: string
  reason: string | null
}

/** Answers a recall once; what is given back is withdrawn, whatever had become of it. */
export const answeringRecall: CrossingKind<RecallAnswer> = {
  kind: 'recall-answer',
  exchange: (db, { consignmentId, recipientId, code, byName, reason }, at, id) => [
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
  ],
}
