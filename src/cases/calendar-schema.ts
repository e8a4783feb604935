import { z } from 'zod'
import { day, text, words } from '../core/fields.ts'
import { page } from '../core/paging.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const windows = z.array(z.string().max(11)).max(6)

export const calendarQuery = z.object({ year: z.coerce.number().int().min(2025).max(2030) })
export type CalendarQuery = z.output<typeof calendarQuery>

/** A day, or days in a row, that the committee has off or works out of turn: as another weekday, or in hours of its own. */
const ownDay = z.object({
  date: day('Ngày'),
  to: day('Đến ngày').optional(),
  day: z.union([z.enum(['off', ...WEEKDAYS]), windows]),
  reason: words('Cần ghi lý do, ví dụ Trực kỳ họp Ban Chấp hành.', 200),
  source: text('Căn cứ', 200).optional(),
})
/** Hours of weekdays from a day on; a weekday that is not named stays as it is nationally. */
const ownWeek = z.object({
  from: day('Áp dụng từ ngày'),
  source: text('Căn cứ', 200).optional(),
  days: z.partialRecord(z.enum(WEEKDAYS), z.union([z.literal('off'), windows])),
})
export const ownCalendar = z.object({
  days: z.array(ownDay).max(400),
  weeks: z.array(ownWeek).max(40),
})
export type OwnCalendar = z.output<typeof ownCalendar>

export const calendarInput = z.object({
  ...ownCalendar.shape,
  note: words('Cần ghi nội dung thay đổi, ví dụ Trực thứ Bảy trong tháng 12.', 400),
})
export type CalendarInput = z.output<typeof calendarInput>
/** `version` is that of the committee's own days; 0 where it has none. */
export const setAnswer = z.object({ version: z.number() })

export const calendarAnswer = z.object({
  name: z.string(),
  year: z.number(),
  /** What deadlines say they were counted by. */
  version: z.string(),
  /** The version of the committee's own days, to be named by who changes them; 0 where it has none. */
  number: z.number(),
  own: ownCalendar,
  changed: z.object({ note: z.string(), byName: z.string(), at: z.iso.datetime() }).optional(),
  /** The last day up to which everything has been announced; what comes after is provisional. */
  confirmedThrough: z.string(),
  source: z.string().optional(),
  week: z.array(z.object({ day: z.string(), windows: z.array(z.string()) })),
  days: z.array(
    z.object({
      date: z.iso.date(),
      to: z.iso.date().optional(),
      kind: z.enum(['off', 'worked']),
      /** The weekday whose hours are worked. */
      as: z.string().optional(),
      windows: z.array(z.string()).optional(),
      reason: z.string(),
      source: z.string().optional(),
      provisional: z.boolean(),
      /** Set by the committee itself. */
      own: z.boolean(),
    }),
  ),
})
export type CalendarAnswer = z.infer<typeof calendarAnswer>

export const countedQuery = z.object({
  from: z.iso.datetime({ offset: true }),
  n: z.coerce.number().int().min(1).max(2000),
  u: z.enum(['wh', 'wd', 'cd']),
})
export type CountedQuery = z.output<typeof countedQuery>
export const countedAnswer = z.object({
  due: z.iso.datetime(),
  provisional: z.boolean(),
  lines: z.array(z.string()),
})
export type CountedAnswer = z.infer<typeof countedAnswer>

export const recountsQuery = z.object({ ...page })
export type RecountsQuery = z.output<typeof recountsQuery>
/** A deadline that would be another by the calendar as it is now; `no` 0 is the whole case. */
const recounted = z.object({
  no: z.number(),
  step: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
})
export const recountList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      title: z.string(),
      seq: z.number(),
      why: z.string(),
      deadlines: z.array(recounted),
    }),
  ),
  next: z.string().optional(),
})
export type RecountList = z.infer<typeof recountList>
export const recountInput = z.object({ seq: z.int().min(1) })
export type RecountInput = z.output<typeof recountInput>
