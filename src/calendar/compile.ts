import { CalendarError, type CalendarProblem } from './error.ts'
import type { CalendarLayer, Rules } from './layer.ts'
import { makeDay, readLayers } from './read.ts'
import type { Day, ReadLayer } from './read.ts'
import { buildTimeline, planOf } from './timeline.ts'
import type { Timeline } from './timeline.ts'
import { MINUTES_PER_DAY, dayOf, formatDate } from './time.ts'

/** A calendar ready to be asked. It shares nothing with the layers it came from: editing them rewrites no history. */
export type Calendar = {
  readonly version: string
  /** Names of the layers, the most general first. */
  readonly layers: readonly string[]
  readonly rules: Readonly<Rules>
  /** The days over which every layer's days off are known. */
  readonly confirmed: { readonly from: number; readonly through: number }
  /** Those of them that nevertheless hold an unconfirmed exception. */
  readonly unconfirmed: readonly number[]
  readonly timeline: Timeline
}

/** The week that holds from each day on, in order, the first from day 0. */
type Regimes = readonly (readonly [from: number, week: Day[]])[]

const OFF = makeDay({ windows: [], counts: false }, { reason: 'không có giờ làm việc', confirmed: true })

/**
 * Builds a calendar from its layers, the most general first: nation, province, unit.
 * @param version names this content for good; every result carries it. A changed calendar needs another version.
 * @throws CalendarError with all problems: a layer that cannot be read, or a week that no one works in (a limit
 * would have no end)
 */
export function compileCalendar(version: string, ...layers: readonly CalendarLayer[]): Calendar {
  const read = readLayers(layers)
  const regimes = mergeWeeks(read)
  const exceptions = mergeExceptions(read, regimes)
  const problems = regimes.flatMap(([from, week]) => problemsOfWeek(from, week))
  if (typeof version !== 'string' || version === '')
    problems.push({ path: 'version', message: 'Lịch phải có mã phiên bản.' })
  if (problems.length > 0) throw new CalendarError(problems)
  const confirmed = {
    from: Math.max(...read.map((layer) => layer.confirmed.from)),
    through: Math.min(...read.map((layer) => layer.confirmed.through)),
  }
  return {
    version,
    layers: read.map((layer) => layer.name),
    rules: read.reduce<Rules>(mergeRules, { startDay: 'skip', lastDayOff: 'next' }),
    confirmed,
    unconfirmed: [...exceptions].flatMap(([day, plan]) =>
      plan.confirmed || day < confirmed.from || day > confirmed.through ? [] : [day],
    ),
    timeline: buildTimeline(layOut(regimes, exceptions)),
  }
}

/** A regime begins on day 0 and on each day on which any layer changes its week. */
function mergeWeeks(layers: readonly ReadLayer[]): Regimes {
  const starts = layers.flatMap((layer) => layer.weeks.map((week) => week.from))
  const ordered = [...new Set([0, ...starts])].sort((a, b) => a - b)
  return ordered.map((start) => [start, weekAt(layers, start)] as const)
}

function weekAt(layers: readonly ReadLayer[], day: number): Day[] {
  const inForce = layers.flatMap((layer) => {
    const begun = layer.weeks.filter((week) => week.from <= day).sort((a, b) => a.from - b.from)
    return begun.slice(-1)
  })
  return [0, 1, 2, 3, 4, 5, 6].map(
    (weekday) => inForce.findLast((week) => week.days[weekday])?.days[weekday] ?? OFF,
  )
}

/** @returns the plan of every day with an exception; on one day the last layer's exception stands */
function mergeExceptions(layers: readonly ReadLayer[], regimes: Regimes): Map<number, Day> {
  const merged = new Map(layers.flatMap((layer) => [...layer.exceptions]))
  return new Map(
    [...merged].map(([day, plan]) => {
      if (!('likeWeekday' in plan)) return [day, plan]
      return [day, makeDay(regimeAt(regimes, day)[plan.likeWeekday] ?? OFF, plan)]
    }),
  )
}

function regimeAt(regimes: Regimes, day: number): Day[] {
  return regimes.findLast(([from]) => from <= day)?.[1] ?? []
}

/** Cuts the days of exceptions out of the ordinary weeks; days of one exception in a row are one segment. */
function layOut(regimes: Regimes, exceptions: ReadonlyMap<number, Day>) {
  const segments = new Map(regimes)
  for (const [day, plan] of exceptions) {
    if (exceptions.get(day - 1) !== plan || segments.has(day)) segments.set(day, [plan])
    if (!exceptions.has(day + 1)) segments.set(day + 1, regimeAt(regimes, day + 1))
  }
  return segments
}

function problemsOfWeek(from: number, week: readonly Day[]): CalendarProblem[] {
  if (week.some((day) => day.counts)) return []
  const since = from === 0 ? '' : ` từ ngày ${formatDate(from)}`
  return [
    {
      path: 'layers',
      message: `Tuần làm việc${since} không có ngày làm việc nào, nên thời hạn không thể kết thúc.`,
    },
  ]
}

/** A layer that changes a rule answers for the source of the rules from then on. */
function mergeRules(rules: Rules, layer: ReadLayer): Rules {
  return layer.rules ? { ...rules, source: undefined, ...layer.rules } : rules
}

/** The first day that a limit in days counts, for a start in local minutes: the next, or the same by the rules. */
export function firstCountedDay({ timeline, rules }: Calendar, start: number): number {
  const day = dayOf(start)
  if (rules.startDay === 'skip') return day + 1
  const closing = planOf(timeline, day).windows.at(-1) ?? Infinity
  return start >= day * MINUTES_PER_DAY + closing ? day + 1 : day
}
