import { z } from 'zod'
import { filled, heading, reference, text, words, truth } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { RETURN_REASONS } from './codes.ts'

const CAPACITIES = ['K/T', 'T/L', 'T/M', 'Q.', 'KT.', 'TL.', 'TM.', 'TUQ.'] as const
const fields = z.record(z.string().max(40), filled)
const picks = z.record(z.string().max(40), z.array(reference).max(200))
const no = z.int().min(0)
const reason = text('Lý do', 2000)

/** What a case may be linked with: an incoming document, one of ours, another case. */
const linkTarget = z.object({ kind: z.enum(['incoming', 'document', 'case']), id: reference })
export type LinkTarget = z.output<typeof linkTarget>
export const linkInput = z.object({ to: linkTarget, no: no.optional() })
export type LinkInput = z.output<typeof linkInput>
export const linksQuery = linkTarget
export type LinksQuery = LinkTarget

export const startInput = z.object({
  /** What it begins from. */
  from: linkTarget.optional(),
  procedureId: reference,
  title: heading('Cần ghi trích yếu của hồ sơ, ví dụ Kết nạp quần chúng Nguyễn Văn A.', 400),
  fields: fields.default({}),
  picks: picks.default({}),
})
export type StartInput = z.output<typeof startInput>

/** Work that is done: the step by its number, with what its form and its outcome ask for. */
export const completeInput = z.object({
  no,
  outcome: z.string().max(40).optional(),
  fields: fields.default({}),
  picks: picks.default({}),
  reason: reason.optional(),
  reasonCode: z.enum(RETURN_REASONS, 'Lý do trả lại không có trong danh sách.').optional(),
  /** Signed, and in which capacity (KT., TL., TM., TUQ.) if not one's own. */
  signed: z.boolean().default(false),
  capacity: z.enum(CAPACITIES).optional(),
})
export type CompleteInput = z.output<typeof completeInput>

/** What leaves the way of the template; every order has a reason. */
export const orderInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('skip'), no, outcome: z.string().max(40), reason }),
  z.object({ type: z.literal('assign'), no, holders: z.array(reference).max(200), reason }),
  z.object({ type: z.literal('redate'), no, due: z.iso.datetime(), reason }),
  z.object({ type: z.literal('withdraw'), reason }),
])
export type OrderInput = z.output<typeof orderInput>

const status = z.enum(['running', 'done', 'rejected', 'expired', 'withdrawn'])

export const movedAnswer = z.object({ id: z.string(), status, seq: z.number() })
export type MovedAnswer = z.infer<typeof movedAnswer>

export const listQuery = z.object({
  ...page,
  procedure: reference.optional(),
  state: z.enum(['running', 'ended', 'all']).default('running'),
  /** Of those that run: whose time is over, or of which nobody holds a step. */
  only: z.enum(['late', 'stuck']).optional(),
  /** With a process: the cases behind a figure of it, of a step ('' or none: the whole) in a month (`2026-03`). */
  step: z.string().max(40).optional(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Tháng ghi như 2026-03.')
    .optional(),
  late: truth.optional(),
  /** The reason for which it was sent back, as the figures name it. */
  returned: z.string().max(2000).optional(),
  unit: z.string().max(64).optional(),
  version: reference.optional(),
})
export type ListQuery = z.output<typeof listQuery>

const current = z.object({ no: z.number(), name: z.string(), holders: z.array(z.string()) })

export const caseRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  status,
  /** Nobody holds a step of it. */
  stuck: z.boolean(),
  late: z.boolean(),
  due: z.iso.datetime().optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  now: z.array(current),
})
export const caseList = z.object({ items: z.array(caseRow), next: z.string().optional() })
export type CaseList = z.infer<typeof caseList>

export const standingQuery = z.object({ procedure: reference })
/** Counted up to 1,000 each. */
export const standingAnswer = z.object({ running: z.number(), late: z.number(), stuck: z.number() })
export type StandingAnswer = z.infer<typeof standingAnswer>

/** What was sent back, and what that cost. */
export const returned = z.object({
  step: z.string(),
  name: z.string(),
  reason: z.string(),
  count: z.number(),
  /** Working hours until the step that returned began again. */
  hours: z.number(),
})

export const caseLinks = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      title: z.string(),
      status,
      step: z.string(),
      at: z.iso.datetime(),
    }),
  ),
})
export type CaseLinks = z.infer<typeof caseLinks>

export const workQuery = z.object(page)
export const workList = z.object({
  items: z.array(
    z.object({
      caseId: z.string(),
      no: z.number(),
      kind: z.enum(['step', 'orphan']),
      code: z.string(),
      title: z.string(),
      step: z.string(),
      since: z.iso.datetime(),
      due: z.iso.datetime().optional(),
      late: z.boolean(),
    }),
  ),
  next: z.string().optional(),
})
export type WorkList = z.infer<typeof workList>

export const movesQuery = z.object({ ...page, procedure: reference })
export type MovesQuery = z.output<typeof movesQuery>

/** `seq` is the state that was looked at: a case that changed since is looked at again. */
export const moveInput = z.object({
  seq: z.int().min(0),
  reason: words('Cần nêu lý do chuyển sang lần ban hành mới.', 2000),
})
export type MoveInput = z.output<typeof moveInput>

export const moveList = z.object({
  target: z.object({ id: z.string(), number: z.number() }),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      seq: z.number(),
      number: z.number(),
      now: z.array(z.string()),
      moves: z.boolean(),
      /** Every reason why it stays. */
      why: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
})
export type MoveList = z.infer<typeof moveList>

export const figuresQuery = z.object({
  procedure: reference,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Tháng ghi như 2026-03.'),
  /** Of the cases of one unit, or on one version. */
  unit: z.string().max(64).optional(),
  version: reference.optional(),
})
export type FiguresQuery = z.output<typeof figuresQuery>

const rated = {
  finished: z.number(),
  inTime: z.number(),
  overdue: z.number(),
  /** From 0 to 1; none where there is nothing to judge. */
  rate: z.number().optional(),
}
const figure = z.object({
  step: z.string(),
  name: z.string(),
  ...rated,
  /** Working hours of what was finished: the half, four fifths, nineteen of twenty took at most so long. */
  hours: z.object({ p50: z.number().optional(), p80: z.number().optional(), p95: z.number().optional() }),
})
export const figuresAnswer = z.object({
  /** The whole case first (step ''). */
  steps: z.array(figure),
  /** Of whole cases, by unit and by version (its number as the name). */
  units: z.array(z.object({ id: z.string(), name: z.string(), ...rated })),
  versions: z.array(z.object({ id: z.string(), name: z.string(), ...rated })),
  returns: z.array(returned),
})
export type FiguresAnswer = z.infer<typeof figuresAnswer>
