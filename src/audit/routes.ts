import { Hono } from 'hono'
import { input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { listAudit } from './list.ts'
import { auditAnswer, auditQuery } from './schema.ts'

/** What was changed, by whom and when, below `/api/c/{committee}`; for administrators. */
export const auditRoutes = new Hono<In>().get(
  '/audit',
  operation({ summary: 'Nhật ký thay đổi', permission: 'audit.read', answer: auditAnswer }),
  input('query', auditQuery),
  (c) => reply(c, 200, listAudit(c.var.ctx, c.req.valid('query'))),
)
