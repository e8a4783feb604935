import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { spills } from './permissions.ts'
import { lockInput, releaseInput, spillList, spillQuery, spillWhole } from './schema.ts'

/** State secrets that came in all the same: locked at once, then purged or given back. */
export const spillRoutes = resource('spills', 'Xử lý lộ, lọt bí mật', {
  lockDocument: route(
    'POST /documents/{id}/lock',
    {
      summary: 'Khóa văn bản đi, dự thảo nghi có bí mật nhà nước',
      permission: spills.lock,
      body: lockInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./lock.ts')).lockPaper(ctx, 'document', id, body.found),
  ),
  lockIncoming: route(
    'POST /incoming/{id}/lock',
    {
      summary: 'Khóa văn bản đến nghi có bí mật nhà nước',
      permission: spills.lock,
      body: lockInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./lock.ts')).lockPaper(ctx, 'incoming', id, body.found),
  ),
  listSpills: route(
    'GET /spills',
    {
      summary: 'Các văn bản đã khóa vì nghi có bí mật nhà nước',
      permission: spills.read,
      query: spillQuery,
      answer: spillList,
    },
    async (ctx, { query }) => (await import('./read.ts')).listSpills(ctx, query),
  ),
  readSpill: route(
    'GET /spills/{id}',
    {
      summary: 'Một văn bản đã khóa và việc đã làm ở từng nơi nhận',
      permission: spills.read,
      answer: spillWhole,
    },
    async (ctx, { id }) => (await import('./read.ts')).readSpill(ctx, id),
  ),
  purgeSpill: route(
    'POST /spills/{id}/purge',
    {
      summary: 'Xóa nội dung văn bản đã khóa, ở đây và ở mọi nơi nhận',
      permission: spills.decide,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id }) => (await import('./decide.ts')).purgePaper(ctx, id),
  ),
  releaseSpill: route(
    'POST /spills/{id}/release',
    {
      summary: 'Mở khóa văn bản không có bí mật nhà nước',
      permission: spills.decide,
      body: releaseInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./decide.ts')).releasePaper(ctx, id, body.reason),
  ),
})
