import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent, Command, Start, State } from '../../src/processes/case.ts'
import { decide, enabled, replay, start, type Enabled } from '../../src/processes/engine.ts'
import { checkTemplate, type Template } from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { plainTime } from './support/host.ts'
import { configOf, isLegal, keyOf, legal, rests, TooMany } from './support/oracle.ts'
import { patience, runs } from './support/runs.ts'

const envelope = { id: 'c', case: 'hs', at: 1, by: 'a', calendar: plainTime, persons: () => ['a', 'b'] }

function accepted(numbers: readonly number[], guards: number, steps: number): Template | undefined {
  const template = drawTemplate(numbers, { steps, depth: 3, guards })
  return checkTemplate(template).template && freeze(template)
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    Object.values(Object.freeze(value)).forEach(freeze)
  return value
}

function eventsOf(decision: ReturnType<typeof decide>): CaseEvent[] {
  if ('rejected' in decision) throw new Error(`${decision.rejected}: ${decision.message}`)
  return freeze(decision.events)
}

function begin(template: Template): { state: State; events: CaseEvent[] } {
  const events = eventsOf(start(template, { ...envelope, template: 'v1' } satisfies Start))
  return { state: freeze(replay(events) as State), events: [...events] }
}

const tables = [[], [{ ten: 'a' }], [{ ten: 'a' }, { ten: 'b' }]]

/** Everything that could be filled in: each flag either way, a table of 0, 1 or 2 rows. */
function fillings(template: Template): Record<string, unknown>[] {
  return Object.entries(template.fields).reduce<Record<string, unknown>[]>(
    (all, [id, { type }]) =>
      all.flatMap((one) =>
        (type === 'table' ? tables : [true, false]).map((value) => ({ ...one, [id]: value })),
      ),
    [{}],
  )
}

type Deed = Pick<Command, 'type'> & {
  no: number
  outcome?: string
  fields?: object
  reason?: string
  at?: number
}

/** All that can be done with an open step, as parts of commands. */
function deeds(state: State, { no, outcomes, timeout }: Enabled, filled: readonly object[]): Deed[] {
  const due = state.open.find((one) => one.no === no)?.clock?.due ?? 0
  return [
    ...outcomes.flatMap((outcome) =>
      filled.map((fields) => ({
        type: 'complete' as const,
        no,
        outcome,
        reason: 'x',
        fields,
      })),
    ),
    ...(timeout === undefined ? [] : [{ type: 'timeout' as const, no, at: Math.max(due, state.at) }]),
  ]
}

function commandOf(state: State, deed: Deed): Command {
  return { ...envelope, at: state.at, ...deed } as Command
}

describe('all runs of small templates', patience, () => {
  test('the engine reaches every legal configuration at rest, no other, and can always finish', () => {
    let explored = 0
    fc.assert(
      fc.property(choices, (numbers) => {
        const template = accepted(numbers, 2, 6)
        if (template === undefined) return
        const wanted = within(() =>
          legal(template.main, 150)
            .filter((config) => rests(template.main, config))
            .map(keyOf),
        )
        const found = wanted && exploreEngine(template, 400)
        if (wanted === undefined || found === undefined) return
        expect(new Set(found.configs)).toEqual(new Set([...wanted, keyOf('END')]))
        expect(found.stuck).toEqual([])
        explored++
      }),
      { numRuns: runs(40) },
    )
    expect(explored).toBeGreaterThan(runs(40) / 4)
  })
})

function within<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof TooMany) return undefined
    throw error
  }
}

/** Every state the engine can come to, told apart by configuration and fields; undefined when there are too many. */
function exploreEngine(template: Template, most: number): { configs: string[]; stuck: string[] } | undefined {
  const filled = fillings(template)
  const states = new Map<string, State>()
  const before = new Map<string, string[]>()
  const keyed = (state: State) =>
    `${keyOf(configOf(state))} ${JSON.stringify([state.fields, state.open.map(({ branches }) => branches)])}`
  const { state: first } = begin(template)
  states.set(keyed(first), first)
  for (const [key, state] of states) {
    if (states.size > most) return undefined
    for (const action of enabled(template, state)) {
      for (const deed of deeds(state, action, filled)) {
        const next = replay(eventsOf(decide(template, state, commandOf(state, deed))), state) as State
        const to = keyed(next)
        if (!states.has(to)) states.set(to, next)
        before.set(to, [...(before.get(to) ?? []), key])
      }
    }
  }
  const finishing = new Set([...states].filter(([, { status }]) => status !== 'running').map(([key]) => key))
  for (const key of finishing) for (const earlier of before.get(key) ?? []) finishing.add(earlier)
  return {
    configs: [...states.values()].map((state) => keyOf(configOf(state))),
    stuck: [...states.keys()].filter((key) => !finishing.has(key)),
  }
}

describe('random runs of larger templates', patience, () => {
  test('after every command the log replays to the state, the configuration is legal and something can be done', () => {
    let steps = 0
    fc.assert(
      fc.property(choices, fc.array(fc.nat(1_000_000), { maxLength: 40 }), (numbers, walk) => {
        const template = accepted(numbers, 6, 20)
        if (template === undefined) return
        const filled = fillings(template)
        const { events, state: first } = begin(template)
        let state = first
        for (const choice of walk) {
          check(template, state, events)
          const possible = enabled(template, state).flatMap((action) => deeds(state, action, filled))
          const deed = possible[choice % Math.max(possible.length, 1)]
          if (deed === undefined) break
          const command = commandOf(state, deed)
          const fresh = eventsOf(decide(template, state, command))
          expect(decide(template, state, command)).toEqual({ events: fresh })
          events.push(...fresh)
          const earlier = state
          state = freeze(replay(fresh, state) as State)
          refuses(template, state, earlier, command)
          steps++
        }
        check(template, state, events)
      }),
      { numRuns: runs(200) },
    )
    expect(steps).toBeGreaterThan(runs(200))
  })
})

function check(template: Template, state: State, events: CaseEvent[]): void {
  expect(replay(events)).toEqual(state)
  expect(replay(JSON.parse(JSON.stringify(events)) as CaseEvent[])).toEqual(state)
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  const config = configOf(state)
  expect(isLegal(template.main, config)).toBe(true)
  expect(rests(template.main, config)).toBe(true)
  expect(enabled(template, state).length > 0).toBe(state.status === 'running')
  expect(config === 'END').toBe(state.status !== 'running')
  expect(state.seq).toBe(events.length)
}

/** The same command again, one of before, one of another case: nothing of it may change the state. */
function refuses(template: Template, state: State, earlier: State, command: Command): void {
  const rejected = (one: Command) => {
    const decision = decide(template, state, one)
    return 'rejected' in decision ? decision.rejected : 'accepted'
  }
  expect(['not_open', 'not_running']).toContain(rejected(command))
  expect(['foreign']).toContain(rejected({ ...command, case: 'hs2' }))
  const late = { ...command, no: state.open.at(-1)?.no ?? 0, at: state.at - 1 } as Command
  expect(['stale', 'not_running']).toContain(rejected(late))
  const early = { ...command, no: state.next + 1 } as Command
  expect(['not_open', 'not_running']).toContain(rejected(early))
  const gone = earlier.open.filter(({ no }) => !state.open.some((one) => one.no === no))
  for (const { no } of gone)
    expect(['not_open', 'not_running']).toContain(rejected({ ...command, no } as Command))
}
