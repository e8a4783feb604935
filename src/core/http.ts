import type { Context as Call, Env as HonoEnv, MiddlewareHandler, ValidationTargets } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describeRoute, resolver, validator } from 'hono-openapi'
import { z } from 'zod'
import type { Permission } from './access.ts'
import type { Context, Visit } from './context.ts'
import { DomainError, Invalid } from './errors.ts'
import { RemoteError } from '../platform/remote-error.ts'
import { Replayed } from './replay.ts'
import { wordsFor } from './words.ts'

z.config({ customError: wordsFor })

/** What middleware hands to routes: `visit` once signed in, `ctx` inside a committee. */
export type In = { Variables: { visit: Visit; ctx: Context } }

const STATUS: Record<string, number> = {
  SignedOut: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  Gone: 410,
  Stale: 412,
  TooLarge: 413,
  WrongForm: 415,
  Invalid: 422,
  TooMany: 429,
  Unavailable: 503,
}

/** RFC 9457, with a stable `code` and, for wrong input, the fields. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

/** An answer of RFC 9457; more members may stand beside the usual ones. */
export function problem(
  status: number,
  code: string,
  detail: string,
  more: Record<string, unknown> = {},
): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (typeof more.retryAfter === 'number') headers['retry-after'] = String(more.retryAfter)
  const body = { type: `urn:lien-thong:${code}`, title: code, status, code, detail, ...more }
  return new Response(JSON.stringify(body), { status, headers })
}

/** The one place that turns errors into HTTP. What is not a domain error is masked; operators get its name. */
export function answerError(
  error: unknown,
  log: (event: string, facts: Record<string, unknown>) => void,
): Response {
  if (error instanceof DomainError)
    return problem(STATUS[error.name] ?? 500, error.code, error.message, error.details)
  if (error instanceof HTTPException && error.status < 500) {
    return problem(error.status, 'bad_request', 'Yêu cầu chưa đúng dạng. Đề nghị kiểm tra lại nội dung gửi.')
  }
  log('error', {
    name: error instanceof Error ? error.name : 'unknown',
    ...(error instanceof RemoteError ? { message: error.message } : {}),
    at: whereFrom(error),
  })
  if (isDatabase(error) || error instanceof RemoteError) {
    return problem(
      503,
      'unavailable',
      'Hệ thống tạm thời chưa trả lời được. Đề nghị thử lại sau ít phút; không có dữ liệu nào bị mất.',
    )
  }
  return problem(
    500,
    'internal',
    'Hệ thống gặp lỗi và đã ghi lại. Đề nghị thử lại; nếu vẫn lỗi, báo bộ phận kỹ thuật.',
  )
}

/** Only function names and places: the message in front of them may hold SQL and what people wrote, in lines of any look. */
function whereFrom(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const stack = error.stack ?? ''
  const begin = stack.indexOf(error.message)
  if (begin < 0) return []
  const frames = stack.slice(begin + error.message.length).split('\n')
  return frames
    .filter((line) => line.startsWith('    at'))
    .slice(0, 6)
    .map((line) => line.trim())
}

const isDatabase = (error: unknown): boolean =>
  error instanceof Error && (/Libsql|Drizzle|Hrana/.test(error.name) || isDatabase(error.cause))

const BYTES = { type: 'string' as const, format: 'binary' }

const ifMatchHeader = (required: boolean) => ({
  name: 'If-Match',
  in: 'header' as const,
  required,
  description: 'Phiên bản đang sửa, như ETag đã trả, ví dụ "v3"; bản cũ hơn thì bị từ chối (412).',
  schema: { type: 'string' as const, pattern: '^(W/)?"?v\\d+"?$' },
})

/**
 * Describes a route for OpenAPI and for the access matrix, from the schemas that validate.
 * @param permission what it takes inside a committee; `signed-in` or `public` elsewhere
 * @param version whether an edit must or may name the version it was made on (`If-Match`)
 * @param sends the media type of a body that is bytes
 */
export function operation(spec: {
  summary: string
  permission: Permission | 'signed-in' | 'public'
  answer?: z.ZodType
  status?: number
  media?: string
  version?: 'must' | 'may'
  sends?: string
}): MiddlewareHandler {
  const content =
    spec.answer === undefined
      ? spec.media === undefined
        ? undefined
        : { [spec.media]: { schema: BYTES } }
      : { 'application/json': { schema: resolver(spec.answer) } }
  return describeRoute({
    summary: spec.summary,
    ...({ 'x-permission': spec.permission } as object),
    responses: {
      [spec.status ?? 200]: { description: 'Thành công', ...(content === undefined ? {} : { content }) },
    },
    ...(spec.version === undefined ? {} : { parameters: [ifMatchHeader(spec.version === 'must')] }),
    ...(spec.sends === undefined
      ? {}
      : { requestBody: { required: true, content: { [spec.sends]: { schema: BYTES } } } }),
  })
}

/** What cannot be kept as it was sent: control characters (a NUL ends a text in SQLite) and halves of characters. */
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const UNFIT_ADVICE = 'Có ký tự không dùng được (ký tự điều khiển). Đề nghị xóa rồi nhập lại.'

/** The fields that hold text which cannot be kept. */
function unfit(value: unknown, path: string): string[] {
  if (typeof value === 'string') return UNFIT.test(value) || !value.isWellFormed() ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => unfit(one, path === '' ? key : `${path}.${key}`))
}

/** Parses one part of the request; what is wrong becomes an {@link Invalid} that names the fields. */
export const input = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    if (result.success) {
      const fields = unfit(result.data, '').map((field) => ({ field, message: UNFIT_ADVICE }))
      if (fields.length > 0) throw new Invalid(fields)
      return
    }
    const fields = result.error.map((issue) => ({
      field:
        (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.') || target,
      message: issue.message,
    }))
    throw new Invalid(fields)
  })

/**
 * Answers with what a verb gives. A repeated request gets the answer of the first time, marked as such.
 * @param status the status of success
 */
export async function reply<T, S extends 200 | 201, E extends HonoEnv>(
  c: Call<E>,
  status: S,
  work: Promise<T>,
) {
  try {
    return c.json(await work, status)
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    c.header('Idempotency-Replayed', 'true')
    return c.json(error.answer as T, status)
  }
}

/** The version an edit was made on, from `If-Match: "v3"`. */
export function ifMatch(c: Call): number {
  // A tag that was weakened on its way, by packing, names the same version.
  const version = /^(?:W\/)?"?v(\d+)"?$/.exec(c.req.header('if-match') ?? '')?.[1]
  if (version === undefined) {
    throw new Invalid([
      { field: 'If-Match', message: 'Cần nêu phiên bản đang sửa, ví dụ "v3", như ETag đã trả.' },
    ])
  }
  return Number(version)
}

/** The ETag of a version. */
export const etag = (version: number): string => `"v${version}"`
