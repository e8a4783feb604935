import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import { door, withHeaders } from './core/door.ts'
import { auditRoutes } from './audit/routes.ts'
import { answerError, operation } from './core/http.ts'
import type { In } from './core/http.ts'
import { NotFound } from './core/errors.ts'
import { committeeRoutes } from './directory/committee-routes.ts'
import { inCommittee } from './directory/enter.ts'
import { directoryRoutes, signUpRoutes } from './directory/routes.ts'
import { bookRoutes } from './documents/book-routes.ts'
import { groupRoutes } from './documents/group-routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { authRoutes } from './identity/routes.ts'
import { comingRoutes, invitationRoutes } from './organisation/invitation-routes.ts'
import { memberRoutes } from './organisation/member-routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import type { Platform } from './platform/platform.ts'
import { shellRoutes } from './shell/routes.ts'

/** The whole application over a platform. Every host calls its `fetch`. */
export function createApp(platform: Platform) {
  const app = new Hono<In>()
    .use('/api/*', withHeaders(platform.env.BASE_URL), door(platform.env.BASE_URL))
    .get('/api/health', operation({ summary: 'Máy chủ đang chạy', permission: 'public' }), (c) =>
      c.json({ ok: true }),
    )
    .route('/api/auth', authRoutes(platform))
    .route('/api', directoryRoutes(platform))
    .route('/api', signUpRoutes(platform))
    .route('/api/invitations', invitationRoutes(platform))
    .use('/api/c/:committee/*', inCommittee(platform))
    .route('/api/c/:committee', committeeRoutes)
    .route('/api/c/:committee/', shellRoutes)
    .route('/api/c/:committee', fileRoutes)
    .route('/api/c/:committee', documentRoutes)
    .route('/api/c/:committee', bookRoutes)
    .route('/api/c/:committee', auditRoutes)
    .route('/api/c/:committee', groupRoutes)
    .route('/api/c/:committee', exchangeRoutes)
    .route('/api/c/:committee', organisationRoutes)
    .route('/api/c/:committee', memberRoutes)
    .route('/api/c/:committee', comingRoutes)
  app.get(
    '/api/openapi.json',
    operation({ summary: 'Mô tả giao diện lập trình này', permission: 'public' }),
    openAPIRouteHandler(app, {
      documentation: { openapi: '3.1.0', info: { title: 'Liên Thông', version: '1' } },
    }),
  )
  app.onError((error) => answerError(error, platform.log))
  app.notFound(() => answerError(new NotFound(), platform.log))
  return app
}
