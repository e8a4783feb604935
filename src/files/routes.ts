import { resource } from '../core/domain.ts'
import { bytes } from '../core/route.ts'
import { files } from './permissions.ts'
import { fileSchema, sheetAnswer, uploadQuery } from './schema.ts'

/** Bringing files in; they are read through what names them (documents, deliveries). */
export const fileRoutes = resource('files', 'Tệp', {
  uploadFile: bytes(
    'PUT /files/{sha256}',
    {
      summary: 'Tải lên một tệp; nội dung là thân yêu cầu, có Content-Length',
      permission: files.bring,
      query: uploadQuery,
      sends: 'application/octet-stream',
      answer: fileSchema,
      status: 201,
      problems: ['too_large', 'unavailable'],
      limits: { committee: 'uploadsAnHour' },
    },
    async (ctx, { sha256, query, request }) => {
      const { uploadFile } = await import('./upload.ts')
      const length = request.headers.get('content-length')
      const size = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined
      return uploadFile(ctx, { sha256, size, ...query }, request.body)
    },
  ),
  readSheet: bytes(
    'POST /sheets',
    {
      summary: 'Đọc các dòng của một danh sách XLSX hoặc CSV; nội dung là thân yêu cầu, không lưu lại',
      permission: files.sheet,
      sends: 'application/octet-stream',
      answer: sheetAnswer,
      problems: ['too_large'],
      limits: { person: { max: 300, seconds: 3600 } },
    },
    async (ctx, { request }) => (await import('./sheets/read.ts')).readSheet(ctx, request),
  ),
})
