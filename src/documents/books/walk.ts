import { sql } from 'drizzle-orm'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { z } from 'zod'
import { readCursor, tellTotal } from '../../core/paging.ts'
import type { Given } from '../../core/query.ts'
import { soughtBy } from '../../core/sought.ts'
import { matching } from '../../core/text.ts'

/** What a register is searched for: folded words alone, for it keeps the order of the book. */
export const wordsOf = (q: string) => ({ words: `(words : (${matching(soughtBy(q).folded)}))` })

export type Walk = {
  words: string
  marks: string
  after?: string | undefined
  newest?: 1 | undefined
  limit: number
}

/** Whether a book is read from its last line: for a query, where what is not asked for is not there. */
export const turned = (order: 'oldest' | 'newest'): 1 | undefined => (order === 'newest' ? 1 : undefined)

/** What is found in a book, in the order of the book. */
export const walk = (
  { words, marks, after, newest, limit }: Omit<Given<Walk>, 'marks'> & { marks: SQLWrapper },
  within: SQL,
): SQL =>
  sql`(select rowid as place from found where found match (${words} || ' AND (marks : (' || ${marks} || '))')
    ${after === undefined ? sql`` : sql`and rowid ${newest ? sql`<` : sql`>`} cast(${after} as integer)`} ${within}
    order by rowid ${newest ? sql`desc` : sql``} limit ${limit}) as hit`

/** The order of what was found. */
export const byPlace = ({ newest }: Pick<Given<Walk>, 'newest'>): SQL =>
  newest ? sql`hit.place desc` : sql`hit.place`

/** Where a line found stands, for the cursor of the next page. */
export const place = sql<string>`cast(hit.place as text)`

/** @throws Invalid when the cursor is none of ours */
export const afterPlace = (cursor: string | undefined): string | undefined =>
  readCursor(cursor, z.tuple([z.string().regex(/^-?\d{1,19}$/)]))?.[0]

/** A page with its total, if that was counted. */
export const withTotal = <Page extends object>(page: Page, counted: number, n: { n: number }[]) =>
  counted === 0 ? page : { ...page, ...tellTotal(n[0]?.n ?? 0) }
