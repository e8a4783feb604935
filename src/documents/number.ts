import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { numberSeries } from './tables.ts'

/** The run a number is drawn from: issuer, term and series (domain.md §1.3.1). */
export type SeriesKey = { issuerId: string; termId: string; series: string }

/** Counts a series on by one. Only inside the batch that uses the number, so that no number is ever lost. */
export const countOn = (ctx: Context, key: SeriesKey): Statement =>
  ctx.tenant
    .insert(numberSeries)
    .values({ ...key, last: 1 })
    .onConflictDoUpdate({
      target: [numberSeries.issuerId, numberSeries.termId, numberSeries.series],
      set: { last: sql`${numberSeries.last} + 1` },
    })

/** Columns that take the number just counted, and how it is printed: `notation.ts` in SQL. */
export function numbered(key: SeriesKey, symbol: string, suffix: string) {
  const last = sql<number>`(select last from number_series
    where issuerId = ${key.issuerId} and termId = ${key.termId} and series = ${key.series})`
  const tail = `${symbol === '' ? '' : `-${symbol}`}/${suffix}`
  return { ...key, number: last, notation: sql<string>`printf('%02d', ${last}) || ${tail}` }
}
