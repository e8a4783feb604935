import { fieldAt, own, placeKey, rowPath, type Clock, type Open, type State } from './case.ts'
import { instantOf } from './condition.ts'
import { nodeOf } from './plan.ts'
import type { Limit, Outcome } from './schema.ts'
import { emit, type Run } from './run.ts'

/** The clock a step begins with: a new one, or the one it had when it was left, if the way to it says so. */
export function enterClock(
  run: Run,
  limit: Limit,
  place: { step: string; in: number; key: string },
  clock: Outcome['clock'],
): Clock {
  const kept = clock === 'resume' ? own(run.state.kept, placeKey(place)) : undefined
  if (kept !== undefined) return kept
  const { at, calendar } = run.envelope
  const from = startOf(run.state, limit, place, at)
  return { from, ...calendar.due(from, limit) }
}

/** Where a limit counts from: now, the start of the case, or the day a field names (now, if it names none). */
function startOf(
  state: State,
  { from = 'step' }: Limit,
  place: { in: number; key: string },
  at: number,
): number {
  if (from === 'step') return at
  if (from === 'case') return state.since
  const instant = instantOf(fieldAt(state, place, from))
  return Number.isNaN(instant) ? at : instant
}

type Ticking = { clock: number | string; limit: Limit; paused: Clock; rows: string }

/**
 * Stops and starts clocks so that exactly those stand still of which a listed wait is open. A wait inside one row
 * does not stop clocks of another. Clocks of steps that were left, but may be resumed, are stopped like the others.
 */
export function settleClocks(run: Run): void {
  if (!run.plan.pauses || run.state.status !== 'running') return
  const { open } = run.state
  const waits = open.flatMap((one) =>
    nodeOf(run.plan, one.step).step.kind === 'wait' ? [{ step: one.step, rows: rowPath(open, one) }] : [],
  )
  for (const { clock, limit, paused, rows } of ticking(run)) {
    const stopped = waits.some((wait) => limit.pause?.includes(wait.step) && related(wait.rows, rows))
    if (stopped && paused.pausedAt === undefined) emit(run, { type: 'paused', clock })
    if (stopped || paused.pausedAt === undefined) continue
    const { at, calendar } = run.envelope
    const { due, version, provisional, pausedAt } = paused
    const deadline = calendar.extend({ due, version, provisional }, limit, pausedAt, at)
    emit(run, { type: 'resumed', clock, deadline })
  }
}

function related(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a)
}

/** Every clock that some wait may stop. */
function ticking({ plan, state }: Run): Ticking[] {
  const found: Ticking[] = []
  const add = (
    clock: number | string,
    limit: Limit | undefined,
    paused: Clock | undefined,
    place: { in: number; key: string },
  ) => {
    if (limit?.pause?.length && paused) found.push({ clock, limit, paused, rows: rowPath(state.open, place) })
  }
  add(0, plan.template.limit, state.clock, { in: 0, key: '' })
  const limitOf = (step: string) => plan.byId.get(step)?.step.limit
  for (const one of state.open) add(one.no, limitOf(one.step), one.clock, one satisfies Open)
  for (const [key, clock] of Object.entries(state.kept)) {
    const [no = '', branch = '', step = ''] = key.split(':')
    add(key, limitOf(step), clock, { in: Number(no), key: branch })
  }
  return found
}
