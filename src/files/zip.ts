import { Inflate } from 'fflate'
import { indexOf, join, slices } from './bytes.ts'

/** A part is read as far as this (bytes, unpacked), all parts of a file together as far as ALL_MOST. */
const PART_MOST = 2 * 1024 * 1024
const ALL_MOST = 16 * 1024 * 1024
/** Deflate grows a byte at most about a thousandfold: one step unpacks 8 MB at the very worst. */
const STEP = 8 * 1024

const HEADER = Uint8Array.of(0x50, 0x4b, 3, 4)
const ENTRY = Uint8Array.of(0x50, 0x4b, 1, 2)
const SIGNATURE_SIZE = 4

type Reading = { take(bytes: Uint8Array): void; end(): void }
/** `left` is how many packed bytes are to come; infinite when the header does not say. */
type Part = { left: number; reading: Reading | undefined }

/**
 * Reads chosen parts of a zip while it streams by, each as far as the limits; the others are passed over
 * without being unpacked or kept. What cannot be unpacked is left unread: {@link partNames} judges the form.
 * @param chosen says by its name whether a part is read
 * @param found told the unpacked bytes of each part read
 */
export function partReader(
  chosen: (name: string) => boolean,
  found: (bytes: Uint8Array) => void,
): { push(chunk: Uint8Array): void; end(): void } {
  const budget = { left: ALL_MOST }
  let pending: Uint8Array = new Uint8Array(0)
  let part: Part | undefined

  const close = () => {
    part?.reading?.end()
    part = undefined
  }
  /** Goes on by one step; gives how many bytes are done with, undefined when it needs more of them. */
  const step = (bytes: Uint8Array): number | undefined => {
    if (part === undefined) {
      const header = readHeader(bytes)
      if (header === undefined) return skipped(bytes)
      const reading = chosen(header.name) ? startReading(header.method, budget, found) : undefined
      if (header.packed > 0) part = { left: header.packed, reading }
      return header.length
    }
    const { taken, last } = extent(bytes, part.left)
    if (taken > 0) part.reading?.take(bytes.subarray(0, taken))
    part.left -= taken
    if (last) close()
    return last || taken > 0 ? taken : undefined
  }
  return {
    push(chunk) {
      let bytes = pending.length === 0 ? chunk : join([pending, chunk])
      for (let taken = step(bytes); taken !== undefined; taken = step(bytes)) bytes = bytes.subarray(taken)
      pending = bytes.slice()
    },
    end: close,
  }
}

/** The header of a part when the bytes begin with one, whole. APPNOTE.TXT 4.3.7. */
function readHeader(bytes: Uint8Array) {
  if (bytes.length < 30 || indexOf(bytes.subarray(0, SIGNATURE_SIZE), HEADER) !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const nameEnd = 30 + view.getUint16(26, true)
  const length = nameEnd + view.getUint16(28, true)
  if (bytes.length < length) return undefined
  const unsized = (view.getUint16(6, true) & 8) !== 0
  return {
    name: new TextDecoder().decode(bytes.subarray(30, nameEnd)),
    method: view.getUint16(8, true),
    packed: unsized ? Infinity : view.getUint32(18, true),
    length,
  }
}

/** How many bytes lie before the next header; undefined when the bytes begin with one or with its beginning. */
function skipped(bytes: Uint8Array): number | undefined {
  const at = indexOf(bytes, HEADER)
  const done = at === -1 ? bytes.length - (SIGNATURE_SIZE - 1) : at
  return done > 0 ? done : undefined
}

/** How many bytes belong to a part that has `left` to come; one without a size lasts to the next signature. */
function extent(bytes: Uint8Array, left: number): { taken: number; last: boolean } {
  if (left !== Infinity) return { taken: Math.min(left, bytes.length), last: left <= bytes.length }
  const ends = [indexOf(bytes, HEADER), indexOf(bytes, ENTRY)].filter((at) => at !== -1)
  if (ends.length > 0) return { taken: Math.min(...ends), last: true }
  return { taken: Math.max(0, bytes.length - (SIGNATURE_SIZE - 1)), last: false }
}

function startReading(
  method: number,
  budget: { left: number },
  found: (bytes: Uint8Array) => void,
): Reading | undefined {
  const kept: Uint8Array[] = []
  let room = PART_MOST
  const keep = (bytes: Uint8Array) => {
    const some = bytes.slice(0, Math.min(room, budget.left))
    room -= some.length
    budget.left -= some.length
    kept.push(some)
  }
  const unpack = method === 0 ? keep : method === 8 ? inflater(keep) : undefined
  if (unpack === undefined) return undefined
  return {
    take(bytes) {
      for (const slice of slices(bytes, STEP)) if (room > 0 && budget.left > 0) unpack(slice)
    },
    end: () => found(join(kept)),
  }
}

type Unpacker = new (keep: (bytes: Uint8Array) => void) => { push(bytes: Uint8Array): void }

/** Unpacks raw deflate (or what `Kind` unpacks) as it comes; falls silent at the first error or the end. */
export function inflater(
  keep: (bytes: Uint8Array) => void,
  Kind: Unpacker = Inflate,
): (bytes: Uint8Array) => void {
  let broken = false
  const inflate = new Kind((bytes) => keep(bytes))
  return (bytes) => {
    try {
      if (!broken) inflate.push(bytes)
    } catch {
      broken = true
    }
  }
}

const END = 0x06054b50

/**
 * Names of the parts of a zip, from the directory at its end. Nothing may stand before the first part or after
 * the directory but its comment, so that a file cannot be a zip and something else at once.
 * @param tail the last bytes of the file
 * @param size of the whole file in bytes
 * @returns undefined when there is no sound directory within `tail`
 */
export function partNames(tail: Uint8Array, size: number): string[] | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  const end = endRecord(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const start = end - view.getUint32(end + 12, true)
  if (start < 0 || size - tail.length + start !== view.getUint32(end + 16, true)) return undefined
  const names: string[] = []
  for (let at = start; names.length < count;) {
    if (at + 46 > end || indexOf(tail.subarray(at, at + SIGNATURE_SIZE), ENTRY) !== 0) return undefined
    const length = view.getUint16(at + 28, true)
    names.push(new TextDecoder().decode(tail.subarray(at + 46, at + 46 + length)))
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0; at--) {
    const comment = view.getUint16(at + 20, true)
    if (view.getUint32(at, true) === END && at + 22 + comment === view.byteLength) return at
  }
  return undefined
}
