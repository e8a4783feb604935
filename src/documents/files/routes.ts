import { resource } from '../../core/domain.ts'
import { bytes, BYTES, route } from '../../core/route.ts'
import { files } from '../../files/permissions.ts'
import { KINDS } from '../../files/rules.ts'
import { downloadQuery } from '../../files/schema.ts'
import { signaturesAnswer } from '../../files/signatures/schema.ts'
import { documents } from '../permissions.ts'
import { usageAnswer } from './schema.ts'

/** Reading files: through the documents that name them. */
export const downloadRoutes = resource('files', 'Tệp', {
  downloadFile: bytes(
    'GET /files/{sha256}',
    {
      summary: 'Tải xuống một tệp của cơ quan',
      permission: documents.read,
      query: downloadQuery,
      gives: KINDS.map(({ type }) => type),
      answer: BYTES,
      problems: ['gone'],
    },
    async (ctx, { sha256, request }) => {
      const [{ findFile }, { serveFile }] = await Promise.all([
        import('./find.ts'),
        import('../../files/serve.ts'),
      ])
      return serveFile(request, ctx, await findFile(ctx, sha256))
    },
  ),
  checkSignatures: route(
    'GET /files/{sha256}/signatures',
    {
      summary: 'Kiểm tra chữ ký số trong một tệp PDF, đọc lại từ nội dung tệp',
      permission: documents.read,
      answer: signaturesAnswer,
      problems: ['gone'],
      limits: { person: { max: 600, seconds: 3600 } },
    },
    async (ctx, { sha256 }) => {
      const [{ findFile }, { checkSignatures }] = await Promise.all([
        import('./find.ts'),
        import('../../files/signatures/check.ts'),
      ])
      return checkSignatures(ctx, await findFile(ctx, sha256))
    },
  ),
  getUsage: route(
    'GET /usage',
    {
      summary: 'Dung lượng tệp, số tệp tải lên và văn bản ban hành trong giờ, và mức được cấp',
      permission: files.usage,
      answer: usageAnswer,
    },
    async (ctx) => (await import('./usage.ts')).getUsage(ctx),
  ),
})
