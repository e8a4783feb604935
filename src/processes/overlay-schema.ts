import * as z from 'zod/mini'
import { parts } from './schema.ts'

const { id, text, role, field, limit, record, formLine } = parts

/** A piece of work that a unit adds; where it leads follows from where it is put. */
const added = z.strictObject({
  id,
  name: text,
  role: id,
  limit,
  form: z.optional(z.array(formLine)),
  records: z.optional(z.array(record)),
  guide: z.optional(z.string()),
  /** Whether it may send the work back to the step it stands after. */
  back: z.optional(z.boolean()),
})
export type Added = z.infer<typeof added>

const op = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), at: z.enum(['before', 'after']), step: id, new: added }),
  z.strictObject({ op: z.literal('skip'), step: id }),
  /** Of a step, or of the whole ('' as its id). */
  z.strictObject({ op: z.literal('limit'), step: z.union([id, z.literal('')]), limit }),
  z.strictObject({
    op: z.literal('bind'),
    role: id,
    by: z.enum(['position', 'unit_head', 'group', 'starter', 'pick']),
    ref: z.optional(z.string()),
  }),
  z.strictObject({ op: z.literal('record'), step: id, record }),
  z.strictObject({ op: z.literal('role'), id, role }),
  z.strictObject({ op: z.literal('field'), id, field }),
])

/** How a unit works differently from a base: operations on the ids of that base, in order. */
export const overlaySchema = z.array(op).check(z.maxLength(500))
export type Op = z.infer<typeof op>
