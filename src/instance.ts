import { z } from 'zod'
import { resource } from './core/domain.ts'
import { Unavailable } from './core/errors.ts'
import { route } from './core/route.ts'
import { health } from './platform/health.ts'
import type { Platform } from './platform/platform.ts'

type Look = ReturnType<typeof health>
const looks = new WeakMap<Platform, Look>()

function lookAt(platform: Platform): ReturnType<Look> {
  const look = looks.get(platform) ?? health(platform, undefined, platform.clock)
  looks.set(platform, look)
  return look()
}

/** What anybody may ask of the instance itself. */
export const instanceRoutes = resource('instance', 'Máy chủ', {
  checkHealth: route(
    'GET /health',
    {
      summary: 'Máy chủ đọc và ghi được danh bạ và trục liên thông',
      permission: 'public',
      answer: z.object({ ok: z.literal(true) }),
    },
    async ({ platform }) => {
      const ill = await lookAt(platform)
      if (ill.length === 0) return { ok: true as const }
      throw new Unavailable('Cơ sở dữ liệu dùng chung chưa trả lời được.', { databases: ill, retryAfter: 5 })
    },
  ),
})
