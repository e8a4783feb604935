import { z } from 'zod'
import { day, idAnswer, reference, text, words } from '../core/fields.ts'
import { fileSchema } from '../files/schema.ts'
import { subjectRef } from '../tasks/schema.ts'
import { STANDS, UPTAKES } from './rules.ts'
import type { Stand, Uptake } from './rules.ts'

const stand = z.enum(Object.keys(STANDS) as [Stand, ...Stand[]], 'Chọn ý kiến chung về dự thảo.')
const uptake = z.enum(
  Object.keys(UPTAKES) as [Uptake, ...Uptake[]],
  'Chọn tiếp thu, giải trình hay ghi nhận.',
)

/** A round asks so many at most; more is a campaign. */
const MOST = 200
const MOST_REMARKS = 100

export const openInput = z.object({
  /** Units and persons here. */
  asked: z.array(subjectRef).max(MOST, `Tối đa ${MOST} nơi một đợt.`).default([]),
  /** Committees outside, by handle. */
  committees: z.array(reference).max(MOST, `Tối đa ${MOST} nơi một đợt.`).default([]),
  dueOn: day('Hạn góp ý'),
  note: text('Nội dung cần góp ý', 2000).default(''),
  /** The version of the draft that was seen. */
  version: z.number('Cần nêu phiên bản dự thảo.').int().min(1),
})
export type OpenInput = z.output<typeof openInput>
export const openedAnswer = z.object({ ...idAnswer.shape, version: z.number(), asked: z.number() })

export const opinionInput = z.object({
  /** For which of those asked, where somebody may speak for more than one. */
  no: z.number().int().min(1).optional(),
  stand,
  remarks: z
    .array(
      z.object({
        place: text('Điều, mục', 120).default(''),
        text: words('Ghi ý kiến góp ý.', 4000),
      }),
    )
    .max(MOST_REMARKS, `Tối đa ${MOST_REMARKS} ý kiến một lần.`)
    .default([]),
})
export type OpinionInput = z.output<typeof opinionInput>
export const opinionAnswer = z.object({ ...idAnswer.shape, remarks: z.number() })

export const uptakeInput = z.object({
  items: z
    .array(
      z.object({
        person: z.number().int().min(1),
        filing: z.string().max(80).default(''),
        no: z.number().int().min(1),
        uptake,
        reply: text('Nội dung tiếp thu, giải trình', 4000).default(''),
      }),
    )
    .min(1, 'Chọn ít nhất một ý kiến.')
    .max(MOST_REMARKS, `Tối đa ${MOST_REMARKS} ý kiến một lần.`),
})
export type UptakeInput = z.output<typeof uptakeInput>
export const uptakeAnswer = z.object({ ...idAnswer.shape, taken: z.number() })
export const nothingInput = z.object({})
export const concludedAnswer = z.object({ ...idAnswer.shape, answered: z.number(), silent: z.number() })

const state = z.enum(['collecting', 'concluded'])
const remark = z.object({
  filing: z.string(),
  no: z.number(),
  place: z.string(),
  text: z.string(),
  uptake: uptake.optional(),
  uptakeName: z.string().optional(),
  reply: z.string().optional(),
  takenIn: z.number().optional(),
  by: z.string().optional(),
})
const party = z.object({
  no: z.number(),
  kind: z.enum(['unit', 'person', 'committee']),
  name: z.string(),
  stand: stand.optional(),
  standName: z.string().optional(),
  by: z.string().optional(),
  at: z.iso.datetime().optional(),
  /** Of a committee outside: how far it has come; and that it came after the round was over. */
  takenName: z.string().optional(),
  after: z.boolean(),
  remarks: z.array(remark),
})
const head = z.object({
  id: z.string(),
  title: z.string(),
  documentId: z.string(),
  state,
  dueOn: z.iso.date(),
  at: z.iso.datetime(),
  by: z.string(),
  late: z.boolean(),
  asked: z.number(),
  answered: z.number(),
})
export const roundList = z.object({
  items: z.array(z.object({ ...head.shape, open: z.number() })),
  /** The member may open one now, and may ask outside. */
  may: z.object({ open: z.boolean() }),
})

/** A round, whole: the draft as it is asked about, who was asked, every remark and what became of it. */
export const roundAnswer = z.object({
  ...head.shape,
  note: z.string(),
  version: z.number(),
  draft: z.object({ typeName: z.string(), subject: z.string(), files: z.array(fileSchema) }),
  concludedAt: z.iso.datetime().optional(),
  concludedBy: z.string().optional(),
  /** Those for whom the member answers, and whether the member may take up remarks and close the round. */
  mine: z.array(z.object({ no: z.number(), name: z.string() })),
  manages: z.boolean(),
  /** Remarks that nobody has taken up. */
  open: z.number(),
  parties: z.array(party),
})
export type RoundAnswer = z.infer<typeof roundAnswer>
