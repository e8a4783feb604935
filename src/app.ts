import { Hono } from 'hono'
import { z } from 'zod'
import { door, withHeaders } from './core/door.ts'
import { auditRoutes } from './audit/routes.ts'
import { answerError, operation } from './core/http.ts'
import type { In } from './core/http.ts'
import { describeApi } from './openapi.ts'
import { NotFound } from './core/errors.ts'
import { committeeRoutes } from './directory/committee-routes.ts'
import { inCommittee } from './directory/enter.ts'
import { directoryRoutes, signUpRoutes } from './directory/routes.ts'
import { bookRoutes } from './documents/book-routes.ts'
import { groupRoutes } from './documents/group-routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { sessionCookie } from './identity/cookie.ts'
import { authRoutes } from './identity/routes.ts'
import { comingRoutes, invitationRoutes } from './organisation/invitation-routes.ts'
import { memberRoutes } from './organisation/member-routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import type { Platform } from './platform/platform.ts'
import { shellRoutes } from './shell/routes.ts'

const healthAnswer = z.object({ ok: z.boolean() })

/** The whole application over a platform. Every host calls its `fetch`. */
export function createApp(platform: Platform) {
  const { BASE_URL } = platform.env
  let description: Promise<object> | undefined
  const app = new Hono<In>()
    .use('/api/*', withHeaders(BASE_URL), door(BASE_URL))
    .get(
      '/api/health',
      operation({ summary: 'Máy chủ đang chạy', permission: 'public', answer: healthAnswer }),
      (c) => c.json({ ok: true }),
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
    async (c) => {
      description ??= describeApi(app, BASE_URL, sessionCookie(BASE_URL).name)
      return c.json(await description)
    },
  )
  app.onError((error) => answerError(error, platform.log))
  app.notFound(() => answerError(new NotFound(), platform.log))
  return app
}
