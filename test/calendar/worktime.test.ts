import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CalendarError } from '../../src/calendar/error.ts'
import type { CalendarException, CalendarLayer } from '../../src/calendar/layer.ts'
import { nationalLayer } from '../../src/calendar/vietnam.ts'
import type { Limit } from '../../src/calendar/worktime.ts'
import {
  addWorking,
  compileCalendar,
  extendWorking,
  workingBetween,
  workingDaysBetween,
} from '../../src/calendar/worktime.ts'

/** Local time in Hà Nội to an instant and back. */
const at = (local: string) => Date.parse(`${local}:00+07:00`)
const local = (instant: number) => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16)

const hours = ['08:00-12:00', '13:00-17:00']
const office: CalendarLayer = {
  name: 'Cơ quan',
  weeks: [{ days: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } }],
}
const with_ = (...exceptions: CalendarException[]): CalendarLayer => ({ name: 'Lớp', exceptions })
const off = (date: string, to = date): CalendarException => ({ date, to, day: 'off', reason: 'nghỉ' })

function due(layers: CalendarLayer[], from: string, n: number, u: Limit['u']): string {
  return local(addWorking(compileCalendar('v1', ...layers), at(from), { n, u }).due)
}

// November 2026 begins on a Sunday: the 2nd, 9th, 16th are Mondays.
describe('the three units', () => {
  test.each([
    ['within a morning', '2026-11-02T09:00', 2, '2026-11-02T11:00'],
    ['over lunch', '2026-11-02T11:00', 2, '2026-11-02T14:00'],
    ['to closing time, not to the next opening', '2026-11-02T09:00', 7, '2026-11-02T17:00'],
    ['to the break, not to its end', '2026-11-02T09:00', 3, '2026-11-02T12:00'],
    ['over night', '2026-11-02T16:30', 1, '2026-11-03T08:30'],
    ['over a weekend', '2026-11-06T16:30', 1, '2026-11-09T08:30'],
    ['a working week is forty hours', '2026-11-02T08:00', 40, '2026-11-06T17:00'],
    ['seconds of the start are dropped', '2026-11-02T09:00:59.999', 2, '2026-11-02T11:00'],
  ])('wh: %s', (_, from, n, expected) => {
    const start = from.length > 16 ? Date.parse(`${from}+07:00`) : at(from)
    expect(local(addWorking(compileCalendar('v1', office), start, { n, u: 'wh' }).due)).toBe(expected)
  })

  test.each([
    ['the start day is not counted', '2026-11-02T08:00', 1, '2026-11-03T17:00'],
    ['nor when the start is late in the day', '2026-11-02T23:59', 1, '2026-11-03T17:00'],
    ['weekends are not counted', '2026-11-05T09:00', 2, '2026-11-09T17:00'],
    ['a start on a day off counts from the next working day', '2026-11-07T09:00', 1, '2026-11-09T17:00'],
  ])('wd: %s', (_, from, n, expected) => expect(due([office], from, n, 'wd')).toBe(expected))

  test.each([
    ['days off are counted', '2026-11-05T09:00', 4, '2026-11-09T17:00'],
    ['a last day off gives way to the next working day', '2026-11-05T09:00', 2, '2026-11-09T17:00'],
    ['a last working day stays', '2026-11-05T09:00', 1, '2026-11-06T17:00'],
  ])('cd: %s', (_, from, n, expected) => expect(due([office], from, n, 'cd')).toBe(expected))
})

describe("what other people's calendars got wrong", () => {
  test.each([
    ['before opening', '2026-11-02T05:00'],
    ['at opening', '2026-11-02T08:00'],
    ['after closing the day before', '2026-11-01T23:00'],
    ['after closing on Friday', '2026-10-30T18:00'],
  ])('kie-issues#1648, jbpm#1830, jbpm#1342: a start %s counts from the opening', (_, from) =>
    expect(due([office], from, 3, 'wh')).toBe('2026-11-02T11:00'),
  )

  test('jbpm#233: a holiday is no working day, in any unit', () => {
    const layers = [office, with_(off('2026-11-03'))]
    expect(due(layers, '2026-11-02T16:00', 2, 'wh')).toBe('2026-11-04T09:00')
    expect(due(layers, '2026-11-02T16:00', 1, 'wd')).toBe('2026-11-04T17:00')
    expect(due(layers, '2026-11-02T16:00', 1, 'cd')).toBe('2026-11-04T17:00')
  })

  test('jmix#790: one working day is one day, not 24 working hours', () => {
    expect(due([office], '2026-11-02T09:00', 1, 'wd')).toBe('2026-11-03T17:00')
    expect(due([office], '2026-11-02T09:00', 24, 'wh')).toBe('2026-11-05T09:00')
    const halfDays: CalendarLayer = {
      name: 'Nửa ngày',
      weeks: [{ days: { mon: ['08:00-12:00'], tue: ['08:00-12:00'] } }],
    }
    expect(due([office, halfDays], '2026-11-01T09:00', 2, 'wd')).toBe('2026-11-03T12:00')
  })

  test('pm4py#558: the calendar that is given is the one used', () => {
    const nights: CalendarLayer = { name: 'Ca đêm', weeks: [{ days: { mon: ['18:00-22:00'] } }] }
    expect(due([office], '2026-11-02T09:00', 1, 'wh')).toBe('2026-11-02T10:00')
    expect(due([nights], '2026-11-02T09:00', 1, 'wh')).toBe('2026-11-02T19:00')
    const between = (layer: CalendarLayer) =>
      workingBetween(compileCalendar('v', layer), at('2026-11-02T00:00'), at('2026-11-03T00:00'))
    expect([office, nights].map(between)).toEqual([480, 240])
  })

  test('MicrosoftDocs sla-timer-pause: a pause that begins or ends on a holiday takes what work it spans', () => {
    const calendar = compileCalendar('v1', office, with_(off('2026-11-03')))
    const paused = (from: string, to: string) => workingBetween(calendar, at(from), at(to))
    expect(paused('2026-11-03T09:00', '2026-11-03T16:00')).toBe(0)
    expect(paused('2026-11-03T09:00', '2026-11-04T09:00')).toBe(60)
    expect(paused('2026-11-02T16:00', '2026-11-03T10:00')).toBe(60)
  })

  test('freeitsm: editing a calendar does not rewrite history', () => {
    const days = { mon: ['08:00-12:00'], tue: ['08:00-12:00'] }
    const layer = { name: 'Đơn vị', weeks: [{ days }], exceptions: [off('2026-11-09')] }
    const calendar = compileCalendar('2026.1', layer)
    const before = addWorking(calendar, at('2026-11-02T08:00'), { n: 9, u: 'wh' })
    days.mon[0] = '00:00-24:00'
    layer.exceptions.push(off('2026-11-02', '2026-12-31'))
    expect(addWorking(calendar, at('2026-11-02T08:00'), { n: 9, u: 'wh' })).toEqual(before)
    expect(before).toEqual({ due: at('2026-11-10T09:00'), version: '2026.1', provisional: false })
  })
})

describe('layers', () => {
  const national = nationalLayer()

  test('a unit sets its own hours and keeps the days off of the nation', () => {
    const unit: CalendarLayer = { name: 'Xã', weeks: [{ days: { mon: ['07:00-11:00', '13:00-17:00'] } }] }
    expect(due([national, unit], '2026-04-24T16:10', 4, 'wh')).toBe('2026-04-28T10:40')
    expect(due([national, unit], '2026-11-02T06:00', 1, 'wh')).toBe('2026-11-02T08:00')
    expect(due([national, unit], '2026-11-03T06:00', 1, 'wh')).toBe('2026-11-03T08:30')
  })

  test("a Saturday worked for a Friday is worked with that unit's Friday hours", () => {
    const unit: CalendarLayer = { name: 'Xã', weeks: [{ days: { fri: ['07:00-10:00'] } }] }
    expect(due([national], '2026-01-10T06:00', 1, 'wh')).toBe('2026-01-10T08:30')
    expect(due([national, unit], '2026-01-10T06:00', 3, 'wh')).toBe('2026-01-10T10:00')
  })

  test('the last layer that speaks of a date is right, whatever the weeks of others say', () => {
    const province = with_({ date: '2026-11-24', day: ['08:00-10:00'], reason: 'trực' })
    const weekly: CalendarLayer = { name: 'Đơn vị', weeks: [{ days: { tue: ['06:00-07:00'] } }] }
    expect(due([national, province, weekly], '2026-11-24T00:00', 1, 'wh')).toBe('2026-11-24T09:00')
    expect(due([national, province, with_(off('2026-11-24'))], '2026-11-24T00:00', 1, 'wh')).toBe(
      '2026-11-25T08:30',
    )
  })

  test('summer and winter hours change on their day, in the middle of a limit', () => {
    const seasons: CalendarLayer = {
      name: 'Tỉnh',
      weeks: [
        { days: { thu: ['08:00-12:00'], fri: ['08:00-12:00'] } },
        { from: '2026-04-17', days: { fri: ['07:00-11:00'] } },
        { from: '2026-10-16', days: { fri: ['09:00-13:00'] } },
      ],
    }
    const friday = (date: string) => due([office, seasons], `${date}T00:00`, 1, 'wh')
    expect(['2026-04-10', '2026-04-17', '2026-10-09', '2026-10-16'].map(friday)).toEqual([
      '2026-04-10T09:00',
      '2026-04-17T08:00',
      '2026-10-09T08:00',
      '2026-10-16T10:00',
    ])
    // A regime says all its layer has to say: from 17 April this one is silent on Thursdays.
    expect(due([office, seasons], '2026-04-16T11:00', 2, 'wh')).toBe('2026-04-17T08:00')
    expect(due([office, seasons], '2026-04-23T11:00', 2, 'wh')).toBe('2026-04-23T14:00')
  })

  test('days off go on over the day on which the hours change', () => {
    const spring: CalendarLayer = {
      name: 'Tỉnh',
      weeks: [{ from: '2026-11-11', days: { wed: ['07:00-11:00'], thu: ['07:00-11:00'] } }],
      exceptions: [off('2026-11-10', '2026-11-12')],
    }
    expect(due([office, spring], '2026-11-09T16:00', 2, 'wh')).toBe('2026-11-13T09:00')
    expect(due([office, spring], '2026-11-09T16:00', 1, 'wd')).toBe('2026-11-13T17:00')
  })

  test('a duty shift gives working hours, and no working day', () => {
    const duty: CalendarLayer = {
      name: 'Văn phòng',
      shifts: { truc: { name: 'Trực thứ Bảy', windows: ['08:00-11:00'], countsAsDay: false } },
      weeks: [{ days: { sat: 'truc' } }],
    }
    expect(due([office, duty], '2026-11-06T16:00', 3, 'wh')).toBe('2026-11-07T10:00')
    expect(due([office, duty], '2026-11-06T16:00', 1, 'wd')).toBe('2026-11-09T17:00')
    expect(due([office, duty], '2026-11-06T16:00', 1, 'cd')).toBe('2026-11-09T17:00')
  })

  test('a shift without windows is a day off, whatever it claims to count as', () => {
    const empty: CalendarLayer = {
      name: 'Văn phòng',
      shifts: { trong: { name: 'Trống', windows: [], countsAsDay: true } },
      weeks: [{ days: { tue: 'trong' } }],
      rules: { lastDayOff: 'keep' },
    }
    expect(due([office, empty], '2026-11-02T16:00', 1, 'wd')).toBe('2026-11-04T17:00')
    expect(due([office, empty], '2026-11-02T16:00', 1, 'cd')).toBe('2026-11-04T00:00')
  })

  test('a named shift serves later layers, and gives a committee its meeting days', () => {
    const province: CalendarLayer = {
      name: 'Tỉnh',
      shifts: { ky_hop: { name: 'Kỳ họp', windows: ['13:00-17:00'] } },
    }
    const unit = with_({ date: '2026-11-03', to: '2026-11-04', day: 'ky_hop', reason: 'họp Ban Chấp hành' })
    expect(due([office, province, unit], '2026-11-02T17:00', 5, 'wh')).toBe('2026-11-04T14:00')
  })

  test('half a day and an office that never closes', () => {
    const eve = with_({ date: '2026-12-31', day: ['08:00-12:00'], reason: 'nghỉ buổi chiều' })
    expect(due([office, eve], '2026-12-30T09:00', 1, 'wd')).toBe('2026-12-31T12:00')
    const always = ['00:00-24:00']
    const guard: CalendarLayer = {
      name: 'Trực ban',
      weeks: [
        {
          days: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always },
        },
      ],
    }
    expect(due([guard], '2026-11-02T22:30', 24, 'wh')).toBe('2026-11-03T22:30')
    expect(due([guard], '2026-11-02T00:00', 24, 'wh')).toBe('2026-11-03T00:00')
  })
})

describe('rules of the calendar', () => {
  const counting: CalendarLayer = { name: 'Quy chế', rules: { startDay: 'count' } }
  const keeping: CalendarLayer = { name: 'Quy chế', rules: { lastDayOff: 'keep' } }

  test('the start day may be counted, unless its work is over', () => {
    expect(due([office, counting], '2026-11-02T16:59', 1, 'wd')).toBe('2026-11-02T17:00')
    expect(due([office, counting], '2026-11-02T17:00', 1, 'wd')).toBe('2026-11-03T17:00')
    expect(due([office, counting], '2026-11-07T20:00', 3, 'cd')).toBe('2026-11-09T17:00')
  })

  test('a last day off may be kept, to its midnight', () =>
    expect(due([office, keeping], '2026-11-05T09:00', 2, 'cd')).toBe('2026-11-08T00:00'))

  test('a later layer changes one rule and keeps the other', () => {
    expect(due([office, counting, keeping], '2026-11-05T09:00', 3, 'cd')).toBe('2026-11-08T00:00')
    const back: CalendarLayer = { name: 'Đơn vị', rules: { startDay: 'skip' } }
    expect(due([office, counting, back], '2026-11-02T09:00', 1, 'wd')).toBe('2026-11-03T17:00')
  })
})

describe('the confirmed horizon', () => {
  const confirmed = { from: '2026-01-01', through: '2026-12-31' }
  const isProvisional = (layers: CalendarLayer[], from: string, n: number, u: Limit['u'] = 'wd') =>
    addWorking(compileCalendar('v', ...layers), at(from), { n, u }).provisional

  test('a deadline on the last confirmed day stands, one after it is provisional', () => {
    const layers = [{ ...office, confirmed }]
    expect(isProvisional(layers, '2026-12-30T09:00', 1)).toBe(false)
    expect(isProvisional(layers, '2026-12-30T09:00', 2)).toBe(true)
  })

  test('midnight at the end of the last confirmed day belongs to it', () => {
    const late: CalendarLayer = { name: 'Trực', weeks: [{ days: { thu: ['20:00-24:00'] } }] }
    expect(isProvisional([{ ...office, confirmed }, late], '2026-12-31T19:00', 4, 'wh')).toBe(false)
  })

  test('a start before the first confirmed day is provisional', () => {
    expect(isProvisional([{ ...office, confirmed }], '2025-12-31T23:59', 1)).toBe(true)
    expect(isProvisional([{ ...office, confirmed }], '2026-01-01T00:00', 1)).toBe(false)
  })

  test('the narrowest layer decides, and a layer that says nothing narrows nothing', () => {
    const province: CalendarLayer = { name: 'Tỉnh', confirmed: { from: '2026-01-01', through: '2026-06-30' } }
    expect(isProvisional([{ ...office, confirmed }, province], '2026-07-01T09:00', 1)).toBe(true)
    expect(isProvisional([{ ...office, confirmed }, { name: 'Xã' }], '2026-07-01T09:00', 1)).toBe(false)
  })

  test('an unconfirmed day makes exactly the deadlines that run over it provisional', () => {
    const layers = [office, with_({ ...off('2026-11-11'), confirmed: false })]
    expect(isProvisional(layers, '2026-11-09T09:00', 1)).toBe(false)
    expect(isProvisional(layers, '2026-11-09T09:00', 2)).toBe(true)
    expect(isProvisional(layers, '2026-11-11T09:00', 1)).toBe(true)
    expect(isProvisional(layers, '2026-11-12T00:00', 1)).toBe(false)
  })

  test('midnight before an unconfirmed day is not yet that day', () => {
    const late: CalendarLayer = { name: 'Trực', weeks: [{ days: { tue: ['20:00-24:00'] } }] }
    const layers = [office, late, with_({ ...off('2026-11-11'), confirmed: false })]
    expect(isProvisional(layers, '2026-11-10T19:00', 4, 'wh')).toBe(false)
    expect(isProvisional(layers, '2026-11-10T19:00', 5, 'wh')).toBe(true)
  })

  test('confirming the day in a later layer settles it', () =>
    expect(
      isProvisional(
        [office, with_({ ...off('2026-11-11'), confirmed: false }), with_(off('2026-11-11'))],
        '2026-11-09T09:00',
        2,
      ),
    ).toBe(false))
})

describe('a deadline whose time stood still', () => {
  const calendar = compileCalendar('v1', office, with_(off('2026-11-03')))
  const extended = (end: string, u: Limit['u'], from: string, to: string) =>
    local(extendWorking(calendar, at(end), u, at(from), at(to)).due)

  test.each([
    ['wh', 'by the working minutes of the pause', '2026-11-02T16:00', '2026-11-04T09:30', '2026-11-05T14:30'],
    [
      'wh',
      'not at all by a night, a weekend or a holiday',
      '2026-11-02T17:00',
      '2026-11-04T08:00',
      '2026-11-05T11:00',
    ],
    [
      'wh',
      'by what remains of the day a pause on a holiday ends',
      '2026-11-03T10:00',
      '2026-11-04T09:00',
      '2026-11-05T12:00',
    ],
  ] as const)('%s: moves %s', (u, _, from, to, expected) =>
    expect(extended('2026-11-05T11:00', u, from, to)).toBe(expected),
  )

  test.each([
    [
      'wd',
      'by the working days after the day of the pause',
      '2026-11-02T16:00',
      '2026-11-05T09:00',
      '2026-11-10T17:00',
    ],
    ['wd', 'not within one day', '2026-11-02T08:00', '2026-11-02T16:59', '2026-11-06T17:00'],
    ['wd', 'not by a holiday', '2026-11-02T16:00', '2026-11-03T09:00', '2026-11-06T17:00'],
    ['cd', 'by calendar days, to a working day', '2026-11-02T16:00', '2026-11-03T09:00', '2026-11-09T17:00'],
    ['cd', 'by calendar days, past days off', '2026-11-02T16:00', '2026-11-06T09:00', '2026-11-10T17:00'],
  ] as const)('%s: moves %s', (u, _, from, to, expected) =>
    expect(extended('2026-11-06T17:00', u, from, to)).toBe(expected),
  )

  test('keeps the rule of a last day off', () => {
    const keeping = compileCalendar('v2', office, { name: 'Quy chế', rules: { lastDayOff: 'keep' } })
    const { due: end } = extendWorking(
      keeping,
      at('2026-11-06T17:00'),
      'cd',
      at('2026-11-02T16:00'),
      at('2026-11-03T09:00'),
    )
    expect(local(end)).toBe('2026-11-08T00:00')
  })

  test('is provisional past the horizon, and says its calendar', () => {
    const confirmed = { from: '2026-01-01', through: '2026-11-06' }
    const known = compileCalendar('v3', { ...office, confirmed })
    const after = (to: string) =>
      extendWorking(known, at('2026-11-06T17:00'), 'wd', at('2026-11-02T08:00'), at(to))
    expect(after('2026-11-02T17:00')).toEqual({
      due: at('2026-11-06T17:00'),
      version: 'v3',
      provisional: false,
    })
    expect(after('2026-11-03T08:00')).toEqual({
      due: at('2026-11-09T17:00'),
      version: 'v3',
      provisional: true,
    })
  })

  test('cannot have stood still backwards', () =>
    expect(() => extended('2026-11-06T17:00', 'wh', '2026-11-03T09:00', '2026-11-02T09:00')).toThrow(
      'to: Thời điểm chạy tiếp',
    ))
})

describe('counting', () => {
  const calendar = compileCalendar('v1', office, with_(off('2026-11-03')))

  test('working minutes, forwards and backwards', () => {
    const [a, b] = [at('2026-11-02T16:00'), at('2026-11-04T09:30')]
    expect(workingBetween(calendar, a, b)).toBe(150)
    expect(workingBetween(calendar, b, a)).toBe(-150)
    expect(workingBetween(calendar, a, a)).toBe(0)
  })

  test('working days after one day up to another', () => {
    expect(workingDaysBetween(calendar, at('2026-11-02T23:00'), at('2026-11-09T00:00'))).toBe(4)
    expect(workingDaysBetween(calendar, at('2026-11-02T08:00'), at('2026-11-02T17:00'))).toBe(0)
    expect(workingDaysBetween(calendar, at('2026-11-09T08:00'), at('2026-11-02T17:00'))).toBe(-4)
  })

  test('long before and long after every exception', () => {
    // 400 Gregorian years are 20,871 weeks.
    const weeks = (from: string, to: string) => workingBetween(calendar, at(from), at(to)) / (40 * 60)
    expect(weeks('1600-01-01T00:00', '2000-01-01T00:00')).toBe(20_871)
    expect(weeks('2400-01-01T00:00', '2800-01-01T00:00')).toBe(20_871)
    expect(due([office], '0001-01-01T00:00', 1, 'wh')).toBe('0001-01-01T09:00')
  })
})

describe('bad input', () => {
  function problems(...layers: unknown[]): string[] {
    try {
      compileCalendar('v1', ...(layers as CalendarLayer[]))
    } catch (error) {
      if (error instanceof CalendarError)
        return error.problems.map(({ path, message }) => `${path}: ${message}`)
      throw error
    }
    return []
  }
  const week = (mon: unknown) => ({ ...office, weeks: [{ days: { ...office.weeks?.[0]?.days, mon } }] })

  test.each([
    '17:00-13:30',
    '08:00-08:00',
    '8:00-12:00',
    '08:00-24:01',
    '08:60-12:00',
    '22:00-06:00',
    '08:00–12:00',
    '',
    'sáng',
  ])('a window written %j', (window) =>
    expect(problems(week([window]))).toEqual([
      `layers[0].weeks[0].days.mon: Khung giờ “${window}” không hợp lệ; hãy ghi như “07:30-11:30”, mở trước đóng, không qua nửa đêm.`,
    ]),
  )

  test('windows that overlap are named; windows that touch are fine', () => {
    expect(problems(week(['13:00-17:00', '08:00-13:01']))).toEqual([
      'layers[0].weeks[0].days.mon: Khung giờ “08:00-13:01” và khung giờ “13:00-17:00” chồng lên nhau.',
    ])
    expect(problems(week(['08:00-13:00', '13:00-17:00']))).toEqual([])
  })

  test('impossible dates, ranges backwards or of a year, a day said twice', () => {
    const exception = (rest: object) => ({ ...office, exceptions: [{ day: 'off', reason: 'nghỉ', ...rest }] })
    expect(problems(exception({ date: '2026-02-30' }))).toEqual([
      'layers[0].exceptions[0].date: Không có ngày “2026-02-30”; hãy ghi năm-tháng-ngày như “2026-09-02”.',
    ])
    const range = 'layers[0].exceptions[0].to: Ngày cuối phải từ ngày đầu trở đi và không quá 100 ngày.'
    expect(problems(exception({ date: '2026-09-02', to: '2026-09-01' }))).toEqual([range])
    expect(problems(exception({ date: '2026-09-02', to: '2062-09-02' }))).toEqual([range])
    // the hundredth day, and the one after it
    expect(problems(exception({ date: '2026-01-01', to: '2026-04-10' }))).toEqual([])
    expect(problems(exception({ date: '2026-01-01', to: '2026-04-11' }))).toEqual([range])
    expect(problems(with_(off('2026-09-01', '2026-09-02'), off('2026-09-02')), office)).toEqual([
      'layers[0].exceptions[1]: Ngày 02/09/2026 được khai hai lần trong cùng một lớp lịch.',
    ])
  })

  test('a shift that no one named, and names from the depths of the language', () => {
    for (const name of ['truc', '__proto__', 'constructor', 'mon', ''])
      expect(problems(week(name))).toEqual([
        `layers[0].weeks[0].days.mon: Không có ca làm việc “${name}”; hãy khai ca này trước hoặc ghi rõ khung giờ.`,
      ])
  })

  test('a calendar, or a season of it, in which no one ever works', () => {
    const never = 'không có ngày làm việc nào, nên thời hạn không thể kết thúc.'
    expect(problems()).toEqual([`layers: Tuần làm việc ${never}`])
    expect(problems({ name: 'Trống' })).toEqual([`layers: Tuần làm việc ${never}`])
    const closed = { from: '2027-01-01', days: { mon: 'off', tue: 'off', wed: [], thu: [], fri: [] } }
    expect(problems(office, { name: 'Đóng cửa', weeks: [closed] })).toEqual([
      `layers: Tuần làm việc từ ngày 01/01/2027 ${never}`,
    ])
  })

  test('two weeks from one day, a horizon backwards, no version', () => {
    const two = { ...office, weeks: [office.weeks?.[0], office.weeks?.[0]] }
    expect(problems(two)).toEqual(['layers[0].weeks[1].from: Hai tuần làm việc cùng bắt đầu từ một ngày.'])
    expect(problems({ ...office, confirmed: { from: '2027-01-01', through: '2026-01-01' } })).toEqual([
      'layers[0].confirmed: Khoảng ngày đã xác nhận kết thúc trước khi bắt đầu.',
    ])
    expect(() => compileCalendar('', office)).toThrow('version: Lịch phải có mã phiên bản.')
  })

  test('all problems are told at once, each with its path', () => {
    const bad = {
      name: 'Hỏng',
      weeks: [{ days: { mon: ['x'], tue: 'y' } }],
      confirmed: { from: 'a', through: 'b' },
    }
    expect(problems(office, bad).map((problem) => problem.split(': ')[0])).toEqual([
      'layers[1].weeks[0].days.mon',
      'layers[1].weeks[0].days.tue',
      'layers[1].confirmed.from',
      'layers[1].confirmed.through',
    ])
  })

  test.each<[unknown, string[]]>([
    [null, [': Toàn bộ nội dung phải là nhóm mục.']],
    ['Lịch', [': Toàn bộ nội dung phải là nhóm mục.']],
    [{ weeks: office.weeks }, ['.name: Mục “name” còn thiếu; hãy điền.']],
    [{ ...office, name: '' }, ['.name: Mục “name” còn trống; hãy điền.']],
    [{ ...office, weeks: {} }, ['.weeks: Mục “weeks” phải là danh sách.']],
    [{ ...office, weeks: [7] }, ['.weeks[0]: Dòng thứ 1 của “weeks” phải là nhóm mục.']],
    [{ ...office, holidays: [] }, ['.holidays: Mục “holidays” không được dùng ở đây; hãy bỏ đi.']],
    [
      { ...office, shifts: { 'Ca 1': { name: 'sáng', windows: [] } } },
      [
        '.shifts.Ca 1: Mục “Ca 1” không đúng dạng; hãy ghi mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự.',
      ],
    ],
    [
      { ...office, exceptions: [{ date: 20260902, day: 0, reason: 'x', confirmed: 'chưa' }] },
      [
        '.exceptions[0].date: Mục “date” phải là chữ.',
        '.exceptions[0].day: Mục “day” không đúng dạng; hãy ghi danh sách khung giờ như “07:30-11:30”, mã ca làm việc hoặc “off”.',
        '.exceptions[0].confirmed: Mục “confirmed” phải là true hoặc false.',
      ],
    ],
    [week(['07:30-11:30', 13]), ['.weeks[0].days.mon[1]: Dòng thứ 2 của “mon” phải là chữ.']],
    [
      week(Array.from({ length: 51 }, () => '07:30-11:30')),
      ['.weeks[0].days.mon: Mục “mon” có 51 dòng, tối đa 50; hãy bớt.'],
    ],
    [
      { ...office, rules: { startDay: 'maybe' } },
      ['.rules.startDay: Mục “startDay” phải là một trong: skip, count.'],
    ],
    [
      { ...office, exceptions: Array.from({ length: 1001 }, () => off('2026-09-02')) },
      ['.exceptions: Mục “exceptions” có 1001 dòng, tối đa 1000; hãy bớt.'],
    ],
  ])('a layer of another shape: %#', (layer, expected) =>
    expect(problems(layer)).toEqual(expected.map((each) => `layers[0]${each}`)),
  )

  test('whatever stands where, it is a problem or a calendar, never a crash', () => {
    const keys = [
      'name',
      'shifts',
      'weeks',
      'exceptions',
      'confirmed',
      'rules',
      'days',
      'mon',
      'day',
      'date',
      'to',
      'from',
    ]
    const words = ['off', 'mon', '2026-02-29', '2026-02-28', '08:00-12:00', '__proto__', 'constructor', '']
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.anything(),
        fc.constantFrom(...words),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys, ...words), tie('tree')),
      ),
    }))
    const layer = fc.record(
      { weeks: tree, exceptions: tree, shifts: tree, rules: tree, confirmed: tree },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            tree,
            layer.map((each) => ({ ...office, ...each })),
          ),
          { maxLength: 3 },
        ),
        (each) => {
          expect(problems(...each)).toBeInstanceOf(Array)
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 53, '3' as unknown as number])('a limit of %s', (n) => {
    const calendar = compileCalendar('v', office)
    for (const u of ['wh', 'wd', 'cd'] as const)
      expect(() => addWorking(calendar, 0, { n, u })).toThrow(
        'limit.n: Thời hạn phải là số nguyên từ 1 trở lên.',
      )
  })

  test.each([2 ** 53 - 1, 1e12, 30_000_000])('a limit of %s ends after the year 9999, at once', (n) => {
    const calendar = compileCalendar('v', office)
    for (const u of ['wh', 'wd', 'cd'] as const)
      expect(() => addWorking(calendar, 0, { n, u })).toThrow(
        'limit.n: Thời hạn quá dài: hạn rơi vào sau năm 9999.',
      )
  })

  test('the last working minute of the year 9999 is the last that a limit may end at', () => {
    expect(due([office], '9999-12-31T16:00', 1, 'wh')).toBe('9999-12-31T17:00')
    expect(due([office], '9999-12-30T16:00', 1, 'cd')).toBe('9999-12-31T17:00')
    const friday = at('9999-12-31T16:00')
    for (const u of ['wh', 'wd', 'cd'] as const)
      expect(() => addWorking(compileCalendar('v', office), friday, { n: 2, u })).toThrow('sau năm 9999')
  })

  test('a unit that is none', () =>
    expect(() => addWorking(compileCalendar('v', office), 0, { n: 1, u: 'd' as 'wd' })).toThrow(
      'limit.u: Đơn vị',
    ))

  test('a unit that is none, of a pause', () =>
    expect(() => extendWorking(compileCalendar('v', office), 0, '__proto__' as 'wd', 0, 0)).toThrow(
      'u: Đơn vị',
    ))

  test.each([NaN, Infinity, -Infinity, 8.64e15 + 1, -62_135_700_000_000, 253_402_300_800_000])(
    'the instant %s',
    (instant) => {
      const calendar = compileCalendar('v', office)
      expect(() => addWorking(calendar, instant, { n: 1, u: 'wh' })).toThrow(CalendarError)
      expect(() => workingBetween(calendar, 0, instant)).toThrow('to: Thời điểm không hợp lệ')
      expect(() => workingDaysBetween(calendar, instant, 0)).toThrow('from: Thời điểm không hợp lệ')
    },
  )
})
