/**
 * Local time in Vietnam as whole numbers, at UTC+7 throughout (Vietnam keeps no summer time, which a test asserts
 * against tzdata). Day 0 is 0001-01-01, a Monday: so every day that a date of four digits can name is a natural
 * number, and its remainder by 7 is its weekday. Minute 0 is that day's 00:00.
 */

export const MINUTES_PER_DAY = 1440
/** 9999-12-31 */
export const LAST_DAY = 3_652_058
/** The minute after the last of 9999-12-31. */
export const END_OF_YEARS = (LAST_DAY + 1) * MINUTES_PER_DAY
const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 86_400_000
/** The day and the local minute of 1970-01-01 00:00 UTC. */
const EPOCH_DAY = 719_162
const EPOCH_MINUTE = EPOCH_DAY * MINUTES_PER_DAY + 7 * 60

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const WEEKDAY_NAMES = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const

/** @returns the local minute that an instant (UTC ms) falls in; seconds are dropped, as on a stamped paper */
export function minuteOf(instant: number): number {
  return Math.floor(instant / MS_PER_MINUTE) + EPOCH_MINUTE
}

/** @returns the instant (UTC ms) at which a local minute begins */
export function instantOf(minute: number): number {
  return (minute - EPOCH_MINUTE) * MS_PER_MINUTE
}

/** @returns the day that a local minute falls in, as a 32-bit integer: those divide by 7 many times faster */
export function dayOf(minute: number): number {
  return (minute / MINUTES_PER_DAY) | 0
}

/** @returns 0 for Monday to 6 for Sunday */
export function weekdayOf(day: number): number {
  return day % 7
}

/** @returns the day of a date `YYYY-MM-DD`, or undefined when no such date exists */
export function parseDay(date: string): number | undefined {
  const ms = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  // Engines read 30 February as 2 March: a date exists only if it reads back as itself.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) return undefined
  return ms / MS_PER_DAY + EPOCH_DAY
}

/** @returns the date `YYYY-MM-DD` of a day */
export function isoDate(day: number): string {
  return new Date((day - EPOCH_DAY) * MS_PER_DAY).toISOString().slice(0, 10)
}

/** @returns a day as people write it: `26/04/2026` */
export function formatDate(day: number): string {
  const [year, month, date] = isoDate(day).split('-')
  return `${date}/${month}/${year}`
}

/** @returns a day with its weekday: `Chủ nhật, ngày 26/04/2026`, `thứ Hai, ngày 27/04/2026` */
export function formatDay(day: number): string {
  return `${WEEKDAY_NAMES[weekdayOf(day)]}, ngày ${formatDate(day)}`
}

/** @returns a time of day, given in minutes: `07 giờ 30`; the end of a day is `24 giờ 00` */
export function formatTime(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))} giờ ${two(minute % 60)}`
}

/** @returns a length of time, given in minutes: `50 phút`, `4 giờ`, `3 giờ 10 phút` */
export function formatLength(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} phút`
  return rest === 0 ? `${formatNumber(hours)} giờ` : `${formatNumber(hours)} giờ ${rest} phút`
}

/** @returns a whole number as people write it: `1.004` */
export function formatNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '.')
}
