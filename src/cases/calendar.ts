import { desc } from 'drizzle-orm'
import { explain } from '../calendar/worktime.ts'
import type { CalendarException, CalendarLayer, DayPlan } from '../calendar/layer.ts'
import { nationalLayer } from '../calendar/vietnam.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import type {
  CalendarAnswer,
  CalendarQuery,
  CountedAnswer,
  CountedQuery,
  OwnCalendar,
} from './calendar-schema.ts'
import { calendarLayer } from './tables.ts'
import { layerInForce, workingTime } from './working-time.ts'

const lastLayer = query()((db) =>
  db.select().from(calendarLayer).orderBy(desc(calendarLayer.number)).limit(1),
)

/**
 * The working time of a year as deadlines are counted by it: the hours of each weekday, and every day that is off or
 * worked out of turn, nationally or by the committee itself, with the document that says so. What is not announced yet
 * is marked as provisional.
 */
export async function readCalendar(ctx: Context, { year }: CalendarQuery): Promise<CalendarAnswer> {
  const { rows } = await look(ctx, { rows: lastLayer(ctx.tenant, {}) })
  const row = rows[0]
  const { name, weeks = [], exceptions = [], confirmed } = nationalLayer()
  const own: CalendarLayer = row === undefined ? { name: '' } : (JSON.parse(row.layer) as CalendarLayer)
  const through = confirmed?.through ?? ''
  const [week] = weeks
  const inYear = ({ date, to = date }: CalendarException): boolean =>
    date <= `${year}-12-31` && to >= `${year}-01-01`
  const national = exceptions.filter(inYear).map((one) => showDay(one, false, through))
  return {
    name,
    year,
    version: workingTime(row).version,
    number: row?.number ?? 0,
    own: asEdited(own),
    ...(row && { changed: { note: row.note, byName: row.byName, at: iso(row.at) } }),
    confirmedThrough: through,
    ...given({ source: weekOn(own, dayAt(ctx.clock()))?.source ?? week?.source }),
    week: Object.entries({ ...week?.days, ...weekOn(own, dayAt(ctx.clock()))?.days }).map(([day, plan]) => ({
      day,
      windows: windowsOf(plan) ?? [],
    })),
    days: [
      ...national,
      ...(own.exceptions ?? []).filter(inYear).map((one) => showDay(one, true, through)),
    ].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  }
}

const windowsOf = (plan: DayPlan): string[] | undefined => (Array.isArray(plan) ? plan : undefined)

/** The week of the committee's own that holds on a day. */
const weekOn = ({ weeks = [] }: CalendarLayer, day: string) =>
  weeks
    .filter(({ from = '' }) => from <= day)
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))[0]

/** What a committee added, as it is edited. */
export const asEdited = ({ weeks = [], exceptions = [] }: CalendarLayer): OwnCalendar => ({
  days: exceptions.map((one) => one as OwnCalendar['days'][number]),
  weeks: weeks.map((one) => one as OwnCalendar['weeks'][number]),
})

const showDay = (
  { date, to, day, reason, source, confirmed: sure = true }: CalendarException,
  own: boolean,
  through: string,
): CalendarAnswer['days'][number] => ({
  date,
  ...given({ to, source, windows: windowsOf(day) }),
  kind: day === 'off' ? ('off' as const) : ('worked' as const),
  // A Saturday worked in place of another day has the hours of that weekday.
  ...(typeof day === 'string' && day !== 'off' ? { as: day } : {}),
  reason,
  provisional: !own && (!sure || date > through),
  own,
})

/** When a limit ends that begins at an instant, line by line: each day counted or left out, and why. */
export async function countDeadline(ctx: Context, { from, n, u }: CountedQuery): Promise<CountedAnswer> {
  const { own } = await look(ctx, { own: layerInForce(ctx.tenant, {}) })
  const { due, provisional, lines } = explain(workingTime(own[0]), Date.parse(from), { n, u })
  return { due: iso(due), provisional, lines: lines.map(({ text }) => text) }
}
