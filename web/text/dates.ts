/** Dates as a Vietnamese office writes them, always in the time of Hà Nội, whatever the zone of the browser. */
const zone = 'Asia/Ho_Chi_Minh'
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

type Moment = { year: string; month: string; day: string; hour: string; minute: string; second: string }

function split(instant: string | number | Date): Moment {
  const found: Record<string, string> = {}
  for (const { type, value } of parts.formatToParts(new Date(instant))) found[type] = value
  return found as Moment
}

/** `2026-11-22` (a date without a time) or an ISO instant → `22/11/2026`; nothing → an empty string. */
export function date(value: string | undefined): string {
  if (!value) return ''
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (plain) return `${plain[3]}/${plain[2]}/${plain[1]}`
  const { day, month, year } = split(value)
  return `${day}/${month}/${year}`
}

/** An ISO instant → `08:15`. */
export function time(instant: string): string {
  const { hour, minute } = split(instant)
  return `${hour}:${minute}`
}

/** An ISO instant → `08:15:22`. */
export function clock(instant: string | number): string {
  const { hour, minute, second } = split(instant)
  return `${hour}:${minute}:${second}`
}

/** An ISO instant → `08:15 22/11/2026`. */
export function moment(instant: string | undefined): string {
  return instant ? `${time(instant)} ${date(instant)}` : ''
}

/** Today in Hà Nội as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  const { year, month, day } = split(now)
  return `${year}-${month}-${day}`
}

/**
 * The date line of a document by HD 05-HD/VPTW: the day under 10 and the months 1 and 2 take a leading zero.
 * @param value `YYYY-MM-DD`
 * @returns `ngày 05 tháng 02 năm 2026`
 */
export function dateLine(value: string): string {
  const [year, month, day] = value.split('-')
  const shortMonth = Number(month) > 2 ? String(Number(month)) : month
  return `ngày ${day} tháng ${shortMonth} năm ${year}`
}

/** Whole days of the calendar in Hà Nội between an instant and now: 0 today, 1 yesterday. */
export function daysSince(instant: string, now: Date = new Date()): number {
  return Math.round((Date.parse(today(now)) - Date.parse(today(new Date(instant)))) / 86_400_000)
}

/**
 * What a person typed for a date (`22/11/2026`, `5.2.2026`, `5-2-2026`) → `YYYY-MM-DD`.
 * @returns undefined when it is no date of the calendar
 */
export function readDate(typed: string): string | undefined {
  const found = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(typed)
  if (!found) return undefined
  const [, day = '', month = '', year = ''] = found
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const check = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(check.getTime()) && check.toISOString().startsWith(value) ? value : undefined
}

/** Whether something is written as a day but is none of the calendar: `31/9/2025`. */
export function isNoDay(typed: string): boolean {
  return /^\s*\d{1,2}[./-]\d{1,2}[./-]\d{4}\s*$/.test(typed) && readDate(typed) === undefined
}

/** 4883 → `4.883`, as Vietnamese writes numbers. */
export function count(value: number): string {
  return value.toLocaleString('vi-VN')
}

/** Bytes → `1,4 MB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilo = bytes / 1024
  const [value, unit] =
    kilo < 1024 ? [kilo, 'KB'] : kilo < 1024 ** 2 ? [kilo / 1024, 'MB'] : [kilo / 1024 ** 2, 'GB']
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`
}
