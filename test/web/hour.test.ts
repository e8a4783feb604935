import { expect, test } from 'vitest'
import { readHour } from '../../web/parts/hour.ts'
import { moment } from '../../web/text/dates.ts'

test.each([
  ['15:30 30/11/2026', '2026-11-30T08:30:00.000Z'],
  ['15h30 30/11/2026', '2026-11-30T08:30:00.000Z'],
  ['15 giờ 30, ngày 30/11/2026', '2026-11-30T08:30:00.000Z'],
  ['15 giờ 30 phút ngày 30/11/2026', '2026-11-30T08:30:00.000Z'],
  [' 7 giờ 01-12-2026 ', '2026-12-01T00:00:00.000Z'],
  ['0:05 1/1/2027', '2026-12-31T17:05:00.000Z'],
])('%s is an hour of Hà Nội', (typed, read) => expect(readHour(typed)).toBe(read))

test.each([
  '',
  '15:30',
  '30/11/2026',
  '24:00 30/11/2026',
  '12:60 30/11/2026',
  '12:00 31/9/2026',
  'chiều nay',
])('“%s” is none', (typed) => expect(readHour(typed)).toBeUndefined())

test('what is shown of it reads as the same hour', () => {
  const hour = '2026-11-30T08:30:00.000Z'
  expect(readHour(moment(hour))).toBe(hour)
})
