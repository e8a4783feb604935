import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { documents, registers } from '../permissions.ts'
import { proofAnswer, provedAnswer, statisticsAnswer } from './schema.ts'

/** What the registers come to: figures, and the proof that their numbers are whole. */
export const statisticsRoutes = resource('books', 'Sổ, số và ký hiệu', {
  readStatistics: route(
    'GET /document-statistics',
    {
      summary: 'Thống kê văn bản đi theo năm, nhiệm kỳ, tên loại, thẩm quyền',
      permission: registers.read,
      answer: statisticsAnswer,
    },
    async (ctx) => (await import('./read.ts')).readStatistics(ctx),
  ),
  readNumberProof: route(
    'GET /number-proof',
    { summary: 'Kết quả đối chiếu số và sổ văn bản đi', permission: registers.read, answer: proofAnswer },
    async (ctx) => (await import('./proof.ts')).readNumberProof(ctx),
  ),
  proveNumbersNow: route(
    'POST /number-proof',
    {
      summary: 'Đối chiếu số và sổ ngay bây giờ',
      permission: documents.issue,
      answer: provedAnswer,
      status: 201,
    },
    async (ctx) => (await import('./prove.ts')).proveNumbersNow(ctx),
  ),
})
