import { and, eq, lt, sql } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { delivery, deliveryEvent } from './exchange-tables.ts'

/** How far a recipient has come with what it took: given out (04), worked on (05), done (06). */
export type Progress = {
  consignmentId: string
  recipientId: string
  status: '04' | '05' | '06'
  /** The số đến it has there: the sender may hear of progress before it hears of the acceptance. */
  arrivalNo: number
}

/**
 * Tells the sender how far a paper has come. Later statuses stand: whatever comes late, twice or out of order, the
 * furthest is shown and each is in the history. Who works on it inside is nobody's business outside.
 */
export const progress: CrossingKind<Progress> = {
  kind: 'progress',
  exchange: (db, { consignmentId, recipientId, status, arrivalNo }, at, id) => [
    db
      .update(delivery)
      .set({ status, at, arrivalNo: sql`coalesce(${delivery.arrivalNo}, ${arrivalNo})` })
      .where(
        and(
          eq(delivery.consignmentId, consignmentId),
          eq(delivery.recipientId, recipientId),
          lt(delivery.status, status),
          sql`${delivery.status} <> '02'`,
        ),
      ),
    db.insert(deliveryEvent).values({ consignmentId, recipientId, id, status, at }).onConflictDoNothing(),
  ],
}
