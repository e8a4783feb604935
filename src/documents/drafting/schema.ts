import { z } from 'zod'
import { SEEN_TEXT } from '../../core/described.ts'
import { day, named, reference, text } from '../../core/fields.ts'
import { fileSchema } from '../../files/schema.ts'
import { LIMITS } from '../outgoing/limits.ts'
import { MOVES, STAGES } from './stages.ts'
import type { Stage } from './stages.ts'

export const stage = z.enum(Object.keys(STAGES) as [Stage, ...Stage[]])

/** A hand-over of a draft: which way on, to whom, until when, with what word. */
export const handInput = z.object({
  act: z.enum(MOVES.map(({ act }) => act) as [string, ...string[]], 'Chọn bước tiếp theo của dự thảo.'),
  toId: reference.optional(),
  dueOn: day('Thời hạn').optional(),
  note: text('Ý kiến', LIMITS.note).optional(),
  version: z.number('Cần nêu phiên bản dự thảo.').int().min(1),
})
export type HandInput = z.output<typeof handInput>

/** Where a draft lies after it was handed on. */
export const handAnswer = z.object({
  id: z.string(),
  version: z.number(),
  stage,
  stageName: z.string(),
  holder: named.optional(),
})
export type HandAnswer = z.infer<typeof handAnswer>

/** What a draft's page says of its way: where it lies, the ways on for this person, every hand-over so far. */
export const wayAnswer = z.object({
  stage,
  stageName: z.string(),
  holder: named.optional(),
  dueOn: z.string().optional(),
  since: z.string().optional(),
  moves: z.array(
    z.object({
      act: z.string(),
      name: z.string(),
      goes: z.enum(['named', 'author', 'clerks']),
      note: z.boolean(),
    }),
  ),
  handed: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      name: z.string(),
      stageName: z.string(),
      to: z.string().optional(),
      dueOn: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  versions: z.number(),
})
export type WayAnswer = z.infer<typeof wayAnswer>

export const numberInput = z.object({
  version: z.number('Cần nêu phiên bản dự thảo đang cấp số.').int().min(1),
  /** The number that was shown: with it the draft gets this one or none. */
  number: z.number().int().min(1).optional(),
})
export type NumberInput = z.output<typeof numberInput>
export const numberAnswer = z.object({
  id: z.string(),
  version: z.number(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
})
export const voidInput = z.object({
  reason: text('Lý do', LIMITS.note)
    .refine((reason) => reason !== '', 'Ghi lý do hủy số.')
    .meta({ pattern: SEEN_TEXT }),
})
export const voidAnswer = z.object({ id: z.string(), version: z.number() })

/** A fact of a draft in one version, by the name the form gives it. */
const fact = z.object({ field: z.string(), name: z.string(), value: z.string() })
const versionRow = z.object({
  no: z.number(),
  at: z.string(),
  by: z.string(),
  stageName: z.string(),
  /** What differs from the version before; nothing for the first. */
  changed: z.array(z.string()),
})
export const versionList = z.object({ items: z.array(versionRow) })
export type VersionList = z.infer<typeof versionList>

export const compareQuery = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
})
const side = z.object({
  ...versionRow.omit({ changed: true }).shape,
  facts: z.array(fact),
  files: z.array(fileSchema),
})
/** Two versions side by side, and line by line what the text of their first files lost and gained. */
export const comparison = z.object({
  before: side,
  after: side,
  text: z.array(z.object({ kind: z.enum(['same', 'gone', 'new', 'skipped']), text: z.string() })).optional(),
})
export type Comparison = z.infer<typeof comparison>

export const issuingAnswer = z.object({ atOnce: z.boolean(), version: z.number() })
export type IssuingRule = z.infer<typeof issuingAnswer>
export const issuingInput = z.object({ atOnce: z.boolean('Chọn có hoặc không.') })
