import { sql } from 'drizzle-orm'
import { blanked, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'

/** What rounds of opinions on a draft repeat of it: their titles and notes, every remark and what became of it. */
export const seals: Seals = ({ side, id }) => {
  if (side !== 'document') return []
  const rounds = sql`(select e.id from event e where e.documentId = ${id})`
  const sent = sql`(select e.sendingId from event e where e.documentId = ${id})`
  return [
    blanked('event', sql`documentId = ${id}`, { title: SEALED, note: '' }),
    blanked('remark', sql`eventId in ${rounds}`, { place: '', text: '', reply: null }),
    blanked('sending', sql`id in ${sent}`, { title: SEALED, note: '' }),
  ]
}
