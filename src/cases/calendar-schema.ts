import { z } from 'zod'

export const calendarQuery = z.object({ year: z.coerce.number().int().min(2025).max(2030) })
export type CalendarQuery = z.output<typeof calendarQuery>
export const calendarAnswer = z.object({
  name: z.string(),
  year: z.number(),
  version: z.string(),
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
      reason: z.string(),
      source: z.string().optional(),
      provisional: z.boolean(),
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
