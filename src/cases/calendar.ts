import { explain } from '../calendar/worktime.ts'
import { nationalLayer } from '../calendar/vietnam.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import type { CalendarAnswer, CalendarQuery, CountedAnswer, CountedQuery } from './calendar-schema.ts'
import { workingTime } from './working-time.ts'

/**
 * The working time of a year as deadlines are counted by it: the hours of each weekday, and every day that is off or
 * worked out of turn, with the document that says so. What is not announced yet is marked as provisional.
 */
export async function readCalendar(ctx: Context, { year }: CalendarQuery): Promise<CalendarAnswer> {
  await look(ctx, {})
  const { name, weeks = [], exceptions = [], confirmed } = nationalLayer()
  const [week] = weeks
  const through = confirmed?.through ?? ''
  return {
    name,
    year,
    version: workingTime().version,
    confirmedThrough: through,
    ...given({ source: week?.source }),
    week: Object.entries(week?.days ?? {}).map(([day, plan]) => ({
      day,
      windows: Array.isArray(plan) ? plan : [],
    })),
    days: exceptions
      .filter(({ date, to = date }) => date <= `${year}-12-31` && to >= `${year}-01-01`)
      .toSorted((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, to, day, reason, source, confirmed: sure = true }) => ({
        date,
        ...given({ to, source }),
        kind: day === 'off' ? ('off' as const) : ('worked' as const),
        // A Saturday worked in place of another day has the hours of that weekday.
        ...(typeof day === 'string' && day !== 'off' ? { as: day } : {}),
        reason,
        provisional: !sure || date > through,
      })),
  }
}

/** When a limit ends that begins at an instant, line by line: each day counted or left out, and why. */
export async function countDeadline(ctx: Context, { from, n, u }: CountedQuery): Promise<CountedAnswer> {
  await look(ctx, {})
  const { due, provisional, lines } = explain(workingTime(), Date.parse(from), { n, u })
  return { due: iso(due), provisional, lines: lines.map(({ text }) => text) }
}
