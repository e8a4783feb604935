import type {
  CaseEvent,
  Command,
  Deadline,
  Deadlines,
  Decision,
  Envelope,
  State,
} from '../../../src/processes/case.ts'
import { decide, replay, start } from '../../../src/processes/engine.ts'
import type { Template } from '../../../src/processes/template.ts'

const HOUR = 3_600_000

/** Working time without nights and holidays: an hour is an hour, a working day 8 of them, a calendar day 24. */
export const plainTime: Deadlines = {
  version: 'lich-1',
  due: (from, { n, u }) => deadline(from + n * { wh: 1, wd: 8, cd: 24 }[u] * HOUR),
  extend: ({ due }, _, from, to) => deadline(due + to - from),
}

function deadline(due: number): Deadline {
  return { due, version: 'lich-1', provisional: false }
}

/** What a test says of a command; the rest of the envelope is filled in. */
type Brief<C> = C extends unknown ? Omit<C, keyof Envelope> & Partial<Envelope> : never

/** Runs one case as a host would: stores events, keeps the state, moves its clock an hour at each command. */
export class Host {
  template: Template
  state: State | undefined
  events: CaseEvent[] = []
  at = Date.UTC(2026, 0, 5, 1)
  private commands = 0

  constructor(template: Template) {
    this.template = template
  }

  envelope(): Envelope {
    this.at += HOUR
    const persons = (role: string) => [`${role}1`, `${role}2`]
    return { id: `c${++this.commands}`, case: 'hs1', at: this.at, by: 'vt1', calendar: plainTime, persons }
  }

  start(fields = {}, more: Partial<Envelope> = {}): CaseEvent[] {
    return this.store(start(this.template, { ...this.envelope(), template: 'v1', fields, ...more }))
  }

  /** Decides without storing. */
  ask(command: Brief<Command>): Decision {
    return decide(this.template, this.now, { ...this.envelope(), ...command } as Command)
  }

  /** Decides and stores; a rejection is thrown. */
  do(command: Brief<Command>): CaseEvent[] {
    return this.store(this.ask(command))
  }

  /** Completes the one open step of that id as its first holder. */
  finish(step: string, outcome?: string, more: object = {}): CaseEvent[] {
    const open = this.open(step)
    return this.do({
      type: 'complete',
      no: open.no,
      by: open.holders[0] ?? 'vt1',
      ...(outcome && { outcome }),
      ...more,
    })
  }

  open(step: string): State['open'][number] {
    const found = this.now.open.find((one) => one.step === step)
    if (found === undefined) throw new Error(`${step} is not open, but ${this.steps().join(' ')}`)
    return found
  }

  steps(): string[] {
    return this.now.open.map(({ step }) => step)
  }

  get now(): State {
    if (this.state === undefined) throw new Error('not started')
    return this.state
  }

  private store(decision: Decision): CaseEvent[] {
    if ('rejected' in decision) throw new Error(`${decision.rejected}: ${decision.message}`)
    this.events.push(...decision.events)
    this.state = replay(decision.events, this.state)
    return decision.events
  }
}

/** An event in one short line, to compare what happened. */
export function brief(event: CaseEvent): string {
  switch (event.type) {
    case 'entered':
      return `entered ${event.step}${event.branches ? ` [${event.branches.map(({ key }) => key).join()}]` : ''}`
    case 'passed':
    case 'closed':
      return `${event.type} ${event.step} ${event.outcome}`
    case 'cancelled':
      return `cancelled ${event.step} ${event.why} ${event.holders.join()}`.trim()
    case 'branch_done':
      return `branch_done ${event.key}`
    case 'paused':
    case 'resumed':
      return `${event.type} ${event.clock}`
    case 'finished':
      return `finished ${event.status}`
    default:
      return event.type
  }
}
