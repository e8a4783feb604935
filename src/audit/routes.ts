import { resource } from '../core/domain.ts'
import { route } from '../core/route.ts'
import { audit } from './permissions.ts'
import { auditAnswer, auditQuery } from './schema.ts'

/** What was changed, by whom and when; for administrators. */
export const auditRoutes = resource('audit', 'Nhật ký', {
  listAudit: route(
    'GET /audit',
    { summary: 'Nhật ký thay đổi', permission: audit.read, query: auditQuery, answer: auditAnswer },
    async (ctx, { query }) => (await import('./list.ts')).listAudit(ctx, query),
  ),
})
