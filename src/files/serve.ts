import { Gone } from '../core/errors.ts'
import type { Call } from '../core/context.ts'
import { Damaged, hasBlocks, readChecked } from './blocks.ts'
import type { FileFacts } from './schema.ts'

/** A file, the committee that keeps it (the one that brought it in), and what its bytes are held to. */
export type Served = FileFacts & { owner: string; blocks: string | null }

export const LOST = 'Tệp này không còn trên máy chủ. Đề nghị nơi gửi tải lại tệp, hoặc báo bộ phận kỹ thuật.'
export const DAMAGED =
  'Tệp trên máy chủ đã khác nội dung khi được tải lên nên không mở. Đề nghị nơi gửi tải lại tệp, hoặc báo bộ phận kỹ thuật.'

/**
 * Answers with a file, whole or the one range that was asked for; each block is checked before it goes out. It is a
 * download, or with `?inline=1` for our own viewer; never active content of our origin. Who may read it is the
 * caller's to have decided.
 * @throws Gone when the store does not have it, or has other bytes; where only later ones are, the answer breaks off
 */
export async function serveFile(
  request: Request,
  { files, log }: Pick<Call, 'files' | 'log'>,
  served: Served,
): Promise<Response> {
  const headers = headersOf(served, new URL(request.url).searchParams.get('inline') === '1')
  if (request.headers.get('if-none-match')?.includes(headers.etag) === true)
    return new Response(null, { status: 304, headers })
  const ifRange = request.headers.get('if-range')
  // A part that cannot be checked by itself is not given: the whole is (RFC 9110, 14.2).
  const mayCut = hasBlocks(served) && (ifRange === null || ifRange === headers.etag)
  const range = rangeOf(mayCut ? request.headers.get('range') : null, served.size)
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
  const damaged = () => log('file.damaged', { committee: served.owner, sha256: served.sha256 })
  const body = await readChecked(files, served, range, damaged).catch((error: unknown) => {
    throw error instanceof Damaged ? new Gone(DAMAGED) : error
  })
  if (body !== undefined) return new Response(body, answer)
  log('file.lost', { committee: served.owner, sha256: served.sha256 })
  throw new Gone(LOST)
}

const headersOf = ({ sha256, name, type }: Served, inline: boolean) => ({
  'content-type': type,
  'content-disposition': `${inline ? 'inline' : 'attachment'}; ${disposition(name)}`,
  'accept-ranges': 'bytes',
  etag: `"${sha256}"`,
  // Kept, and asked for each time: whoever lost it, or must not open what was locked, does not see it from the cache.
  'cache-control': 'private, no-cache',
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
