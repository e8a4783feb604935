import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { input, operation } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { fileParam, fileSchema, uploadQuery } from './schema.ts'
import { uploadFile } from './upload.ts'

/**
 * Reads the rest of a body that was refused before its end. A browser tells its page nothing of an answer that
 * comes while it still sends: without this, the reason would look like a broken line. What is longer than any
 * file may be is not worth waiting for.
 */
const readOut = createMiddleware<In>(async (c, next) => {
  await next()
  const { body } = c.req.raw
  const size = Number(c.req.header('content-length') ?? Infinity)
  if (c.error === undefined || body === null || body.locked || size > c.var.ctx.maxFileBytes) return
  await body.pipeTo(new WritableStream()).catch(() => undefined)
})

/** Bringing files in; they are read through what names them (documents, deliveries). */
export const fileRoutes = new Hono<In>().put(
  '/files/:sha256',
  readOut,
  operation({
    summary: 'Tải lên một tệp; nội dung là thân yêu cầu, có Content-Length',
    permission: 'documents.draft',
    sends: 'application/octet-stream',
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
