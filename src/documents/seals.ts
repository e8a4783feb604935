import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { audited, blanked, removed, SEALED } from '../core/seal.ts'
import type { Sealing, Seals } from '../core/seal.ts'
import { STORED } from '../files/attached.ts'

const FILE = ['position', 'sha256', 'name', 'type', 'size']

/** What the papers of a committee say, with every version, file and entry of their history; register lines stay. */
export const seals: Seals = ({ side, id }) => {
  if (side !== 'document' && side !== 'incoming') return []
  return [...(side === 'incoming' ? ofIncoming(id) : ofDocument(id)), audited(side, sql`(${id})`)]
}

/** Stored files with these hashes, and what the audit says of their coming in. */
const stored = (hashes: SQL): Sealing[] => [
  audited('file', sql`(${hashes})`),
  removed('file', sql`sha256 in (${hashes})`, STORED),
]

/** Stored files go first: which they are, the rows that name them say. */
const ofIncoming = (id: string): Sealing[] => [
  ...stored(sql`select f.sha256 from incoming_file f where f.incomingId = ${id}`),
  removed('incoming_file', sql`incomingId = ${id}`, ['incomingId', ...FILE, 'blocks']),
  blanked('incoming', sql`id = ${id}`, {
    subject: SEALED,
    signer: '',
    note: null,
    copy: null,
    recallReason: null,
    proposal: null,
  }),
]

const ofDocument = (id: string): Sealing[] => [
  ...stored(sql`select f.sha256 from document_file f where f.documentId = ${id}
    union select v.sha256 from document_version_file v where v.documentId = ${id}`),
  removed('document_file', sql`documentId = ${id}`, ['documentId', ...FILE]),
  removed('document_version_file', sql`documentId = ${id}`, ['documentId', 'no', ...FILE]),
  blanked('document_version', sql`documentId = ${id}`, { facts: '{}' }),
  blanked('document_move', sql`documentId = ${id}`, { note: null }),
  blanked('document', sql`id = ${id}`, {
    subject: SEALED,
    note: null,
    overrideReason: null,
    necessity: null,
    copy: null,
    recallReason: null,
  }),
]
