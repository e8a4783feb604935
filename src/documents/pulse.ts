import { sql } from 'drizzle-orm'
import { pulsePart } from '../core/part.ts'
import { draftWaits } from './outgoing/reachable.ts'
import { document } from './tables.ts'

/** Drafts are looked at up to here, as the desk counts them. */
const MOST = 1000

/** How many drafts wait and which was touched last, what was issued last, whether numbers are set. */
export const pulse = pulsePart({
  tenant: (ctx) => ({
    marks: ctx.tenant.all<Record<string, number | null>>(sql`with
      waiting as (select ${document.updatedAt} as at from ${document} where ${draftWaits(ctx)} limit ${MOST})
      select (select count(*) from waiting) as drafts, (select max(at) from waiting) as touched,
        (select max(issuedAt) from document where state = 'issued') as issued,
        exists (select 1 from number_series) as numbered`),
  }),
  show: (_, { marks }) => marks,
})
