import { eq, or, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { query } from '../core/query.ts'
import { notationKey } from '../core/text.ts'
import type { Database } from '../platform/database.ts'
import { findable, findableIncoming, unfindable, unfindableIncoming } from './found.ts'
import { keyOf } from './outgoing/parts.ts'
import { document, incoming } from './tables.ts'

/** A paper as it is looked up to be locked: what a record may say of it, and where the search has it. */
export type Locked = {
  side: 'document' | 'incoming'
  id: string
  rowid: number
  notation: string | null
  typeName: string | null
  at: number
  updatedAt: number
  deliveryId: string | null
  issued: boolean
}

const ours = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(document)
    .where(or(eq(document.id, id), sql`(${document.copyOfId} = ${id} and ${document.copyOfId} is not null)`)),
)
const theirs = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(incoming)
    .where(or(eq(incoming.id, id), eq(incoming.deliveryId, id))),
)

/** Queries for a paper (ours; one that came, by its id or its delivery's) and all copies made of it here. */
export const papersToLock = (db: Database, id: string) => ({
  documents: ours(db, { id }),
  incomings: theirs(db, { id }),
})

/** The papers that were found, as locking needs them. */
export const tellLocked = (rows: {
  documents: (typeof document.$inferSelect)[]
  incomings: (typeof incoming.$inferSelect)[]
}): Locked[] => [
  ...rows.incomings.map((one) => ({
    side: 'incoming' as const,
    id: one.id,
    rowid: one.rowid,
    notation: one.notation,
    typeName: one.typeName,
    at: one.arrivedAt,
    updatedAt: one.arrivedAt,
    deliveryId: one.deliveryId,
    issued: false,
  })),
  ...rows.documents
    .filter(({ state }) => state !== 'discarded')
    .map((one) => ({
      side: 'document' as const,
      id: one.id,
      rowid: one.rowid,
      notation: one.notation,
      typeName: one.typeName,
      at: one.issuedAt ?? one.updatedAt,
      updatedAt: one.updatedAt,
      deliveryId: null,
      issued: one.state === 'issued',
    })),
]

/**
 * Statements that let a paper be found by its number and type alone, or by what it is about again. They come after all
 * guards of their batch, and after what it writes into the paper.
 * @param subject what it is about; nothing while it is locked
 */
export const searchedAs = (db: Database, paper: Locked, subject: string): Statement[] => {
  const { side, id, rowid, notation, typeName, at, updatedAt } = paper
  const words = `${subject} ${typeName ?? ''} ${notation ?? ''}`.trim()
  return side === 'incoming'
    ? [
        unfindableIncoming(db, { rowid, arrivedAt: at }),
        findableIncoming(db, id, words, notationKey(notation ?? '')),
      ]
    : [unfindable(db, { rowid, issuedAt: at, updatedAt }), findable(db, id, words, keyOf(notation))]
}
