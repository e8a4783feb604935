import { z } from 'zod'
import { day, heading, idAnswer, reference, text, words } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { fileSchema } from '../files/schema.ts'
import { partsInput, subjectRef } from '../tasks/schema.ts'
import { ASK_STATES, TAKEN, VERDICTS } from './states.ts'
import type { AskState, Taken, Verdict } from './states.ts'

const state = z.enum(Object.keys(ASK_STATES) as [AskState, ...AskState[]])
const taken = z.enum(Object.keys(TAKEN) as [Taken, ...Taken[]])
const verdict = z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]])

/** Beyond this many a sending is several. */
const MOST = 500

export const askInput = z.object({
  title: heading('Ghi nội dung nhiệm vụ, ví dụ: Rà soát văn bản chồng chéo.', 300),
  product: words('Ghi sản phẩm phải có, ví dụ: Báo cáo rà soát.', 300),
  target: text('Chỉ tiêu', 200).default(''),
  note: text('Yêu cầu', 2000).default(''),
  startOn: day('Ngày bắt đầu').optional(),
  dueOn: day('Hạn'),
  /** Committees by handle; or all directly below. */
  to: z.array(reference).max(MOST, `Tối đa ${MOST} nơi một lần.`).default([]),
  below: z.boolean().default(false),
  /** The task that we were asked, of which this is a part. */
  taskId: reference.optional(),
  /** The plan of ours that it carries out, and the paper of ours that goes with it. */
  planId: reference.optional(),
  documentId: reference.optional(),
})
export type AskInput = z.output<typeof askInput>
export const askedAnswer = z.object({ ...idAnswer.shape, asked: z.number() })

/** How many asks there are and how far they have come; `below` are those made in turn by who was asked. */
const counts = z.object({
  total: z.number(),
  done: z.number(),
  recognised: z.number(),
  open: z.number(),
  late: z.number(),
})
export const sendingRow = z.object({
  id: z.string(),
  title: z.string(),
  product: z.string(),
  dueOn: z.iso.date(),
  at: z.iso.datetime(),
  by: z.string(),
  counts,
  /** Filings and wishes that wait for an answer of ours. */
  waiting: z.number(),
})
export const sendingList = z.object({ items: z.array(sendingRow), next: z.string().optional() })
export const sendingQuery = z.object({
  ...page,
  /** Those that went with this paper of ours, or that carry out this plan. */
  documentId: reference.optional(),
  planId: reference.optional(),
})

const filing = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
  paper: z.string().optional(),
  verdict: verdict.optional(),
  reason: z.string().optional(),
})
/** One ask as its origin sees it: how far the recipient has come, and how many it made in turn. */
const branch = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  state,
  taken,
  takenName: z.string(),
  firstDueOn: z.iso.date(),
  dueOn: z.iso.date(),
  late: z.boolean(),
  by: z.string().optional(),
  wish: z.object({ dueOn: z.iso.date(), reason: z.string() }).optional(),
  filing: filing.optional(),
  /** The recipient acted on an older state than the one we decided last. */
  behind: z.boolean(),
  below: counts,
})
export const sendingAnswer = z.object({
  ...sendingRow.shape,
  target: z.string(),
  note: z.string(),
  startOn: z.iso.date(),
  planId: z.string().optional(),
  taskId: z.string().optional(),
  stuck: z.string().optional(),
  /** The round of opinions it belongs to, which judges and ends what was asked. */
  roundId: z.string().optional(),
  branches: z.array(branch),
})

export const stepInput = z.object({
  /** Those meant; all of the sending to which it applies where none is named. */
  askIds: z.array(reference).max(MOST).default([]),
  reason: text('Lý do', 1000).default(''),
})
export type StepInput = z.output<typeof stepInput>
export const reasonedInput = stepInput.extend({ reason: words('Ghi rõ lý do để nơi nhận biết.', 1000) })
export const moveInput = reasonedInput.extend({ dueOn: day('Hạn mới') })
export const steppedAnswer = z.object({ ...idAnswer.shape, changed: z.number() })

const arrived = z.object({
  id: z.string(),
  from: z.object({ handle: z.string(), name: z.string() }),
  title: z.string(),
  product: z.string(),
  dueOn: z.iso.date(),
  at: z.iso.datetime(),
  state,
  stateName: z.string(),
  taken,
  takenName: z.string(),
  /** The origin decided something that was not acted on here. */
  changed: z.boolean(),
})
export const arrivedList = z.object({ items: z.array(arrived), next: z.string().optional() })
export const arrivedQuery = z.object({ ...page, taken: taken.default('01') })
export const arrivedAnswer = z.object({
  ...arrived.shape,
  kind: z.enum(['task', 'opinion']),
  /** What came with it to be read: a draft on which an opinion is asked. */
  files: z.array(fileSchema),
  firstDueOn: z.iso.date(),
  target: z.string(),
  note: z.string(),
  startOn: z.iso.date(),
  by: z.string(),
  /** What the origin said of what was filed. */
  filing: filing.optional(),
  wish: z.object({ dueOn: z.iso.date(), reason: z.string(), answered: z.boolean() }).optional(),
  taskId: z.string().optional(),
  /** A paper came with it, and waits to be taken; or was taken. */
  paper: z.object({ id: z.string(), notation: z.string(), waiting: z.boolean() }).optional(),
  /** Something above it was taken back. */
  dead: z.boolean(),
  sendings: z.array(z.object({ id: z.string(), title: z.string(), asked: z.number() })),
})

export const takeInput = z.object({ ...partsInput.shape, lead: subjectRef })
export type TakeInput = z.output<typeof takeInput>
export const takenAnswer = z.object({
  ...idAnswer.shape,
  taskId: z.string(),
  arrivalNo: z.number().nullish(),
})
export const refuseInput = z.object({ reason: words('Ghi rõ lý do trả lại để nơi giao biết.', 1000) })
export const seenAnswer = z.object({ ...idAnswer.shape, text: z.string() })
export const nothingInput = z.object({})
