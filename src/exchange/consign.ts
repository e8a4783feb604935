import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { query } from '../core/query.ts'
import type { DocumentFile } from '../documents/outgoing/parts.ts'
import type { Database } from '../platform/database.ts'
import type { Place } from './apart.ts'
import { turnOf } from './codes.ts'
import type { Relation } from '../documents/issued/relations.ts'
import {
  consignment,
  consignmentFile,
  consignmentLink,
  delivery,
  deliveryEvent,
  notice,
} from './exchange-tables.ts'
import { settledByReplacing } from './settle.ts'

/** What issuing hands to the exchange: one sending to any number of committees. */
export type Consignment = {
  consignmentId: string
  documentId: string
  senderId: string
  senderHandle: string
  senderName: string
  issuerId: string | null
  issuerName: string | null
  suffix: string
  typeName: string
  subject: string
  urgency: number
  dueOn: string | null
  /** Missing in what was announced before papers had an hour. */
  deliverBy?: string | null
  signer: string
  paperFollows: boolean
  replyTo: string | null
  number: number
  notation: string
  issuedOn: string
  to: Place[]
  files: DocumentFile[]
  /** Earlier papers of the sender that this one is about; none in what was announced before there were any. */
  about?: { kind: Relation; documentId: string }[]
  /** Of a copy: what it says of the paper it is of (as JSON), and the sending that brought that one. */
  copy?: string | null
  copyOfId?: string | null
  /** Of a joint paper: who issues it together with its sender (as JSON). */
  joint?: string | null
}

/**
 * Puts a consignment into the exchange: one row, its files, and one delivery a recipient with status 01, each
 * list in one statement whatever its length. What is urgent leaves a notice to each, but where it lies
 * apart: a stranger presses on nobody.
 */
export const consign: CrossingKind<Consignment> = {
  kind: 'consign',
  // What it is about must be there, to be named.
  after: ({ about = [] }) => (about.length === 0 ? [] : ['consign']),
  exchange: (db, effect, at, id) => {
    const {
      to: _,
      files,
      about = [],
      deliverBy = null,
      copy = null,
      copyOfId = null,
      joint = null,
      ...facts
    } = effect
    const { consignmentId } = effect
    return [
      send(db, {
        ...facts,
        deliverBy,
        id: consignmentId,
        copy,
        copyOfId,
        joint,
        fileCount: files.length,
        at,
        business: businessOf(about),
      }),
      attach(db, { consignmentId, files: JSON.stringify(files) }),
      ...delivering(db, effect, at, id),
      ...(about.length === 0 ? [] : afterwards(db, { ...effect, about, id })),
    ]
  },
}

/** One delivery a place with status 01; what is urgent leaves a notice to each that it does not lie apart at. */
export function delivering(
  db: Database,
  {
    consignmentId,
    to,
    urgency,
    senderName,
  }: Pick<Consignment, 'consignmentId' | 'to' | 'urgency' | 'senderName'>,
  at: number,
  id: string,
): Statement[] {
  const recipients = JSON.stringify(to)
  return [
    deliver(db, { consignmentId, recipients, at, turn: turnOf(urgency) }),
    tell(db, { consignmentId, recipients, at, id }),
    ...(urgency === 0 ? [] : [notify(db, { consignmentId, recipients, at, id, senderName, urgency })]),
  ]
}

const each = (field: string) => sql.raw(`json_extract(value, '$.${field}')`)

/** The kind of business of the national axis: new, an update or a replacement. */
const businessOf = (about: readonly { kind: Relation }[]): number =>
  about.some(({ kind }) => kind === 'replaces') ? 3 : about.some(({ kind }) => kind === 'amends') ? 2 : 0

function afterwards(
  db: Database,
  {
    consignmentId,
    senderId,
    about,
    to,
    id,
  }: Pick<Consignment, 'consignmentId' | 'senderId' | 'to'> & {
    about: NonNullable<Consignment['about']>
    id: string
  },
): Statement[] {
  const given = { consignmentId, senderId, about: JSON.stringify(about) }
  return [relate(db, given), settledByReplacing(db, { ...given, recipients: JSON.stringify(to), id })]
}

const relate = query<{ consignmentId: string; senderId: string; about: string }>()(
  (db, { consignmentId, senderId, about }) =>
    db.run(
      sql`insert or ignore into ${consignmentLink} (consignmentId, kind, aboutId)
        select ${consignmentId}, ${each('kind')}, c.id from json_each(${about})
        cross join ${consignment} c on c.senderId = ${senderId} and c.documentId = ${each('documentId')}`,
    ),
)

const send = query<Omit<typeof consignment.$inferSelect, 'sealed'>>()((db, row) =>
  db.insert(consignment).values(row).onConflictDoNothing(),
)

const attach = query<{ consignmentId: string; files: string }>()((db, { consignmentId, files }) =>
  db.run(
    sql`insert or ignore into ${consignmentFile} (consignmentId, position, sha256, name, type, size, blocks, remarks)
      select ${consignmentId}, key, ${each('sha256')}, ${each('name')}, ${each('type')}, ${each('size')}, ${each('blocks')}, ${each('remarks')}
      from json_each(${files})`,
  ),
)

type Sending = { consignmentId: string; recipients: string; at: number }

const deliver = query<Sending & { turn: number }>()((db, { consignmentId, recipients, at, turn }) =>
  db.run(
    sql`insert or ignore into ${delivery} (consignmentId, recipientId, senderId, recipientHandle, recipientName, position, status, at, arrivedAt, apart, turn)
      select ${consignmentId}, ${each('id')}, (select senderId from ${consignment} where id = ${consignmentId}), ${each('handle')}, ${each('name')}, key, '01', ${at}, ${at}, coalesce(${each('apart')}, 0), ${turn}
      from json_each(${recipients})`,
  ),
)

const tell = query<Sending & { id: string }>()((db, { consignmentId, recipients, at, id }) =>
  db.run(
    sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at)
      select ${consignmentId}, ${each('id')}, ${id}, '01', ${at} from json_each(${recipients})`,
  ),
)

type Urgent = Sending & { id: string; senderName: string; urgency: number }

const notify = query<Urgent>()((db, { consignmentId, recipients, at, id, senderName, urgency }) =>
  db.run(
    sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${id}, ${each('id')}, 'urgent', ${senderName}, ${urgency}, ${consignmentId}, ${at}
      from json_each(${recipients}) where coalesce(${each('apart')}, 0) = 0`,
  ),
)
