import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Given } from '../core/query.ts'
import { monthOf } from '../processes/figures.ts'
import type { Period } from '../processes/figures.ts'
import type { ListQuery } from './schema.ts'
import { caseSpan, processCase } from './tables.ts'

/** A month as `2026-03` in Việt Nam. */
export const period = (month: string): Period => monthOf(Number(month.slice(0, 4)), Number(month.slice(5)))

/** The figure that cases are asked behind of, as the values of a query; those left out are not asked for. */
export type Behind = {
  from: number
  to: number
  /** The end of the month, or now while it lasts. */
  until: number
  step: string
  /** Judged in time, judged late, or sent back. */
  inTime?: 1 | undefined
  late?: 1 | undefined
  returned?: string | undefined
  unit?: string | undefined
  version?: string | undefined
}

/** The figure a list is asked behind of; none without a month. */
export function behindOf(
  { month, step = '', late, returned, unit, version }: ListQuery,
  now: number,
): Behind | undefined {
  if (month === undefined) return undefined
  const { from, to } = period(month)
  const judged =
    returned === undefined && late !== undefined ? (late ? { late: 1 as const } : { inTime: 1 as const }) : {}
  return { from, to, until: Math.min(to, now), step, returned, unit, version, ...judged }
}

/**
 * The condition under which a case is behind a figure: a run of the step was judged in the month, in time or late, or
 * was sent back for a reason; of all cases, those of one unit or on one version.
 */
export function spanBehind(given: Given<Behind>): SQL {
  const { from, to, until, step, inTime, late, returned, unit, version } = given
  const ended = sql`s."end" >= ${from} and s."end" < ${to}`
  const done = sql`${ended} and s.ending not in ('cancelled', 'skipped')`
  const overdue = sql`(s."end" is null or s."end" >= ${to}) and s."begin" < ${to} and s.due < ${until}`
  // The value only says that this is asked; it is named, so that it is bound.
  const judged = returned
    ? sql`(${ended} and s.ending = 'return' and coalesce(s.reasonCode, s.reason, '') = ${returned})`
    : late
      ? sql`(${late} and ((${done} and (s."end" > s.due or s.ending = 'timeout')) or (${overdue})))`
      : inTime
        ? sql`(${inTime} and ${done} and s."end" <= s.due and s.ending <> 'timeout')`
        : sql`((${done}) or (${overdue}))`
  const part = sql`${unit ? sql`and s.unit = ${unit}` : sql``} ${version ? sql`and s.versionId = ${version}` : sql``}`
  return sql`exists (select 1 from ${caseSpan} s where s.caseId = ${processCase.id} and s.step = ${step} ${part}
    and ${judged})`
}
