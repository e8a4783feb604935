import { z } from 'zod'
import { asSubject, day, heading, idAnswer, reference, text, title } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { BASES, STATES } from './states.ts'
import type { BasisKind, State } from './states.ts'

const state = z.enum(Object.keys(STATES) as [State, ...State[]])
const basisKind = z.enum(Object.keys(BASES) as [BasisKind, ...BasisKind[]])
const priority = z.union([z.literal(0), z.literal(1), z.literal(2)], 'Chọn mức ưu tiên.')

/** Beyond these a plan is several plans. */
const MOST_LINES = 300
const MOST_BASES = 30

/** Who is to do a line: a unit or a person here, a committee below by its handle, or all directly below ("all"). */
const leadRef = z.object({
  kind: z.enum(['unit', 'person', 'committee', 'below'], 'Chọn đơn vị, cán bộ hoặc cơ quan cấp dưới.'),
  id: reference,
})
export type LeadRef = z.output<typeof leadRef>

export const lineInput = z.object({
  /** Of a line that is there already. */
  id: reference.optional(),
  title: heading('Ghi nội dung nhiệm vụ, ví dụ: Rà soát văn bản chồng chéo.', 500),
  product: text('Sản phẩm', 300).default(''),
  measure: text('Chỉ tiêu', 200).default(''),
  target: text('Mục tiêu', 200).default(''),
  priority: priority.default(0),
  startOn: day('Ngày bắt đầu').optional(),
  dueOn: day('Hạn').optional(),
  lead: leadRef.optional(),
})
export type LineInput = z.output<typeof lineInput>

export const planInput = z.object({
  kindId: reference,
  name: asSubject(title('Ghi tên, ví dụ: Chương trình hành động thực hiện Nghị quyết số 04-NQ/TU.', 300)),
  goal: text('Mục tiêu chung', 4000).default(''),
  period: text('Thời gian thực hiện', 60).default(''),
  documentId: reference.optional(),
  basis: z
    .array(z.object({ kind: basisKind, id: reference }))
    .max(MOST_BASES, `Tối đa ${MOST_BASES} căn cứ.`)
    .default([]),
  lines: z
    .array(lineInput)
    .max(MOST_LINES, `Tối đa ${MOST_LINES} nhiệm vụ. Đề nghị tách thành các kế hoạch.`)
    .default([]),
})
export type PlanInput = z.output<typeof planInput>

/** How far tasks have come. `done` of them in time or not, `late` open and past their day. */
export const tally = z.object({ total: z.number(), done: z.number(), open: z.number(), late: z.number() })

export const planRow = z.object({
  id: z.string(),
  kindName: z.string(),
  name: z.string(),
  period: z.string(),
  notation: z.string().optional(),
  state,
  stateName: z.string(),
  author: z.string(),
  movedAt: z.iso.datetime(),
  tasks: tally,
})
export const planList = z.object({ items: z.array(planRow), next: z.string().optional() })
export const planQuery = z.object({ ...page, state: state.default('issued') })

/** Committees that hold something up: how much of theirs is late, and what the worst of it waits for. */
const holders = z.array(
  z.object({
    handle: z.string(),
    name: z.string(),
    late: z.number(),
    sendingId: z.string(),
    word: z.string(),
    days: z.number().optional(),
  }),
)

const related = z.object({ kind: basisKind, id: z.string(), name: z.string() })
const owner = z.object({ kind: leadRef.shape.kind, id: z.string(), name: z.string() })

export const planAnswer = z.object({
  ...planRow.shape,
  kindId: z.string(),
  goal: z.string(),
  documentId: z.string().optional(),
  issuedAt: z.iso.datetime().optional(),
  issuedBy: z.string().optional(),
  basis: z.array(related),
  /** Plans that stand on this one. */
  followed: z.array(related),
  lines: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      product: z.string(),
      measure: z.string(),
      target: z.string(),
      priority,
      startOn: z.iso.date().optional(),
      dueOn: z.iso.date().optional(),
      lead: owner.optional(),
      /** What is still missing for it to be issued, in words. */
      lacks: z.array(z.string()),
      /** The same work of the same owner in other plans. */
      twins: z.array(
        z.object({ planId: z.string(), plan: z.string(), title: z.string(), owner: z.string() }),
      ),
      task: z
        .object({
          id: z.string(),
          stateName: z.string(),
          dueOn: z.iso.date().optional(),
          person: z.string().optional(),
          late: z.boolean(),
          /** Whether the reader may open it: a plan is read by more than have its tasks in reach. */
          open: z.boolean(),
        })
        .optional(),
      /** What was asked for it of committees below: how far all of them have come, and who holds it up. */
      asked: z
        .object({ ...tally.shape, id: z.string(), places: z.number(), stuck: z.string().optional() })
        .optional(),
    }),
  ),
  /** Committees below that hold it up, the worst first. */
  holders,
  /** Who holds it up, in one sentence. */
  stuck: z.string().optional(),
  actions: z.array(z.enum(['save', 'issue', 'close', 'remove'])),
  version: z.number(),
})

export const savedAnswer = z.object({ ...idAnswer.shape, version: z.number() })
export const issueInput = z.object({ version: z.number().int() })
export const issuedAnswer = z.object({ ...idAnswer.shape, tasks: z.number() })
export const closeInput = z.object({ note: text('Đánh giá', 1000).default('') })

/** What became of a paper: the plans and tasks made for it. */
export const resultsAnswer = z.object({
  plans: z.array(planRow),
  tasks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      owner: z.string(),
      stateName: z.string(),
      dueOn: z.iso.date().optional(),
      late: z.boolean(),
    }),
  ),
  /** What was asked of us together with the paper. */
  came: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      from: z.string(),
      takenName: z.string(),
      dueOn: z.iso.date(),
    }),
  ),
  /** What was asked of committees below, for the paper or its plans. */
  asked: z.array(z.object({ ...tally.shape, id: z.string(), title: z.string(), places: z.number() })),
  holders,
  total: tally,
  stuck: z.string().optional(),
})
