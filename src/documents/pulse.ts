import { sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { pulsePart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { draftWaits } from './outgoing/reachable.ts'
import { document } from './tables.ts'

/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000

/** How many drafts wait and which was touched last, what was issued last, whether numbers are set. */
export const pulse = pulsePart({
  tenant: (ctx) => ({ marks: marksOf(ctx) }),
  show: (_, { marks: found }) => found,
})

type Marks = { drafts: number; touched: number | null; issued: number | null; numbered: number }

// In one pass: a table that SQLite must make for itself costs more than all that is read here.
const marks = query<{ person: string }>()((db, { person: id }) =>
  db.all<Marks>(sql`select count(*) as drafts, max(at) as touched,
    (select max(issuedAt) from document where state = 'issued') as issued,
    exists (select 1 from number_series) as numbered
    from (select ${document.updatedAt} as at from ${document}
      where ${draftWaits({ person: { id } })} limit ${sql.raw(String(MOST))})`),
)

/** Query for what the pulse and the counts of the menu are made of. */
export const marksOf = ({ tenant, person }: Context) => marks(tenant, { person: person.id })
