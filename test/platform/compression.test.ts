import { createServer, request } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packAnswers } from '../../src/platform/compression.ts'
import { packingFor } from '../../src/platform/encoding.ts'

const LONG = JSON.stringify(
  Array.from({ length: 100 }, (_, i) => ({ i, subject: 'Về việc triển khai nghị quyết' })),
)
const JSON_TYPE = { 'content-type': 'application/json' }
let answer: (response: ServerResponse) => void
const server = createServer((incoming, response) => {
  packAnswers(incoming, response)
  answer(response)
})
beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
afterAll(() => new Promise((done) => server.close(done)))

/** What came over the wire, packed as it is. */
const ask = (accepted: string, how: typeof answer) => {
  answer = how
  const { port } = server.address() as AddressInfo
  return new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer; status: number }>((resolve, reject) => {
    request({ port, headers: { 'accept-encoding': accepted }, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          headers: response.headers,
          bytes: Buffer.concat(chunks),
          status: response.statusCode ?? 0,
        }),
      )
    })
      .on('error', reject)
      .end()
  })
}
const whole = (headers: Record<string, string>, body: string | Uint8Array) => (response: ServerResponse) => {
  response.writeHead(200, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

test('JSON in one piece is packed, with its new length and a tag that is weak', async () => {
  const gzip = await ask('gzip', whole({ ...JSON_TYPE, etag: '"v3"', vary: 'Cookie' }, LONG))
  expect(gzip.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-length': String(gzip.bytes.length),
    etag: 'W/"v3"',
    vary: 'Cookie, Accept-Encoding',
  })
  expect(gunzipSync(gzip.bytes).toString()).toBe(LONG)
  expect(gzip.bytes.length).toBeLessThan(LONG.length / 5)
  const br = await ask('gzip, br', whole({ 'Content-Type': 'application/problem+json' }, Buffer.from(LONG)))
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.bytes).toString()).toBe(LONG)
})

test('what is short, no JSON, or not wanted packed passes as it is, tag and length too', async () => {
  for (const [accepted, headers, body] of [
    ['br', JSON_TYPE, '{"ok":true}'],
    ['br', { 'content-type': 'application/pdf' }, LONG],
    ['br', { ...JSON_TYPE, 'content-encoding': 'zstd' }, LONG],
    ['deflate', JSON_TYPE, LONG],
    ['', JSON_TYPE, LONG],
  ] as const) {
    const { headers: got, bytes } = await ask(accepted, whole({ ...headers, etag: '"v1"' }, body))
    expect(bytes.toString()).toBe(body)
    expect(got).toMatchObject({ etag: '"v1"', 'content-length': String(Buffer.byteLength(body)) })
    expect(got['content-encoding']).toBe('content-encoding' in headers ? 'zstd' : undefined)
  }
})

test('what streams passes as it comes', async () => {
  const { headers, bytes } = await ask('br', (response) => {
    response.writeHead(200, JSON_TYPE)
    response.write(LONG.slice(0, 2_000))
    setImmediate(() => response.end(LONG.slice(2_000)))
  })
  expect(headers['content-encoding']).toBeUndefined()
  expect(bytes.toString()).toBe(LONG)
  const flushed = await ask('br', (response) => {
    response.writeHead(200, JSON_TYPE)
    response.flushHeaders()
    response.end(LONG)
  })
  expect(flushed.bytes.toString()).toBe(LONG)
})

test('an answer without a body keeps its status', async () => {
  const { status, bytes } = await ask('br', (response) => {
    response.writeHead(204)
    response.end()
  })
  expect([status, bytes.length]).toEqual([204, 0])
})

test.each([
  ['br, gzip', 'br'],
  ['gzip;q=1.0, BR;q=0.5', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.0,gzip;q=0.000', undefined],
  ['deflate, zstd', undefined],
  [undefined, undefined],
])('of %s the packing is %s', (accepted, packing) => {
  expect(packingFor(accepted)).toBe(packing)
})
