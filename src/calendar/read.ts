import { acceptor } from '../core/json-schema/accept.ts'
import { explain, type Keys } from '../core/json-schema/explain.ts'
import { capitalize } from '../core/text.ts'
import { CalendarError, type CalendarProblem } from './error.ts'
import type { CalendarLayer, DayPlan, Rules } from './layer.ts'
import schema from './layer.schema.json' with { type: 'json' }
import { MINUTES_PER_DAY, WEEKDAYS, formatDate, parseDay } from './time.ts'

/** One day as it is worked. */
export type Day = Hours & Note & { minutes: number }

export type Hours = {
  /** Opening and closing minutes by turns, in order: `[450, 690, 810, 1020]`. */
  windows: readonly number[]
  /** Whether it is a working day for limits in `wd`. */
  counts: boolean
}

/** Why a day is not as other days of the week, and the document that says so. */
export type Note = { reason?: string | undefined; source?: string | undefined; confirmed: boolean }

/** A layer in numbers. An exception that says "as a Friday" waits for the week it falls in. */
export type ReadLayer = {
  name: string
  weeks: { from: number; days: (Day | undefined)[] }[]
  exceptions: Map<number, Day | (Note & { likeWeekday: number })>
  confirmed: { from: number; through: number }
  rules: Partial<Rules> | undefined
}

/** Builds a day from its hours and the reason for them. */
export function makeDay({ windows, counts }: Hours, { reason, source, confirmed }: Note): Day {
  const minutes = windows.reduce((sum, minute, index) => sum + (index % 2 === 0 ? -minute : minute), 0)
  return { windows, minutes, counts, reason, source, confirmed }
}

type Shifts = Map<string, Hours & { name: string }>
/** Layers are defined with zod in layer.ts; to read them takes only the JSON Schema made from it. */
const accepts = acceptor(schema)

type Report = (path: string, message: string) => void

/** An exception of more days than this is a mistyped date. */
const LONGEST_EXCEPTION = 100

/**
 * Reads layers from the outside world into numbers.
 * @param input layers of any shape, the most general first
 * @throws CalendarError with every problem found: bad shapes, windows, dates and names of shifts
 */
export function readLayers(input: readonly unknown[]): ReadLayer[] {
  const problems: CalendarProblem[] = []
  const shifts: Shifts = new Map()
  const read = input.map((candidate, index) => {
    const report: Report = (path, message) => problems.push({ path: `layers[${index}]${path}`, message })
    if (accepts(candidate)) return readLayer(candidate as CalendarLayer, shifts, report)
    for (const { keys, message } of explain(schema, candidate)) report(pathOf(keys), capitalize(message))
    return undefined
  })
  if (problems.length > 0) throw new CalendarError(problems)
  return read.filter((layer) => layer !== undefined)
}

function pathOf(keys: Keys): string {
  return keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')
}

/** @param shifts the named shifts of this layer and those before it; this layer's own are added */
function readLayer(layer: CalendarLayer, shifts: Shifts, report: Report): ReadLayer {
  for (const [id, { name, windows, countsAsDay = true }] of Object.entries(layer.shifts ?? {})) {
    const read = readWindows(windows, `.shifts.${id}`, report)
    shifts.set(id, { windows: read, counts: countsAsDay && read.length > 0, name })
  }
  return {
    name: layer.name,
    weeks: readWeeks(layer, shifts, report),
    exceptions: readExceptions(layer, shifts, report),
    confirmed: readHorizon(layer, report),
    rules: layer.rules,
  }
}

function readWeeks(layer: CalendarLayer, shifts: Shifts, report: Report): ReadLayer['weeks'] {
  const seen = new Set<number>()
  return (layer.weeks ?? []).map((week, index) => {
    const path = `.weeks[${index}]`
    const from = week.from === undefined ? 0 : readDate(week.from, `${path}.from`, report)
    if (seen.has(from)) report(`${path}.from`, 'Hai tuần làm việc cùng bắt đầu từ một ngày.')
    seen.add(from)
    const days = WEEKDAYS.map((weekday): Day | undefined => {
      const plan = week.days[weekday]
      if (plan === undefined) return undefined
      const hours = readPlan(plan, shifts, `${path}.days.${weekday}`, report)
      const reason = hours.windows.length === 0 ? 'nghỉ hằng tuần' : hours.name
      return makeDay(hours, { reason, source: week.source, confirmed: true })
    })
    return { from, days }
  })
}

function readExceptions(layer: CalendarLayer, shifts: Shifts, report: Report) {
  const exceptions: ReadLayer['exceptions'] = new Map()
  for (const [index, { date, to, day: plan, reason, source, confirmed = true }] of (
    layer.exceptions ?? []
  ).entries()) {
    const path = `.exceptions[${index}]`
    const first = readDate(date, `${path}.date`, report)
    const last = to === undefined ? first : readDate(to, `${path}.to`, report)
    if (last < first || last - first >= LONGEST_EXCEPTION)
      report(`${path}.to`, `Ngày cuối phải từ ngày đầu trở đi và không quá ${LONGEST_EXCEPTION} ngày.`)
    const likeWeekday = WEEKDAYS.findIndex((weekday) => weekday === plan)
    const note = { reason, source, confirmed }
    const day =
      likeWeekday < 0
        ? makeDay(readPlan(plan, shifts, `${path}.day`, report), note)
        : { likeWeekday, ...note }
    const days = Array.from(
      { length: Math.min(last - first + 1, LONGEST_EXCEPTION) || 0 },
      (_, i) => first + i,
    )
    const twice = days.find((each) => exceptions.has(each))
    if (twice !== undefined)
      report(path, `Ngày ${formatDate(twice)} được khai hai lần trong cùng một lớp lịch.`)
    for (const each of days) exceptions.set(each, day)
  }
  return exceptions
}

function readHorizon({ confirmed }: CalendarLayer, report: Report): { from: number; through: number } {
  if (confirmed === undefined) return { from: -Infinity, through: Infinity }
  const from = readDate(confirmed.from, '.confirmed.from', report)
  const through = readDate(confirmed.through, '.confirmed.through', report)
  if (through < from) report('.confirmed', 'Khoảng ngày đã xác nhận kết thúc trước khi bắt đầu.')
  return { from, through }
}

function readPlan(plan: DayPlan, shifts: Shifts, path: string, report: Report): Hours & { name?: string } {
  if (plan === 'off') return { windows: [], counts: false }
  if (typeof plan === 'string') {
    const shift = shifts.get(plan)
    if (!shift) report(path, `Không có ca làm việc “${plan}”; hãy khai ca này trước hoặc ghi rõ khung giờ.`)
    return shift ?? { windows: [], counts: false }
  }
  return { windows: readWindows(plan, path, report), counts: plan.length > 0 }
}

function readWindows(texts: readonly string[], path: string, report: Report): number[] {
  const windows = texts.map((text) => readWindow(text, path, report)).sort((a, b) => a.open - b.open)
  for (const [index, { open, text }] of windows.entries()) {
    const before = windows[index - 1]
    if (before && before.close > open)
      report(path, `Khung giờ “${before.text}” và khung giờ “${text}” chồng lên nhau.`)
  }
  return windows.flatMap(({ open, close }) => [open, close])
}

function readWindow(text: string, path: string, report: Report) {
  const match = /^(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$/.exec(text)
  const [openHour = NaN, openMinute = NaN, closeHour = NaN, closeMinute = NaN] = (match ?? [])
    .slice(1)
    .map(Number)
  const open = openHour * 60 + openMinute
  const close = closeHour * 60 + closeMinute
  if (!(open < close && close <= MINUTES_PER_DAY))
    report(
      path,
      `Khung giờ “${text}” không hợp lệ; hãy ghi như “07:30-11:30”, mở trước đóng, không qua nửa đêm.`,
    )
  return { open, close, text }
}

function readDate(date: string, path: string, report: Report): number {
  const day = parseDay(date)
  if (day === undefined) report(path, `Không có ngày “${date}”; hãy ghi năm-tháng-ngày như “2026-09-02”.`)
  return day ?? NaN
}
