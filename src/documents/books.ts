import { and, eq } from 'drizzle-orm'
import type { Database } from '../platform/database.ts'
import { arrivalSeries } from './tables.ts'

/** The one book of arrivals a committee opens with. */
export const MAIN_BOOK = 'main'

/** The period a book counts in: số đến starts at 1 each calendar year (NĐ 30/2020, Điều 22). */
export const periodOf = (day: string): string => day.slice(0, 4)

/** The last number of a book in the period of a day. */
export const lastArrival = (db: Database, day: string) =>
  db
    .select({ last: arrivalSeries.last })
    .from(arrivalSeries)
    .where(and(eq(arrivalSeries.book, MAIN_BOOK), eq(arrivalSeries.period, periodOf(day))))
