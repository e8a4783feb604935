import { z } from 'zod'
import { day, instant, named, reference, sha256, text, titleOrNone } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'
import { stage, wayAnswer } from '../drafting/schema.ts'
import { fileName, heldFile } from '../../files/schema.ts'
import { copyAnswer, copyLine } from '../copies/answers.ts'
import { RELATION_KINDS } from '../issued/relations.ts'
import { relationAnswer, validityAnswer } from '../issued/schema.ts'
import { LIMITS } from './limits.ts'

export const recipientInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('committee'),
    handle: z.string().min(1).max(80),
    /** It issues the paper together with us (văn bản liên tịch). */
    coIssues: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('unit'), id: reference }),
  z.object({ kind: z.literal('group'), id: reference }),
])

/** A draft as it is saved: whatever is known so far. */
export const draftInput = z.object({
  typeId: z.string().max(80).optional(),
  issuerId: z.string().max(80).optional(),
  decidingBody: z.string().max(40).optional(),
  subject: text('Trích yếu', LIMITS.subject).default(''),
  signerId: z.string().max(80).optional(),
  signerName: titleOrNone('Họ và tên người ký', LIMITS.signerName).optional(),
  signerTitle: titleOrNone('Chức vụ người ký', LIMITS.signerTitle).optional(),
  authority: z.enum(['', 'T/M', 'K/T', 'T/L', 'Q.']).optional(),
  urgency: z.number().int().min(0).max(4).default(0),
  dueOn: day('Hạn xử lý').optional(),
  deliverBy: instant('Giờ hẹn').optional(),
  paperFollows: z.boolean().default(false),
  overrideReason: text('Lý do', LIMITS.overrideReason).optional(),
  /** Why it is needed, in one sentence. */
  necessity: text('Sự cần thiết', LIMITS.necessity).optional(),
  replyTo: z.string().max(80).optional(),
  recipients: z
    .array(recipientInput)
    .max(5000, 'Một văn bản gửi nhiều nhất 5.000 nơi nhận mỗi lần.')
    .refine(
      (all) => all.filter((one) => one.kind === 'committee' && one.coIssues === true).length <= 20,
      'Một văn bản liên tịch có nhiều nhất 20 cơ quan cùng ban hành.',
    )
    .default([]),
  files: z
    .array(z.object({ sha256, name: fileName.optional() }))
    .max(50, 'Một văn bản kèm nhiều nhất 50 tệp.')
    .default([]),
  /** Members who work on it beside the author; left out, they stay as they are. */
  people: z.array(reference).max(50, 'Một dự thảo có nhiều nhất 50 người cùng soạn thảo.').optional(),
  copies: z
    .number('Số lượng bản là một số.')
    .int()
    .min(1, 'Số lượng bản nhỏ nhất là 1.')
    .max(100_000, 'Số lượng bản lớn nhất là 100.000.')
    .optional(),
  copyKeeper: text('Đơn vị, người nhận bản lưu', LIMITS.copyKeeper).optional(),
  note: text('Ghi chú', LIMITS.note).optional(),
  /** From when to when it holds, where it says so. */
  effectiveOn: day('Ngày có hiệu lực').optional(),
  expiresOn: day('Ngày hết hiệu lực').optional(),
  /** Earlier papers of this committee that it replaces, amends, corrects or repeals. */
  relates: z
    .array(
      z.object({
        kind: z.enum(RELATION_KINDS, 'Chọn thay thế, sửa đổi, đính chính hay bãi bỏ.'),
        documentId: reference,
      }),
    )
    .max(20, 'Một văn bản nêu nhiều nhất 20 văn bản trước đó.')
    .default([]),
})

export type DraftInput = z.output<typeof draftInput>

/** One thing that was looked at before issuing or accepting. `error` stops, `warn` asks for a reason or an eye. */
export const check = z.object({
  id: z.string(),
  state: z.enum(['ok', 'warn', 'error']),
  label: z.string(),
  detail: z.string().optional(),
})
export type Check = z.infer<typeof check>

/** What the text of a draft's file was held to, and what came of it. */
export const formatAnswer = z.object({
  source: z.string(),
  file: z.string().optional(),
  checks: z.array(check),
})

export const historyEntry = z.object({ at: z.string(), by: z.string(), action: z.string(), text: z.string() })
const recipient = z.object({
  kind: z.enum(['committee', 'unit', 'group']),
  id: z.string(),
  handle: z.string().optional(),
  name: z.string(),
  /** It issues the paper together with us; since when it agreed to, to which version of the draft, and whether that lapsed. */
  coIssues: z.boolean().optional(),
  agreedOn: z.string().optional(),
  agreedTo: z.number().optional(),
  lapsed: z.boolean().optional(),
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
  deliverBy: z.string().optional(),
  paperFollows: z.boolean(),
  overrideReason: z.string().optional(),
  necessity: z.string().optional(),
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
  files: z.array(heldFile),
  copies: z.number().optional(),
  copyKeeper: z.string().optional(),
  note: z.string().optional(),
  author: z.string(),
  people: z.array(named),
  createdAt: z.string(),
  updatedAt: z.string(),
  notation: z.string().optional(),
  number: z.number().optional(),
  issuedOn: z.string().optional(),
  issuedAt: z.string().optional(),
  issuedBy: z.string().optional(),
  next: z.object({ number: z.number(), notation: z.string() }).optional(),
  /** Of a draft: whether it holds its number, whether number and sending may be one step, where it lies. */
  held: z.boolean(),
  atOnce: z.boolean(),
  way: wayAnswer,
  ...validityAnswer.shape,
  relates: z.array(relationAnswer),
  relatedBy: z.array(relationAnswer),
  /** Of a copy: what it is of; the copies that were made of it. */
  copy: copyAnswer.optional(),
  copiesMade: z.array(copyLine),
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
  stage,
  stageName: z.string(),
  holder: z.string().optional(),
  dueOn: z.string().optional(),
  ended: z.string().optional(),
})
export type DocumentRow = z.infer<typeof documentRow>

export const documentList = z.object({ items: z.array(documentRow), next: z.string().optional() })
export const documentListQuery = z
  .object({
    ...page,
    state: z.enum(['draft', 'issued']).default('issued'),
    type: z.string().max(80).optional(),
    q: z.string().max(200).optional(),
    /** Of issued ones: days of issue, the last included. */
    from: day('Từ ngày').optional(),
    to: day('Đến ngày').optional(),
    /** Of a list that is not searched; `type`: of issued ones, by their type, then as they were numbered. */
    order: z.enum(['newest', 'oldest', 'type']).default('newest'),
  })
  .refine(({ state, order }) => state === 'issued' || order !== 'type', {
    path: ['order'],
    message: 'Chỉ văn bản đã ban hành xếp được theo tên loại.',
  })
export type DocumentListQuery = z.output<typeof documentListQuery>

export const savedAnswer = z.object({ id: z.string(), version: z.number() })
