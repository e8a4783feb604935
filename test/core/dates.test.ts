import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAt, iso, showDay, showInstant, yearAt } from '../../src/core/dates.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000)
const instant = fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2200, 0, 1) })
const hanoi = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

test.each([
  ['2026-03-01T16:59:59.999Z', '2026-03-01'],
  ['2026-03-01T17:00:00.000Z', '2026-03-02'],
  ['2024-02-28T17:00:00.000Z', '2024-02-29'],
  ['2026-12-31T16:59:59.999Z', '2026-12-31'],
  ['2026-12-31T17:00:00.000Z', '2027-01-01'],
])('at %s it is %s in Vietnam', (at, day) => {
  expect(dayAt(Date.parse(at))).toBe(day)
  expect(String(yearAt(Date.parse(at)))).toBe(day.slice(0, 4))
})

test('the day and the year are those of the time zone database', () => {
  fc.assert(
    fc.property(instant, (at) => {
      expect(dayAt(at)).toBe(hanoi.format(at))
      expect(String(yearAt(at))).toBe(hanoi.format(at).slice(0, 4))
    }),
    { numRuns: RUNS },
  )
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-06-30', 0, '2026-06-30'],
])('%s and %i days is %s', (day, days, then) => {
  expect(addDays(day, days)).toBe(then)
})

test('adding days and taking them away comes back, and keeps the order', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 20_000 }), (at, days) => {
      const day = dayAt(at)
      expect(addDays(addDays(day, days), -days)).toBe(day)
      expect(addDays(day, days) >= day).toBe(true)
      expect(addDays(day, days)).toBe(dayAt(at + days * 86_400_000))
    }),
    { numRuns: RUNS },
  )
})

test('days and instants are shown as offices write them', () => {
  expect(showDay('2026-02-05')).toBe('05/02/2026')
  expect(showInstant(Date.parse('2026-11-22T01:15:59.999Z'))).toBe('08:15 ngày 22/11/2026')
  expect(showInstant(Date.parse('2026-11-21T17:00:00Z'))).toBe('00:00 ngày 22/11/2026')
})

test('an instant goes over the wire in UTC with milliseconds', () => {
  expect(iso(Date.parse('2026-11-22T09:30:00+07:00'))).toBe('2026-11-22T02:30:00.000Z')
})
