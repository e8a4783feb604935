import type { MiddlewareHandler } from 'hono'
import { Forbidden, TooLarge, WrongForm } from './errors.ts'
import { apiHeaders } from './headers.ts'

/** A body that is no file: the longest draft with 3,400 recipients takes some 300 KB. */
const MOST = 1024 * 1024
/** One that somebody sends who is in no committee, signed in or not: forms of a few lines. */
const MOST_OUTSIDE = 64 * 1024
const INSIDE = /^\/api\/(c|operator)\//

/** Whether a request brings a file. */
export const isUpload = (method = '', path = ''): boolean => method === 'PUT' && UPLOAD.test(path)

const UPLOAD = /^\/api\/c\/[^/]+\/files\//
/** A list that is read and not kept: no longer than any other body. */
const SHEET = /^\/api\/c\/[^/]+\/sheets$/

const tooLong = (most: number): TooLarge =>
  new TooLarge(
    most === MOST
      ? 'Nội dung gửi vượt quá 1 MB. Đề nghị chia nhỏ rồi gửi lại.'
      : 'Nội dung gửi vượt quá 64 KB. Đề nghị rút gọn rồi gửi lại.',
  )

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i

/**
 * Whether a request brings something that is not called JSON. Such a body would be read as an empty one, and an
 * edit would silently lose all that was sent.
 */
const isOtherForm = (header: (name: string) => string | undefined): boolean => {
  const type = header('content-type')
  if (type !== undefined) return !JSON_TYPE.test(type)
  return header('transfer-encoding') !== undefined || Number(header('content-length') ?? 0) > 0
}

/**
 * The same request, whose body breaks off once it is too long; for bodies that do not say how long they are. Nothing of
 * it is read before a verb asks for it, when it is known who sends it.
 */
function counted(request: Request, most: number): Request {
  let size = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length
      if (size > most) controller.error(tooLong(most))
      else controller.enqueue(chunk)
    },
  })
  return new Request(request, {
    body: request.body?.pipeThrough(counter) ?? null,
    duplex: 'half',
  } as RequestInit)
}

/**
 * Gives every answer the headers of {@link apiHeaders}, unless it set its own. They are set on the answer as it is:
 * `c.header()` would copy one that is already made, and make a stream of its text.
 */
export function withHeaders(baseUrl: string): MiddlewareHandler {
  const headers = Object.entries(apiHeaders(baseUrl.startsWith('https:')))
  return async (c, next) => {
    await next()
    if (isSealed(c.res)) c.res = new Response(c.res.body, c.res)
    const own = c.res.headers
    for (const [name, value] of headers) if (!own.has(name)) own.set(name, value)
  }
}

/** Whether an answer takes no more headers: a redirect made by the runtime, what was fetched elsewhere. */
function isSealed({ headers }: Response): boolean {
  try {
    headers.delete('x-sealed')
    return false
  } catch {
    return true
  }
}

/**
 * Stands before every route: requests that change something must come from our own pages (a browser says where
 * they come from; programs say nothing and have no cookies to borrow), only uploads may be long, and only they and
 * lists anything but JSON.
 * @param baseUrl where people reach this instance
 */
export function door(baseUrl: string): MiddlewareHandler {
  const { origin } = new URL(baseUrl)
  return async (c, next) => {
    const { method, path } = c.req
    const from = c.req.header('origin')
    const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (!reads && from !== undefined && from !== origin && from !== new URL(c.req.url).origin) {
      throw new Forbidden(
        'Yêu cầu đến từ trang khác nên không được nhận. Đề nghị thao tác trên trang Liên Thông.',
      )
    }
    const upload = isUpload(method, path)
    const most = INSIDE.test(path) ? MOST : MOST_OUTSIDE
    const length = c.req.header('content-length')
    // Said in advance: refused without touching the body, which the host then reads out.
    if (!upload && Number(length) > most) throw tooLong(most)
    const bytes = upload || (method === 'POST' && SHEET.test(path))
    if (!bytes && !reads && isOtherForm((name) => c.req.header(name))) throw new WrongForm()
    if (!reads && !upload && length === undefined && c.req.raw.body !== null)
      c.req.raw = counted(c.req.raw, most)
    return next()
  }
}
