import { asc, desc } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { DECIDING_BODIES } from '../../directory/rules/kinds.ts'
import { term } from '../../organisation/tables.ts'
import { CONGRESS } from '../books/notation.ts'
import type { statisticsAnswer } from './schema.ts'
import { documentTally } from './tables.ts'

/**
 * What one paper sent to one place would have taken: four sheets and an ordinary letter, an assumption that the screen
 * shows beside what it comes to.
 */
const EACH = { pages: 4, postage: 5000 }

const tallies = query()((db) =>
  db.select().from(documentTally).orderBy(desc(documentTally.year), asc(documentTally.typeName)),
)

const termNames = query()((db) =>
  db.select({ id: term.id, name: term.name }).from(term).orderBy(desc(term.opensOn)),
)

/** Papers issued by year, term, type and deciding body (seeds 001 and 003: fewer, clearer papers; paper saved). */
export async function readStatistics(ctx: Context): Promise<z.infer<typeof statisticsAnswer>> {
  const { rows, terms } = await look(ctx, {
    rows: tallies(ctx.tenant, {}),
    terms: termNames(ctx.tenant, {}),
  })
  const bodies: Record<string, string> = DECIDING_BODIES
  return {
    items: rows.map((row) => ({ ...row, deciding: bodies[row.decidingBody] ?? '' })),
    terms: [
      ...terms,
      ...(rows.some(({ termId }) => termId === CONGRESS) ? [{ id: CONGRESS, name: 'Đại hội' }] : []),
    ],
    each: EACH,
  }
}
