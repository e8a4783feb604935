import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { failureAnswer, failureInput } from './schema.ts'

/** What browsers tell of the program itself. */
export const failureRoutes = resource('failures', 'Lỗi ở màn hình', {
  reportFailure: route(
    'POST /failures',
    {
      summary: 'Báo một lỗi của chương trình ở trình duyệt: nơi xảy ra, không có nội dung',
      permission: 'public',
      body: failureInput,
      answer: failureAnswer,
      limits: { address: { max: 20, seconds: 3600 } },
    },
    async (call, { body }) => (await import('./report.ts')).reportFailure(call, body),
  ),
})
