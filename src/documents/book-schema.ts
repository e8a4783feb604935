import { z } from 'zod'

const next = z
  .number('Số tiếp theo là một số, ví dụ 335.')
  .int('Số tiếp theo là số nguyên, ví dụ 335.')
  .min(1, 'Số tiếp theo nhỏ nhất là 1.')
  .max(99_999, 'Số tiếp theo lớn nhất là 99.999.')
const reference = z.string().min(1).max(80)

/**
 * One run of outgoing numbers in the current term: the types it counts, the highest number given here (0 for
 * none), and the number it gives next.
 */
export const seriesAnswer = z.object({
  issuer: z.object({ id: z.string(), suffix: z.string(), name: z.string() }),
  series: z.string(),
  types: z.array(z.object({ id: z.string(), name: z.string(), symbol: z.string() })),
  given: z.number(),
  next: z.number(),
  notation: z.string(),
})
export type SeriesAnswer = z.infer<typeof seriesAnswer>

export const seriesList = z.object({
  term: z.object({ id: z.string(), name: z.string() }).optional(),
  items: z.array(seriesAnswer),
})
export type SeriesList = z.infer<typeof seriesList>

export const seriesInput = z.object({ issuerId: reference, series: z.string().min(1).max(40), next })
export type SeriesInput = z.output<typeof seriesInput>

/** A book of arrivals in its present period: the highest số đến given here (0 for none), and the next. */
export const arrivalBookAnswer = z.object({
  id: z.string(),
  name: z.string(),
  period: z.enum(['year', 'term']),
  periodName: z.string(),
  given: z.number(),
  next: z.number(),
  version: z.number(),
})
export type ArrivalBookAnswer = z.infer<typeof arrivalBookAnswer>

export const arrivalBookList = z.object({ items: z.array(arrivalBookAnswer) })
export const arrivalBookInput = z.object({
  period: z.enum(['year', 'term'], 'Sổ đếm theo năm hoặc theo nhiệm kỳ.').optional(),
  next: next.optional(),
})
export type ArrivalBookInput = z.output<typeof arrivalBookInput>

/** A document type of the committee's catalogue; `warning` says what its numbering may bring. */
export const documentTypeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  symbol: z.string(),
  series: z.string(),
  office: z.boolean(),
  hidden: z.boolean(),
  warning: z.string().optional(),
  version: z.number(),
})
export type DocumentTypeAnswer = z.infer<typeof documentTypeAnswer>

export const documentTypeList = z.object({ items: z.array(documentTypeAnswer) })
export const documentTypeEdit = z.object({
  symbol: z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\p{L}{0,10}$/u, 'Ký hiệu tên loại chỉ gồm chữ, viết liền, ví dụ CTr.')
    .optional(),
  series: reference.optional(),
  hidden: z.boolean().optional(),
})
export type DocumentTypeEdit = z.output<typeof documentTypeEdit>
