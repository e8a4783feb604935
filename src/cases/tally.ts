import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { dayAt } from '../core/dates.ts'
import type { Database } from '../platform/database.ts'
import { finished, isLate, workedMinutes } from '../processes/figures.ts'
import type { Working } from '../processes/figures.ts'
import type { Span } from '../processes/history.ts'
import { caseTally } from './tables.ts'

/** How a run of a step is judged: in time, late, or without a deadline. */
export type Judged = 0 | 1 | 2

/** What one run of a step that is over adds to the figures of its month. */
export type Counted = {
  month: string
  step: string
  unit: string
  versionId: string
  minutes: number
  late: Judged
}

/** What runs of steps add to the figures when they end; those stopped or skipped add nothing. */
export const counted = (spans: readonly Span[], working: Working): Counted[] =>
  spans.flatMap((span) => {
    if (span.end === undefined || !finished(span)) return []
    const late = span.due === undefined ? 2 : isLate(span, span.end) ? 1 : 0
    const { step, unit, template: versionId, end } = span
    return [
      {
        month: dayAt(end).slice(0, 7),
        step,
        unit,
        versionId,
        minutes: workedMinutes(span, working, end),
        late,
      },
    ]
  })

/** Statement that adds to the figures, in the batch of the transition that ended the runs. */
export const addToTally = (db: Database, procedureId: string, rows: readonly Counted[]): Statement =>
  db.run(sql`insert into ${caseTally} (procedureId, month, step, unit, versionId, minutes, late, n)
    select ${procedureId}, value ->> 'month', value ->> 'step', value ->> 'unit', value ->> 'versionId',
      value ->> 'minutes', value ->> 'late', 1
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (procedureId, month, step, unit, versionId, minutes, late) do update set n = n + 1`)

/** So many runs that took so many minutes and were judged so. */
export type Bar = { minutes: number; late: Judged; n: number }

/**
 * What counts give: how many were judged and in time, and the working hours that half, four fifths and nineteen of
 * twenty took at most (nearest rank, as `percentile` of the core has it).
 */
export function summed(bars: readonly Bar[]) {
  let [done, inTime] = [0, 0]
  for (const { late, n } of bars) {
    if (late < 2) done += n
    if (late === 0) inTime += n
  }
  const sorted = bars.toSorted((a, b) => a.minutes - b.minutes)
  const all = sorted.reduce((sum, { n }) => sum + n, 0)
  const at = (share: number): number | undefined => {
    let left = Math.max(1, Math.ceil(share * all))
    return sorted.find(({ n }) => (left -= n) <= 0)?.minutes
  }
  const hours = (share: number): number | undefined => {
    const minutes = at(share)
    return minutes === undefined ? undefined : minutes / 60
  }
  return { finished: done, inTime, p50: hours(0.5), p80: hours(0.8), p95: hours(0.95) }
}
