import { NotFound } from '../core/errors.ts'
import type { FileStore } from '../platform/platform.ts'
import type { FileFacts } from './schema.ts'

/** A file and the committee that keeps it: the one that brought it in. */
export type Served = FileFacts & { owner: string }

/**
 * Answers with a file, whole or the one range that was asked for. It is a download, or with `?inline=1` for our
 * own viewer; never active content of our origin. Who may read it is the caller's to have decided.
 * @throws NotFound when the store does not have it
 */
export async function serveFile(request: Request, files: FileStore, served: Served): Promise<Response> {
  const headers = headersOf(served, new URL(request.url).searchParams.get('inline') === '1')
  if (request.headers.get('if-none-match')?.includes(headers.etag) === true)
    return new Response(null, { status: 304, headers })
  const ifRange = request.headers.get('if-range')
  const wanted = ifRange === null || ifRange === headers.etag ? request.headers.get('range') : null
  const range = rangeOf(wanted, served.size)
  if (range === 'beyond') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${served.size}` },
    })
  }
  const { offset, length } = range ?? { offset: 0, length: served.size }
  const answer = {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range === undefined
        ? {}
        : { 'content-range': `bytes ${offset}-${offset + length - 1}/${served.size}` }),
    },
  }
  if (request.method === 'HEAD') return new Response(null, answer)
  const body = await files.get({ owner: served.owner, sha256: served.sha256 }, range)
  if (body === undefined) throw new NotFound()
  return new Response(body, answer)
}

const headersOf = ({ sha256, name, type }: Served, inline: boolean) => ({
  'content-type': type,
  'content-disposition': `${inline ? 'inline' : 'attachment'}; ${disposition(name)}`,
  'accept-ranges': 'bytes',
  etag: `"${sha256}"`,
  'cache-control': 'private, max-age=31536000, immutable',
  vary: 'Cookie',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
})

/** A name in both forms of RFC 6266: plain for old programs, UTF-8 for all others. */
function disposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^ -~]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}

/**
 * One range of RFC 9110 14.1.2; several at once, or what is no range, mean the whole.
 * @returns undefined for the whole file; `beyond` when nothing of the file lies in it
 */
export function rangeOf(
  header: string | null,
  size: number,
): { offset: number; length: number } | 'beyond' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'beyond' : { offset: size - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < offset) return undefined
  return offset >= size ? 'beyond' : { offset, length: end - offset + 1 }
}
