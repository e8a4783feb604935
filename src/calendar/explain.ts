import { capitalize } from '../core/text.ts'
import { firstCountedDay, type Calendar } from './compile.ts'
import type { Deadline, Limit } from './limit.ts'
import type { Day } from './read.ts'
import {
  MINUTES_PER_DAY,
  dayOf,
  formatDate,
  formatDay,
  formatLength,
  formatNumber,
  formatTime,
  isoDate,
  minuteOf,
} from './time.ts'
import { planOf } from './timeline.ts'

/** One line of a derivation: a sentence in Vietnamese and, for a line about one day, its date `YYYY-MM-DD`. */
export type ExplainLine = {
  kind: 'start' | 'limit' | 'counted' | 'skipped' | 'more' | 'due' | 'calendar' | 'provisional'
  text: string
  date?: string
}

type DayLine = { counted: number; text: string }
type Span = { calendar: Calendar; start: number; due: number; limit: Limit }

/** More days than this are summed up in one line. */
const MOST_DAYS = 366

/**
 * The derivation of a deadline, in order.
 * @param instant UTC ms
 */
export function derive(
  calendar: Calendar,
  instant: number,
  limit: Limit,
  { due, provisional }: Deadline,
): ExplainLine[] {
  const span = { calendar, start: minuteOf(instant), due: minuteOf(due), limit }
  const lines: ExplainLine[] = [
    { kind: 'start', text: `Bắt đầu: ${formatMoment(span.start)}.` },
    { kind: 'limit', text: `Thời hạn: ${formatLimit(limit)}.` },
    ...dayLines(span),
    { kind: 'due', text: `Đến hạn: ${formatEnd(span.due)}.` },
    {
      kind: 'calendar',
      text: `Lịch áp dụng: phiên bản “${calendar.version}” (${calendar.layers.join(' → ')}).`,
    },
  ]
  if (provisional) lines.push({ kind: 'provisional', text: provisionalText(calendar, span) })
  return lines
}

function dayLines(span: Span): ExplainLine[] {
  const lines: ExplainLine[] = []
  const [first, last] = [dayOf(span.start), dayOf(span.due - 1)]
  let sum = 0
  for (let day = first; day <= Math.min(last, first + MOST_DAYS - 1); day++) {
    const line = tellDay(span, day, sum)
    sum += line.counted
    const text = capitalize(`${formatDay(day)}: ${line.text}.`)
    lines.push({ kind: line.counted > 0 ? 'counted' : 'skipped', text, date: isoDate(day) })
  }
  const more = last - first + 1 - lines.length
  if (more > 0)
    lines.push({ kind: 'more', text: `Và ${formatNumber(more)} ngày tiếp theo cho đến ngày hết hạn.` })
  return lines
}

/** @param sum minutes or days counted before this day */
function tellDay(span: Span, day: number, sum: number): DayLine {
  const plan = planOf(span.calendar.timeline, day)
  if (span.limit.u === 'wh') return tellHours(span, day, plan, sum)
  if (day < firstCountedDay(span.calendar, span.start)) return tellStartDay(span.calendar)
  return span.limit.u === 'wd' ? tellWorkingDay(span, plan, sum) : tellCalendarDay(span, plan, sum)
}

function tellHours({ start, due }: Span, day: number, plan: Day, sum: number): DayLine {
  if (plan.minutes === 0) return skipped(because(plan))
  const spans: string[] = []
  let counted = 0
  for (let i = 0; i < plan.windows.length; i += 2) {
    const open = Math.max(plan.windows[i] ?? 0, start - day * MINUTES_PER_DAY)
    const close = Math.min(plan.windows[i + 1] ?? 0, due - day * MINUTES_PER_DAY)
    if (open >= close) continue
    counted += close - open
    spans.push(`${formatTime(open)} đến ${formatTime(close)}`)
  }
  if (counted === 0) return skipped('đã hết giờ làm việc')
  const total = sum === 0 ? '' : `, cộng dồn ${formatLength(sum + counted)}`
  const special = plan.reason ? `; ${because(plan)}` : ''
  return { counted, text: `tính ${formatLength(counted)} (${spans.join(', ')})${total}${special}` }
}

function tellStartDay({ rules }: Calendar): DayLine {
  if (rules.startDay === 'count') return skipped('đã hết giờ làm việc')
  return skipped(`ngày bắt đầu${rules.source ? ` (${rules.source})` : ''}`)
}

function tellWorkingDay({ limit }: Span, plan: Day, sum: number): DayLine {
  if (!plan.counts)
    return skipped(plan.minutes > 0 ? `${because(plan)}, không phải ngày làm việc` : because(plan))
  const special = plan.reason ? `; ${because(plan)}` : ''
  return { counted: 1, text: `ngày làm việc thứ ${sum + 1} trong ${formatNumber(limit.n)} ngày${special}` }
}

/** Past the last day a limit in calendar days waits for a working day; its days are told, no longer counted. */
function tellCalendarDay({ calendar, limit }: Span, plan: Day, sum: number): DayLine {
  const off = plan.counts ? '' : because(plan)
  if (sum >= limit.n)
    return { counted: 0, text: off ? `chưa phải ngày làm việc – ${off}` : 'ngày làm việc tiếp theo, hết hạn' }
  const place = `ngày thứ ${sum + 1} trong ${formatNumber(limit.n)} ngày`
  const isMoved = off && sum + 1 === limit.n && calendar.rules.lastDayOff === 'next'
  const { source } = calendar.rules
  const moved = isMoved ? `; hạn chuyển sang ngày làm việc tiếp theo${source ? ` (${source})` : ''}` : ''
  return { counted: 1, text: `${place}${off ? `; ${off}` : ''}${moved}` }
}

function skipped(why: string): DayLine {
  return { counted: 0, text: `không tính – ${why}` }
}

function because({ reason, source, confirmed }: Day): string {
  const document = source ? ` (${source})` : ''
  return `${reason ?? ''}${document}${confirmed ? '' : ', dự kiến, chưa được xác nhận'}`
}

function provisionalText({ confirmed }: Calendar, { start, due }: Span): string {
  const isOutside = dayOf(start) < confirmed.from || dayOf(due - 1) > confirmed.through
  const why = isOutside
    ? `lịch nghỉ mới được xác nhận từ ngày ${formatDate(confirmed.from)} đến hết ngày ${formatDate(confirmed.through)}`
    : 'trong thời hạn có ngày dự kiến, chưa được xác nhận'
  return `Tạm tính: ${why}; hạn này có thể thay đổi.`
}

function formatMoment(minute: number): string {
  const day = dayOf(minute)
  return `${formatTime(minute - day * MINUTES_PER_DAY)}, ${formatDay(day)}`
}

/** A limit that ends at midnight ends at 24:00 of its last day, not at 00:00 of the next. */
function formatEnd(minute: number): string {
  const day = dayOf(minute - 1)
  return `${formatTime(minute - day * MINUTES_PER_DAY)}, ${formatDay(day)}`
}

function formatLimit({ n, u }: Limit): string {
  const unit = { wh: 'giờ làm việc', wd: 'ngày làm việc', cd: 'ngày, kể cả ngày nghỉ' }[u]
  return `${formatNumber(n)} ${unit}`
}
