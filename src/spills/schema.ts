import { z } from 'zod'
import { words } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { FOUND_IDS, SPILL_STATE_IDS } from './states.ts'

export const lockInput = z.object({
  found: z.enum(FOUND_IDS, 'Chọn dấu hiệu nhận biết trong danh sách.'),
})
export const releaseInput = z.object({
  reason: words('Ghi lý do mở khóa, ví dụ: dấu chỉ độ mật là của mẫu biểu, không phải của văn bản.', 300),
})
export const spillQuery = z.object({
  ...page,
  paper: z.string().min(1).max(80).optional(),
  state: z.enum(SPILL_STATE_IDS).optional(),
})

/** A record of a spill, without content, and what each place that has the paper has done. */
export const spillAnswer = z.object({
  id: z.string(),
  side: z.enum(['document', 'incoming', 'delivery', 'ask']),
  paperId: z.string(),
  notation: z.string(),
  typeName: z.string(),
  origin: z.enum(['here', 'sender']),
  foundName: z.string(),
  state: z.enum(SPILL_STATE_IDS),
  stateName: z.string(),
  at: z.string(),
  by: z.string(),
  decidedAt: z.string().optional(),
  decidedBy: z.string().optional(),
  reason: z.string().optional(),
})
export const spillList = z.object({ items: z.array(spillAnswer), next: z.string().optional() })
export const spillWhole = z.object({
  ...spillAnswer.shape,
  /** Whether the stored bytes here have followed. */
  bytesDone: z.boolean(),
  places: z.array(z.object({ name: z.string(), done: z.boolean() })),
})
