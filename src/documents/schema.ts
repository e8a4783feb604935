import { z } from 'zod'
import { page } from '../core/paging.ts'
import { fileName } from '../files/schema.ts'

/** Text as people type it: NFC, no spaces around; the spelling (uỷ or ủy) is kept. */
export const words = (most: number, what: string) =>
  z
    .string(`${what} phải là chữ.`)
    .trim()
    .normalize('NFC')
    .max(most, `${what} dài quá ${most} ký tự. Đề nghị rút gọn.`)

export const day = (what: string) => z.iso.date(`${what} cần ở dạng năm-tháng-ngày, ví dụ 2026-03-02.`)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Mã băm SHA-256 của tệp chưa đúng.')

const recipientInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('committee'), handle: z.string().min(1).max(80) }),
  z.object({ kind: z.literal('unit'), id: z.string().min(1).max(80) }),
  z.object({ kind: z.literal('group'), id: z.string().min(1).max(80) }),
])

/** A draft as it is saved: whatever is known so far. */
export const draftInput = z.object({
  typeId: z.string().max(80).optional(),
  issuerId: z.string().max(80).optional(),
  decidingBody: z.string().max(40).optional(),
  subject: words(1000, 'Trích yếu').default(''),
  signerId: z.string().max(80).optional(),
  signerName: words(120, 'Họ và tên người ký').optional(),
  signerTitle: words(200, 'Chức vụ người ký').optional(),
  authority: z.enum(['', 'T/M', 'K/T', 'T/L', 'Q.']).optional(),
  urgency: z.number().int().min(0).max(4).default(0),
  dueOn: day('Hạn xử lý').optional(),
  paperFollows: z.boolean().default(false),
  overrideReason: words(500, 'Lý do').optional(),
  replyTo: z.string().max(80).optional(),
  recipients: z
    .array(recipientInput)
    .max(5000, 'Một văn bản gửi nhiều nhất 5.000 nơi nhận mỗi lần.')
    .default([]),
  files: z
    .array(z.object({ sha256, name: fileName.optional() }))
    .max(50, 'Một văn bản kèm nhiều nhất 50 tệp.')
    .default([]),
  copies: z.number().int().min(1).max(100_000).optional(),
  note: words(500, 'Ghi chú').optional(),
})

export type DraftInput = z.output<typeof draftInput>

const named = z.object({ id: z.string(), name: z.string() })
export const fileFacts = z.object({
  sha256: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
})

/** One thing that was looked at before issuing or accepting. `error` stops, `warn` asks for a reason or an eye. */
export const check = z.object({
  id: z.string(),
  state: z.enum(['ok', 'warn', 'error']),
  label: z.string(),
  detail: z.string().optional(),
})
export type Check = z.infer<typeof check>

const historyEntry = z.object({ at: z.string(), by: z.string(), action: z.string(), text: z.string() })
const recipient = z.object({
  kind: z.enum(['committee', 'unit', 'group']),
  id: z.string(),
  handle: z.string().optional(),
  name: z.string(),
})

export const documentState = z.enum(['draft', 'issued', 'reserved', 'cancelled'])

/** An outgoing document, whole. */
export const documentAnswer = z.object({
  id: z.string(),
  state: documentState,
  version: z.number(),
  type: z.object({ id: z.string(), name: z.string(), symbol: z.string() }).optional(),
  issuer: z.object({ id: z.string(), suffix: z.string(), name: z.string() }).optional(),
  decidingBody: z.string().optional(),
  subject: z.string(),
  signer: z.object({ id: z.string().optional(), name: z.string(), title: z.string(), authority: z.string() }),
  urgency: z.number(),
  dueOn: z.string().optional(),
  paperFollows: z.boolean(),
  overrideReason: z.string().optional(),
  replyTo: z
    .object({
      deliveryId: z.string(),
      incomingId: z.string().optional(),
      notation: z.string(),
      senderName: z.string(),
    })
    .optional(),
  recipients: z.array(recipient),
  recipientCount: z.number(),
  files: z.array(fileFacts),
  copies: z.number().optional(),
  note: z.string().optional(),
  author: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  notation: z.string().optional(),
  number: z.number().optional(),
  issuedOn: z.string().optional(),
  issuedAt: z.string().optional(),
  issuedBy: z.string().optional(),
  next: z.object({ number: z.number(), notation: z.string() }).optional(),
  checks: z.array(check),
  history: z.array(historyEntry),
  replies: z.array(
    z.object({ incomingId: z.string(), notation: z.string(), senderName: z.string(), subject: z.string() }),
  ),
})
export type DocumentAnswer = z.infer<typeof documentAnswer>

/** What a list shows of an outgoing document. */
export const documentRow = z.object({
  id: z.string(),
  state: documentState,
  notation: z.string().optional(),
  number: z.number().optional(),
  issuedOn: z.string().optional(),
  type: z.object({ id: z.string(), name: z.string(), symbol: z.string() }).optional(),
  subject: z.string(),
  urgency: z.number(),
  signer: z.string().optional(),
  author: z.string(),
  updatedAt: z.string(),
  recipients: z.number(),
})
export type DocumentRow = z.infer<typeof documentRow>

export const documentList = z.object({ items: z.array(documentRow), next: z.string().optional() })
export const documentListQuery = z.object({
  ...page,
  state: z.enum(['draft', 'issued']).default('issued'),
  type: z.string().max(80).optional(),
  q: z.string().max(200).optional(),
})
export type DocumentListQuery = z.output<typeof documentListQuery>

/** What a list shows of an incoming document. */
export const incomingRow = z.object({
  id: z.string(),
  arrivalNo: z.number(),
  arrivedOn: z.string(),
  sender: z.object({ handle: z.string(), name: z.string() }),
  notation: z.string(),
  typeName: z.string(),
  issuedOn: z.string(),
  subject: z.string(),
  urgency: z.number(),
  receiver: z.string(),
})
export const incomingList = z.object({ items: z.array(incomingRow), next: z.string().optional() })
export const incomingListQuery = z.object({ ...page, q: z.string().max(200).optional() })

/** An incoming document, whole: this committee's own copy. */
export const incomingAnswer = z.object({
  ...incomingRow.shape,
  deliveryId: z.string().optional(),
  signer: z.string(),
  dueOn: z.string().optional(),
  paperFollows: z.boolean(),
  unit: named.optional(),
  note: z.string().optional(),
  acceptedBy: z.string(),
  acceptedAt: z.string(),
  answers: z.object({ documentId: z.string(), notation: z.string(), subject: z.string() }).optional(),
  files: z.array(fileFacts),
  history: z.array(historyEntry),
  replies: z.array(
    z.object({ id: z.string(), state: z.string(), notation: z.string().optional(), subject: z.string() }),
  ),
})
