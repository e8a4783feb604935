import type { CalendarLayer } from '../../src/calendar/layer.ts'
import type { Limit } from '../../src/calendar/worktime.ts'

/**
 * Working time by the plain reading of the layers, one date and one minute at a time: written apart from the
 * engine, on date strings, and as slow as that. Layers are taken to be valid.
 */
export type Oracle = {
  /** The end of the n-th working hour after an instant, found by stepping minute by minute. */
  end(instant: number, limit: Limit): number
  /** Working minutes from one instant to a later one, by stepping. */
  between(from: number, to: number): number
}

const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const DAY_MS = 86_400_000
const OFFSET_MS = 7 * 3_600_000

const CLOCK = Array.from({ length: 1440 }, (_, minute) =>
  new Date(minute * 60_000).toISOString().slice(11, 16),
)

type DayPlan = { works: boolean[]; counts: boolean; closing: number }

export function oracleOf(layers: readonly CalendarLayer[]): Oracle {
  const plans = new Map<string, DayPlan>()
  const planOf = (date: string) => {
    const plan = plans.get(date) ?? readDay(layers, date)
    plans.set(date, plan)
    return plan
  }
  // Only for speed: the plan of the day just asked about is kept beside the minutes it is good for.
  let today = { start: NaN, works: [] as boolean[] }
  const isWorking = (minute: number) => {
    if (!(minute >= today.start && minute < today.start + 1440))
      today = { start: midnight(dateOf(minute)), works: planOf(dateOf(minute)).works }
    return today.works[minute - today.start] === true
  }
  return {
    end: (instant, { n, u }) => {
      const start = Math.floor(instant / 60_000)
      if (u === 'wh') return stepHours(isWorking, start, n) * 60_000
      return stepDays(planOf, rulesOf(layers), start, n, u) * 60_000
    },
    between: (from, to) => {
      let sum = 0
      for (let minute = Math.floor(from / 60_000); minute < Math.floor(to / 60_000); minute++)
        if (isWorking(minute)) sum++
      return sum
    },
  }
}

function stepHours(isWorking: (minute: number) => boolean, start: number, hours: number): number {
  let minute = start
  for (let left = hours * 60; left > 0; minute++) if (isWorking(minute)) left--
  return minute
}

type Rules = { startDay: string; lastDayOff: string }

function stepDays(
  planOf: (date: string) => DayPlan,
  rules: Rules,
  start: number,
  n: number,
  u: string,
): number {
  const startPlan = planOf(dateOf(start))
  const isOver = startPlan.closing > 0 && minuteOfDay(start) >= startPlan.closing
  let date = dateOf(start)
  if (rules.startDay === 'skip' || isOver) date = dayAfter(date)
  for (let counted = 0; ; date = dayAfter(date)) {
    if (u === 'cd' || planOf(date).counts) counted++
    if (counted < n) continue
    if (planOf(date).counts) return midnight(date) + planOf(date).closing
    if (rules.lastDayOff === 'keep') return midnight(dayAfter(date))
  }
}

function readDay(layers: readonly CalendarLayer[], date: string): DayPlan {
  const exception = layers
    .flatMap((layer, index) => (layer.exceptions ?? []).map((each) => ({ ...each, index })))
    .filter((each) => each.date <= date && date <= (each.to ?? each.date))
    .at(-1)
  const dayName = DAY_NAMES.find((name) => name === exception?.day)
  const today = DAY_NAMES[new Date(`${date}T00:00:00Z`).getUTCDay()]!
  const { day: plan, index } = exception && !dayName ? exception : weekPlan(layers, date, dayName ?? today)
  // A name means the shift of the layer that says it, or else of the nearest layer before.
  const known = layers.slice(0, index + 1)
  const shift =
    typeof plan === 'string' ? known.findLast((layer) => layer.shifts?.[plan])?.shifts?.[plan] : undefined
  const windows = typeof plan === 'string' ? (shift?.windows ?? []) : plan
  const spans = windows.map((window) => [window.slice(0, 5), window.slice(6)] as const)
  const works = CLOCK.map((time) => spans.some(([open, close]) => open <= time && time < close))
  return {
    works,
    counts: windows.length > 0 && shift?.countsAsDay !== false,
    closing: works.lastIndexOf(true) + 1,
  }
}

function weekPlan(layers: readonly CalendarLayer[], date: string, dayName: (typeof DAY_NAMES)[number]) {
  const plans = layers.map((layer, index) => {
    const begun = (layer.weeks ?? []).filter((week) => (week.from ?? '0001-01-01') <= date)
    const latest = begun.reduce<(typeof begun)[number] | undefined>(
      (best, week) => (!best || (week.from ?? '') >= (best.from ?? '') ? week : best),
      undefined,
    )
    return { day: latest?.days[dayName], index }
  })
  const { day = 'off' as const, index = 0 } = plans.findLast((plan) => plan.day !== undefined) ?? {}
  return { day, index }
}

function rulesOf(layers: readonly CalendarLayer[]): Rules {
  const last = (rule: 'startDay' | 'lastDayOff') =>
    layers.findLast((layer) => layer.rules?.[rule])?.rules?.[rule]
  return { startDay: last('startDay') ?? 'skip', lastDayOff: last('lastDayOff') ?? 'next' }
}

/** Minutes here are UTC minutes since 1970; dates and times of day are local. */
function dateOf(minute: number): string {
  return new Date(minute * 60_000 + OFFSET_MS).toISOString().slice(0, 10)
}

function minuteOfDay(minute: number): number {
  const local = new Date(minute * 60_000 + OFFSET_MS)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function midnight(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - OFFSET_MS) / 60_000
}
