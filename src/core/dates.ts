import { sql } from 'drizzle-orm'
import type { SQL, SQLWrapper } from 'drizzle-orm'

/** Vietnam has kept UTC+7 without daylight saving since 1975 (tzdata Asia/Ho_Chi_Minh). */
const OFFSET_MS = 7 * 3600_000

/** Gives the current instant in milliseconds since 1970 UTC; tests pass one of their own. */
export type Clock = () => number

/** The day in Vietnam at an instant (ms UTC), as `YYYY-MM-DD`. */
export const dayAt = (instant: number): string => new Date(instant + OFFSET_MS).toISOString().slice(0, 10)

/** The instant (ms UTC) at which a day (`YYYY-MM-DD`) begins in Vietnam. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS

/** The same of a day that a column holds, as SQL. */
export const startIn = (day: SQLWrapper): SQL<number> =>
  sql<number>`(unixepoch(${day}) * 1000 - ${sql.raw(String(OFFSET_MS))})`

/** The day in Vietnam of an instant that SQL works out; {@link dayAt} in SQL. */
export const dayIn = (instant: SQLWrapper): SQL<string> =>
  sql<string>`date((${instant} + ${sql.raw(String(OFFSET_MS))}) / 1000, 'unixepoch')`

/** The calendar year in Vietnam at an instant (ms UTC). */
export const yearAt = (instant: number): number => new Date(instant + OFFSET_MS).getUTCFullYear()

/** An instant (ms UTC) as ISO 8601 in UTC with milliseconds, the form of every time on the wire. */
export const iso = (instant: number): string => new Date(instant).toISOString()

/** `YYYY-MM-DD` as `dd/mm/yyyy`, the customary form on screens. */
export const showDay = (day: string): string => day.split('-').reverse().join('/')

/** An instant (ms UTC) as `08:15 ngày 22/11/2026` in Vietnam. */
export function showInstant(instant: number): string {
  const local = new Date(instant + OFFSET_MS).toISOString()
  return `${local.slice(11, 16)} ngày ${showDay(local.slice(0, 10))}`
}

/** The day `days` after `day` (both `YYYY-MM-DD`; `days` may be negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
