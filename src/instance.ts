import { z } from 'zod'
import { resource } from './core/domain.ts'
import { route } from './core/route.ts'

/** What anybody may ask of the instance itself. */
export const instanceRoutes = resource('instance', 'Máy chủ', {
  checkHealth: route(
    'GET /health',
    { summary: 'Máy chủ đang chạy', permission: 'public', answer: z.object({ ok: z.boolean() }) },
    () => Promise.resolve({ ok: true }),
  ),
})
