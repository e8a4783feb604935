import { desc } from 'drizzle-orm'
import { compileCalendar } from '../calendar/compile.ts'
import type { Calendar } from '../calendar/compile.ts'
import type { CalendarLayer } from '../calendar/layer.ts'
import { nationalLayer } from '../calendar/vietnam.ts'
import { query } from '../core/query.ts'
import { calendarLayer } from './tables.ts'

/** Names the content of the national layer, by the last year announced; a changed layer needs another name. */
const NATIONAL = 'quoc-gia-2027'

/** A version of what a committee adds to the national calendar, as it is kept. */
export type OwnLayer = Pick<typeof calendarLayer.$inferSelect, 'number' | 'layer'>

/** Query for the calendar of a committee as it stands: its last version, none where it has no own days. */
export const layerInForce = query()((db) =>
  db
    .select({ number: calendarLayer.number, layer: calendarLayer.layer })
    .from(calendarLayer)
    .orderBy(desc(calendarLayer.number))
    .limit(1),
)

/** Query for every version there was, the last first: what is explained is explained by the one it was counted by. */
export const layersEver = query()((db) =>
  db
    .select({ number: calendarLayer.number, layer: calendarLayer.layer })
    .from(calendarLayer)
    .orderBy(desc(calendarLayer.number)),
)

/** Compiled calendars by their content: every committee without days of its own has the same. */
const compiled = new Map<string, Calendar>()
const MOST = 500

/**
 * The working time by which deadlines are counted: the national calendar, and above it what the committee set itself.
 * @throws CalendarError for a layer that cannot be read; one that is kept was read before
 */
export function workingTime(own?: OwnLayer): Calendar {
  const key = own === undefined ? '' : `${own.number} ${own.layer}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const layers = own === undefined ? [] : [JSON.parse(own.layer) as CalendarLayer]
  const calendar = compileCalendar(versionOf(own), nationalLayer(), ...layers)
  if (compiled.size >= MOST) compiled.clear()
  compiled.set(key, calendar)
  return calendar
}

/** The working time that a deadline says it was counted by; as it is now for one that was fixed by hand. */
export function workingTimeOf(version: string, ever: readonly OwnLayer[]): Calendar {
  if (version === NATIONAL) return workingTime()
  return workingTime(ever.find((own) => versionOf(own) === version) ?? ever[0])
}

/** What a deadline says it was counted by. */
export const versionOf = (own?: Pick<OwnLayer, 'number'>): string =>
  own === undefined ? NATIONAL : `${NATIONAL}, cơ quan ${own.number}`
