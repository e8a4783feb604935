import { z } from 'zod'
import { day, heading, named, reference, text, words } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { VERDICTS } from './verdicts.ts'
import { STATES, STEP_NAMES } from './states.ts'
import type { State } from './states.ts'

const state = z.enum(Object.keys(STATES) as [State, ...State[]])

/** A unit or a person, as forms name them. */
export const subjectRef = z.object({
  kind: z.enum(['unit', 'person'], 'Chọn đơn vị hoặc cán bộ.'),
  id: reference,
})
export type SubjectRef = z.output<typeof subjectRef>

/** Units and persons beyond these numbers are a list to be kept as a group. */
const MOST = 50
const several = z
  .array(subjectRef)
  .max(MOST, `Tối đa ${MOST} nơi. Đề nghị giao thêm một nhiệm vụ.`)
  .default([])

/** Chủ trì, phối hợp, để biết. */
export const partsInput = z.object({
  lead: subjectRef.optional(),
  cooperate: several,
  inform: several,
})
export type PartsInput = z.output<typeof partsInput>

export const assignInput = z.object({
  ...partsInput.shape,
  lead: subjectRef,
  title: heading('Ghi nội dung nhiệm vụ, ví dụ: Tham mưu báo cáo sơ kết quý I.', 500),
  product: text('Sản phẩm', 300).default(''),
  startOn: day('Ngày bắt đầu').optional(),
  dueOn: day('Hạn').optional(),
  urgency: z.number().int().min(0).max(4).default(0),
})
export type AssignInput = z.output<typeof assignInput>

const subject = z.object({ kind: z.enum(['unit', 'person']), id: z.string(), name: z.string() })

/** What a list shows of a task. */
export const taskRow = z.object({
  id: z.string(),
  title: z.string(),
  product: z.string(),
  target: z.string().optional(),
  source: z.object({ kind: z.string(), id: z.string().optional(), name: z.string() }),
  urgency: z.number(),
  owner: subject,
  unitId: z.string().optional(),
  person: named.optional(),
  giver: named,
  state,
  stateName: z.string(),
  startOn: z.iso.date(),
  firstDueOn: z.iso.date().optional(),
  dueOn: z.iso.date().optional(),
  /** What whoever gave it from outside decided since, where nobody here acted on that yet. */
  news: z.string().optional(),
  /** Past its day and open; or finished after it. */
  late: z.boolean(),
  movedAt: z.iso.datetime(),
  /** What was brought, in words; in lists of a period. */
  result: z.string().optional(),
})
export const taskList = z.object({ items: z.array(taskRow), next: z.string().optional() })
export const taskQuery = z.object({
  ...page,
  /** Of my unit, or those I gave. */
  list: z.enum(['unit', 'given']).default('unit'),
  /** What presses first, or what was given last. */
  order: z.enum(['due', 'newest']).default('due'),
})
export const boardQuery = z
  .object({
    ...page,
    /** What is open in the committee, what ended, what is due in a period, or what was given in one. */
    list: z.enum(['all', 'ended', 'due', 'given']).default('all'),
    /** Open ones: `due`, what presses first, or `newest`, given last. Others by their day: of a period `oldest` first. */
    order: z.enum(['due', 'newest', 'oldest']).optional(),
    /** Of a period: its first and last day. */
    from: day('Từ ngày').optional(),
    to: day('Đến ngày').optional(),
    unitId: reference.optional(),
    personId: reference.optional(),
    verdict: z.enum(VERDICTS).optional(),
  })
  .refine(({ from = '', to = from }) => from <= to, {
    path: ['to'],
    message: 'Đến ngày phải từ ngày bắt đầu trở đi.',
  })
  .refine(({ list, order = 'newest' }) => order === 'newest' || (order === 'due') === (list === 'all'), {
    path: ['order'],
    message: 'Danh sách này không xếp theo thứ tự đó. Đề nghị bỏ mục sắp xếp.',
  })

export const figuresQuery = z
  .object({ from: day('Từ ngày'), to: day('Đến ngày') })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Đến ngày phải từ ngày bắt đầu trở đi.' })
const sum = {
  all: z.number(),
  onTime: z.number(),
  late: z.number(),
  overdue: z.number(),
  open: z.number(),
  /** On time by the first day, whatever was granted later. */
  firstOnTime: z.number(),
  extended: z.number(),
}
const summed = z.array(z.object({ id: z.string(), name: z.string(), ...sum }))
export const figuresAnswer = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  total: z.object(sum),
  units: summed,
  persons: summed,
  /** What is open now, by what is asked next. */
  waiting: z.record(z.string(), z.number()),
  /** Mean hours before a task was taken up. */
  transitHours: z.number().optional(),
})

const party = z.object({
  ...subject.shape,
  role: z.enum(['cooperate', 'inform']),
  doneAt: z.iso.datetime().optional(),
  doneBy: z.string().optional(),
  note: z.string().optional(),
})
const event = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  for: z.string().optional(),
  what: z.string(),
  text: z.string(),
  reason: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
})

/** A task, whole, with what the member may do with it now. */
export const taskAnswer = z.object({
  ...taskRow.shape,
  resultText: z.string().optional(),
  /** The paper of ours that proves it. */
  resultDocument: z.object({ id: z.string(), notation: z.string() }).optional(),
  doneAt: z.iso.datetime().optional(),
  approvedBy: z.string().optional(),
  wanted: z.object({ dueOn: z.iso.date(), reason: z.string() }).optional(),
  parties: z.array(party),
  events: z.array(event),
  actions: z.array(z.enum(STEP_NAMES)),
  /** The member has a part that is not done. */
  part: z.enum(['cooperate', 'inform']).optional(),
  version: z.number(),
})

/** The answer of a step: where the task now lies. */
export const movedAnswer = z.object({ id: z.string(), state, stateName: z.string() })

const why = (missing: string) => words(missing, 1000)
export const nothingInput = z.object({})
export const reasonInput = z.object({ reason: why('Ghi rõ lý do để người liên quan biết.') })
export const noteInput = z.object({ note: text('Ghi chú', 1000).optional() })
export const reportInput = z.object({
  text: words('Ghi kết quả, sản phẩm đã hoàn thành: nhiệm vụ chỉ xong khi có sản phẩm.', 5000),
  documentId: reference.optional(),
})
export const extendInput = z.object({
  dueOn: day('Hạn mới'),
  reason: why('Ghi rõ lý do xin gia hạn.'),
})
export const nameInput = z.object({ personId: reference })
export const reassignInput = z.object({ lead: subjectRef, reason: text('Lý do', 1000).optional() })

export const deadlineAnswer = z.object({
  day: z.iso.date(),
  working: z.boolean(),
  /** The day it comes to: the same, or the next working day. */
  lands: z.iso.date(),
  due: z.iso.datetime(),
  /** The days are not all announced yet: tạm tính. */
  provisional: z.boolean(),
  lines: z.array(z.string()),
})
export const deadlineQuery = z.object({ on: day('Hạn') })
