import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { searchQuery } from '../core/text.ts'
import { document, incoming } from './tables.ts'

/** As many hits as are looked at: past that a search is too wide to read, and its sort would grow. */
const MOST_HITS = 500

/**
 * The condition that documents are found by these words, without accents, the best hits first.
 * @returns undefined when nothing was asked
 */
export function foundBy(book: 'document' | 'incoming', text: string | undefined): SQL | undefined {
  const words = text === undefined ? undefined : searchQuery(text)
  if (words === undefined) return undefined
  return book === 'document'
    ? sql`${document.rowid} in (select rowid from document_search where document_search match ${words} order by rank limit ${MOST_HITS})`
    : sql`${incoming.rowid} in (select rowid from incoming_search where incoming_search match ${words} order by rank limit ${MOST_HITS})`
}

/**
 * The same asked of each draft that is looked at anyway: they are few, and none of them is lost behind the hits among
 * all that was issued.
 */
export function draftFoundBy(text: string | undefined): SQL | undefined {
  const words = text === undefined ? undefined : searchQuery(text)
  return words === undefined
    ? undefined
    : sql`exists (select 1 from document_search
        where document_search.rowid = ${document.rowid} and document_search match ${words})`
}
