import { z } from 'zod'
import { overlaySchema } from '../processes/overlay-schema.ts'
import type { Op } from '../processes/overlay-schema.ts'
import { asSubject, day, filled, named, reference, text, title, titleOrNone, words } from '../core/fields.ts'

/** Characters of a template's JSON: a thousand steps with their guides fit; what is longer is no procedure. */
const MOST_CONTENT = 1_000_000

const code = title('Cần nhập mã số, ví dụ QT.05-VPTU.', 32)
  .refine(
    (value) => /^[A-Z0-9Đ][A-Z0-9Đ./-]{1,31}$/.test(value),
    'Mã số gồm 2–32 chữ in hoa, chữ số, dấu chấm, gạch ngang hoặc gạch chéo, ví dụ QT.05-VPTU.',
  )
  .meta({ pattern: '^[A-Z0-9Đ][A-Z0-9Đ./-]{1,31}$' })

export const createInput = z.object({
  code,
  name: asSubject(title('Cần nhập tên quy trình.', 400)),
  unitId: reference.optional(),
  /** The code of a process of the library to begin with; an empty table of steps without. */
  from: z.string().max(60).optional(),
})
export type CreateInput = z.output<typeof createInput>

const draftName = asSubject(titleOrNone('Tên quy trình', 400))
export const draftInput = z.object({
  content: z
    .record(z.string(), filled, 'Nội dung quy trình phải là một đối tượng JSON.')
    .refine(
      (content) => JSON.stringify(content).length <= MOST_CONTENT,
      'Quy trình dài quá 1.000.000 ký tự. Đề nghị tách thành các quy trình gọi nhau.',
    )
    .superRefine((content, ctx) => {
      // What is no text the check of the draft tells; a process is called by this name before that.
      const { name } = content
      const wrong = typeof name === 'string' ? draftName.safeParse(name).error : undefined
      for (const { message } of wrong?.issues ?? []) ctx.addIssue({ code: 'custom', path: ['name'], message })
    }),
  note: text('Nội dung thay đổi', 2000).default(''),
})
export type DraftInput = z.output<typeof draftInput>

export const reasonInput = z.object({ reason: words('Cần nêu lý do.', 1000) })
export const approvalInput = z.object({
  effectiveFrom: day('Ngày có hiệu lực'),
  reviewOn: day('Ngày rà soát').optional(),
})
export type ApprovalInput = z.output<typeof approvalInput>

/** What fills a role of a template. */
export const HOLDER_KINDS = ['member', 'position', 'unit', 'role'] as const
export const holder = z.object({ role: z.string().max(40), kind: z.enum(HOLDER_KINDS), targetId: reference })
export type Holder = z.output<typeof holder>
export const holdersInput = z.object({ holders: z.array(holder).max(500) })

const standing = z.enum(['draft', 'reviewing', 'approved', 'effective', 'replaced', 'archived'])
export type Standing = z.infer<typeof standing>

const problem = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  step: z.string().optional(),
  message: z.string(),
})

export const versionRow = z.object({
  id: z.string(),
  number: z.number(),
  standing,
  note: z.string(),
  effectiveFrom: z.iso.date().optional(),
  hash: z.string().optional(),
  authorName: z.string(),
  reviewerName: z.string().optional(),
  approverName: z.string().optional(),
  approvedAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime(),
})
export type VersionRow = z.infer<typeof versionRow>

const head = {
  id: z.string(),
  code: z.string(),
  name: z.string(),
  unit: named.optional(),
  closedOn: z.iso.date().optional(),
  /** The process it adapts; `issuer` is empty for one of this committee. */
  base: z.object({ id: z.string(), issuer: z.string() }).optional(),
}

export const procedureList = z.object({
  items: z.array(
    z.object({
      ...head,
      inForce: z.object({ id: z.string(), number: z.number(), effectiveFrom: z.iso.date() }).optional(),
      open: z.object({ id: z.string(), number: z.number(), standing }).optional(),
      /** Whether I have said that I read the version in force. */
      read: z.boolean(),
    }),
  ),
})
export type ProcedureList = z.infer<typeof procedureList>

export const procedureAnswer = z.object({
  ...head,
  owner: named,
  reviewOn: z.iso.date().optional(),
  versions: z.array(versionRow),
  holders: z.array(z.object({ ...holder.shape, name: z.string() })),
  /** Of the version in force: who has read it, and who should have. */
  receipts: z.array(z.object({ memberId: z.string(), name: z.string(), at: z.iso.datetime() })),
  awaited: z.array(named),
})
export type ProcedureAnswer = z.infer<typeof procedureAnswer>

export const versionAnswer = z.object({
  ...versionRow.shape,
  procedure: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  content: z.record(z.string(), z.unknown()),
  problems: z.array(problem),
  version: z.number(),
  /** Of a version that adapts a base: which one. */
  base: z.object({ issuer: z.string(), number: z.number(), hash: z.string() }).optional(),
})
export type VersionAnswer = z.infer<typeof versionAnswer>

/** An operation by its place in the list, and why the base does not allow it or has no place for it. */
const conflict = z.object({ op: z.number(), message: z.string() })

export const savedAnswer = z.object({
  id: z.string(),
  standing,
  version: z.number(),
  problems: z.array(problem),
  conflicts: z.array(conflict).optional(),
})
export type SavedAnswer = z.infer<typeof savedAnswer>

export const libraryAnswer = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), steps: z.number() })),
})

export const adaptInput = z.object({ code, unitId: reference.optional() })
export type AdaptInput = z.output<typeof adaptInput>

/** Operations of an overlay as the API takes them; overlay-schema.ts says what each holds. */
const ops = z
  .array(
    z.object({ op: z.enum(['add', 'skip', 'limit', 'bind', 'record', 'role', 'field']) }).catchall(filled),
  )
  .max(500, 'Một bản điều chỉnh có nhiều nhất 500 điều chỉnh.')
  .transform((given, ctx): Op[] => {
    const read = overlaySchema.safeParse(given)
    if (read.success) return read.data
    const at = Number(read.error.issues[0]?.path[0] ?? 0)
    ctx.issues.push({
      code: 'custom',
      path: [at],
      input: given,
      message: `Điều chỉnh thứ ${at + 1} chưa đúng dạng.`,
    })
    return z.NEVER
  })

export const overlayInput = z.object({
  ops,
  note: text('Nội dung thay đổi', 2000).default(''),
})
export type OverlayInput = z.output<typeof overlayInput>

export const handInput = z.object({ handles: z.array(z.string().max(100)).max(1000).optional() })

const baseFacts = {
  issuer: z.string(),
  number: z.number(),
  note: z.string(),
  hash: z.string(),
  effectiveFrom: z.iso.date(),
}

export const baseList = z.object({
  items: z.array(
    z.object({
      ...head,
      ...baseFacts,
      versionId: z.string(),
      /** What was made of it here, and on which version that stands. */
      adapted: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), number: z.number() })),
    }),
  ),
})
export type BaseList = z.infer<typeof baseList>

const step = z.record(z.string(), z.unknown())
export const overlayAnswer = z.object({
  issuer: z.string(),
  number: z.number(),
  hash: z.string(),
  content: z.record(z.string(), z.unknown()),
  ops: z.array(z.record(z.string(), z.unknown())),
  conflicts: z.array(conflict),
  closedOn: z.iso.date().optional(),
  /** A newer version of the base, and what would become of the operations on it: as the step was, as it is. */
  newer: z
    .object({
      number: z.number(),
      note: z.string(),
      hash: z.string(),
      effectiveFrom: z.iso.date(),
      touched: z.array(
        z.object({
          op: z.number(),
          was: step.optional(),
          is: step.optional(),
          message: z.string().optional(),
        }),
      ),
    })
    .optional(),
})
export type OverlayAnswer = z.infer<typeof overlayAnswer>
