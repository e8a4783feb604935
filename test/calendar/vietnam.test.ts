import { describe, expect, test } from 'vitest'
import { ANNOUNCED_DAYS } from '../../src/calendar/vietnam-days.ts'
import { nationalLayer, proposeDaysOff } from '../../src/calendar/vietnam.ts'
import { addWorking, compileCalendar, workingBetween } from '../../src/calendar/worktime.ts'

const calendar = compileCalendar('vn', nationalLayer())
const datesOf = (year: number) =>
  Array.from({ length: 366 }, (_, index) =>
    new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
  ).filter((date) => date.startsWith(String(year)))
const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
const isWorked = (date: string) =>
  workingBetween(calendar, Date.parse(`${date}T00:00:00+07:00`), Date.parse(`${date}T23:59:00+07:00`)) > 0

/** Days `dd/mm` of a year: weekdays off, and weekend days worked. */
function unusual(year: number): { off: string[]; worked: string[] } {
  const told = (dates: string[]) => dates.map((date) => `${date.slice(8)}/${date.slice(5, 7)}`)
  const dates = datesOf(year)
  return {
    off: told(dates.filter((date) => !isWeekend(date) && !isWorked(date))),
    worked: told(dates.filter((date) => isWeekend(date) && isWorked(date))),
  }
}

const list = (dates: string) => dates.split(' ')

describe('the national calendar, day by day', () => {
  test('2025: Tết Ất Tỵ 27–31/01, the swap of 02/05 for 26/04, National Day 01–02/09', () =>
    expect(unusual(2025)).toEqual({
      off: [
        '01/01',
        '27/01',
        '28/01',
        '29/01',
        '30/01',
        '31/01',
        '07/04',
        '30/04',
        '01/05',
        '02/05',
        '01/09',
        '02/09',
      ],
      worked: ['26/04'],
    }))

  test('2026: swaps of 02/01 and 31/08, Tết Bính Ngọ 16–20/02, Giỗ Tổ in lieu, Culture Day', () =>
    expect(unusual(2026)).toEqual({
      off: list('01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11'),
      worked: ['10/01', '22/08'],
    }))

  test('2027: Tết Đinh Mùi 04–10/02, National Day 02–03/09, the rest by law, no swap yet', () =>
    expect(unusual(2027)).toEqual({
      off: list('01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11'),
      worked: [],
    }))

  test('every announced day names its document', () => {
    for (const { reason, source } of ANNOUNCED_DAYS) {
      expect(source).toMatch(/^(khoản|Điều|Thông báo|Công văn) /)
      expect(reason).toMatch(/^(nghỉ|làm việc bù)/)
    }
  })

  test('only 2025 and 2026 are settled', () => {
    const isProvisional = (date: string) =>
      addWorking(calendar, Date.parse(`${date}T08:00+07:00`), { n: 1, u: 'wd' }).provisional
    expect(isProvisional('2024-12-30')).toBe(true)
    expect(isProvisional('2025-01-02')).toBe(false)
    expect(isProvisional('2026-12-30')).toBe(false)
    expect(isProvisional('2026-12-31')).toBe(true)
    expect(isProvisional('2029-05-05')).toBe(true)
  })
})

describe('proposals for a year', () => {
  const weekdaysOff = (year: number) =>
    proposeDaysOff(year)
      .map(({ date }) => date.slice(5))
      .filter((date) => !isWeekend(`${year}-${date}`))

  // Weekdays off as the notices of these years gave them, swaps of working days left out.
  test.each([
    [2021, '01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03'],
    [2022, '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02'],
    [2023, '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'],
    [2024, '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03'],
    [2025, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02'],
    [2026, '01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 09-01 09-02 11-24'],
    [2027, '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24'],
  ])('would have been right for %i', (year, dates) => expect(weekdaysOff(year)).toEqual(dates.split(' ')))

  test.each([
    [2022, '01-31 02-01 02-02 02-03 02-04'],
    [2026, '02-16 02-17 02-18 02-19 02-20'],
  ])('begin a Tết on a Tuesday, as in %i, on the Monday, without days in lieu', (year, dates) => {
    const tet = proposeDaysOff(year).filter(({ reason }) => reason.includes('Tết Nguyên đán'))
    expect(tet.map(({ date }) => date.slice(5)).join(' ')).toBe(dates)
  })

  test('are all unconfirmed, without doubles, eleven or twelve days and those in lieu', () => {
    for (let year = 2000; year <= 2100; year++) {
      const days = proposeDaysOff(year)
      expect(days.every((day) => day.confirmed === false && day.source)).toBe(true)
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length)
      const inLieu = days.filter(({ reason }) => reason.startsWith('nghỉ bù'))
      expect(inLieu.every(({ date }) => !isWeekend(date))).toBe(true)
      const sameDay = days.length - inLieu.length < (year < 2026 ? 11 : 12) ? 1 : 0
      expect(days.length - inLieu.length + sameDay).toBe(year < 2026 ? 11 : 12)
    }
  })

  test('say when the moon leaves a doubt', () => {
    const hungKings = (year: number) =>
      proposeDaysOff(year).find(({ reason }) => reason.includes('Giỗ Tổ'))?.reason
    expect(hungKings(2086)).toBe('nghỉ Giỗ Tổ Hùng Vương (sóc sát nửa đêm, cần đối chiếu)')
    expect(hungKings(2028)).toBe('nghỉ Giỗ Tổ Hùng Vương')
  })

  test('fill the years after the announced ones, as far as asked', () => {
    const years = (through?: number) => [
      ...new Set(nationalLayer(through).exceptions?.map(({ date }) => date.slice(0, 4))),
    ]
    expect(years()).toEqual(['2025', '2026', '2027', '2028', '2029', '2030'])
    expect(years(2027)).toEqual(['2025', '2026', '2027'])
    expect(years(2000)).toEqual(['2025', '2026', '2027'])
    expect(() => nationalLayer(2101)).toThrow(RangeError)
  })
})

test('what date-holidays lacks: the second National Day, days in lieu, swaps and 24/11', () => {
  for (const off of ['2026-09-01', '2026-04-27', '2026-01-02', '2026-11-24'])
    expect(isWorked(off)).toBe(false)
  expect(isWorked('2026-01-10')).toBe(true)
})
