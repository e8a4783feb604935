import { sql } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'
import type { FileFacts } from '../files/schema.ts'
import { consignment, consignmentFile, delivery, deliveryEvent, notice } from './exchange-tables.ts'

/** What issuing hands to the exchange: one sending to any number of committees. */
export type Consignment = {
  consignmentId: string
  documentId: string
  senderId: string
  senderHandle: string
  senderName: string
  typeName: string
  subject: string
  urgency: number
  dueOn: string | null
  signer: string
  paperFollows: boolean
  replyTo: string | null
  number: number
  notation: string
  issuedOn: string
  to: Addressee[]
  files: FileFacts[]
}

/**
 * Puts a consignment into the exchange: one row, its files, and one delivery a recipient with status 01, each
 * list in one statement whatever its length. What is urgent leaves a notice to each.
 */
export const consign: CrossingKind<Consignment> = {
  kind: 'consign',
  exchange: (db, effect, at, id) => {
    const { to, files, ...facts } = effect
    const recipients = JSON.stringify(to)
    const each = (field: string) => sql.raw(`json_extract(value, '$.${field}')`)
    return [
      db
        .insert(consignment)
        .values({ ...facts, id: effect.consignmentId, fileCount: files.length, at })
        .onConflictDoNothing(),
      db.run(
        sql`insert or ignore into ${consignmentFile} (consignmentId, position, sha256, name, type, size)
          select ${effect.consignmentId}, key, ${each('sha256')}, ${each('name')}, ${each('type')}, ${each('size')}
          from json_each(${JSON.stringify(files)})`,
      ),
      db.run(
        sql`insert or ignore into ${delivery} (consignmentId, recipientId, recipientHandle, recipientName, position, status, at, arrivedAt)
          select ${effect.consignmentId}, ${each('id')}, ${each('handle')}, ${each('name')}, key, '01', ${at}, ${at}
          from json_each(${recipients})`,
      ),
      db.run(
        sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at)
          select ${effect.consignmentId}, ${each('id')}, ${id}, '01', ${at} from json_each(${recipients})`,
      ),
      ...(effect.urgency === 0
        ? []
        : [
            db.run(
              sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
                select ${id}, ${each('id')}, 'urgent', ${effect.senderName}, ${effect.urgency}, ${effect.consignmentId}, ${at}
                from json_each(${recipients})`,
            ),
          ]),
    ]
  },
}
