import { z } from 'zod'
import { reference, text } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { check } from '../documents/outgoing/schema.ts'
import { fileSchema } from '../files/schema.ts'
import { REFUSAL_REASONS } from './codes.ts'

const outcome = z.enum(['waiting', 'accepted', 'refused'])
const party = z.object({ handle: z.string(), name: z.string() })
const refusalReason = z.enum(
  REFUSAL_REASONS.map((one) => one.code),
  'Chọn lý do từ chối trong danh sách.',
)
const reason = z.object({ code: z.string(), name: z.string(), text: z.string().optional() })

/** What a list shows of a delivery to this committee. */
export const arrivalRow = z.object({
  id: z.string(),
  sender: party,
  notation: z.string(),
  typeName: z.string(),
  subject: z.string(),
  issuedOn: z.string(),
  urgency: z.number(),
  arrivedAt: z.string(),
  fileCount: z.number(),
  status: z.string(),
  statusName: z.string(),
  replyTo: z.object({ documentId: z.string(), notation: z.string() }).optional(),
  remindedAt: z.string().optional(),
})
export const arrivalList = z.object({ items: z.array(arrivalRow), next: z.string().optional() })
export const arrivalQuery = z.object({
  ...page,
  state: outcome.default('waiting'),
})

const event = z.object({
  status: z.string(),
  statusName: z.string(),
  at: z.string(),
  by: z.string().optional(),
  reason: reason.optional(),
})

/** A delivery to this committee, whole. */
export const arrivalAnswer = z.object({
  ...arrivalRow.shape,
  signer: z.string(),
  dueOn: z.string().optional(),
  paperFollows: z.boolean(),
  files: z.array(fileSchema),
  checks: z.array(check),
  nextArrivalNo: z.number(),
  history: z.array(event),
  incomingId: z.string().optional(),
  refusalReasons: z.array(z.object({ code: refusalReason, name: z.string() })),
})

export const acceptInput = z.object({
  unitId: reference.optional(),
  note: text('Ghi chú', 500).optional(),
})
export const acceptAnswer = z.object({ incomingId: z.string(), arrivalNo: z.number(), arrivedOn: z.string() })

export const refuseInput = z.object({
  reason: refusalReason,
  text: text('Nội dung lý do', 1000).optional(),
})

export const issueInput = z.object({
  version: z.number('Cần nêu phiên bản dự thảo đang phát hành.').int().min(1),
})
export const issueAnswer = z.object({
  id: z.string(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
  recipients: z.number(),
})

export const boardQuery = z.object({ ...page, status: outcome.optional() })
const summary = z.object({
  total: z.number(),
  waiting: z.number(),
  accepted: z.number(),
  refused: z.number(),
})

/** Where a document went and what became of it there. */
export const boardAnswer = z.object({
  summary,
  items: z.array(
    z.object({
      handle: z.string(),
      name: z.string(),
      status: z.string(),
      statusName: z.string(),
      at: z.string(),
      by: z.string().optional(),
      arrivalNo: z.number().optional(),
      reason: reason.optional(),
      remindedAt: z.string().optional(),
      history: z.array(event),
    }),
  ),
  next: z.string().optional(),
})
export type Summary = z.infer<typeof summary>

export const remindInput = z.object({
  /** Handles of recipients; all that have not taken it when left out. */
  recipients: z
    .array(z.string().max(80))
    .min(1, 'Chọn nơi nhận cần đôn đốc.')
    .max(5000, 'Mỗi lần đôn đốc nhiều nhất 5.000 nơi nhận.')
    .optional(),
})
export const remindAnswer = z.object({ reminded: z.number() })
