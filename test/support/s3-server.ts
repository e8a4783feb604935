import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const settings = {
  S3_REGION: 'us-east-1',
  S3_BUCKET: 'lien-thong',
  S3_KEY_ID: 'key-id-of-store',
  S3_SECRET: 'secret+key/of=store',
}

type Stored = Map<string, Buffer>

/**
 * A stand-in for S3-compatible storage, in memory: PutObject, HeadObject, GetObject with a range, DeleteObject,
 * as the S3 API reference says. Signatures of version 4 are checked; a body whose connection breaks off leaves
 * nothing behind.
 * @param trusting a store that checks no hash of a body
 * @param readOnly a bucket that may not be written
 */
export async function startS3({ trusting = false, readOnly = false } = {}) {
  const stored: Stored = new Map()
  const faults: number[] = []
  const asked: { method: string; headers: IncomingMessage['headers'] }[] = []
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      asked.push({ method: request.method ?? '', headers: request.headers })
      const fault = faults.shift()
      if (fault !== undefined) return refuse(response, fault, 'SlowDown')
      if (!signed(request)) return refuse(response, 403, 'SignatureDoesNotMatch')
      if (readOnly && request.method === 'PUT') return refuse(response, 403, 'AccessDenied')
      return answer(stored, request, Buffer.concat(chunks), response, trusting)
    })
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  return {
    settings: {
      ...settings,
      S3_ENDPOINT: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    },
    stored,
    faults,
    asked,
    close(): Promise<void> {
      http.closeAllConnections()
      return new Promise((done) => http.close(() => done()))
    },
  }
}

/** An answer to HEAD has no body: node sends none, whatever is written. */
function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`)
}

function answer(
  stored: Stored,
  { method, url = '', headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  trusting: boolean,
): void {
  const [, bucket, key = ''] = /^\/([^/]+)\/(.+)$/.exec(url) ?? []
  if (bucket !== settings.S3_BUCKET) return refuse(response, 404, 'NoSuchBucket')
  const sha256 = createHash('sha256').update(body)
  if (method === 'PUT') {
    if (headers['content-length'] === undefined) return refuse(response, 411, 'MissingContentLength')
    const digest = sha256.digest()
    if (!trusting && headers['x-amz-content-sha256'] !== digest.toString('hex')) {
      return refuse(response, 400, 'XAmzContentSHA256Mismatch')
    }
    if (!trusting && headers['x-amz-checksum-sha256'] !== digest.toString('base64')) {
      return refuse(response, 400, 'BadDigest')
    }
    stored.set(key, body)
    return void response.writeHead(200).end()
  }
  if (method === 'DELETE') {
    stored.delete(key)
    return void response.writeHead(204).end()
  }
  const found = stored.get(key)
  if (found === undefined) return refuse(response, 404, 'NoSuchKey')
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (from === undefined) {
    response.writeHead(200, { 'content-length': found.length })
    return void response.end(method === 'HEAD' ? undefined : found)
  }
  if (Number(from) >= found.length) return refuse(response, 416, 'InvalidRange')
  const part = found.subarray(Number(from), to === '' ? undefined : Number(to) + 1)
  response.writeHead(206, { 'content-length': part.length })
  return void response.end(part)
}

/** Checks a signature of version 4 in the Authorization header, by the recipe of the S3 API reference. */
function signed({ method, url = '', headers }: IncomingMessage): boolean {
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const [, keyId, day = '', region = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const [path, query = ''] = url.split('?')
  const canonical = [
    method,
    path,
    query,
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hashed].join('\n')
  const steps = [day, region, 's3', 'aws4_request']
  const key = steps.reduce<string | Buffer>(hmac, `AWS4${settings.S3_SECRET}`)
  return keyId === settings.S3_KEY_ID && hmac(key, text).toString('hex') === signature
}
