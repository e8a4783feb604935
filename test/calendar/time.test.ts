import { describe, expect, test } from 'vitest'
import {
  LAST_DAY,
  dayOf,
  formatDay,
  formatLength,
  formatNumber,
  formatTime,
  instantOf,
  isoDate,
  minuteOf,
  parseDay,
  weekdayOf,
} from '../../src/calendar/time.ts'

describe('local time', () => {
  test('Asia/Ho_Chi_Minh is UTC+7 without summer time on every day from 1976 to 2100', () => {
    const format = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', timeZoneName: 'longOffset' })
    const offsets = new Set<string | undefined>()
    for (let ms = Date.UTC(1976, 0, 1); ms < Date.UTC(2101, 0, 1); ms += 86_400_000)
      offsets.add(format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value)
    expect([...offsets]).toEqual(['GMT+07:00'])
  })

  test('an instant is the minute on the clock in Hà Nội, and back', () => {
    const minute = minuteOf(Date.parse('2026-04-24T16:10:59.999+07:00'))
    expect(isoDate(dayOf(minute))).toBe('2026-04-24')
    expect(minute % 1440).toBe(16 * 60 + 10)
    expect(new Date(instantOf(minute)).toISOString()).toBe('2026-04-24T09:10:00.000Z')
  })

  test('the day turns at 17:00 UTC', () => {
    const dateAt = (iso: string) => isoDate(dayOf(minuteOf(Date.parse(iso))))
    expect(dateAt('2026-12-31T16:59:59Z')).toBe('2026-12-31')
    expect(dateAt('2026-12-31T17:00:00Z')).toBe('2027-01-01')
    expect(dateAt('1969-12-31T16:59:59Z')).toBe('1969-12-31')
  })
})

describe('dates', () => {
  test('days run from 0001-01-01 to 9999-12-31', () => {
    expect(parseDay('0001-01-01')).toBe(0)
    expect(parseDay('9999-12-31')).toBe(LAST_DAY)
    expect(isoDate(0)).toBe('0001-01-01')
    expect(isoDate(LAST_DAY)).toBe('9999-12-31')
  })

  test.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '26-01-01',
    '2026-1-1',
  ])('there is no %s', (date) => expect(parseDay(date)).toBeUndefined())

  test.each(['01/02/2026', '2026-01-01T00:00:00Z', ' 2026-01-01', '+2026-01-01', '', 'hôm nay'])(
    '%j is not a date as data writes it',
    (date) => expect(parseDay(date)).toBeUndefined(),
  )

  test('the leap day exists in 2000 and 2028, not in 2100', () => {
    expect(parseDay('2000-02-29')).toBeDefined()
    expect(parseDay('2028-02-29')).toBeDefined()
    expect(parseDay('2100-02-29')).toBeUndefined()
  })

  test('weekdays agree with the platform', () => {
    for (const date of ['0001-01-01', '1969-12-28', '1970-01-01', '2000-02-29', '2026-11-24', '9999-12-31'])
      expect(weekdayOf(parseDay(date)!)).toBe((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7)
  })
})

test('people read days, times, lengths and numbers as offices write them', () => {
  expect(formatDay(parseDay('2026-04-26')!)).toBe('Chủ nhật, ngày 26/04/2026')
  expect(formatDay(parseDay('2026-02-05')!)).toBe('thứ Năm, ngày 05/02/2026')
  expect(formatTime(450)).toBe('07 giờ 30')
  expect(formatTime(1440)).toBe('24 giờ 00')
  expect([50, 240, 190, 60_240].map(formatLength)).toEqual(['50 phút', '4 giờ', '3 giờ 10 phút', '1.004 giờ'])
  expect([7, 999, 1004, 1_234_567].map(formatNumber)).toEqual(['7', '999', '1.004', '1.234.567'])
})
