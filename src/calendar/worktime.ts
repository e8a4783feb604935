import { firstCountedDay, type Calendar } from './compile.ts'
import { CalendarError } from './error.ts'
import { derive, type ExplainLine } from './explain.ts'
import type { Deadline, Limit } from './limit.ts'
import { END_OF_YEARS, MINUTES_PER_DAY, dayOf, instantOf, minuteOf } from './time.ts'
import { countEnded, endOfKth, planOf, segmentOf, segmentOfKth } from './timeline.ts'
import type { Count, Timeline } from './timeline.ts'

export { compileCalendar } from './compile.ts'
export type { Deadline, Limit } from './limit.ts'

/**
 * When a limit that starts at an instant ends. The units are never turned into each other.
 * - `wh`: at the end of the n-th working hour; seconds of the start are dropped.
 * - `wd`: at closing time of the n-th working day; the start day is not counted.
 * - `cd`: at closing time of the n-th day after the start day or, if that day is off, of the next working day.
 *
 * The last two follow the calendar's rules where these say otherwise (start day counted, unless work was already
 * over on it; a last day off kept, which then ends at its midnight).
 * @param instant UTC ms
 * @param limit `n` a whole number from 1
 * @throws CalendarError for an instant, unit or number that is none, and for an end past the year 9999
 */
export function addWorking(calendar: Calendar, instant: number, limit: Limit): Deadline {
  const start = localMinute(instant, 'instant')
  if (!Number.isSafeInteger(limit.n) || limit.n < 1)
    throw invalid('limit.n', 'Thời hạn phải là số nguyên từ 1 trở lên.')
  checkUnit(limit.u, 'limit.u')
  const due = endOf(calendar, start, limit)
  return { due: instantOf(due), version: calendar.version, provisional: isProvisional(calendar, start, due) }
}

/**
 * Where a deadline moves when its time stood still between two instants (all UTC ms): by as much of its own unit as
 * went by meanwhile. Hours by the working minutes of the pause; working days and calendar days by those after the day
 * it began, up to and including the day it ended, to a closing time as in `addWorking`. A pause outside of working
 * time moves no deadline in hours.
 * @returns the deadline; `provisional` speaks of the days from the pause on
 * @throws CalendarError as `addWorking` does, and when `to` is before `from`
 */
export function extendWorking(
  calendar: Calendar,
  due: number,
  u: Limit['u'],
  from: number,
  to: number,
): Deadline {
  const [end, pause, resume] = [localMinute(due, 'due'), localMinute(from, 'from'), localMinute(to, 'to')]
  if (resume < pause) throw invalid('to', 'Thời điểm chạy tiếp phải sau thời điểm tạm dừng.')
  checkUnit(u, 'u')
  const moved = moveEnd(calendar, end, u, pause, resume)
  return {
    due: instantOf(moved),
    version: calendar.version,
    provisional: isProvisional(calendar, pause, moved),
  }
}

/**
 * Working minutes between two instants (UTC ms), seconds dropped; negative when `to` is before `from`.
 * `workingBetween(c, t, addWorking(c, t, { n, u: 'wh' }).due)` is `60 * n`.
 * @throws CalendarError for an instant outside the years 1 to 9999
 */
export function workingBetween(calendar: Calendar, from: number, to: number): number {
  return minutesBetween(calendar, localMinute(from, 'from'), localMinute(to, 'to'))
}

/**
 * Working days after the day of `from` up to and including the day of `to` (both UTC ms); negative when `to` is
 * before `from`. `workingDaysBetween(c, t, addWorking(c, t, { n, u: 'wd' }).due)` is `n`, save for an office that
 * closes at 24:00, whose last minute ends on the day after.
 * @throws CalendarError for an instant outside the years 1 to 9999
 */
export function workingDaysBetween(calendar: Calendar, from: number, to: number): number {
  return daysBetween(calendar, localMinute(from, 'from'), localMinute(to, 'to'))
}

/**
 * When so much of the working time of a deadline has gone by. A deadline in days without a working minute is shared by
 * the clock.
 * @param pct 1 to 100
 */
export function shareOf(calendar: Calendar, from: number, due: number, pct: number): number {
  const [start, end] = [localMinute(from, 'from'), localMinute(due, 'due')]
  const minutes = minutesBetween(calendar, start, end)
  if (minutes <= 0) return Math.round(from + ((due - from) * pct) / 100)
  const { timeline } = calendar
  return instantOf(endAfter(timeline, timeline.minutes, start, Math.max(1, Math.ceil((minutes * pct) / 100))))
}

/**
 * The instant from which a limit is left until another: so many working hours before it; for days, at the opening of
 * the day that is so many (working) days before.
 * @param due ms UTC
 */
export function takeWorking(calendar: Calendar, due: number, { n, u }: Limit): number {
  const end = localMinute(due, 'due')
  const { timeline } = calendar
  if (u === 'wh') return instantOf(beforeKth(timeline, timeline.minutes, end, n * 60) - 1)
  const lastDay = dayOf(end - 1)
  if (u === 'cd') return instantOf(openingOf(timeline, Math.max(0, lastDay - n)))
  const closing = beforeKth(timeline, timeline.days, lastDay * MINUTES_PER_DAY, n)
  return instantOf(openingOf(timeline, dayOf(closing - 1)))
}

export type Explanation = Deadline & { lines: ExplainLine[] }

/**
 * Derives a deadline so that a person can check it: the start, every day counted or skipped with the reason and the
 * document behind it, the end, the calendar, and whether it may still change.
 * @param instant UTC ms
 * @returns the deadline of `addWorking` and its derivation, in order
 * @throws CalendarError as `addWorking` does
 */
export function explain(calendar: Calendar, instant: number, limit: Limit): Explanation {
  const deadline = addWorking(calendar, instant, limit)
  return { ...deadline, lines: derive(calendar, instant, limit, deadline) }
}

// From here on all is in local minutes.

function endOf(calendar: Calendar, start: number, { n, u }: Limit): number {
  const { timeline } = calendar
  if (u === 'wh') return endAfter(timeline, timeline.minutes, start, n * 60)
  const first = firstCountedDay(calendar, start)
  if (u === 'wd') return endAfter(timeline, timeline.days, first * MINUTES_PER_DAY, n)
  return endOfDay(calendar, first + n - 1)
}

/** The end of a limit in calendar days: closing time of its last day or, if that is off, as the rules say. */
function endOfDay({ timeline, rules }: Calendar, day: number): number {
  const start = withinYears(day * MINUTES_PER_DAY)
  if (rules.lastDayOff === 'keep' && !planOf(timeline, day).counts) return start + MINUTES_PER_DAY
  return endAfter(timeline, timeline.days, start, 1)
}

function moveEnd(calendar: Calendar, end: number, u: Limit['u'], pause: number, resume: number): number {
  const { timeline } = calendar
  const lastDay = dayOf(end - 1)
  const n = {
    wh: minutesBetween(calendar, pause, resume),
    wd: daysBetween(calendar, pause, resume),
    cd: dayOf(resume) - dayOf(pause),
  }[u]
  if (n === 0) return end
  if (u === 'cd') return endOfDay(calendar, lastDay + n)
  if (u === 'wd') return endAfter(timeline, timeline.days, (lastDay + 1) * MINUTES_PER_DAY, n)
  return endAfter(timeline, timeline.minutes, end, n)
}

/** When the n-th unit to end after a minute ends. */
function endAfter(timeline: Timeline, count: Count, minute: number, n: number): number {
  const segment = segmentOf(timeline, minute)
  const k = countEnded(count, segment, minute) + n
  return withinYears(endOfKth(count, segmentOfKth(count, k, segment), k))
}

/** The minute at which the k-th unit before a minute ended, counted back from those that have ended by then. */
function beforeKth(timeline: Timeline, count: Count, minute: number, k: number): number {
  const kth = endedBy(timeline, count, minute) - k + 1
  return kth < 1 ? 1 : endOfKth(count, segmentOfKth(count, kth, 0), kth)
}

/** The minute at which the office opens on a day; its first one where it does not. */
const openingOf = (timeline: Timeline, day: number): number =>
  day * MINUTES_PER_DAY + (planOf(timeline, day).windows[0] ?? 0)

function minutesBetween({ timeline }: Calendar, from: number, to: number): number {
  return endedBy(timeline, timeline.minutes, to) - endedBy(timeline, timeline.minutes, from)
}

function daysBetween({ timeline }: Calendar, from: number, to: number): number {
  const throughDayOf = (minute: number) => (dayOf(minute) + 1) * MINUTES_PER_DAY
  return (
    endedBy(timeline, timeline.days, throughDayOf(to)) - endedBy(timeline, timeline.days, throughDayOf(from))
  )
}

function endedBy(timeline: Timeline, count: Count, minute: number): number {
  return countEnded(count, segmentOf(timeline, minute), minute)
}

function isProvisional({ confirmed, unconfirmed }: Calendar, start: number, due: number): boolean {
  if (start < confirmed.from * MINUTES_PER_DAY || due > (confirmed.through + 1) * MINUTES_PER_DAY) return true
  for (const day of unconfirmed) if (dayOf(start) <= day && day <= dayOf(due - 1)) return true
  return false
}

function localMinute(instant: number, path: string): number {
  const minute = minuteOf(instant)
  if (!(minute >= 0 && minute < END_OF_YEARS))
    throw invalid(path, 'Thời điểm không hợp lệ; chỉ tính được trong các năm từ 1 đến 9999.')
  return minute
}

function checkUnit(u: string, path: string): void {
  if (u !== 'wh' && u !== 'wd' && u !== 'cd')
    throw invalid(path, 'Đơn vị thời hạn phải là wh (giờ làm việc), wd (ngày làm việc) hoặc cd (ngày).')
}

function withinYears(minute: number): number {
  if (minute > END_OF_YEARS) throw invalid('limit.n', 'Thời hạn quá dài: hạn rơi vào sau năm 9999.')
  return minute
}

function invalid(path: string, message: string): CalendarError {
  return new CalendarError([{ path, message }])
}
