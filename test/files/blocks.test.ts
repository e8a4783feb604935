import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BLOCK, Damaged, hashingBlocks, hasBlocks, readChecked } from '../../src/files/blocks.ts'
import type { Kept } from '../../src/files/blocks.ts'
import { troubleOf } from '../../src/files/sound.ts'
import { folderStore } from '../../src/platform/files-folder.ts'
import type { FileStore } from '../../src/platform/platform.ts'
import { hashOf, streamOf } from '../support/files.ts'

let folder: string
let store: FileStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blocks-'))
  store = folderStore(folder)
})
afterAll(() => rm(folder, { recursive: true }))

const pathOf = ({ owner, sha256 }: Kept) => join(folder, owner, sha256.slice(0, 2), sha256)

async function keep(bytes: Uint8Array, sizes?: number[]): Promise<Kept> {
  const key = { owner: 'xa', sha256: hashOf(bytes) }
  const { through, blocks } = hashingBlocks()
  const body = streamOf(bytes, sizes).pipeThrough(through)
  expect(await store.put(key, bytes.length, body)).toBe(true)
  return { ...key, size: bytes.length, blocks: bytes.length > BLOCK ? blocks() : null }
}
const flip = async (kept: Kept, at: number) => {
  const bytes = await readFile(pathOf(kept))
  bytes[at]! ^= 1
  await writeFile(pathOf(kept), bytes)
}
const read = async (kept: Kept, range?: { offset: number; length: number }) =>
  Buffer.from(await new Response((await readChecked(store, kept, range)) as BodyInit).arrayBuffer())

test('any range of any file comes back as it was, however the bytes came', async () => {
  const whole = randomBytes(3 * BLOCK + 7)
  const sizes = fc.constantFrom(1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7)
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), fc.constantFrom(65_536, 7_001), async (size, a, b, piece) => {
      const bytes = whole.subarray(0, size)
      const kept = await keep(bytes, [piece])
      const offset = a % size
      const length = 1 + (b % (size - offset))
      expect((await read(kept, { offset, length })).equals(bytes.subarray(offset, offset + length))).toBe(
        true,
      )
      expect((await read(kept)).equals(bytes)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('nothing of a block with a wrong byte gets out, and ranges beside it do', async () => {
  const bytes = randomBytes(3 * BLOCK + 7)
  const kept = await keep(bytes)
  await flip(kept, 2 * BLOCK + 5)
  expect((await read(kept, { offset: 0, length: 2 * BLOCK })).equals(bytes.subarray(0, 2 * BLOCK))).toBe(true)
  await expect(read(kept, { offset: 2 * BLOCK + 9, length: 1 })).rejects.toThrow(Damaged)
  let passed = 0
  const out = (await readChecked(store, kept))!.pipeTo(
    new WritableStream({ write: (chunk: Uint8Array) => void (passed += chunk.length) }),
  )
  await expect(out).rejects.toThrow(Damaged)
  expect(passed).toBe(2 * BLOCK)
})

test('what is cut short, longer, lost or of one block only is told too', async () => {
  const kept = await keep(randomBytes(2 * BLOCK))
  expect(await troubleOf(store, kept)).toBeUndefined()
  const bytes = await readFile(pathOf(kept))
  await writeFile(pathOf(kept), bytes.subarray(0, BLOCK))
  await expect(read(kept)).rejects.toThrow(Damaged)
  expect(await troubleOf(store, kept)).toBe('damaged')
  await writeFile(pathOf(kept), Buffer.concat([bytes, Buffer.from('x')]))
  expect(await troubleOf(store, kept)).toBe('damaged')
  await rm(pathOf(kept))
  expect(await readChecked(store, kept)).toBeUndefined()
  expect(await troubleOf(store, kept)).toBe('lost')
  const small = await keep(randomBytes(100))
  await flip(small, 99)
  await expect(read(small)).rejects.toThrow(Damaged)
})

test('a file from before there were hashes of blocks is checked by its whole, in its last block', async () => {
  const bytes = randomBytes(2 * BLOCK + 1)
  const kept = { ...(await keep(bytes)), blocks: null }
  expect(hasBlocks(kept)).toBe(false)
  expect((await read(kept)).equals(bytes)).toBe(true)
  await flip(kept, 3)
  await expect(read(kept)).rejects.toThrow(Damaged)
})
