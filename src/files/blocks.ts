import { sha256 } from '@noble/hashes/sha2.js'
import type { FileKey, FileStore } from '../platform/platform.ts'
import { join } from './readers/bytes.ts'

/** Files are checked by blocks of so many bytes: a part of one is checked without reading the rest. */
export const BLOCK = 1024 * 1024

/**
 * A stored file and what its bytes are held to. `blocks` is the SHA-256 of each block, one after another, in base64;
 * null of a file of one block, whose hash is that of the file, and of one that was brought in before there were any.
 */
export type Kept = FileKey & { size: number; blocks: string | null }

/** What is wrong with a stored file: it is not there, or its bytes are others than those that were brought in. */
export type Trouble = 'lost' | 'damaged'

/** The store gives other bytes than were brought in. */
export class Damaged extends Error {
  override readonly name = 'FileDamaged'
}

/** Whether a part of it can be checked by itself. */
export const hasBlocks = ({ size, blocks }: Pick<Kept, 'size' | 'blocks'>): boolean =>
  size <= BLOCK || blocks !== null

/** Hashes the blocks of what goes through it; `blocks` tells them once all went. */
export function hashingBlocks(): { through: TransformStream<Uint8Array, Uint8Array>; blocks: () => string } {
  const hashes: Uint8Array[] = []
  const through = byBlock(async (block) => {
    hashes.push(await digest(block))
  })
  return { through, blocks: () => btoa(String.fromCharCode(...join(hashes))) }
}

/**
 * Reads a stored file, or a part of it, and lets nothing through that was not checked: the stream breaks off with
 * {@link Damaged} before the block that is not as it was brought in. The first block is checked before this returns.
 * @param range what of it, in bytes; only where {@link hasBlocks}
 * @param wrong told when a block is not as it was brought in
 * @returns undefined when the store does not have it
 * @throws Damaged
 */
export async function readChecked(
  files: FileStore,
  kept: Kept,
  range = { offset: 0, length: kept.size },
  wrong: () => void = () => undefined,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const first = Math.floor(range.offset / BLOCK)
  const offset = first * BLOCK
  const end = Math.min(kept.size, Math.ceil((range.offset + range.length) / BLOCK) * BLOCK)
  const stored = await files.get(kept, { offset, length: end - offset })
  if (stored === undefined) return undefined
  const right = judgeOf(kept)
  const hold = (is: boolean) => {
    if (is) return
    wrong()
    throw new Damaged()
  }
  const look = async (block: Uint8Array, no: number) => hold(await right(block, first + no))
  const whole = (count: number) => hold(count === Math.ceil((end - offset) / BLOCK))
  const checked = stored
    .pipeThrough(byBlock(look, whole))
    .pipeThrough(part(range.offset - offset, range.length))
  return begun(checked)
}

/** Passes bytes on block by block, each once `look` has seen it; `over` is told how many there were. */
function byBlock(
  look: (block: Uint8Array, no: number) => Promise<void>,
  over: (count: number) => void = () => undefined,
): TransformStream<Uint8Array, Uint8Array> {
  let parts: Uint8Array[] = []
  let size = 0
  let count = 0
  const pass = async (controller: TransformStreamDefaultController<Uint8Array>) => {
    const block = join(parts)
    ;[parts, size] = [[], 0]
    await look(block, count++)
    controller.enqueue(block)
  }
  return new TransformStream({
    async transform(chunk, controller) {
      for (let rest = chunk; rest.length > 0;) {
        const taken = rest.subarray(0, BLOCK - size)
        parts.push(taken)
        size += taken.length
        rest = rest.subarray(taken.length)
        if (size === BLOCK) await pass(controller)
      }
    },
    async flush(controller) {
      if (size > 0) await pass(controller)
      over(count)
    },
  })
}

/** Says of each block of a file, in their order, whether it is the one brought in; without hashes, of the last for all. */
function judgeOf({ sha256: name, size, blocks }: Kept): (block: Uint8Array, no: number) => Promise<boolean> {
  const hashes = size <= BLOCK ? fromHex(name) : blocks === null ? undefined : fromBase64(blocks)
  if (hashes !== undefined)
    return async (block, no) => isSame(await digest(block), hashes.subarray(no * 32, no * 32 + 32))
  const all = sha256.create()
  const last = Math.ceil(size / BLOCK) - 1
  return (block, no) => {
    all.update(block)
    return Promise.resolve(no < last || isSame(all.digest(), fromHex(name)))
  }
}

/** Of what goes through, `length` bytes from `offset`. */
function part(offset: number, length: number): TransformStream<Uint8Array, Uint8Array> {
  let [skip, left] = [offset, length]
  return new TransformStream({
    transform(chunk, controller) {
      const given = chunk.subarray(skip, skip + left)
      skip = Math.max(0, skip - chunk.length)
      left -= given.length
      if (given.length > 0) controller.enqueue(given)
    },
  })
}

/** The same stream once its first chunk is there, so that what is wrong at its beginning is thrown here. */
async function begun(stream: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = stream.getReader()
  let next: ReadableStreamReadResult<Uint8Array> | undefined = await reader.read()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = next ?? (await reader.read())
        next = undefined
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

const digest = async (block: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', block as Uint8Array<ArrayBuffer>))

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
