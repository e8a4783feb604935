import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { listed, query } from '../core/query.ts'
import { SEALED } from '../core/seal.ts'
import type { Database } from '../platform/database.ts'
import { consignment, consignmentFile, delivery } from './exchange-tables.ts'

/** Documents of a sender; `ids` as JSON. */
type Sent = { senderId: string; ids: string }

const FILE = 'Tệp đã khóa'

const seal = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`update ${consignment} set sealed = json_object('subject', subject, 'copy', copy, 'files',
      (select json_group_array(f.name) from (select name from ${consignmentFile}
        where consignmentId = ${consignment.id} order by position) f)),
      subject = ${sql.raw(`'${SEALED}'`)}, copy = null
    where senderId = ${senderId} and documentId in ${listed(ids)} and sealed is null`),
)
const sealNames = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`update ${consignmentFile} set name = ${sql.raw(`'${FILE}'`)} where consignmentId in
    (select c.id from ${consignment} c where c.senderId = ${senderId} and c.documentId in ${listed(ids)})`),
)
const openNames = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`update ${consignmentFile} set name = coalesce((select json_extract(c.sealed, '$.files[' || position || ']')
      from ${consignment} c where c.id = consignmentId), name) where consignmentId in
    (select c.id from ${consignment} c where c.senderId = ${senderId} and c.documentId in ${listed(ids)})`),
)
const open = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`update ${consignment} set subject = json_extract(sealed, '$.subject'),
      copy = json_extract(sealed, '$.copy'), sealed = null
    where senderId = ${senderId} and documentId in ${listed(ids)} and sealed is not null`),
)
const empty = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`update ${consignment} set sealed = '{}'
    where senderId = ${senderId} and documentId in ${listed(ids)}`),
)
const dropFiles = query<Sent>()((db, { senderId, ids }) =>
  db.run(sql`delete from ${consignmentFile} where consignmentId in
    (select c.id from ${consignment} c where c.senderId = ${senderId} and c.documentId in ${listed(ids)})`),
)

/** Statements that hide what documents of a sender say wherever they went: subjects, names of files. */
export const sealSent = (db: Database, sent: Sent): Statement[] => [seal(db, sent), sealNames(db, sent)]
/** Statements that show it again. */
export const openSent = (db: Database, sent: Sent): Statement[] => [openNames(db, sent), open(db, sent)]
/** Statements that forget it for good; that something was sent, when and to whom, stays. */
export const purgeSent = (db: Database, sent: Sent): Statement[] => [dropFiles(db, sent), empty(db, sent)]

/** Statement that hides a delivery from the place it came to, or shows it again. */
export const sealHere = (db: Database, id: string, recipientId: string, on: boolean): Statement =>
  db
    .update(delivery)
    .set({ sealed: on })
    .where(sql`${delivery.consignmentId} = ${id} and ${delivery.recipientId} = ${recipientId}`)
