import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { query } from '../../core/query.ts'
import type { Database } from '../../platform/database.ts'
import { arrivalSeries } from '../tables.ts'

/** The one book of arrivals a committee opens with. */
export const MAIN_BOOK = 'main'

/**
 * The period a book counts in on a day (`YYYY-MM-DD`), as SQL: its setting is read where the number is given,
 * so no change of it can come between. Số đến starts at 1 each calendar year (NĐ 30/2020, Điều 22) or each term
 * where a committee keeps it so (configurable). On days that no term holds the year counts.
 */
export const periodOn = (day: string | SQL, book: string = MAIN_BOOK): SQL<string> => {
  const year = typeof day === 'string' ? sql`${day.slice(0, 4)}` : sql`substr(${day}, 1, 4)`
  return sql`(select case arrival_book.period
    when 'term' then coalesce(
      (select term.id from term where term.opensOn <= ${day}
        and (term.closesOn is null or term.closesOn >= ${day})), ${year})
    else ${year} end from arrival_book where arrival_book.id = ${book})`
}

/** The last number of a book in the period of a day. */
export const lastArrival = (db: Database, day: string) => last(db, { day })

const last = query<{ day: string }>()((db, { day }) =>
  db
    .select({
      last: arrivalSeries.last,
      /** The day of the last one, which the next never goes behind. */
      on: sql<
        string | null
      >`(select before.arrivedOn from incoming before where before.book = arrival_series.book
        and before.period = arrival_series.period order by before.arrivalNo desc limit 1)`,
    })
    .from(arrivalSeries)
    .where(and(eq(arrivalSeries.book, MAIN_BOOK), eq(arrivalSeries.period, periodOn(sql`${day}`)))),
)
