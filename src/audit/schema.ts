import { z } from 'zod'
import { page } from '../core/paging.ts'

export const auditQuery = z.object({
  ...page,
  subject: z
    .string()
    .max(200)
    .regex(/^[A-Za-z]+:.+$/, 'Mục cần tìm có dạng loại:mã, ví dụ unit:0197.')
    .optional(),
  actor: z.string().min(1).max(80).optional(),
  action: z.string().min(1).max(80).optional(),
})
export type AuditQuery = z.output<typeof auditQuery>

const state = z.record(z.string(), z.unknown()).optional()

/** One change: who, when, what, the state before and after as it was kept, and what differs in words. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  actionName: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  before: state,
  after: state,
  changes: z.array(
    z.object({
      field: z.string(),
      name: z.string(),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** A page of the audit; the first one also tells which actions there are, to filter by. */
export const auditAnswer = z.object({
  items: z.array(auditEntry),
  next: z.string().optional(),
  actions: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
})
export type AuditAnswer = z.infer<typeof auditAnswer>
