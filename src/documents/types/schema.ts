import { z } from 'zod'
import { asDisplayed } from '../../core/letters.ts'
import { reference, someOf } from '../../core/fields.ts'

/** A document type of the committee's catalogue; `warning` says what its numbering may bring. */
export const documentTypeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  symbol: z.string(),
  series: z.string(),
  office: z.boolean(),
  hidden: z.boolean(),
  asksNecessity: z.boolean(),
  warning: z.string().optional(),
  version: z.number(),
})
export type DocumentTypeAnswer = z.infer<typeof documentTypeAnswer>

export const documentTypeList = z.object({ items: z.array(documentTypeAnswer) })
export const documentTypeEdit = someOf(
  z.object({
    symbol: z
      .string()
      .overwrite(asDisplayed)
      .trim()
      .regex(/^[\p{Script=Latin}]{0,10}$/u, 'Ký hiệu tên loại chỉ gồm chữ, viết liền, ví dụ CTr.')
      .optional(),
    series: reference.optional(),
    hidden: z.boolean().optional(),
    asksNecessity: z.boolean().optional(),
  }),
)
export type DocumentTypeEdit = z.output<typeof documentTypeEdit>
