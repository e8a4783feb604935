import { sql } from 'drizzle-orm'
import { blanked } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'

/** What leaders wrote to an incoming paper. */
export const seals: Seals = ({ side, id }) =>
  side === 'incoming' ? [blanked('direction', sql`incomingId = ${id}`, { text: '' })] : []
