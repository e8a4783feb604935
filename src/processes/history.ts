import { placeKey, type CaseEvent, type Clock, type OutcomeKind } from './case.ts'

/** The events of one case from its start, and the unit it is counted under. */
export type Log = { events: readonly CaseEvent[]; unit: string }

/** A stretch of time a clock stood still; `to` is missing while it does. */
export type Pause = { from: number; to?: number }

/** How a span ended: by an outcome, stopped without being done, or skipped. */
export type Ending = OutcomeKind | 'cancelled' | 'skipped'

/** One run of a step, or of the whole case (`step` ''), as the log tells it. Instants are UTC ms. */
export type Span = {
  case: string
  unit: string
  /** The version the case ran on when the span began. */
  template: string
  step: string
  no: number
  /** 1 the first time the step runs, for each row anew; 1 for the case. */
  attempt: number
  begin: number
  /** When its clock began: earlier than `begin` if it was resumed. */
  from?: number
  due?: number
  end?: number
  ending?: Ending
  by?: string
  reason?: string
  reasonCode?: string
  pauses: Pause[]
  /** Why and when its deadline was moved, other than by pauses. */
  redated: { at: number; reason: string }[]
}

/** A log as far as it was read: enough to read on from there. What is over is not looked at again. */
export type Reading = {
  base: Pick<Span, 'case' | 'unit' | 'template'>
  spans: Map<number, Span>
  open: Map<number, { in: number; key: string; step: string; row: boolean }>
  kept: Map<string, { from: number; pauses: Pause[] }>
  attempts: Map<string, number>
}

/** The spans of a case: first the whole, then each run of each step in the order they began. */
export function spansOf({ events, unit }: Log): Span[] {
  const [started, ...rest] = events
  if (started?.type !== 'started') return []
  return [...readOn(beginReading(started, unit), rest).spans.values()]
}

/** Begins to read a log at its first event. */
export function beginReading(started: Of<'started'>, unit: string): Reading {
  const base = { case: started.case, unit, template: started.template }
  const whole: Span = {
    ...base,
    step: '',
    no: 0,
    attempt: 1,
    begin: started.at,
    ...clocked(started.clock),
    pauses: [],
    redated: [],
  }
  return { base, spans: new Map([[0, whole]]), open: new Map(), kept: new Map(), attempts: new Map() }
}

/** Reads events that came after those read so far, into the same reading. */
export function readOn(reading: Reading, events: Iterable<CaseEvent>): Reading {
  for (const event of events) {
    if (event.type === 'moved') reading.base = { ...reading.base, template: event.template }
    read(reading, event, reading.base)
  }
  return reading
}

function clocked(clock: Clock | undefined): { from?: number; due?: number } {
  return clock === undefined ? {} : { from: clock.from, due: clock.due }
}

function read(reading: Reading, event: CaseEvent, base: Pick<Span, 'case' | 'unit' | 'template'>): void {
  switch (event.type) {
    case 'entered':
      return enter(reading, event, base)
    case 'closed':
    case 'cancelled':
      return leave(reading, event)
    case 'paused':
      pausesOf(reading, event.clock)?.push({ from: event.at })
      return
    case 'resumed':
      return resume(reading, event)
    case 'redated': {
      const span = reading.spans.get(event.clock)
      if (span === undefined) return
      span.due = event.deadline.due
      span.redated.push({ at: event.at, reason: event.reason })
      return
    }
    case 'moved':
      for (const { no, step } of event.steps) Object.assign(reading.open.get(no) ?? {}, { step })
      return
    case 'finished': {
      const ending = (
        {
          done: 'forward',
          rejected: 'reject',
          expired: 'timeout',
          withdrawn: 'cancelled',
          running: 'forward',
        } as const
      )[event.status]
      Object.assign(reading.spans.get(0) ?? {}, { end: event.at, ending })
    }
  }
}

type Of<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>

function enter(
  { spans, open, kept, attempts }: Reading,
  event: Of<'entered'>,
  base: Pick<Span, 'case' | 'unit' | 'template'>,
): void {
  const { no, step, key, clock } = event
  const place = { in: event.in, key, step, row: event.kind === 'each' }
  const counted = `${step}@${rowsAround(open, place)}`
  const attempt = (attempts.get(counted) ?? 0) + 1
  attempts.set(counted, attempt)
  const before = kept.get(placeKey(place))
  kept.delete(placeKey(place))
  const pauses = before !== undefined && before.from === clock?.from ? before.pauses : []
  open.set(no, place)
  spans.set(no, { ...base, step, no, attempt, begin: event.at, ...clocked(clock), pauses, redated: [] })
}

/** The rows a place lies in, by their keys: what tells the attempts of one row from those of another. */
function rowsAround(open: Reading['open'], place: { in: number; key: string }): string {
  const block = open.get(place.in)
  if (block === undefined) return ''
  return `${rowsAround(open, block)}${block.row ? `${place.key};` : ''}`
}

function leave({ spans, open, kept }: Reading, event: Of<'closed' | 'cancelled'>): void {
  const span = spans.get(event.no)
  const place = open.get(event.no)
  if (span === undefined || place === undefined) return
  span.end = event.at
  span.ending = 'cancelled'
  if (event.type === 'closed') {
    span.ending = event.skipped ? 'skipped' : event.kind
    span.by = event.by
    if (event.reason !== undefined) span.reason = event.reason
    if (event.reasonCode !== undefined) span.reasonCode = event.reasonCode
  }
  // what stood still goes on standing still with the clock that is kept, but not in the span that ended
  if (event.keep && span.from !== undefined)
    kept.set(placeKey(place), { from: span.from, pauses: [...span.pauses] })
  span.pauses = span.pauses.map((pause) => ({ ...pause, to: pause.to ?? event.at }))
}

function pausesOf({ spans, kept }: Reading, clock: number | string): Pause[] | undefined {
  return typeof clock === 'number' ? spans.get(clock)?.pauses : kept.get(clock)?.pauses
}

function resume(reading: Reading, event: Of<'resumed'>): void {
  const pauses = pausesOf(reading, event.clock)
  const last = pauses?.at(-1)
  if (pauses && last) pauses[pauses.length - 1] = { from: last.from, to: event.at }
  const span = typeof event.clock === 'number' ? reading.spans.get(event.clock) : undefined
  if (span !== undefined) span.due = event.deadline.due
}
