import { z } from 'zod'
import { title } from '../../core/fields.ts'

export const groupInput = z.object({
  name: title('Cần nhập tên nhóm, ví dụ Các đảng ủy xã vùng cao.', 200),
  members: z
    .array(z.string().min(1).max(80), 'Cần chọn các nơi nhận của nhóm.')
    .min(1, 'Cần chọn ít nhất một nơi nhận.')
    .max(5000, 'Một nhóm có nhiều nhất 5.000 nơi nhận.')
    .transform((handles) => [...new Set(handles)]),
})
export type GroupInput = z.output<typeof groupInput>

export const groupRow = z.object({
  id: z.string(),
  name: z.string(),
  count: z.number(),
  automatic: z.boolean(),
  version: z.number(),
})
export type GroupRow = z.infer<typeof groupRow>

export const groupList = z.object({ items: z.array(groupRow) })
export const groupAnswer = z.object({
  ...groupRow.shape,
  members: z.array(z.object({ handle: z.string(), name: z.string() })),
})
export type GroupAnswer = z.infer<typeof groupAnswer>
