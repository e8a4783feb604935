import fc from 'fast-check'
import { CalendarError } from '../../src/calendar/error.ts'
import type { CalendarLayer } from '../../src/calendar/layer.ts'
import { compileCalendar } from '../../src/calendar/worktime.ts'

/** Random layered calendars between 2024-06 and 2028-06, dense with exceptions, and instants and limits within. */

const FIRST = Date.UTC(2024, 5, 1)
const LAST = Date.UTC(2028, 5, 1)

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Up to three windows, in any order, some touching, some of one minute. */
function windows(latestClose: number): fc.Arbitrary<string[]> {
  return fc
    .uniqueArray(fc.integer({ min: 0, max: latestClose }), { minLength: 2, maxLength: 6 })
    .map((minutes) => minutes.sort((a, b) => a - b))
    .map((minutes) =>
      Array.from(
        { length: minutes.length >> 1 },
        (_, i) => `${clock(minutes[2 * i]!)}-${clock(minutes[2 * i + 1]!)}`,
      ),
    )
    .map((pairs) => pairs.reverse())
}

const date = fc.integer({ min: FIRST, max: LAST }).map((ms) => new Date(ms).toISOString().slice(0, 10))
const later = (from: string, days: number) =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

/** @param latestClose the latest closing minute; 1440 lets offices close at 24:00 */
function layer(latestClose: number): fc.Arbitrary<CalendarLayer> {
  const hours = windows(latestClose)
  const plan = fc.oneof({ weight: 4, arbitrary: hours }, fc.constantFrom('off', 'truc'))
  const dated = fc.oneof({ weight: 2, arbitrary: plan }, fc.constantFrom('off', 'mon', 'wed', 'sun'))
  const days = fc.record(
    { mon: plan, tue: plan, wed: plan, thu: plan, fri: plan, sat: plan, sun: plan },
    { requiredKeys: [] },
  )
  return fc
    .record({
      shift: fc.record({ windows: hours, countsAsDay: fc.boolean() }),
      weeks: fc.uniqueArray(fc.tuple(fc.option(date, { nil: undefined }), days), {
        maxLength: 3,
        selector: ([from]) => from,
      }),
      exceptions: fc.array(fc.tuple(date, fc.nat({ max: 6 }), dated), { maxLength: 12 }),
      rules: fc.record(
        { startDay: fc.constantFrom('skip', 'count'), lastDayOff: fc.constantFrom('next', 'keep') },
        { requiredKeys: [] },
      ),
    })
    .map(({ shift, weeks, exceptions, rules }) => ({
      name: 'Lớp thử',
      shifts: { truc: { name: 'Trực', ...shift } },
      weeks: weeks.map(([from, each]) => ({ ...(from ? { from } : {}), days: each })),
      exceptions: apart(exceptions).map(([from, length, day]) => ({
        date: from,
        to: later(from, length),
        day,
        reason: 'thử',
      })),
      rules,
    }))
}

/** Drops exceptions that overlap one before: a layer may say only one thing about a day. */
function apart<T>(exceptions: [string, number, T][]): [string, number, T][] {
  const sorted = exceptions.sort(([a], [b]) => (a < b ? -1 : 1))
  let free = ''
  return sorted.filter(([from, length]) => {
    const isApart = from > free
    if (isApart) free = later(from, length)
    return isApart
  })
}

/** One to four layers, the first working from Monday to Friday; some combinations leave a week without work. */
export function layers(latestClose = 1440): fc.Arbitrary<CalendarLayer[]> {
  const base = windows(latestClose).map((hours): CalendarLayer => ({
    name: 'Nền',
    weeks: [{ days: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: 'off' } }],
  }))
  return fc
    .tuple(base, fc.array(layer(latestClose), { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest])
}

/** Any millisecond of the years that exceptions fall in. */
export const instant = fc.integer({ min: FIRST, max: LAST })

/** A calendar, or undefined when the layers leave a week in which no one works: that is refused, as it should be. */
export function compile(each: readonly CalendarLayer[]) {
  try {
    return compileCalendar('thử', ...each)
  } catch (error) {
    if (error instanceof CalendarError && error.message.includes('không có ngày làm việc')) return undefined
    throw error
  }
}
