import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { consignment, delivery, deliveryEvent, notice } from './exchange-tables.ts'
import { progress } from './progress.ts'
import type { Database } from '../platform/database.ts'

/** A recipient's answer to a delivery, as the sender will see it. */
export type Receipt = {
  consignmentId: string
  recipientId: string
  status: '02' | '03'
  byName: string
  reason: string | null
  reasonText: string | null
  /** The số đến it was given; none when it was refused. */
  arrivalNo: number | null
  /** Given out as it was entered: by a standing rule, or with the task that it brought (status 04 follows at once). */
  assigned: boolean
}

/**
 * Moves a delivery from 01 to the recipient's answer. The answer is the recipient's to give once, so 01 only; where
 * news of progress (progress.ts) was faster, it adds who took it and leaves the status.
 */
export const receive: CrossingKind<Receipt> = {
  kind: 'receive',
  exchange: (db, effect, at, id) => {
    const { consignmentId, recipientId, status, byName, reason, reasonText, arrivalNo, assigned } = effect
    const news = { consignmentId, recipientId, status: '04' as const }
    const here = and(eq(delivery.consignmentId, consignmentId), eq(delivery.recipientId, recipientId))
    return [
      db
        .update(delivery)
        .set({ byName })
        .where(and(here, gt(delivery.status, '03'), isNull(delivery.byName))),
      db
        .update(delivery)
        .set({ status, at, byName, reason, reasonText, arrivalNo })
        .where(and(here, eq(delivery.status, '01'))),
      db
        .insert(deliveryEvent)
        .values({ consignmentId, recipientId, id, status, at, byName, reason, reasonText })
        .onConflictDoNothing(),
      ...(status === '02' ? [refusalNotice(db, effect, at, id)] : []),
      // A history has one row a crossing: the receipt has this one's, what follows bears another name.
      ...(assigned && arrivalNo !== null
        ? (progress.exchange?.(db, { ...news, arrivalNo }, at, `${id} 04`) ?? [])
        : []),
    ]
  },
}

/** A refusal wants an answer of who sent: told to them, when it was the first answer. */
const refusalNotice = (
  db: Database,
  { consignmentId, recipientId }: Receipt,
  at: number,
  id: string,
): Statement =>
  db.run(
    sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${id}, ${consignment.senderId}, 'refusal', ${delivery.recipientName}, 0, ${consignment.documentId}, ${at}
      from ${delivery} inner join ${consignment} on ${consignment.id} = ${delivery.consignmentId}
      where ${delivery.consignmentId} = ${consignmentId} and ${delivery.recipientId} = ${recipientId}
        and ${delivery.status} = '02'`,
  )
