import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarLayer } from '../../src/calendar/layer.ts'
import { nationalLayer } from '../../src/calendar/vietnam.ts'
import {
  addWorking,
  compileCalendar,
  workingBetween,
  workingDaysBetween,
} from '../../src/calendar/worktime.ts'
import { deadlinesOn, workingOn } from '../../src/processes/deadlines.ts'
import type { Limit } from '../../src/processes/template.ts'
import { brief, Host } from './support/host.ts'
import { patience, runs } from './support/runs.ts'
import { sample, task, to } from './support/sample.ts'

const calendar = compileCalendar('qg-2026', nationalLayer())
const time = deadlinesOn(calendar)
const at = (text: string) => Date.parse(`${text}+07:00`)
const MINUTE = 60_000
const DAY = 86_400_000

describe('a deadline whose time stood still', patience, () => {
  const cases: [string, Limit, due: string, from: string, to: string, moved: string][] = [
    [
      'hours: by the working minutes that went by',
      { n: 4, u: 'wh' },
      '2026-03-02T10:00',
      '2026-03-02T09:00',
      '2026-03-02T11:00',
      '2026-03-02T14:00',
    ],
    [
      'hours: not by nights and Sundays',
      { n: 4, u: 'wh' },
      '2026-03-06T16:30',
      '2026-03-06T16:50',
      '2026-03-09T07:35',
      '2026-03-06T16:45',
    ],
    [
      'hours: a pause off work moves nothing',
      { n: 4, u: 'wh' },
      '2026-03-02T10:00',
      '2026-02-28T08:00',
      '2026-03-01T20:00',
      '2026-03-02T10:00',
    ],
    [
      'days: by the working days that went by',
      { n: 3, u: 'wd' },
      '2026-03-05T17:00',
      '2026-03-02T09:00',
      '2026-03-04T15:00',
      '2026-03-09T17:00',
    ],
    [
      'days: not within a day',
      { n: 3, u: 'wd' },
      '2026-03-05T17:00',
      '2026-03-02T09:00',
      '2026-03-02T16:00',
      '2026-03-05T17:00',
    ],
    [
      'calendar days: each day, ending on a working day',
      { n: 10, u: 'cd' },
      '2026-03-05T17:00',
      '2026-03-02T09:00',
      '2026-03-04T09:00',
      '2026-03-09T17:00',
    ],
  ]
  test.each(cases)('%s', (_, limit, due, from, until, moved) => {
    const deadline = { due: at(due), version: 'qg-2026', provisional: false }
    expect(time.extend(deadline, limit, at(from), at(until)).due).toBe(at(moved))
  })

  test('calendar days: from the 24:00 of a Sunday that is kept, not from the Monday it is written as', () => {
    const kept: CalendarLayer = { name: 'Đảng ủy', rules: { lastDayOff: 'keep' } }
    const own = deadlinesOn(compileCalendar('du-2026', nationalLayer(), kept))
    const limit = { n: 2, u: 'cd' } as const
    const deadline = own.due(at('2026-03-06T09:00'), limit)
    expect(deadline.due).toBe(at('2026-03-09T00:00'))
    const pause = [at('2026-03-06T10:00'), at('2026-03-07T10:00')] as const
    expect(own.extend(deadline, limit, ...pause).due).toBe(at('2026-03-09T17:00'))
  })

  test('a pause in which nothing went by leaves the deadline as it was fixed, its calendar too', () => {
    const deadline = { due: at('2026-03-02T10:00'), version: 'qg-2025', provisional: true }
    const pause = [at('2026-02-28T08:00'), at('2026-03-01T20:00')] as const
    expect(time.extend(deadline, { n: 4, u: 'wh' }, ...pause)).toEqual(deadline)
  })

  const instant = fc
    .integer({ min: at('2025-01-01T00:00') / MINUTE, max: at('2027-12-01T00:00') / MINUTE })
    .map((minutes) => minutes * MINUTE)
  const limit = fc.record({
    n: fc.integer({ min: 1, max: 40 }),
    u: fc.constantFrom('wh' as const, 'wd' as const),
  })

  test('moves by exactly what went by in its unit, never back', () => {
    fc.assert(
      fc.property(
        instant,
        limit,
        instant,
        fc.integer({ min: 0, max: 60 * DAY }),
        (start, each, from, length) => {
          const deadline = addWorking(calendar, start, each)
          const until = from + length
          const { due } = time.extend(deadline, each, from, until)
          expect(due).toBeGreaterThanOrEqual(deadline.due)
          const went = each.u === 'wh' ? workingBetween : workingDaysBetween
          expect(went(calendar, deadline.due, due)).toBe(Math.max(0, went(calendar, from, until)))
          const last = { wh: () => workingBetween(calendar, due - MINUTE, due), wd: () => 1, cd: () => 1 }[
            each.u
          ]
          expect(last()).toBe(1)
        },
      ),
      { numRuns: runs(1000) },
    )
  })

  test('two pauses one after the other move it as one does', () => {
    fc.assert(
      fc.property(instant, limit, instant, fc.nat(20 * DAY), fc.nat(20 * DAY), (start, each, from, a, b) => {
        const deadline = addWorking(calendar, start, each)
        const middle = from + Math.floor(a / MINUTE) * MINUTE
        const until = middle + Math.floor(b / MINUTE) * MINUTE
        const twice = time.extend(time.extend(deadline, each, from, middle), each, middle, until)
        expect(twice.due).toBe(time.extend(deadline, each, from, until).due)
      }),
      { numRuns: runs(1000) },
    )
  })
})

test('a case on the calendar of Việt Nam: Tết and the wait are not counted', () => {
  const host = new Host({
    ...sample(),
    limit: { n: 10, u: 'wd' },
    main: {
      start: 'soan',
      steps: [
        task('soan', [to('END'), to('cho', { id: 'thieu' })], { limit: { n: 3, u: 'wd', pause: ['cho'] } }),
        {
          id: 'cho',
          kind: 'wait',
          name: 'Chờ',
          until: { event: 'x' },
          out: [to('soan', { clock: 'resume' })],
        },
      ],
    },
  })
  // Friday before the New Year of 2026; work resumes on Monday 23 February
  host.start({}, { calendar: time, at: at('2026-02-13T10:00') })
  expect(host.open('soan').clock).toMatchObject({ due: at('2026-02-25T17:00'), version: 'qg-2026' })
  host.finish('soan', 'thieu', { calendar: time, at: at('2026-02-23T08:00') })
  const events = host.finish('cho', 'ok', { calendar: time, at: at('2026-02-26T08:00') })
  expect(events.map(brief)).toContain('resumed 3')
  expect(host.open('soan').clock?.due).toBe(at('2026-03-02T17:00'))
  expect(workingOn(calendar)(at('2026-02-13T16:00'), at('2026-02-23T08:00'))).toBe(90)
})
