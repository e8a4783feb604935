import fc from 'fast-check'
import { expect, test } from 'vitest'
import { date, dateLine, daysSince, moment, readDate, size, today } from '../../web/text/dates.ts'

test('an instant is told in the time of Hà Nội, whatever the zone of the machine', () => {
  expect(moment('2026-11-22T17:30:00.000Z')).toBe('00:30 23/11/2026')
  expect(date('2026-11-22T16:59:59.999Z')).toBe('22/11/2026')
  expect(today(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
})

test('a date without a time stays what it is', () => {
  expect(date('2026-02-05')).toBe('05/02/2026')
  expect(date(undefined)).toBe('')
})

test('the date line of a document pads the day, and January and February only', () => {
  expect(dateLine('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026')
  expect(dateLine('2026-03-15')).toBe('ngày 15 tháng 3 năm 2026')
  expect(dateLine('2026-11-22')).toBe('ngày 22 tháng 11 năm 2026')
})

test('days are those of the calendar, not spans of 24 hours', () => {
  const now = new Date('2026-11-22T17:05:00Z')
  expect(daysSince('2026-11-22T16:55:00Z', now)).toBe(1)
  expect(daysSince('2026-11-22T17:01:00Z', now)).toBe(0)
})

test('a date is read as people write it', () => {
  expect(readDate('5.2.2026')).toBe('2026-02-05')
  expect(readDate(' 05-02-2026 ')).toBe('2026-02-05')
  expect(readDate('31/02/2026')).toBeUndefined()
  expect(readDate('2026-02-05')).toBeUndefined()
})

test('every date that is shown can be typed back', () => {
  const days = fc.date({ min: new Date('1945-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (day) => {
      const value = day.toISOString().slice(0, 10)
      expect(readDate(date(value))).toBe(value)
    }),
  )
})

test('sizes read as Vietnamese writes numbers', () => {
  expect(size(900)).toBe('900 B')
  expect(size(1_468_006)).toBe('1,4 MB')
})
