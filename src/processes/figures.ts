import type { Deadlines } from './case.ts'
import type { Limit } from './schema.ts'
import type { Span } from './history.ts'

/** Instants UTC ms, `to` not included. */
export type Period = { from: number; to: number }

/** Working minutes between two instants (UTC ms). */
export type Working = (from: number, to: number) => number

const VIETNAM = 7 * 3_600_000

/** A month of the calendar in Việt Nam (UTC+7); `month` 1 to 12. */
export function monthOf(year: number, month: number): Period {
  return { from: Date.UTC(year, month - 1) - VIETNAM, to: Date.UTC(year, month) - VIETNAM }
}

/** Whether the work of a span was done, well or late: not skipped, not stopped. Time that ran out counts as done late. */
export function finished({ end, ending }: Pick<Span, 'end' | 'ending'>): boolean {
  return end !== undefined && ending !== 'cancelled' && ending !== 'skipped'
}

/**
 * Whether a span ended, or was still open at an instant, after its deadline. Time its clock stood still does not make
 * it late; a span that ran out of time always is.
 */
export function isLate({ due, end, ending, pauses }: Span, at: number): boolean {
  if (due === undefined) return false
  if (end !== undefined && end <= at && ending === 'timeout') return true
  const moment = Math.min(end ?? at, at)
  const still = pauses.find(({ from, to = Infinity }) => from <= moment && moment <= to)
  return (still?.from ?? moment) > due
}

export type OnTime = {
  finished: number
  inTime: number
  /** Open at the end of the period, or now if that is earlier, and late by then. */
  overdue: number
  /** inTime / (finished + overdue); none when there is nothing to judge. */
  rate: number | undefined
}

/** The on-time rate of spans in a period. Each attempt counts; spans without a deadline do not. */
export function onTime(spans: readonly Span[], period: Period, now: number): OnTime {
  const until = Math.min(period.to, now)
  let [done, inTime, overdue] = [0, 0, 0]
  for (const span of spans) {
    if (span.due === undefined || span.begin >= period.to) continue
    if (span.end === undefined || span.end >= period.to) overdue += Number(isLate(span, until))
    else if (finished(span) && span.end >= period.from) {
      done++
      inTime += Number(!isLate(span, now))
    }
  }
  const judged = done + overdue
  return { finished: done, inTime, overdue, rate: judged === 0 ? undefined : inTime / judged }
}

/** Spans by version, unit and step, as figures are given; the whole case is the step ''. */
export function byStep(spans: Iterable<Span>): Map<string, Span[]> {
  return Map.groupBy(spans, ({ template, unit, step }) => JSON.stringify([template, unit, step]))
}

/** Working minutes a span took (up to `now` if open), without those its clock stood still. */
export function workedMinutes(span: Span, working: Working, now: number): number {
  const end = span.end ?? now
  let minutes = working(span.begin, end)
  for (const { from, to = end } of span.pauses) {
    const [began, ended] = [Math.max(from, span.begin), Math.min(to, end)]
    if (began < ended) minutes -= working(began, ended)
  }
  return minutes
}

/** The value at or below which at least `share` (0–1) of the values lie (nearest rank); none for no values. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

export type Spread = {
  count: number
  p50: number | undefined
  p80: number | undefined
  p95: number | undefined
}

/** How long, in working hours, the spans finished in a period took. */
export function workingHours(spans: readonly Span[], period: Period, working: Working): Spread {
  const hours = spans
    .filter(
      (span) => finished(span) && span.end !== undefined && span.end >= period.from && span.end < period.to,
    )
    .map((span) => workedMinutes(span, working, period.to) / 60)
  return {
    count: hours.length,
    p50: percentile(hours, 0.5),
    p80: percentile(hours, 0.8),
    p95: percentile(hours, 0.95),
  }
}

export type Returned = { step: string; reason: string; count: number; hours: number }

/**
 * Returns in a period by step and reason (its code, else its words, else ''), the costliest first. A return costs the
 * working hours until the step that returned begins again, or until the case ends, or now.
 */
export function returns(spans: readonly Span[], period: Period, working: Working, now: number): Returned[] {
  const found = new Map<string, Returned>()
  const cases = Map.groupBy(spans, (span) => span.case)
  for (const all of cases.values()) {
    const until = all.find(({ step }) => step === '')?.end ?? now
    for (const span of all) {
      if (
        span.ending !== 'return' ||
        span.end === undefined ||
        span.end < period.from ||
        span.end >= period.to
      )
        continue
      const ended = span.end
      const again = all.find(({ step, no, begin }) => step === span.step && no > span.no && begin >= ended)
      const reason = span.reasonCode ?? span.reason ?? ''
      const key = JSON.stringify([span.step, reason])
      const sum = found.get(key) ?? { step: span.step, reason, count: 0, hours: 0 }
      sum.count++
      sum.hours += working(ended, again?.begin ?? until) / 60
      found.set(key, sum)
    }
  }
  return [...found.values()].sort((a, b) => b.hours - a.hours)
}

/**
 * Past spans as they would have been judged under other limits: each deadline counted anew from the start of its
 * clock and moved by its pauses. Deadlines that people moved, and spans that ran out of time, stay as they were: what
 * would have happened then is not known.
 * @param limits new limits by step id, '' for the whole case; other steps keep theirs
 */
export function underLimits(
  spans: readonly Span[],
  limits: ReadonlyMap<string, Limit>,
  calendar: Deadlines,
): Span[] {
  return spans.map((span) => {
    const limit = limits.get(span.step)
    if (limit === undefined || span.from === undefined || span.redated.length > 0) return span
    let deadline = calendar.due(span.from, limit)
    for (const { from, to } of span.pauses) {
      if (to !== undefined) deadline = calendar.extend(deadline, limit, from, to)
    }
    return { ...span, due: deadline.due }
  })
}
