import { z } from 'zod'
import { named } from '../core/fields.ts'
import { caseRow, returned } from './schema.ts'

/* The page of a case: where it is, who has it, by when and why, and everything that happened. */

const deadline = z.object({
  due: z.iso.datetime(),
  provisional: z.boolean(),
  pausedSince: z.iso.datetime().optional(),
  late: z.boolean(),
  /** How it was counted, line by line. */
  lines: z.array(z.string()),
})
export type DeadlineAnswer = z.infer<typeof deadline>

/** What was filled in, also as people read it. */
const filled = z.object({ f: z.string(), label: z.string(), value: z.unknown(), text: z.string() })

const openStep = z.object({
  no: z.number(),
  step: z.string(),
  name: z.string(),
  kind: z.enum(['task', 'wait', 'call', 'parallel', 'each']),
  /** The unit or row of the branch it runs in, if it has one. */
  row: z.string().optional(),
  holders: z.array(named),
  since: z.iso.datetime(),
  deadline: deadline.optional(),
  guide: z.string().optional(),
  /** The case it called and waits for. */
  called: named.optional(),
  /** Whether it waits for me. */
  mine: z.boolean(),
  /** In whose stead I do it, and as what, while they are away. */
  cover: z.object({ for: named, capacity: z.string() }).optional(),
  outcomes: z.array(
    z.object({ id: z.string(), label: z.string(), kind: z.string(), needs: z.array(z.string()) }),
  ),
  form: z.array(
    z.object({
      f: z.string(),
      mode: z.enum(['ro', 'rw', 'req']),
      field: z.record(z.string(), z.unknown()),
      value: z.unknown().optional(),
      /** The value as people read it. */
      text: z.string().optional(),
    }),
  ),
  /** Roles to be picked by now, with those to pick from. */
  picks: z.array(z.object({ role: z.string(), name: z.string(), from: z.array(named) })),
})

const line = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  type: z.string(),
  step: z.string().optional(),
  label: z.string().optional(),
  reason: z.string().optional(),
  reasonCode: z.string().optional(),
  /** In whose stead it was done, and as what it was signed. */
  cover: z.string().optional(),
  /** The row or branch it was done for. */
  row: z.string().optional(),
  /** What was filled in then; what was written over later still stands here. */
  filled: z.array(filled).optional(),
})
export type HistoryLine = z.infer<typeof line>

const run = z.object({
  no: z.number(),
  step: z.string(),
  name: z.string(),
  attempt: z.number(),
  begin: z.iso.datetime(),
  due: z.iso.datetime().optional(),
  end: z.iso.datetime().optional(),
  ending: z.string().optional(),
  by: z.string().optional(),
  late: z.boolean(),
  /** Working hours it took, or has taken so far. */
  hours: z.number(),
})

export const caseAnswer = z.object({
  ...caseRow.shape,
  procedure: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  versionNumber: z.number(),
  versionHash: z.string().optional(),
  starter: named,
  /** The case whose step called this one. */
  caller: z.object({ id: z.string(), code: z.string(), title: z.string() }).optional(),
  deadline,
  template: z.record(z.string(), z.unknown()),
  open: z.array(openStep),
  fields: z.array(filled),
  links: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['incoming', 'document', 'case']),
      targetId: z.string(),
      name: z.string(),
      step: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  runs: z.array(run),
  /** What was sent back, why, and what it cost. */
  returns: z.array(returned),
  history: z.array(line),
})
export type CaseAnswer = z.infer<typeof caseAnswer>
