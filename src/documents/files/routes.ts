import { resource } from '../../core/domain.ts'
import { bytes, BYTES } from '../../core/route.ts'
import { KINDS } from '../../files/rules.ts'
import { downloadQuery } from '../../files/schema.ts'
import { documents } from '../permissions.ts'

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
})
