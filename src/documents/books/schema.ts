import { z } from 'zod'
import { SEEN_TEXT } from '../../core/described.ts'
import { day, reference, text } from '../../core/fields.ts'
import { longPage, total } from '../../core/paging.ts'
import { documentState } from '../outgoing/schema.ts'

const next = z
  .number('Số tiếp theo là một số, ví dụ 335.')
  .int('Số tiếp theo là số nguyên, ví dụ 335.')
  .min(1, 'Số tiếp theo nhỏ nhất là 1.')
  .max(99_999, 'Số tiếp theo lớn nhất là 99.999.')

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

export const seriesInput = z.object({
  issuerId: reference,
  series: z.string().min(1).max(40),
  next,
  /** Why numbers are left out, where a run that has given some is set ahead. */
  reason: text('Lý do', 300).optional(),
})
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

/** The register of outgoing documents: the eight columns of NĐ 30/2020, Phụ lục IV. */
export const outgoingRegisterRow = z.object({
  documentId: z.string(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
  typeName: z.string(),
  subject: z.string(),
  signer: z.string(),
  recipients: z.string(),
  copyKeeper: z.string(),
  copies: z.number().optional(),
  note: z.string(),
  state: documentState,
})
/** In the order the lines were entered, or turned round: the last one first. */
const order = z.enum(['oldest', 'newest']).default('oldest')

export const outgoingRegisterQuery = z.object({
  ...longPage,
  order,
  term: z.string().max(80).optional().describe('An id, or `current`: the term that holds today.'),
  issuer: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
  deciding: z.string().max(80).optional(),
  from: day('Từ ngày').optional(),
  to: day('Đến ngày').optional(),
  q: z.string().max(200).optional(),
})

/** The register of incoming documents: the ten columns of NĐ 30/2020, Phụ lục IV. */
export const incomingRegisterRow = z.object({
  incomingId: z.string(),
  arrivedOn: z.string(),
  arrivalNo: z.number(),
  author: z.string(),
  notation: z.string(),
  issuedOn: z.string(),
  typeName: z.string(),
  subject: z.string(),
  receiver: z.string(),
  transferredOn: z.string(),
  signedFor: z.string(),
  note: z.string(),
})
export const incomingRegisterQuery = z.object({
  ...longPage,
  order,
  period: z.string().max(80).optional(),
  from: day('Từ ngày').optional(),
  to: day('Đến ngày').optional(),
  q: z.string().max(200).optional(),
})

/** A page of a register, the first with how many lines there are: up to 1,000, then that there are `more`. */
export const registerOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ items: z.array(row), next: z.string().optional(), ...total })

/** A number taken for a paper that is not here: `secret` ones must not be, `paper` ones go by hand. */
export const reservationInput = z.object({
  typeId: z.string().max(80),
  issuerId: z.string().max(80),
  decidingBody: z.string().max(40).optional(),
  why: z.enum(['secret', 'paper'], 'Chọn lý do giữ số: văn bản mật hoặc văn bản giấy.'),
  /** The number that was shown: with it this one is held or none. */
  number: z.number().int().min(1).optional(),
})
export type ReservationInput = z.output<typeof reservationInput>
export const reserved = z.object({
  id: z.string(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
})
export type Reserved = z.infer<typeof reserved>
export const cancelInput = z.object({
  reason: text('Lý do', 500)
    .refine((text) => text !== '', 'Ghi lý do hủy số.')
    .meta({ pattern: SEEN_TEXT }),
})
