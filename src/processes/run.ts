import { apply } from './apply.ts'
import type { CaseEvent, Envelope, Fact, State } from './case.ts'
import type { Node } from './outline.ts'
import type { Plan } from './plan.ts'
import type { Outcome } from './schema.ts'

/** A branch of an open block (`in` 0: the main region). */
export type Place = { in: number; key: string }

/** A decision in the making: what happened so far, the state it led to, and the steps yet to begin. */
export type Run = {
  plan: Plan
  envelope: Envelope
  state: State
  events: CaseEvent[]
  agenda: { node: Node; place: Place; clock: Outcome['clock'] }[]
}

/** Records a fact and brings the state up to it. */
export function emit(run: Run, fact: Fact): void {
  const { at, by, id } = run.envelope
  const event: CaseEvent = { v: 1, at, by, command: id, ...fact }
  run.events.push(event)
  run.state = apply(run.state, event)
}
