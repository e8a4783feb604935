import { z } from 'zod'
import { title } from '../core/fields.ts'

const name = title('Ghi tên loại, ví dụ: Chương trình hành động.', 120)
export const kindInput = z.object({ name })
export const kindEdit = z.object({ name, hidden: z.boolean().default(false) })

export const kindAnswer = z.object({
  id: z.string(),
  name: z.string(),
  hidden: z.boolean(),
  /** Made here, not brought by the product. */
  own: z.boolean(),
  version: z.number(),
})
export const kindList = z.object({ items: z.array(kindAnswer) })
