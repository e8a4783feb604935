import { z } from 'zod'
import { CAPACITIES } from './capacities.ts'
import type { Capacity } from './capacities.ts'
import { day, named, reference, text } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'

export const absenceInput = z.object({
  /** Whose absence it is: one's own unless given. */
  memberId: reference.optional(),
  deputyId: z.string('Chọn người làm thay.').min(1, 'Chọn người làm thay.').max(80),
  fromDay: day('Từ ngày'),
  toDay: day('Đến hết ngày'),
  capacity: z.enum(
    Object.keys(CAPACITIES) as [Capacity, ...Capacity[]],
    'Chọn thể thức ký thay trong danh sách.',
  ),
  reason: text('Lý do', 300).default(''),
})
export type AbsenceInput = z.output<typeof absenceInput>

export const absenceAnswer = z.object({
  id: z.string(),
  member: named,
  deputy: named,
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  capacity: z.string(),
  reason: z.string(),
  version: z.number(),
})
export const absenceList = z.object({ items: z.array(absenceAnswer), next: z.string().optional() })
export const absenceQuery = z.object({ ...page })
