import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { addDays, startOf } from '../core/dates.ts'
import { readCursor } from '../core/paging.ts'
import type { Given } from '../core/query.ts'
import { matching } from '../core/text.ts'
import type { Sought } from '../core/text.ts'
import { NOTATION, placeAt } from './found.ts'

/**
 * What is asked of `found`, as expressions of FTS5: what bears this very number, then what has the words as they were
 * typed, then what has them without accents. Each leaves out what those before it find, so that they are walked one
 * after the other; a page goes on `after` a place in the first of them.
 */
export type Hunt = {
  notation?: string | undefined
  exact?: string | undefined
  folded?: string | undefined
  after?: string | undefined
  /** Only papers whose own time lies between these (ms UTC, the end left out). */
  since?: number | undefined
  until?: number | undefined
  /** How many hits a stage gives, where that is not a page: -1 for all, of what is narrowed further once it is found. */
  cut?: number | undefined
  limit: number
}
/** Every hit of a stage. */
export const ALL = -1

/** The instants (ms UTC) between which a paper's time lies that is of these days, the last day included. */
export const between = (from: string | undefined, to: string | undefined) => ({
  since: from === undefined ? undefined : startOf(from),
  until: to === undefined ? undefined : startOf(addDays(to, 1)),
})

const STAGES = ['notation', 'exact', 'folded'] as const

/** The hunt for what is sought. */
export function huntFor({ notation, exact, folded }: Sought): Omit<Hunt, 'limit'> {
  const words = (some: string[]) => `(words : (${matching(some)}))`
  const first = notation === undefined ? undefined : `(marks : ("${NOTATION}${notation}"))`
  const second = exact && words(exact)
  const without = (found: string, ...before: (string | undefined)[]) =>
    before.reduce<string>((left, right) => (right === undefined ? left : `(${left} NOT ${right})`), found)
  return {
    notation: first,
    exact: second && without(second, first),
    folded: without(words(folded), second, first),
  }
}

/** The same from where a page ended (`placeOf`). @throws Invalid when the cursor is none of ours */
export function huntAfter(sought: Sought, cursor: string | undefined): Omit<Hunt, 'limit'> {
  const hunt = huntFor(sought)
  const from = readCursor(cursor, z.tuple([z.number().int().min(0).max(2), z.string().regex(/^-?\d{1,19}$/)]))
  if (from === undefined) return hunt
  const left = STAGES.slice(from[0]).map((stage) => [stage, hunt[stage]])
  return { ...(Object.fromEntries(left) as Hunt), after: from[1] }
}

/** Where a hit stands, for the cursor of the next page. */
export const hit = { stage: sql<number>`hit.stage`, place: sql<string>`cast(hit.place as text)` }
export const placeOf = ({ stage, place }: { stage: number; place: string }): [number, string] => [
  stage,
  place,
]
export const HIT_ORDER = sql`hit.stage, hit.place desc`

/**
 * The hits of a hunt in their order, as a table `hit`, cut to a page. A stage is walked only as far as those before it
 * left room on the page: where a page is full of what has the words as they were typed, nobody asks which of a million
 * papers have them only without accents.
 * @param scope which marks they must bear: an expression of FTS5, as SQL
 */
export function hits(given: Given<Hunt>, scope: SQL): SQL {
  const asked = STAGES.flatMap((name, stage) => {
    const expression = given[name]
    return expression === undefined ? [] : [{ expression, stage: sql.raw(String(stage)) }]
  })
  const tables = asked.map((_, i) => sql.raw(`stage${i}`))
  const cut = sql`${given.cut ?? given.limit}`
  const left = (before: SQL[]): SQL => {
    if (given.cut !== undefined || before.length === 0) return cut
    const counts = before.map((table) => sql`(select count(*) from ${table})`)
    return sql`max(0, ${cut} - ${sql.join(counts, sql` - `)})`
  }
  const walks = asked.map(
    (
      { expression, stage },
      i,
    ) => sql`${tables[i]} as materialized (select rowid as place, ${stage} as stage from found
      where found match (${expression} || ' AND (marks : (' || ${scope} || '))')
      ${given.after !== undefined && i === 0 ? sql`and rowid < cast(${given.after} as integer)` : sql``}
      ${given.since === undefined ? sql`` : sql`and rowid >= ${placeAt(sql`${given.since}`)}`}
      ${given.until === undefined ? sql`` : sql`and rowid < ${placeAt(sql`${given.until}`)}`}
      order by rowid desc limit ${left(tables.slice(0, i))})`,
  )
  const all = tables.map((table) => sql`select * from ${table}`)
  return sql`(with ${sql.join(walks, sql`, `)} ${sql.join(all, sql` union all `)}) as hit`
}
