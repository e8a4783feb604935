import { z } from 'zod'
import { DomainError } from './errors.ts'
import type { Wrong } from './errors.ts'
import { failureBehind } from '../platform/database-failure.ts'
import { RemoteError } from '../platform/remote-error.ts'

/** Which HTTP status each kind of wrong becomes. */
export const STATUS = {
  malformed: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  wrong_method: 405,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  wrong_form: 415,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<Wrong, number>

/** RFC 9457, with a stable `code` and, for wrong input, the fields. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

/** After how many seconds what is not there for now is worth asking again, where nobody knows better. */
const ASK_AGAIN = 15

/** An answer of RFC 9457; more members may stand beside the usual ones. "Not now" always says when (RFC 9110, 10.2.3). */
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
  const { allow, ...members } = status === 503 ? { retryAfter: ASK_AGAIN, ...more } : more
  if (typeof members.retryAfter === 'number') headers['retry-after'] = String(members.retryAfter)
  if (typeof allow === 'string') headers.allow = allow
  const body = { type: `urn:lien-thong:${code}`, title: code, status, code, detail, ...members }
  return new Response(JSON.stringify(body), { status, headers })
}

/** What an error that nobody foresaw is told as. */
const TOLD = {
  500: {
    code: 'internal',
    detail: 'Hệ thống gặp lỗi và đã ghi lại. Đề nghị thử lại; nếu vẫn lỗi, báo bộ phận kỹ thuật.',
  },
  503: {
    code: 'unavailable',
    detail:
      'Hệ thống tạm thời chưa trả lời được. Đề nghị tải lại sau ít phút để xem việc vừa làm đã được ghi chưa.',
  },
  507: {
    code: 'storage_full',
    detail: 'Máy chủ hết chỗ lưu nên chưa ghi được gì. Đề nghị báo bộ phận kỹ thuật rồi thử lại.',
  },
}

/**
 * The one place that turns errors into HTTP. What is not a domain error is masked; operators get its name, the route
 * and what the database called it.
 * @param route method and path as the app knows it, without what people put into it
 */
export function answerError(
  error: unknown,
  log: (event: string, facts: Record<string, unknown>) => void,
  route: string,
): Response {
  if (error instanceof DomainError)
    return problem(STATUS[error.wrong], error.code, error.message, error.details)
  const failure = failureBehind(error)
  const sqlite = sqliteCode(error)
  log('error', {
    name: error instanceof Error ? error.name : 'unknown',
    route,
    ...failure?.facts,
    ...(sqlite === undefined ? {} : { sqlite }),
    // Made for operators: they name a service and the cause, never a secret, SQL or what people wrote.
    ...(failure !== undefined || error instanceof RemoteError
      ? { message: (failure ?? (error as Error)).message }
      : {}),
    at: whereFrom(error),
  })
  const status = failure?.code === 'FULL' ? 507 : failure !== undefined || isRemote(error) ? 503 : 500
  const wait = failure?.retryAfter === undefined ? {} : { retryAfter: failure.retryAfter }
  return problem(status, TOLD[status].code, TOLD[status].detail, wait)
}

/** What SQLite calls an error of a statement, wherever in its causes it stands. */
function sqliteCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = String((e as { code?: unknown }).code)
    if (code.startsWith('SQLITE_')) return code
    const named = /^(?:Error: )?(SQLITE_[A-Z_]+)/.exec(e.message)?.[1]
    if (named !== undefined) return named
  }
  return undefined
}

const isRemote = (error: unknown): boolean =>
  error instanceof Error && (error instanceof RemoteError || isRemote(error.cause))

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
