import { z } from 'zod'
import { day, named, reference, text, title, words } from '../core/fields.ts'
import { INCOMING_STATES } from '../documents/incoming/states.ts'
import type { IncomingState } from '../documents/incoming/states.ts'
import { partsInput } from '../tasks/schema.ts'

const state = z.enum(Object.keys(INCOMING_STATES) as [IncomingState, ...IncomingState[]])
const subject = z.object({ kind: z.enum(['unit', 'person']), id: z.string(), name: z.string() })

const parts = { ...partsInput.shape, dueOn: day('Hạn').optional() }

/** Whether a paper is given back to the sender who recalls it; kept, with a word why. */
export const recallReply = z.object({
  agree: z.boolean('Chọn đồng ý hay chưa đồng ý.'),
  reason: text('Lý do', 500).optional(),
})
export const recallReplied = z.object({ id: z.string(), incomingId: z.string().optional() })

export const proposeInput = z.object({ ...parts, note: text('Đề xuất', 1000).optional() })
export const assignPaperInput = z.object({ ...parts, text: text('Ý kiến', 2000).default('') })
export const directInput = z.object({
  ...parts,
  text: words('Ghi ý kiến chỉ đạo, ví dụ: Giao Văn phòng tham mưu thực hiện.', 2000),
})
export type DirectInput = z.output<typeof directInput>
export const handBackInput = z.object({ reason: words('Ghi rõ lý do trả lại.', 1000) })
export const nothingInput = z.object({})

/** The answer of a step: where the document now lies. */
export const steppedAnswer = z.object({
  id: z.string(),
  state,
  stateName: z.string(),
  taskId: z.string().optional(),
})

const shared = {
  lead: subject.optional(),
  cooperate: z.array(subject),
  inform: z.array(subject),
  dueOn: z.iso.date().optional(),
}

/** What becomes of an incoming document: proposed, directed, done by whom, and what the member may do with it now. */
export const handlingAnswer = z.object({
  id: z.string(),
  state,
  stateName: z.string(),
  proposal: z
    .object({ ...shared, note: z.string().optional(), by: z.string(), at: z.iso.datetime() })
    .optional(),
  directions: z.array(
    z.object({
      ...shared,
      kind: z.enum(['direct', 'assign', 'handBack']),
      text: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  readers: z.array(
    z.object({ ...subject.shape, ackAt: z.iso.datetime().optional(), ackBy: z.string().optional() }),
  ),
  /** The lead task: on whose desk the document lies. */
  task: z
    .object({
      id: z.string(),
      owner: z.string(),
      person: named.optional(),
      stateName: z.string(),
      dueOn: z.iso.date().optional(),
      late: z.boolean(),
    })
    .optional(),
  /** The next document that waits for the same, in the order of the desk. */
  next: z.string().optional(),
  /** How many wait for the same. */
  waiting: z.number(),
  actions: z.array(z.enum(['submit', 'propose', 'assign', 'direct', 'handBack', 'acknowledge', 'keep'])),
})

/** The marks by which a standing rule knows its papers. */
export const ruleMarks = z.object({
  sender: text('Nơi gửi', 200).default(''),
  typeName: text('Tên loại', 100).default(''),
  words: text('Từ trong trích yếu', 200).default(''),
})
export const ruleInput = ruleMarks.extend({
  name: title('Đặt tên quy tắc, ví dụ: Báo cáo tuần của Công an xã.', 200),
  lead: partsInput.shape.lead,
  inform: partsInput.shape.inform,
  dueDays: z.number().int().min(1, 'Số ngày từ 1 đến 365.').max(365, 'Số ngày từ 1 đến 365.').optional(),
})
const ruleRow = z.object({
  id: z.string(),
  name: z.string(),
  ...ruleMarks.shape,
  lead: subject.optional(),
  inform: z.array(subject),
  dueDays: z.number().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Whether its lead is still there; a rule that names who is gone leaves its papers to the office chief. */
  stands: z.boolean(),
})
/** The rules in force, in the order in which a paper is held against them, and those that were ended last. */
export const ruleList = z.object({ items: z.array(ruleRow), ended: z.array(ruleRow) })

/** What a rule would have caught among the last papers of the book; `rule` names one in force that is before it. */
export const rulePreview = z.object({
  looked: z.number(),
  caught: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      sender: z.string(),
      notation: z.string(),
      typeName: z.string(),
      subject: z.string(),
      arrivedOn: z.iso.date(),
      rule: z.string().optional(),
    }),
  ),
})

/** Units of our own to which a paper of ours went, and how far each has come. */
export const insideAnswer = z.object({
  items: z.array(
    z.object({
      unitId: z.string(),
      name: z.string(),
      status: z.enum(['01', '03', '04', '05', '06']),
      statusName: z.string(),
      /** When it was sent, or taken. */
      at: z.iso.datetime(),
      by: z.string().optional(),
      taskId: z.string().optional(),
      /** Who works on it. */
      owner: z.string().optional(),
      /** The acting member may take it for the unit now. */
      may: z.boolean(),
    }),
  ),
})
export const assignInsideInput = z.object({
  personId: reference,
  dueOn: day('Hạn').optional(),
  text: text('Sản phẩm', 300).default(''),
})
export const insideTaken = z.object({ id: z.string(), unitId: z.string(), taskId: z.string().optional() })
