import { AwsClient } from 'aws4fetch'
import type { Env } from './env.ts'
import type { FileKey, FileStore } from './platform.ts'
import { RemoteError } from './remote-error.ts'
import { isPassing } from './remote.ts'
import { proven, Unproven } from './proven.ts'

export type S3Settings = Pick<Env, 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_KEY_ID' | 'S3_SECRET'>

type Ask = { method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'; headers?: Record<string, string> }

const TRIES = 4
const FIRST_WAIT_MS = 200
const REMEDY = 'Kiểm tra S3_ENDPOINT, S3_BUCKET, S3_KEY_ID, S3_SECRET và quyền trên kho tệp.'

/**
 * Files in S3-compatible storage, path-style, as `{owner}/ab/abcd…`. A body is proven on its way: the signature
 * covers its SHA-256 (`x-amz-content-sha256`, which every store of signature version 4 checks), the store is
 * given it again as `x-amz-checksum-sha256`, and its last bytes are sent only when hash and size are right, so
 * that of a wrong body no store ever gets the length it was announced.
 */
export function s3Store(settings: S3Settings): FileStore {
  const { S3_ENDPOINT = '', S3_BUCKET = '', S3_REGION, S3_KEY_ID = '', S3_SECRET = '' } = settings
  const base = `${S3_ENDPOINT.replace(/\/$/, '')}/${encodeURIComponent(S3_BUCKET)}`
  const aws = new AwsClient({
    accessKeyId: S3_KEY_ID,
    secretAccessKey: S3_SECRET,
    service: 's3',
    region: S3_REGION,
    retries: 0,
  })
  const place = ({ owner, sha256 }: FileKey): string =>
    `${base}/${encodeURIComponent(owner)}/${sha256.slice(0, 2)}/${sha256}`
  const ask = (key: FileKey, { method, headers = {} }: Ask, expected: number[]) =>
    repeat(method, expected, async () => aws.fetch(place(key), { method, headers }))

  const head: FileStore['head'] = async (key) => {
    const { status, headers } = await ask(key, { method: 'HEAD' }, [200, 404])
    if (status === 200) return { size: Number(headers.get('content-length')) }
    // An answer to HEAD has no words: whether the file is missing or the whole bucket, only another GET tells.
    const found = await ask(key, { method: 'GET', headers: { range: 'bytes=0-0' } }, [200, 206, 404, 416])
    if (found.status === 404) return missing('HEAD', found)
    await found.body?.cancel()
    throw new RemoteError('Kho tệp S3: HEAD nói không có tệp, GET nói có.')
  }

  return {
    async put(key, size, body) {
      const headers = {
        'content-length': String(size),
        'content-type': 'application/octet-stream',
        'x-amz-content-sha256': key.sha256,
        'x-amz-checksum-sha256': Buffer.from(key.sha256, 'hex').toString('base64'),
      }
      const proof = proven(body, key.sha256, size)
      const request = await aws.sign(place(key), { method: 'PUT', headers, body: proof.body })
      const response = await fetch(request).catch((error: unknown) => {
        if (proof.failure() !== undefined) return undefined
        throw lost('PUT', error)
      })
      const failure = proof.failure()
      if (failure instanceof Unproven) return false
      if (failure !== undefined) throw failure
      if (response?.ok !== true) throw await refused('PUT', response)
      return true
    },
    head,
    async get(key, range) {
      const wanted: Record<string, string> = range === undefined ? {} : { range: rangeHeader(range) }
      if (range?.length === 0) return (await head(key)) && nothing()
      const response = await ask(key, { method: 'GET', headers: wanted }, [200, 206, 404, 416])
      if (response.status === 404) return missing('GET', response)
      if (response.status === 416) return nothing()
      return response.body ?? nothing()
    },
    async remove(key) {
      const response = await ask(key, { method: 'DELETE' }, [200, 204, 404])
      if (response.status === 404) await missing('DELETE', response)
    },
  }
}

/**
 * What 404 means: no such file only where the store says so, for it answers alike where there is no such bucket.
 * @throws RemoteError where the file is not what is missing
 */
async function missing(method: string, response: Response): Promise<undefined> {
  const code = codeOf(await response.text())
  if (code !== 'NoSuchKey') throw refusal(method, response.status, code)
}

const nothing = (): ReadableStream<Uint8Array> => new Blob([]).stream()

const rangeHeader = ({ offset, length }: { offset: number; length?: number }): string =>
  `bytes=${offset}-${length === undefined ? '' : offset + length - 1}`

/** Asks what may be asked again, until an expected answer; gives up after four tries. */
async function repeat(method: string, expected: number[], ask: () => Promise<Response>): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const last = tried === TRIES
    const response = await ask().catch((error: unknown) => {
      if (last) throw lost(method, error)
      return undefined
    })
    if (response !== undefined && expected.includes(response.status)) return response
    if (response !== undefined && (last || !isPassing(response.status))) throw await refused(method, response)
    await response?.body?.cancel()
    await new Promise((done) => setTimeout(done, FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random())))
  }
}

/** Only the code of the answer is told: its text repeats what was signed. */
async function refused(method: string, response: Response | undefined): Promise<RemoteError> {
  return refusal(method, response?.status, codeOf((await response?.text()) ?? ''))
}

const codeOf = (body: string): string => /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? ''

/** A store refused; operators are told its code, and may look at what it means (s3-standing.ts). */
export class StoreRefused extends RemoteError {
  readonly status: number | undefined
  readonly code: string
  constructor(method: string, status: number | undefined, code: string) {
    super(`Kho tệp S3: ${method} bị từ chối (HTTP ${status} ${code}). ${REMEDY}`)
    this.status = status
    this.code = code
  }
}

const refusal = (method: string, status: number | undefined, code: string): RemoteError =>
  new StoreRefused(method, status, code)

const lost = (method: string, error: unknown): RemoteError => {
  const { cause } = error as { cause?: { code?: string } }
  return new RemoteError(`Kho tệp S3: ${method} mất kết nối (${cause?.code ?? 'không rõ'}). ${REMEDY}`)
}
