import type { CalendarException, CalendarLayer } from './layer.ts'
import { hungKingsDay, lunarNewYear } from './lunar.ts'
import { isoDate, parseDay, weekdayOf } from './time.ts'
import { ANNOUNCED, ANNOUNCED_DAYS, CULTURE_DAY, LABOUR_CODE, MADE_UP } from './vietnam-days.ts'

/** The last year with announced days. */
const LAST_ANNOUNCED_YEAR = 2027

/** A new moon this near to midnight may, by the rounding of another almanac, begin its month on another day. */
const NEAR_MIDNIGHT_MINUTES = 15

/**
 * The national layer: the 40-hour week, the days off of 2025 to 2027 with their documents, and proposals for the
 * years after. It is known over 2025 and 2026 only; all else is provisional. The hours of the day are the usual
 * ones and every province or unit may set its own; which days are worked is decision 188/1999/QĐ-TTg, article 1.
 * @param proposeThrough the last year to propose days off for, to 2100; each is marked unconfirmed
 */
export function nationalLayer(proposeThrough = 2030): CalendarLayer {
  const workday = ['07:30-11:30', '13:30-17:00']
  const proposals = Array.from({ length: Math.max(0, proposeThrough - LAST_ANNOUNCED_YEAR) }, (_, index) =>
    proposeDaysOff(LAST_ANNOUNCED_YEAR + 1 + index),
  )
  return {
    name: 'Lịch quốc gia',
    weeks: [
      {
        source: 'Điều 1 Quyết định số 188/1999/QĐ-TTg',
        days: {
          mon: workday,
          tue: workday,
          wed: workday,
          thu: workday,
          fri: workday,
          sat: 'off',
          sun: 'off',
        },
      },
    ],
    exceptions: [...ANNOUNCED_DAYS, ...proposals.flat()],
    confirmed: ANNOUNCED,
    rules: { startDay: 'skip', lastDayOff: 'next', source: 'Điều 147 và Điều 148 Bộ luật Dân sự năm 2015' },
  }
}

/**
 * The days off that the Labour Code of 2019 gives in a year, as a proposal for whoever prepares the calendar: the
 * lunar days as computed, the days the Prime Minister chooses (five of Tết, the second of National Day) as they were
 * chosen every year from 2021 to 2027, days in lieu by article 111. Swaps of working days cannot be foreseen.
 * @param year 2000 to 2100, whatever the law then was or will be
 * @throws RangeError outside of these
 */
export function proposeDaysOff(year: number): CalendarException[] {
  const holidays = new Map(holidaysOf(year).map((holiday) => [holiday.day, holiday] as const))
  const inLieu = new Set<number>()
  const made = [...holidays.values()].flatMap(({ day, name, source }) => {
    const self = propose(day, `nghỉ ${name}`, source)
    if (weekdayOf(day) < 5 || source === CULTURE_DAY) return [self]
    let next = day + 1
    while (weekdayOf(next) >= 5 || holidays.has(next) || inLieu.has(next)) next++
    inLieu.add(next)
    return [self, propose(next, `nghỉ bù ${name}`, MADE_UP)]
  })
  return made.sort((a, b) => (a.date < b.date ? -1 : 1))
}

type Holiday = { day: number; name: string; source: string }

/** Article 112, in the order of the year. */
function holidaysOf(year: number): Holiday[] {
  const fixed = (date: string, name: string, source = LABOUR_CODE) => ({
    day: dayOf(`${year}-${date}`),
    name,
    source,
  })
  const hungKings = hungKingsDay(year)
  const nationalDay = dayOf(`${year}-09-02`)
  const second = isFollowedByItsSecond(nationalDay) ? '09-03' : '09-01'
  return [
    fixed('01-01', 'Tết Dương lịch'),
    ...tetDays(year),
    {
      day: dayOf(hungKings.date),
      name: `Giỗ Tổ Hùng Vương${doubt(hungKings.marginMinutes)}`,
      source: LABOUR_CODE,
    },
    fixed('04-30', 'Ngày Chiến thắng'),
    fixed('05-01', 'Ngày Quốc tế Lao động'),
    fixed('09-02', 'Quốc khánh'),
    fixed(second, 'Quốc khánh'),
    ...(year >= 2026 ? [fixed('11-24', 'Ngày Văn hóa Việt Nam', CULTURE_DAY)] : []),
  ].sort((a, b) => a.day - b.day)
}

/** Five days around the first of the year: one before it when that is a Monday or Tuesday, otherwise two. */
function tetDays(year: number): Holiday[] {
  const { date, marginMinutes } = lunarNewYear(year)
  const first = dayOf(date)
  const start = first - (weekdayOf(first) < 2 ? 1 : 2)
  const name = `Tết Nguyên đán${doubt(marginMinutes)}`
  return [0, 1, 2, 3, 4].map((offset) => ({ day: start + offset, name, source: LABOUR_CODE }))
}

/** Whether the second day of National Day is the day after: on a Monday or Thursday that joins a weekend. */
function isFollowedByItsSecond(nationalDay: number): boolean {
  return [0, 3].includes(weekdayOf(nationalDay))
}

function doubt(marginMinutes: number): string {
  return marginMinutes < NEAR_MIDNIGHT_MINUTES ? ' (sóc sát nửa đêm, cần đối chiếu)' : ''
}

function propose(day: number, reason: string, source: string): CalendarException {
  return { date: isoDate(day), day: 'off', reason, source, confirmed: false }
}

function dayOf(date: string): number {
  return parseDay(date) ?? NaN
}
