import type { CaseEvent, Open, State } from '../processes/case.ts'
import { beginReading, readOn } from '../processes/history.ts'
import type { Reading, Span } from '../processes/history.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Template } from '../processes/template.ts'

/** Where nothing runs out: after every instant that is kept. */
export const NEVER = 8_640_000_000_000_000

/** One row of what waits for somebody. */
export type WorkRow = {
  memberId: string
  due: number
  no: number
  kind: 'step' | 'orphan'
  step: string
  since: number
}

/** When the time of a step is over: never while it stands still. */
const dueOf = ({ clock }: Pick<Open, 'clock'>): number =>
  clock === undefined || clock.pausedAt !== undefined ? NEVER : clock.due

/** Whom an open step waits for: who holds it; for what comes from outside, whoever opened the case confirms it. */
export function waitsFor(state: State, open: Open): readonly string[] {
  if (open.kind === 'task') return open.holders
  if (open.kind === 'wait' || open.kind === 'call')
    return open.holders.length > 0 ? open.holders : [state.starter]
  return []
}

/**
 * What waits for whom in a state; a step that nobody holds waits for the owner of the process, and one that called a
 * case for that case, so for no person (`''`).
 */
export function workOf(
  template: Template,
  state: State,
  ownerId: string,
  called: Readonly<Record<string, string>> = {},
): WorkRow[] {
  if (state.status !== 'running') return []
  return state.open.flatMap((open) => {
    if (open.kind === 'parallel' || open.kind === 'each') return []
    const people = called[open.no] === undefined ? waitsFor(state, open) : ['']
    const kind = people.length === 0 ? ('orphan' as const) : ('step' as const)
    const step = nodeOf(planOf(template), open.step).step.name
    return (people.length === 0 ? [ownerId] : people).map((memberId) => ({
      memberId,
      due: dueOf(open),
      no: open.no,
      kind,
      step,
      since: open.since,
    }))
  })
}

/** What the board and the timers go by. */
export function standingOf(template: Template, state: State) {
  const running = state.status === 'running'
  const orphan = running && state.open.some((open) => open.kind === 'task' && open.holders.length === 0)
  const timed = state.open.filter((open) =>
    nodeOf(planOf(template), open.step).step.out.some(({ kind }) => kind === 'timeout'),
  )
  const timeoutAt = running ? Math.min(NEVER, ...timed.map(dueOf)) : NEVER
  return {
    standing: orphan ? 0 : 1,
    due: running ? Math.min(dueOf(state), ...state.open.map(dueOf)) : NEVER,
    timeoutAt: timeoutAt === NEVER ? null : timeoutAt,
    endedAt: running ? null : state.at,
  }
}

/** A reading as it is kept: what is over is in the rows of spans, and not read again. */
export function keepReading({ base, spans, open, kept, attempts }: Reading): string {
  const running = [...spans].filter(([, span]) => span.end === undefined)
  const places = [...open].filter(([no]) => spans.get(no)?.end === undefined && spans.has(no))
  return JSON.stringify({ base, spans: running, open: places, kept: [...kept], attempts: [...attempts] })
}

/** A reading from how it is kept. */
export function takeReading(json: string): Reading {
  const { base, spans, open, kept, attempts } = JSON.parse(json) as {
    base: Reading['base']
    spans: [number, Span][]
    open: [number, Reading['open'] extends Map<number, infer Place> ? Place : never][]
    kept: [string, Reading['kept'] extends Map<string, infer Kept> ? Kept : never][]
    attempts: [string, number][]
  }
  return {
    base,
    spans: new Map(spans),
    open: new Map(open),
    kept: new Map(kept),
    attempts: new Map(attempts),
  }
}

/**
 * Reads new events and tells which runs of steps they began or changed.
 * @param kept the reading before them; none for a case that begins
 */
export function readNew(kept: string | undefined, events: readonly CaseEvent[], unit: string) {
  const [first] = events
  const before = new Map<number, string>()
  let reading: Reading
  if (kept !== undefined) {
    reading = takeReading(kept)
    for (const [no, span] of reading.spans) before.set(no, JSON.stringify(span))
    readOn(reading, events)
  } else {
    if (first?.type !== 'started') throw new Error('a case begins with its start')
    reading = readOn(beginReading(first, unit), events.slice(1))
  }
  const changed = [...reading.spans.values()].filter((span) => before.get(span.no) !== JSON.stringify(span))
  return { reading: keepReading(reading), changed }
}
