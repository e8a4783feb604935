import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderStore } from '../../src/platform/files-folder.ts'
import { s3Store } from '../../src/platform/files-s3.ts'
import type { FileStore } from '../../src/platform/platform.ts'
import { proven } from '../../src/platform/proven.ts'
import { RemoteError } from '../../src/platform/remote-error.ts'
import { hashOf, streamOf } from '../support/files.ts'
import { startS3 } from '../support/s3-server.ts'

let folder: string
let s3: Awaited<ReturnType<typeof startS3>>
let trusting: Awaited<ReturnType<typeof startS3>>
const kinds: Record<string, FileStore> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  s3 = await startS3()
  trusting = await startS3({ trusting: true })
  kinds.folder = folderStore(folder)
  kinds.s3 = s3Store(s3.settings)
  kinds['s3 that checks nothing'] = s3Store(trusting.settings)
})
afterAll(async () => {
  await s3.close()
  await trusting.close()
  await rm(folder, { recursive: true })
})

const bytesOf = async (stream: ReadableStream<Uint8Array> | undefined): Promise<Buffer | undefined> =>
  stream && Buffer.from(await new Response(stream as BodyInit).arrayBuffer())
const all = ['folder', 's3', 's3 that checks nothing']

describe.each(all)('files in %s', (kind) => {
  const owner = 'xa-tan-lap'
  const keep = (bytes: Uint8Array, sizes?: number[], by = owner) =>
    kinds[kind]!.put({ owner: by, sha256: hashOf(bytes) }, bytes.length, streamOf(bytes, sizes))

  test('come back whole and in ranges', async () => {
    const bytes = randomBytes(300_000)
    const key = { owner, sha256: hashOf(bytes) }
    expect(await keep(bytes)).toBe(true)
    const store = kinds[kind]!
    expect(await store.head(key)).toEqual({ size: 300_000 })
    expect(await bytesOf(await store.get(key))).toEqual(bytes)
    expect(await bytesOf(await store.get(key, { offset: 100 }))).toEqual(bytes.subarray(100))
    expect(await bytesOf(await store.get(key, { offset: 7, length: 11 }))).toEqual(bytes.subarray(7, 18))
    expect(await bytesOf(await store.get(key, { offset: 7, length: 0 }))).toEqual(Buffer.alloc(0))
    expect(await bytesOf(await store.get(key, { offset: 300_000 }))).toEqual(Buffer.alloc(0))
    expect(await bytesOf(await store.get(key, { offset: 299_999, length: 9 }))).toEqual(
      bytes.subarray(299_999),
    )
  })

  test('are by owner: another cannot see or remove them', async () => {
    const bytes = randomBytes(50)
    await keep(bytes)
    const store = kinds[kind]!
    const other = { owner: 'xa-khac', sha256: hashOf(bytes) }
    expect(await store.head(other)).toBeUndefined()
    expect(await store.get(other)).toBeUndefined()
    expect(await store.get(other, { offset: 1, length: 0 })).toBeUndefined()
    await store.remove(other)
    expect(await store.head({ owner, sha256: hashOf(bytes) })).toEqual({ size: 50 })
  })

  test('are removed, also twice', async () => {
    const bytes = randomBytes(50)
    await keep(bytes)
    const key = { owner, sha256: hashOf(bytes) }
    await kinds[kind]!.remove(key)
    await kinds[kind]!.remove(key)
    expect(await kinds[kind]!.get(key)).toBeUndefined()
  })

  test('are kept only when hash and size are as announced, however the bytes arrive', async () => {
    const store = kinds[kind]!
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('right', 'hash', 'short', 'long', 'longer chunk'),
        async (salted, sizes, wrong) => {
          const bytes = Buffer.concat([randomBytes(8), salted])
          const sha256 = wrong === 'hash' ? hashOf(randomBytes(8)) : hashOf(bytes)
          const size = bytes.length + { right: 0, hash: 0, short: 1, long: -1, 'longer chunk': -5 }[wrong]
          const kept = await store.put({ owner, sha256 }, size, streamOf(bytes, sizes))
          expect(kept).toBe(wrong === 'right')
          const found = await store.head({ owner, sha256 })
          expect(found).toEqual(wrong === 'right' ? { size } : undefined)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('that are there stay when a wrong or broken body follows under their name', async () => {
    const bytes = randomBytes(1_000)
    await keep(bytes)
    const key = { owner, sha256: hashOf(bytes) }
    expect(await kinds[kind]!.put(key, 1_000, streamOf(randomBytes(1_000), [300]))).toBe(false)
    const breaking = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.subarray(0, 500)),
      pull: (controller) => controller.error(new Error('đứt đường truyền')),
    })
    await expect(kinds[kind]!.put(key, 1_000, breaking)).rejects.toThrow('đứt đường truyền')
    expect(await bytesOf(await kinds[kind]!.get(key))).toEqual(bytes)
  })

  test('are streamed: a body longer than announced is not read to its end', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    expect(await kinds[kind]!.put({ owner, sha256: 'ab'.repeat(32) }, 100_000, endless)).toBe(false)
    expect(given).toBeLessThan(20)
  })
})

describe('files in a folder', () => {
  test('are for their owner alone', async () => {
    const bytes = randomBytes(30)
    const sha256 = hashOf(bytes)
    await kinds.folder!.put({ owner: 'b', sha256 }, 30, streamOf(bytes))
    const path = join(folder, 'b', sha256.slice(0, 2))
    expect((await stat(path)).mode & 0o777).toBe(0o700)
    expect((await stat(join(path, sha256))).mode & 0o777).toBe(0o600)
  })

  test('on their way stay when another process starts on the folder; what a crash left goes', async () => {
    const bytes = randomBytes(2_000)
    const key = { owner: 'a', sha256: hashOf(bytes) }
    let kept: Promise<boolean> | undefined
    let goOn: () => void = () => undefined
    const started = new Promise<void>((begun) => {
      const body = new ReadableStream<Uint8Array>(
        {
          start: (controller) => controller.enqueue(bytes.subarray(0, 1_000)),
          async pull(controller) {
            begun()
            await new Promise<void>((go) => (goOn = go))
            controller.enqueue(bytes.subarray(1_000))
            controller.close()
          },
        },
        { highWaterMark: 0 },
      )
      kept = kinds.folder!.put(key, 2_000, body)
    })
    await started
    const left = join(folder, 'incoming', 'left-by-a-crash')
    await writeFile(left, 'x')
    await utimes(left, 1, 1)
    const second = folderStore(folder)
    expect(
      await second.put({ owner: 'a', sha256: hashOf(Buffer.from('y')) }, 1, streamOf(Buffer.from('y'))),
    ).toBe(true)
    goOn()
    expect(await kept).toBe(true)
    expect(await bytesOf(await second.get(key))).toEqual(bytes)
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })
})

describe('a store of S3', () => {
  const bytes = randomBytes(100)
  const key = { owner: 'a', sha256: hashOf(bytes) }

  test('is told length and hash before the body, in signed headers', async () => {
    await kinds.s3!.put(key, 100, streamOf(bytes))
    const { headers } = s3.asked.at(-1)!
    expect(headers['content-length']).toBe('100')
    expect(headers['transfer-encoding']).toBeUndefined()
    expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-checksum-sha256;x-amz-content-sha256/)
  })

  test('is asked again when it is busy, and given up on in words for the operator', async () => {
    await kinds.s3!.put(key, 100, streamOf(bytes))
    s3.faults.push(503, 500, 429)
    expect(await kinds.s3!.head(key)).toEqual({ size: 100 })
    s3.faults.push(503, 503, 503, 503)
    await expect(kinds.s3!.get(key)).rejects.toThrow(/HTTP 503 SlowDown.*S3_ENDPOINT/)
  })

  test('that refuses is not asked again, and no secret is told', async () => {
    const wrong = s3Store({ ...s3.settings, S3_SECRET: 'another-secret' })
    const before = s3.asked.length
    const error = (await wrong.get(key).catch((e: unknown) => e)) as Error
    expect(error).toBeInstanceOf(RemoteError)
    expect(error.message).toContain('HTTP 403 SignatureDoesNotMatch')
    expect(`${error.message} ${error.stack}`).not.toMatch(/another-secret|key-id-of-store/)
    await expect(wrong.put(key, 100, streamOf(bytes))).rejects.toThrow('HTTP 403 SignatureDoesNotMatch')
    expect(s3.asked.length - before).toBe(2)
  })

  test('that is not there is named', async () => {
    const gone = s3Store({ ...s3.settings, S3_ENDPOINT: 'http://127.0.0.1:9' })
    await expect(gone.put(key, 100, streamOf(bytes))).rejects.toThrow(/mất kết nối.*S3_ENDPOINT/)
  })
})

test('of a body that proves wrong, some bytes are always held back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
      async (bytes, sizes) => {
        const proof = proven(streamOf(bytes, sizes), 'ab'.repeat(32), bytes.length)
        let passed = 0
        const reading = proof.body.pipeTo(
          new WritableStream({ write: (chunk: Uint8Array) => void (passed += chunk.length) }),
        )
        await expect(reading).rejects.toThrow('other than announced')
        expect(passed).toBeLessThan(bytes.length)
        expect(proof.failure()).toBeDefined()
      },
    ),
  )
})

test('a bucket that is not there is never read as a file that is not there', async () => {
  const key = { owner: 'xa-tan-lap', sha256: 'ab'.repeat(32) }
  expect(await kinds.s3!.head(key)).toBeUndefined()
  expect(await kinds.s3!.get(key)).toBeUndefined()
  const gone = s3Store({ ...s3.settings, S3_BUCKET: 'khong-co' })
  const missing = /HTTP 404 NoSuchBucket.*S3_BUCKET/
  await expect(gone.head(key)).rejects.toThrow(missing)
  await expect(gone.get(key)).rejects.toThrow(missing)
  await expect(gone.remove(key)).rejects.toThrow(missing)
})
