import { sql } from 'drizzle-orm'
import { blanked, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'

/** What rounds of opinions on a draft repeat of it: their titles and notes, every remark and what became of it. */
export const seals: Seals = ({ side, id }) =>
  side === 'document'
    ? [
        blanked('remark', sql`eventId in (select e.id from event e where e.documentId = ${id})`, {
          place: '',
          text: '',
          reply: null,
        }),
        blanked('event', sql`documentId = ${id}`, { title: SEALED, note: '' }),
      ]
    : []
