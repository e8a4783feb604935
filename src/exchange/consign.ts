import { sql } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { query } from '../core/query.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'
import type { FileFacts } from '../files/schema.ts'
import { consignment, consignmentFile, delivery, deliveryEvent } from './exchange-tables.ts'

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
 * list in one statement whatever its length.
 */
export const consign: CrossingKind<Consignment> = {
  kind: 'consign',
  exchange: (db, effect, at, id) => {
    const { to, files, ...facts } = effect
    const { consignmentId } = effect
    const recipients = JSON.stringify(to)
    return [
      send(db, { ...facts, id: consignmentId, fileCount: files.length, at, business: 0 }),
      attach(db, { consignmentId, files: JSON.stringify(files) }),
      deliver(db, { consignmentId, recipients, at }),
      tell(db, { consignmentId, recipients, at, id }),
    ]
  },
}

const send = query<typeof consignment.$inferSelect>()((db, row) =>
  db.insert(consignment).values(row).onConflictDoNothing(),
)

const each = (field: string) => sql.raw(`json_extract(value, '$.${field}')`)

const attach = query<{ consignmentId: string; files: string }>()((db, { consignmentId, files }) =>
  db.run(
    sql`insert or ignore into ${consignmentFile} (consignmentId, position, sha256, name, type, size)
      select ${consignmentId}, key, ${each('sha256')}, ${each('name')}, ${each('type')}, ${each('size')}
      from json_each(${files})`,
  ),
)

type Sending = { consignmentId: string; recipients: string; at: number }

const deliver = query<Sending>()((db, { consignmentId, recipients, at }) =>
  db.run(
    sql`insert or ignore into ${delivery} (consignmentId, recipientId, recipientHandle, recipientName, position, status, at, arrivedAt)
      select ${consignmentId}, ${each('id')}, ${each('handle')}, ${each('name')}, key, '01', ${at}, ${at}
      from json_each(${recipients})`,
  ),
)

const tell = query<Sending & { id: string }>()((db, { consignmentId, recipients, at, id }) =>
  db.run(
    sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at)
      select ${consignmentId}, ${each('id')}, ${id}, '01', ${at} from json_each(${recipients})`,
  ),
)
