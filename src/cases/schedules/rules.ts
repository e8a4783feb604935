import type { Calendar } from '../../calendar/compile.ts'
import { instantOf, MINUTES_PER_DAY, parseDay } from '../../calendar/time.ts'
import { planOf } from '../../calendar/timeline.ts'
import { addDays } from '../../core/dates.ts'

/** How often a case is opened by itself. */
export const EVERY = ['week', 'month', 'quarter', 'year'] as const
export type Every = (typeof EVERY)[number]

/**
 * A day that comes round: of a week its weekday (1 Monday to 7 Sunday), of a month its number, of a quarter that of its
 * `month`th month (1 to 3), of a year that of a month (1 to 12). A number the month does not have is its last day.
 */
export type Rule = { every: Every; month: number; day: number }

const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The day of a month (0 is January, beyond 11 a later year), at most its last. */
function dayOf(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return iso(year, month, Math.min(day, last))
}

/**
 * The first day of a rule after a day, as the calendar of dates has it (working or not).
 * @param after `YYYY-MM-DD`
 */
export function dayAfter({ every, month, day }: Rule, after: string): string {
  if (every === 'week') {
    const weekday = (((Date.parse(after) / 86_400_000 + 3) % 7) + 7) % 7
    return addDays(after, ((day - 1 - weekday + 6) % 7) + 1)
  }
  const [year, now] = [Number(after.slice(0, 4)), Number(after.slice(5, 7)) - 1]
  const step = { month: 1, quarter: 3, year: 12 }[every]
  const first = Math.floor(now / step) * step + (every === 'month' ? 0 : month - 1)
  const found = [first, first + step].map((at) => dayOf(year, at, day)).find((one) => one > after)
  return found ?? dayOf(year, first + 2 * step, day)
}

/**
 * When the case of a day is opened: as the office opens on it, or on the next working day, or the one before.
 * @returns ms UTC
 */
export function opensAt({ timeline }: Calendar, on: string, land: 'next' | 'previous'): number {
  let day = parseDay(on) ?? 0
  const step = land === 'next' ? 1 : -1
  // A week in which nobody works cannot be; a year of days off in a row neither.
  for (let tried = 0; tried < 366 && planOf(timeline, day).windows.length === 0; tried++) day += step
  return instantOf(day * MINUTES_PER_DAY + (planOf(timeline, day).windows[0] ?? 0))
}

export type Occurrence = { on: string; at: number }

/** The first occurrence after a day that opens after an instant. */
export function nextOf(
  rule: Rule,
  land: 'next' | 'previous',
  calendar: Calendar,
  { after, now }: { after: string; now: number },
): Occurrence {
  let on = dayAfter(rule, after)
  while (opensAt(calendar, on, land) <= now) on = dayAfter(rule, on)
  return { on, at: opensAt(calendar, on, land) }
}

const ROMAN = ['I', 'II', 'III', 'IV']

/** The period an occurrence is of, as it is written after the title of its case. */
export function periodOf(every: Every, on: string): string {
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))]
  if (every === 'year') return `năm ${year}`
  if (every === 'quarter') return `quý ${ROMAN[Math.floor((month - 1) / 3)]}/${year}`
  if (every === 'month') return `tháng ${on.slice(5, 7)}/${year}`
  // ISO 8601: a week belongs to the year its Thursday is in.
  const thursday = addDays(on, 3 - ((new Date(on).getUTCDay() + 6) % 7))
  const days = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000
  return `tuần ${Math.floor(days / 7) + 1}/${thursday.slice(0, 4)}`
}
