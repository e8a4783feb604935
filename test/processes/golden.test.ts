import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CaseEvent, State } from '../../src/processes/case.ts'
import { replay } from '../../src/processes/engine.ts'

type Golden = { events: CaseEvent[]; state: State }

const folder = new URL('golden/v1/', import.meta.url)
const goldens = readdirSync(folder).map(
  (name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden] as const,
)

describe('released events replay as on the day they were written', () => {
  test.each(goldens)('%s', (_, { events, state }) => {
    expect(replay(events)).toEqual(state)
  })

  test('every type of event is among them', () => {
    const seen = new Set(goldens.flatMap(([, { events }]) => events.map(({ type }) => type)))
    const all: Record<CaseEvent['type'], true> = {
      started: true,
      entered: true,
      passed: true,
      closed: true,
      cancelled: true,
      branch_done: true,
      paused: true,
      resumed: true,
      assigned: true,
      redated: true,
      finished: true,
      moved: true,
    }
    expect([...seen].sort()).toEqual(Object.keys(all).sort())
  })
})
