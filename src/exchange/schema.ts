import { z } from 'zod'
import { reference, text, words } from '../core/fields.ts'
import { chainAnswer } from '../directory/schema.ts'
import { page } from '../core/paging.ts'
import { copyAnswer } from '../documents/copies/answers.ts'
import { check } from '../documents/outgoing/schema.ts'
import { heldFile } from '../files/schema.ts'
import { BOARD, REFUSAL_REASONS } from './codes.ts'

/** Who sent a paper: always a committee, with the body of it that issued the paper where that is not the committee. */
const sender = z.object({
  handle: z.string(),
  name: z.string(),
  issuer: z.string().optional(),
  /** Whether a chain of confirmations leads from the committee to the operator now. */
  confirmed: z.boolean(),
})
const refusalReason = z.enum(
  REFUSAL_REASONS.map((one) => one.code),
  'Chọn lý do từ chối trong danh sách.',
)
const reason = z.object({ code: z.string(), name: z.string(), text: z.string().optional() })

/** What a list shows of a delivery to this committee. */
export const arrivalRow = z.object({
  id: z.string(),
  sender,
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
  /** `apart`: waiting too, from committees that nobody vouched for. */
  state: z.enum(['waiting', 'accepted', 'refused', 'apart']).default('waiting'),
  /** By turn, as on the desk: the more urgent, then what was asked for. What waits comes so, the rest `newest` first. */
  order: z.enum(['turn', 'newest', 'oldest']).optional(),
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
  /** Who vouches for the sender, from its superior up to the operator. */
  chain: chainAnswer,
  signer: z.string(),
  /** Of a joint paper: who issued it together with its sender, and whether this committee did. */
  joint: z.object({ with: z.array(z.string()), ours: z.boolean() }).optional(),
  /** Of a copy: what it is of. */
  copy: copyAnswer.optional(),
  dueOn: z.string().optional(),
  deliverBy: z.string().optional(),
  paperFollows: z.boolean(),
  files: z.array(heldFile),
  checks: z.array(check),
  /** The sender asks for it back, or has it back. */
  recall: z
    .object({ code: z.enum(['13', '15', '16']), name: z.string(), reason: z.string(), at: z.string() })
    .optional(),
  nextArrivalNo: z.number(),
  history: z.array(event),
  incomingId: z.string().optional(),
  refusalReasons: z.array(z.object({ code: refusalReason, name: z.string() })),
})

export const acceptInput = z.object({
  unitId: reference.optional(),
  note: text('Ghi chú', 500).optional(),
  /** Enter it in the book, and keep it until the paper has come. */
  hold: z.boolean().optional(),
  /** The số đến that was shown: with it the paper gets this one or is not taken yet. */
  arrivalNo: z.number().int().min(1).optional(),
})
export type AcceptInput = z.output<typeof acceptInput>
export const acceptAnswer = z.object({ incomingId: z.string(), arrivalNo: z.number(), arrivedOn: z.string() })

export const refuseInput = z.object({
  reason: refusalReason,
  text: text('Nội dung lý do', 1000).optional(),
})

export const issueInput = z.object({
  version: z.number('Cần nêu phiên bản dự thảo đang phát hành.').int().min(1),
  /** The number that was shown: with it the document gets this one or stays a draft. */
  number: z.number().int().min(1).optional(),
})
export type IssueInput = z.output<typeof issueInput>
export const issueAnswer = z.object({
  id: z.string(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
  recipients: z.number(),
})

/** Where the recall of a paper has come at one place. */
const recallMark = z.object({ code: z.enum(['13', '15', '16']), name: z.string() })

export const boardQuery = z.object({ ...page, status: z.enum(BOARD).optional() })
const summary = z.object({
  total: z.number(),
  waiting: z.number(),
  accepted: z.number(),
  refused: z.number(),
  recalled: z.number(),
  /** Refused or not taken, and dealt with by the sender. */
  settled: z.number(),
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
      recall: recallMark.optional(),
      /** How a refusal or a silence was dealt with. */
      settled: z.object({ how: z.string(), name: z.string() }).optional(),
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
export const settleInput = z.object({
  /** Handles of places that refused or have not answered. */
  recipients: z.array(z.string().max(80)).min(1, 'Chọn nơi nhận.').max(5000),
  /** How it was dealt with; it waits again when left out. */
  how: z.enum(['sent', 'left', 'otherwise'], 'Chọn cách giải quyết.').optional(),
  note: words('Ghi rõ, ví dụ: đã gửi lại bằng công văn số 12-CV/TU.', 500),
})
export const settleAnswer = z.object({ settled: z.number() })

export const remindAnswer = z.object({ reminded: z.number() })

const ofSender = words('Cần chọn cơ quan gửi.', 60)
export const blockInput = z.object({ handle: ofSender })
export const blockAnswer = z.object({ handle: z.string(), name: z.string(), blocked: z.boolean() })
export const blockQuery = z.object(page)
export const blockList = z.object({
  items: z.array(z.object({ handle: z.string(), name: z.string(), by: z.string(), at: z.string() })),
  next: z.string().optional(),
})

export const reportInput = z.object({
  handle: ofSender,
  text: words('Cần ghi nội dung báo, ví dụ: tự nhận là Tỉnh ủy.', 1000),
})

export const recallInput = z.object({
  reason: words('Ghi lý do thu hồi, ví dụ: sai nội dung phần II.', 500),
})
export const recallAnswer = z.object({ id: z.string(), recalledAt: z.string() })

export const forwardInput = z.object({
  recipients: z
    .array(z.string().min(1).max(80))
    .min(1, 'Chọn ít nhất một nơi nhận.')
    .max(5000, 'Mỗi lần gửi thêm nhiều nhất 5.000 nơi nhận.'),
})
export const forwardAnswer = z.object({ id: z.string(), recipients: z.number() })

/** For a list of papers that came: ids of deliveries, with commas between. */
export const markQuery = z.object({ ids: z.string().max(5000).default('') })
/** What became of those of them that anything became of; `ended`: they hold no more, or are asked for. */
export const markList = z.object({
  items: z.array(z.object({ id: z.string(), text: z.string(), ended: z.boolean() })),
})

/** What became of a paper that came: asked back, and the later papers of its sender that are about it. */
export const fateAnswer = z.object({
  recall: z
    .object({ code: z.enum(['13', '15', '16']), name: z.string(), reason: z.string(), at: z.string() })
    .optional(),
  /** Of a copy: that the paper it is of was recalled by who issued it. */
  originalRecalled: z.string().optional(),
  later: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      notation: z.string(),
      typeName: z.string(),
      /** What it is about is for those it was sent to. */
      subject: z.string().optional(),
      issuedOn: z.string(),
      /** The delivery of it to this committee, where it was sent here too. */
      deliveryId: z.string().optional(),
    }),
  ),
})
