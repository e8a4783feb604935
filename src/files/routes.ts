import { Hono } from 'hono'
import { input, operation } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { fileParam, fileSchema, uploadQuery } from './schema.ts'
import { uploadFile } from './upload.ts'

/** Bringing files in; they are read through what names them (documents, deliveries). */
export const fileRoutes = new Hono<In>().put(
  '/files/:sha256',
  operation({
    summary: 'Tải lên một tệp; nội dung là thân yêu cầu, có Content-Length',
    permission: 'documents.draft',
    answer: fileSchema,
    status: 201,
  }),
  input('param', fileParam),
  input('query', uploadQuery),
  async (c) => {
    const length = c.req.header('content-length')
    const size = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined
    const { sha256 } = c.req.valid('param')
    const announced = { sha256, size, ...c.req.valid('query') }
    const { file, created } = await uploadFile(c.var.ctx, announced, c.req.raw.body)
    return c.json(file, created ? 201 : 200)
  },
)
