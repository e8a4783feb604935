import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { packingFor, WORTH } from './encoding.ts'
import type { Packing } from './encoding.ts'

/** Quick levels, for each answer is packed once: 20 KB of JSON take a few hundred µs off this thread. */
const PACK: Record<Packing, (bytes: Uint8Array) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 4 }),
}

type Head = [status: number, headers: OutgoingHttpHeaders]

/**
 * Packs the answers of the API that are JSON and worth it, when the client takes it. Only those that come in one
 * piece: what streams, and what is not JSON, passes untouched. It works on what Node is about to send, because an
 * answer is still one text there; read as a stream it would cost more than the packing.
 */
export function packAnswers(request: IncomingMessage, response: ServerResponse): void {
  const packing = packingFor(String(request.headers['accept-encoding'] ?? ''))
  const own = {
    writeHead: response.writeHead.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  }
  let head: Head | undefined
  /** From here on the answer is Node's own again, with the head that was held back. */
  const letGo = () => {
    Object.assign(response, own)
    if (head !== undefined) response.writeHead(...head)
  }
  const held = {
    writeHead(status: number, headers: OutgoingHttpHeaders = {}) {
      const named = lowerCase(headers)
      head = [status, isJson(named) ? varying(named) : headers]
      if (!isJson(named)) letGo()
      return response
    },
    flushHeaders: letGo,
    write(chunk: unknown) {
      letGo()
      return response.write(chunk)
    },
    end(body?: unknown) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body
      if (packing === undefined || head === undefined || !isLong(bytes)) {
        letGo()
        return response.end(body)
      }
      const plain = head
      void PACK[packing](bytes).then((packed) => {
        head = packedHead(plain, packing, packed.length)
        letGo()
        response.end(packed)
      })
      return response
    },
  }
  Object.assign(response, held)
}

const isLong = (body: unknown): body is Uint8Array => body instanceof Uint8Array && body.length >= WORTH

const lowerCase = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const isJson = (headers: OutgoingHttpHeaders): boolean =>
  /^application\/([\w.-]+\+)?json\b/.test(String(headers['content-type'] ?? '')) &&
  headers['content-encoding'] === undefined

/** Caches must know that there are several forms. */
const varying = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders => ({
  ...headers,
  vary: headers.vary === undefined ? 'Accept-Encoding' : `${String(headers.vary)}, Accept-Encoding`,
})

/** The packed form has other bytes, so its tag only says that the content is the same (RFC 9110 §8.8.1). */
function packedHead([status, { etag, ...headers }]: Head, packing: Packing, length: number): Head {
  const weak = typeof etag === 'string' && !etag.startsWith('W/') ? `W/${etag}` : etag
  const form = { 'content-encoding': packing, 'content-length': length }
  return [status, { ...headers, ...form, ...(weak !== undefined && { etag: weak }) }]
}
