import { sql } from 'drizzle-orm'
import type { Calendar } from '../calendar/compile.ts'
import { addWorking, shareOf, takeWorking } from '../calendar/worktime.ts'
import type { State } from '../processes/case.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Alert, Template } from '../processes/template.ts'
import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import { caseAlert } from './tables.ts'

/** One alert of an open step: the `i`th of its template, at an instant (ms UTC). */
export type AlertRow = { no: number; i: number; at: number }

/** When an alert of a deadline is due: by a share of its working time, or so long before or after it. */
function instantOf(calendar: Calendar, { at }: Alert, from: number, due: number): number {
  if ('pct' in at) return shareOf(calendar, from, due, at.pct)
  return 'before' in at ? takeWorking(calendar, due, at.before) : addWorking(calendar, due, at.after).due
}

/** The alerts of the steps of a case that are open and whose clocks run. */
export function alertsOf(template: Template, state: State, calendar: Calendar): AlertRow[] {
  if (state.status !== 'running') return []
  return state.open.flatMap(({ no, step, clock }) => {
    const { alerts } = nodeOf(planOf(template), step).step
    if (alerts === undefined || clock === undefined || clock.pausedAt !== undefined) return []
    return alerts.map((one, i) => ({ no, i, at: instantOf(calendar, one, clock.from, clock.due) }))
  })
}

/** A case before and after a transition, as far as alerts go by it. */
type Before = { id: string; template: Template; calendar: Calendar; state?: State }
type After = { template: Template; state: State }

/**
 * Statements that keep the alerts of a case with its transition: those of steps whose time is another are laid anew, and
 * one whose instant has come was told, or is told by whoever wakes.
 * @returns the next of them too, ms UTC
 */
export function alerting(
  db: Database,
  before: Before,
  { template, state }: After,
): { statements: Statement[]; next: number | null } {
  const byStep = (rows: AlertRow[]) => Map.groupBy(rows, ({ no }) => no)
  const was = byStep(
    before.state === undefined ? [] : alertsOf(before.template, before.state, before.calendar),
  )
  const now = byStep(alertsOf(template, state, before.calendar))
  const same = (no: number) => JSON.stringify(was.get(no)) === JSON.stringify(now.get(no))
  const gone = [...was.keys()].filter((no) => !same(no))
  const come = [...now].flatMap(([no, rows]) => (same(no) ? [] : rows.filter(({ at }) => at > state.at)))
  return {
    statements: [
      ...(gone.length === 0 ? [] : [remove(db, before.id, gone)]),
      ...(come.length === 0 ? [] : [insert(db, before.id, come)]),
    ],
    next: come.length === 0 ? null : Math.min(...come.map(({ at }) => at)),
  }
}

const remove = (db: Database, id: string, steps: number[]): Statement =>
  db.run(sql`delete from ${caseAlert} where caseId = ${id} and no in
    (select value from json_each(${JSON.stringify(steps)}))`)

const insert = (db: Database, id: string, rows: AlertRow[]): Statement =>
  db.run(sql`insert into ${caseAlert} (caseId, no, i, at)
    select ${id}, value ->> 'no', value ->> 'i', value ->> 'at' from json_each(${JSON.stringify(rows)})`)
