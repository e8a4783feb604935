import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent, State } from '../../src/processes/case.ts'
import { decide, enabled, replay, start } from '../../src/processes/engine.ts'
import {
  byStep,
  monthOf,
  onTime,
  percentile,
  returns,
  underLimits,
  workedMinutes,
  workingHours,
} from '../../src/processes/figures.ts'
import { spansOf, type Span } from '../../src/processes/history.ts'
import { move } from '../../src/processes/migration.ts'
import { checkTemplate, type Limit, type Template } from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { Host, plainTime } from './support/host.ts'
import { patience, runs } from './support/runs.ts'
import { sample, task, to } from './support/sample.ts'

const HOUR = 3_600_000
const working = (from: number, until: number) => (until - from) / 60_000
const always = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** soan (3 wd, stopped by the wait) → duyet (1 wd); the wait gives the clock back, a return starts it anew. */
function drafting(): Template {
  return {
    ...sample(),
    limit: { n: 10, u: 'wd' },
    main: {
      start: 'soan',
      steps: [
        task('soan', [to('duyet'), to('bo_sung', { id: 'thieu' })], {
          limit: { n: 3, u: 'wd', pause: ['bo_sung'] },
        }),
        {
          id: 'bo_sung',
          kind: 'wait',
          name: 'Chờ',
          until: { event: 'x' },
          out: [to('soan', { clock: 'resume' })],
        },
        task('duyet', [to('END'), to('soan', { id: 'tra', kind: 'return', clock: 'restart' })], {
          role: 'tp',
        }),
      ],
    },
  }
}

function ran(deeds: (host: Host) => void): { host: Host; spans: Span[]; began: number } {
  const host = new Host(drafting())
  host.start()
  const began = host.at
  deeds(host)
  return { host, spans: spansOf({ events: host.events, unit: 'vp' }), began }
}

/** Lets hours pass before the next command, which itself comes an hour later. */
const wait = (host: Host, hours: number) => void (host.at += (hours - 1) * HOUR)

describe('history', patience, () => {
  test('each run of a step is told with its attempt, its clock and how it ended', () => {
    const { spans, began } = ran((host) => {
      wait(host, 4)
      host.finish('soan', 'thieu')
      wait(host, 100)
      host.finish('bo_sung')
      wait(host, 6)
      host.finish('soan', 'ok')
      wait(host, 9)
      host.finish('duyet', 'tra', { reasonCode: 'THIEU_SO', reason: 'Thiếu số' })
      wait(host, 2)
      host.finish('soan', 'ok')
      wait(host, 3)
      host.finish('duyet', 'ok')
    })
    const told = spans.map(({ step, attempt, begin, end, due, ending }) => [
      step,
      attempt,
      (begin - began) / HOUR,
      ((end ?? 0) - began) / HOUR,
      due && (due - began) / HOUR,
      ending,
    ])
    expect(told).toEqual([
      ['', 1, 0, 124, 80, 'forward'],
      ['soan', 1, 0, 4, 24, 'forward'],
      ['bo_sung', 1, 4, 104, undefined, 'forward'],
      ['soan', 2, 104, 110, 124, 'forward'],
      ['duyet', 1, 110, 119, 118, 'return'],
      ['soan', 3, 119, 121, 143, 'forward'],
      ['duyet', 2, 121, 124, 129, 'forward'],
    ])
    expect(spans[4]).toMatchObject({
      by: 'tp1',
      reason: 'Thiếu số',
      reasonCode: 'THIEU_SO',
      unit: 'vp',
      template: 'v1',
    })
    expect(spans[3]).toMatchObject({
      from: began,
      pauses: [{ from: began + 4 * HOUR, to: began + 104 * HOUR }],
    })
    expect(spans[5]?.pauses).toEqual([])
  })

  test('steps begun after a move are counted under the new version', () => {
    const { host } = ran(() => {})
    const moved = move(drafting(), host.now, {
      ...host.envelope(),
      template: 'v2',
      seq: host.now.seq,
      reason: 'Bản mới',
    })
    if ('rejected' in moved) throw new Error(moved.message)
    host.events.push(...moved.events)
    host.state = replay(moved.events, host.now)
    host.finish('soan', 'ok')
    const spans = spansOf({ events: host.events, unit: 'vp' })
    expect(spans.map(({ step, template }) => [step, template])).toEqual([
      ['', 'v1'],
      ['soan', 'v1'],
      ['duyet', 'v2'],
    ])
  })

  test('rows are counted apart', () => {
    const host = new Host(sample())
    host.start()
    const fields = { muc: 'thuong', mat: true, so_to: 3, ngay: '2026-01-05', xa: [{}, {}] }
    host.finish('nhan', 'ok', { fields })
    host.finish('gop_y', 'tra', { reason: 'x' })
    host.finish('nhan', 'ok', {})
    const rows = spansOf({ events: host.events, unit: '' }).filter(({ step }) => step === 'gop_y')
    expect(rows.map(({ attempt, ending }) => [attempt, ending])).toEqual([
      [1, 'return'],
      [1, 'cancelled'],
      [2, undefined],
      [2, undefined],
    ])
  })

  test('deadlines that people moved are told with their reasons', () => {
    const { spans } = ran((host) => {
      host.do({
        type: 'redate',
        no: 1,
        deadline: { due: host.at + 500 * HOUR, version: 'l2', provisional: false },
        reason: 'Gia hạn',
      })
    })
    expect(spans[1]?.redated).toEqual([{ at: expect.any(Number) as number, reason: 'Gia hạn' }])
  })

  test('spans agree with the state after every command of random runs', () => {
    let compared = 0
    fc.assert(
      fc.property(choices, fc.array(fc.nat(1_000_000), { maxLength: 25 }), (numbers, walk) => {
        const template = drawTemplate(numbers, { steps: 15, depth: 3, guards: 3 })
        if (checkTemplate(template).template === undefined) return
        const { events, state } = wander(template, walk)
        const spans = spansOf({ events, unit: '' })
        expect(spans.length - 1).toBe(events.filter(({ type }) => type === 'entered').length)
        const open = spans.filter(({ end, step }) => end === undefined && step !== '')
        expect(
          open.map(({ no, due, pauses }) => [no, due, pauses.some((pause) => pause.to === undefined)]),
        ).toEqual(state.open.map(({ no, clock }) => [no, clock?.due, clock?.pausedAt !== undefined]))
        expect(spans[0]?.end === undefined).toBe(state.status === 'running')
        // the limits as they were give the deadlines as they were
        const limits = new Map<string, Limit>([['', template.limit], ...stepLimits(template)])
        expect(underLimits(spans, limits, plainTime)).toEqual(spans)
        compared += open.length
      }),
      { numRuns: runs(200) },
    )
    expect(compared).toBeGreaterThan(runs(50))
  })
})

function stepLimits(template: Template): [string, Limit][] {
  const regions = [template.main]
  const found: [string, Limit][] = []
  for (const region of regions) {
    for (const step of region.steps) {
      if (step.limit) found.push([step.id, step.limit])
      step.branches?.forEach((branch) => regions.push(branch.region))
      if (step.region) regions.push(step.region)
    }
  }
  return found
}

function wander(template: Template, walk: readonly number[]): { events: CaseEvent[]; state: State } {
  const envelope = { id: 'c', case: 'hs', by: 'a', calendar: plainTime, persons: () => ['a'] }
  const started = start(template, { ...envelope, at: 0, template: 'v1' })
  const events = 'events' in started ? [...started.events] : []
  let state = replay(events) as State
  const fields = Object.fromEntries(
    Object.entries(template.fields).map(([id, { type }]) => [id, type === 'table' ? [{}, {}] : true]),
  )
  for (const choice of walk) {
    const actions = enabled(template, state).filter(({ outcomes }) => outcomes.length > 0)
    const action = actions[choice % Math.max(actions.length, 1)]
    if (action === undefined) break
    const outcome = action.outcomes[choice % action.outcomes.length] ?? ''
    const decision = decide(template, state, {
      ...envelope,
      at: state.at + (choice % 9) * HOUR,
      type: 'complete',
      no: action.no,
      outcome,
      reason: 'x',
      fields,
    })
    if ('rejected' in decision) throw new Error(decision.message)
    events.push(...decision.events)
    state = replay(decision.events, state) as State
  }
  return { events, state }
}

describe('on-time rate = finished in time / (finished + open and overdue)', () => {
  const span = (due: number | undefined, end?: number, more: Partial<Span> = {}): Span => ({
    case: 'hs',
    unit: 'vp',
    template: 'v1',
    step: 's',
    no: 1,
    attempt: 1,
    begin: 0,
    pauses: [],
    redated: [],
    ...(due !== undefined && { due }),
    ...(end !== undefined && { end, ending: 'forward' as const }),
    ...more,
  })

  test.each<[string, Span[], number, { finished: number; inTime: number; overdue: number }]>([
    [
      'at the deadline is in time, a millisecond after is late',
      [span(10, 10), span(10, 11)],
      50,
      { finished: 2, inTime: 1, overdue: 0 },
    ],
    [
      'open and overdue counts, open in time does not',
      [span(10), span(60)],
      50,
      { finished: 0, inTime: 0, overdue: 1 },
    ],
    [
      'stopped and skipped do not count',
      [span(10, 20, { ending: 'cancelled' }), span(10, 20, { ending: 'skipped' })],
      50,
      { finished: 0, inTime: 0, overdue: 0 },
    ],
    [
      'what ran out of time is late',
      [span(10, 10, { ending: 'timeout' })],
      50,
      { finished: 1, inTime: 0, overdue: 0 },
    ],
    [
      'without a deadline there is nothing to judge',
      [span(undefined, 20), span(undefined)],
      50,
      { finished: 0, inTime: 0, overdue: 0 },
    ],
    [
      'a stopped clock does not run late',
      [span(10, undefined, { pauses: [{ from: 5 }] }), span(10, undefined, { pauses: [{ from: 11 }] })],
      50,
      { finished: 0, inTime: 0, overdue: 1 },
    ],
    [
      'nor does what ended while its clock stood',
      [span(10, 40, { pauses: [{ from: 5, to: 40 }] })],
      50,
      { finished: 1, inTime: 1, overdue: 0 },
    ],
    [
      'finished after the period: open in it',
      [span(10, 150), span(120, 150)],
      500,
      { finished: 0, inTime: 0, overdue: 1 },
    ],
    [
      'finished before the period or begun after it: not of it',
      [span(10, -1, { begin: -9 }), span(200, 210, { begin: 150 }), span(50, undefined, { begin: 100 })],
      500,
      { finished: 0, inTime: 0, overdue: 0 },
    ],
  ])('%s', (_, spans, now, wanted) => {
    const { finished, overdue, inTime } = wanted
    const rate = finished + overdue === 0 ? undefined : inTime / (finished + overdue)
    expect(onTime(spans, { from: 0, to: 100 }, now)).toEqual({ ...wanted, rate })
  })

  test('a step returned and redone counts each time, the case once; by version, unit and step', () => {
    const { spans, host } = ran((one) => {
      one.finish('soan', 'ok')
      wait(one, 9)
      one.finish('duyet', 'tra', { reason: 'Sai thể thức' })
      one.finish('soan', 'ok')
      one.finish('duyet', 'ok')
    })
    const rate = (step: string) =>
      onTime(byStep(spans).get(JSON.stringify(['v1', 'vp', step])) ?? [], always, host.at)
    expect(rate('duyet')).toEqual({ finished: 2, inTime: 1, overdue: 0, rate: 0.5 })
    expect(rate('soan').finished).toBe(2)
    expect(rate('')).toEqual({ finished: 1, inTime: 1, overdue: 0, rate: 1 })
  })
})

describe('times, returns, other limits', () => {
  test('months are those of Việt Nam', () => {
    expect(monthOf(2026, 1)).toEqual({
      from: Date.parse('2026-01-01T00:00+07:00'),
      to: Date.parse('2026-02-01T00:00+07:00'),
    })
    expect(monthOf(2026, 12).to).toBe(Date.parse('2027-01-01T00:00+07:00'))
  })

  test('percentiles by nearest rank', () => {
    expect([0.5, 0.8, 0.95, 1, 0].map((share) => percentile([5, 1, 4, 2, 3], share))).toEqual([3, 4, 5, 5, 1])
    expect(percentile([], 0.5)).toBeUndefined()
  })

  test('worked hours leave out the time a clock stood still', () => {
    const { spans, host } = ran((one) => {
      wait(one, 4)
      one.finish('soan', 'thieu')
      wait(one, 100)
      one.finish('bo_sung')
      wait(one, 6)
      one.finish('soan', 'ok')
    })
    const minutes = spans.map((span) => [span.step, workedMinutes(span, working, host.at) / 60])
    expect(minutes).toEqual([
      ['', 110],
      ['soan', 4],
      ['bo_sung', 100],
      ['soan', 6],
      ['duyet', 0],
    ])
    const soan = spans.filter(({ step }) => step === 'soan')
    expect(workingHours(soan, always, working)).toEqual({ count: 2, p50: 4, p80: 6, p95: 6 })
    expect(workingHours(soan, { from: 0, to: 1 }, working)).toEqual({
      count: 0,
      p50: undefined,
      p80: undefined,
      p95: undefined,
    })
  })

  test('a return costs the time until the step that returned begins again', () => {
    const { spans, host } = ran((one) => {
      one.finish('soan', 'ok')
      one.finish('duyet', 'tra', { reasonCode: 'THE_THUC' })
      wait(one, 7)
      one.finish('soan', 'ok')
      one.finish('duyet', 'tra', { reason: 'Thiếu phụ lục' })
      wait(one, 5)
      one.finish('soan', 'ok')
      one.finish('duyet', 'tra', { reasonCode: 'THE_THUC' })
    })
    const now = host.at + 2 * HOUR
    expect(returns(spans, always, working, now)).toEqual([
      { step: 'duyet', reason: 'THE_THUC', count: 2, hours: 9 },
      { step: 'duyet', reason: 'Thiếu phụ lục', count: 1, hours: 5 },
    ])
    expect(returns(spans, { from: 0, to: 1 }, working, now)).toEqual([])
  })

  test('a row that began before another was returned is not that one begun again', () => {
    const row = { case: 'hs', unit: 'vp', template: 'v1', step: 's', attempt: 1, pauses: [], redated: [] }
    const spans: Span[] = [
      { ...row, no: 2, begin: 0, end: 5 * HOUR, ending: 'return', reason: 'sai' },
      { ...row, no: 3, begin: 0 },
      { ...row, no: 4, begin: 8 * HOUR },
    ]
    expect(returns(spans, always, working, 99 * HOUR)).toEqual([
      { step: 's', reason: 'sai', count: 1, hours: 3 },
    ])
  })

  test('a deadline that people moved stays under other limits', () => {
    const deadline = { due: 0, version: 'l2', provisional: false }
    const { spans } = ran((host) => {
      deadline.due = host.at + 500 * HOUR
      host.do({ type: 'redate', no: 1, deadline, reason: 'Gia hạn' })
    })
    const judged = underLimits(spans, new Map([['soan', { n: 1, u: 'wd' }]]), plainTime)
    expect(judged[1]?.due).toBe(deadline.due)
  })

  test('past events judged under other limits', () => {
    const { spans, host } = ran((one) => {
      wait(one, 20)
      one.finish('soan', 'thieu')
      wait(one, 100)
      one.finish('bo_sung')
      wait(one, 3)
      one.finish('soan', 'ok')
    })
    const rate = (days: number) => {
      const judged = underLimits(spans, new Map([['soan', { n: days, u: 'wd' as const }]]), plainTime)
      return onTime(
        judged.filter(({ step }) => step === 'soan'),
        always,
        host.at,
      ).rate
    }
    // 20 hours, then 3 more when the 100 hours waited are given back
    expect([1, 2, 3].map(rate)).toEqual([0, 0, 1])
    expect(underLimits(spans, new Map(), plainTime)).toEqual(spans)
  })
})
