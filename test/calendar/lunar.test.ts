import { describe, expect, test } from 'vitest'
import { hungKingsDay, lunarDate, lunarNewYear } from '../../src/calendar/lunar.ts'

const years = Array.from({ length: 101 }, (_, index) => 2000 + index)
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('against the state', () => {
  // Thông báo 6150/TB-BLĐTBXH, 9441/TB-BNV and Công văn 10065/VPCP-KGVX name the lunar days with the solar ones.
  test.each([
    ['2025-01-29', 2025],
    ['2026-02-17', 2026],
    ['2027-02-06', 2027],
  ])('Tết was announced for %s', (date, year) => expect(lunarNewYear(year).date).toBe(date))
})

describe('what other calendars get wrong', () => {
  // Where the new moon falls between 23:00 and 24:00 in Hà Nội, Beijing's month begins a day later.
  test.each([
    [2007, '2007-02-17'],
    [2030, '2030-02-02'],
    [2053, '2053-02-18'],
  ])('lunar-javascript and Intl reckon in Beijing: Tết %i is %s', (year, date) =>
    expect(lunarNewYear(year).date).toBe(date),
  )

  test.each([
    [2009, '2009-04-04'],
    [2037, '2037-04-24'],
    [2038, '2038-04-13'],
    [2085, '2085-04-03'],
    [2086, '2086-04-22'],
    [2095, '2095-04-13'],
    [2100, '2100-04-18'],
  ])('lunar-javascript: Giỗ Tổ %i is %s', (year, date) => expect(hungKingsDay(year).date).toBe(date))

  test.each([
    [2050, '2050-04-01'],
    [2083, '2083-04-26'],
  ])('date-holidays: Giỗ Tổ %i is %s', (year, date) => expect(hungKingsDay(year).date).toBe(date))

  // holidays/definitions#150: the leap sixth month of 2017 was missing, and all later days were a month early.
  test.each([
    [2018, '2018-02-16', '2018-04-25'],
    [2019, '2019-02-05', '2019-04-14'],
    [2020, '2020-01-25', '2020-04-02'],
    [2021, '2021-02-12', '2021-04-21'],
    [2022, '2022-02-01', '2022-04-10'],
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
  ])('a missing leap month: %i has Tết on %s and Giỗ Tổ on %s', (year, tet, hungKings) => {
    expect(lunarNewYear(year).date).toBe(tet)
    expect(hungKingsDay(year).date).toBe(hungKings)
  })
})

describe('the shape of the calendar', () => {
  test('a lunar year has 353 to 355 days, or 383 to 385 with a leap month; 37 of the century have one', () => {
    const lengths = years
      .slice(0, -1)
      .map((year) => daysBetween(lunarNewYear(year).date, lunarNewYear(year + 1).date))
    expect(lengths.filter((length) => ![353, 354, 355, 383, 384, 385].includes(length))).toEqual([])
    expect(lengths.filter((length) => length > 380).length).toBe(37)
  })

  test('a month has 29 or 30 days; only a leap month makes a longer step', () => {
    for (const year of years)
      for (let month = 1; month < 10; month++) {
        const length = daysBetween(lunarDate(year, month, 1).date, lunarDate(year, month + 1, 1).date)
        expect([29, 30, 58, 59, 60]).toContain(length)
      }
  })

  test('leap months that almanacs print', () => {
    // Leap fifth month 2009, fourth 2012, ninth 2014, sixth 2017, fourth 2020, second 2023, sixth 2025, fifth 2028.
    const leaps = years.flatMap((year) =>
      Array.from({ length: 9 }, (_, index) => index + 1)
        .filter(
          (month) => daysBetween(lunarDate(year, month, 1).date, lunarDate(year, month + 1, 1).date) > 31,
        )
        .map((month) => `${year}/${month}`),
    )
    expect(leaps.filter((leap) => leap > '2009' && leap < '2029')).toEqual([
      '2009/5',
      '2012/4',
      '2014/9',
      '2017/6',
      '2020/4',
      '2023/2',
      '2025/6',
      '2028/5',
    ])
  })

  test('a new moon near to midnight is told', () => {
    const near = years.filter(
      (year) => Math.min(lunarNewYear(year).marginMinutes, hungKingsDay(year).marginMinutes) < 15,
    )
    expect(near).toEqual([2086])
  })

  test.each([
    [1999, 1, 1],
    [2101, 1, 1],
    [2026.5, 1, 1],
    [2026, 0, 1],
    [2026, 11, 1],
    [2026, 1, 31],
    [NaN, 1, 1],
  ])('year %s, month %s, day %s is refused', (year, month, day) =>
    expect(() => lunarDate(year, month, day)).toThrow(RangeError),
  )
})
