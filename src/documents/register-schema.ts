import { z } from 'zod'
import { page } from '../core/paging.ts'
import { day, documentState, words } from './schema.ts'

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
export const outgoingRegisterQuery = z.object({
  ...page,
  term: z.string().max(80).optional(),
  issuer: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
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
  ...page,
  period: z.string().max(80).optional(),
  from: day('Từ ngày').optional(),
  to: day('Đến ngày').optional(),
  q: z.string().max(200).optional(),
})

export const registerOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ items: z.array(row), next: z.string().optional(), total: z.number().optional() })

/** A number taken for a paper that is not here: `secret` ones must not be, `paper` ones go by hand. */
export const reservationInput = z.object({
  typeId: z.string().max(80),
  issuerId: z.string().max(80),
  decidingBody: z.string().max(40).optional(),
  why: z.enum(['secret', 'paper'], 'Chọn lý do giữ số: văn bản mật hoặc văn bản giấy.'),
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
  reason: words(500, 'Lý do').refine((text) => text !== '', 'Ghi lý do hủy số.'),
})
