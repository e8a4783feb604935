import { z } from 'zod'
import { day, heading, named, reference } from '../../core/fields.ts'
import { EVERY } from './rules.ts'

const rule = {
  every: z.enum(EVERY, 'Chọn hằng tuần, hằng tháng, hằng quý hoặc hằng năm.'),
  /** Of a quarter 1 to 3, of a year 1 to 12; otherwise left out. */
  month: z.int('Tháng là một số.').min(1, 'Tháng nhỏ nhất là 1.').max(12, 'Tháng lớn nhất là 12.').default(1),
  /** Of a week 1 (Monday) to 7 (Sunday), otherwise of its month 1 to 31. */
  day: z.int('Ngày là một số.').min(1, 'Ngày nhỏ nhất là 1.').max(31, 'Ngày lớn nhất là 31.'),
  /** Where a day that is not worked goes. */
  land: z.enum(['next', 'previous']).default('next'),
}

export const scheduleInput = z
  .object({
    procedureId: reference,
    title: heading('Cần ghi trích yếu của hồ sơ, ví dụ Rà soát mục tiêu chất lượng.', 300),
    ...rule,
    /** The last day on which one may fall. */
    until: day('Đến ngày').optional(),
    /** In whose name they are opened; the acting member unless given. */
    starterId: reference.optional(),
  })
  .refine(({ every, day: on }) => every !== 'week' || on <= 7, {
    path: ['day'],
    error: 'Thứ trong tuần ghi từ 1 (thứ hai) đến 7 (chủ nhật).',
  })
  .refine(({ every, month }) => every !== 'quarter' || month <= 3, {
    path: ['month'],
    error: 'Tháng của quý ghi 1, 2 hoặc 3.',
  })
export type ScheduleInput = z.output<typeof scheduleInput>

export const schedulesQuery = z.object({ procedure: reference })
export type SchedulesQuery = z.output<typeof schedulesQuery>
export const scheduleList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      every: rule.every,
      month: z.number(),
      day: z.number(),
      land: z.enum(['next', 'previous']),
      until: z.iso.date().optional(),
      starter: named,
      /** When the next cases are opened, the soonest first. */
      next: z.array(z.iso.datetime()),
      /** How many were opened by it. */
      opened: z.number(),
      /** Why the last one could not be opened. */
      problem: z.string().optional(),
    }),
  ),
})
export type ScheduleList = z.infer<typeof scheduleList>
