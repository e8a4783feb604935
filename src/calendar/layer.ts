import * as z from 'zod/mini'

/**
 * The interchange form of a calendar: layers from the most general (the nation) to the most particular (a unit).
 * A later layer overrides an earlier one weekday by weekday and date by date; a dated exception of any layer
 * stands above the ordinary weeks of all.
 *
 * A day's plan is written as its windows, `['07:30-11:30', '13:30-17:00']`; as `'off'`; as the id of a named
 * shift; or, in an exception, as a weekday (`'fri'`: as this unit works on a Friday), which is how the nation
 * can order a Saturday to be worked without knowing the hours of every office.
 * `layer.schema.json` is generated from these definitions by `layer.schema.ts`.
 */
const windows = z.array(z.string()).check(z.maxLength(50))
const plan = z.union([z.string(), windows]).register(z.globalRegistry, {
  id: 'plan',
  description: 'danh sách khung giờ như “07:30-11:30”, mã ca làm việc hoặc “off”',
})
const date = z.string()
const text = z.string().check(z.minLength(1), z.maxLength(400))
const id = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,31}$/))
  .register(z.globalRegistry, {
    description: 'mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự',
  })

/** Windows with a name: a half day, a Saturday duty, a day of a committee meeting. */
const shift = z.strictObject({
  name: text,
  windows,
  /** Whether such a day is a working day for limits in `wd`, as it is unless this says no; its minutes count for `wh`. */
  countsAsDay: z.optional(z.boolean()),
})

/** The ordinary week from a date on (from ever when no date is given): summer and winter hours are two of them. */
const week = z.strictObject({
  from: z.optional(date),
  source: z.optional(text),
  days: z.partial(
    z.strictObject({ mon: plan, tue: plan, wed: plan, thu: plan, fri: plan, sat: plan, sun: plan }),
  ),
})

const exception = z.strictObject({
  date,
  /** The last day, when the exception lasts longer than one. */
  to: z.optional(date),
  day: plan,
  reason: text,
  /** The document that says so. */
  source: z.optional(text),
  /** False for a proposal: it is used, and marks every deadline that runs over it as provisional. Else confirmed. */
  confirmed: z.optional(z.boolean()),
})

/** How limits in days run. Civil Code 2015, articles 147 and 148, unless a layer says otherwise. */
const rules = z.strictObject({
  /** Whether the day on which a limit starts is counted. */
  startDay: z.optional(z.enum(['skip', 'count'])),
  /** Where a limit in calendar days ends when its last day is off: on the next working day, or that midnight. */
  lastDayOff: z.optional(z.enum(['next', 'keep'])),
  source: z.optional(text),
})

export const layerSchema = z.strictObject({
  name: text,
  shifts: z.optional(z.record(id, shift)),
  weeks: z.optional(z.array(week).check(z.maxLength(200))),
  exceptions: z.optional(z.array(exception).check(z.maxLength(1000))),
  /** The days over which the days off of this layer are known; outside, results are provisional (tạm tính). */
  confirmed: z.optional(z.strictObject({ from: date, through: date })),
  rules: z.optional(rules),
})

export type CalendarLayer = z.infer<typeof layerSchema>
export type CalendarException = z.infer<typeof exception>
export type DayPlan = z.infer<typeof plan>
export type Rules = { startDay: 'skip' | 'count'; lastDayOff: 'next' | 'keep'; source?: string }
