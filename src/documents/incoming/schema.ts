import { z } from 'zod'
import {
  day,
  heading,
  instant,
  named,
  reference,
  sha256,
  someOf,
  text,
  title,
  titleOrNone,
} from '../../core/fields.ts'
import { page } from '../../core/paging.ts'
import { fileName, heldFile } from '../../files/schema.ts'
import { copyAnswer, copyLine } from '../copies/answers.ts'
import { check, historyEntry } from '../outgoing/schema.ts'
import { INCOMING_STATES } from './states.ts'
import type { IncomingState } from './states.ts'

const state = z.enum(Object.keys(INCOMING_STATES) as [IncomingState, ...IncomingState[]])

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
  state,
  stateName: z.string(),
  /** The delivery it came by; none of one that came by hand. */
  deliveryId: z.string().optional(),
})
export const incomingList = z.object({ items: z.array(incomingRow), next: z.string().optional() })
export const incomingListQuery = z.object({
  ...page,
  q: z.string().max(200).optional(),
  state: state.optional(),
  /** Days of arrival, the last included. */
  from: day('Từ ngày').optional(),
  to: day('Đến ngày').optional(),
  /** Of a list that is not searched. */
  order: z.enum(['newest', 'oldest']).default('newest'),
})

/** An incoming document, whole: this committee's own copy. */
export const incomingAnswer = z.object({
  ...incomingRow.shape,
  deliveryId: z.string().optional(),
  /** Its sender has it back: its files are put away. */
  recalled: z.object({ at: z.string(), reason: z.string() }).optional(),
  version: z.number(),
  channel: z.enum(['exchange', 'paper', 'email']),
  signer: z.string(),
  dueOn: z.string().optional(),
  deliverBy: z.string().optional(),
  paperFollows: z.boolean(),
  unit: named.optional(),
  note: z.string().optional(),
  acceptedBy: z.string(),
  acceptedAt: z.string(),
  answers: z.object({ documentId: z.string(), notation: z.string(), subject: z.string() }).optional(),
  /** Of a joint paper: who issued it together with its sender, and whether this committee did. */
  joint: z.object({ with: z.array(z.string()), ours: z.boolean() }).optional(),
  /** Of a copy: what it is of; the copies that were made of it here. */
  copy: copyAnswer.optional(),
  copiesMade: z.array(copyLine),
  files: z.array(heldFile),
  /** What was seen in its files when they were brought in, and who answers for a stamp that is none. */
  checks: z.array(check),
  history: z.array(historyEntry),
  replies: z.array(
    z.object({ id: z.string(), state: z.string(), notation: z.string().optional(), subject: z.string() }),
  ),
})

/** A paper that came by hand, as the clerk enters it. */
export const registerInput = z.object({
  channel: z.enum(['paper', 'email'], 'Chọn văn bản giấy hoặc thư điện tử.'),
  senderName: title('Ghi cơ quan ban hành, ví dụ: UBND xã Tân Lập.', 200),
  notation: title('Ghi số, ký hiệu như trên văn bản; không có số thì ghi "không số".', 60),
  typeName: title('Chọn tên loại văn bản.', 100),
  issuedOn: day('Ngày văn bản'),
  subject: heading('Ghi trích yếu như trên văn bản.', 1000),
  signer: titleOrNone('Người ký', 120).default(''),
  urgency: z.number().int().min(0).max(4).default(0),
  dueOn: day('Hạn xử lý').optional(),
  deliverBy: instant('Giờ hẹn').optional(),
  unitId: reference.optional(),
  note: text('Ghi chú', 500).optional(),
  files: z
    .array(z.object({ sha256, name: fileName.optional() }))
    .max(50, 'Tối đa 50 tệp.')
    .default([]),
  /** Enter it, and keep it until the original has come. */
  hold: z.boolean().default(false),
  /** The clerk looked at those that may be the same: this is another. */
  another: z.boolean().default(false),
})
export const registerAnswer = z.object({
  incomingId: z.string(),
  arrivalNo: z.number(),
  arrivedOn: z.string(),
})

export const twinQuery = z.object({
  senderName: z.string().trim().max(200).default(''),
  notation: z.string().trim().max(60).default(''),
  typeName: z.string().trim().max(100).default(''),
  issuedOn: z.string().max(10).default(''),
  /** SHA-256 of files, with commas. */
  files: z
    .string()
    .regex(/^([0-9a-f]{64}(,[0-9a-f]{64}){0,49})?$/, 'Mã kiểm tra của tệp chưa đúng.')
    .default(''),
})
export const twinList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      arrivalNo: z.number(),
      arrivedOn: z.string(),
      senderName: z.string(),
      why: z.string(),
    }),
  ),
})

export const incomingEdit = someOf(
  z.object({ unitId: reference.optional(), note: text('Ghi chú', 500).optional() }),
)
export const editedAnswer = z.object({ id: z.string(), version: z.number() })
