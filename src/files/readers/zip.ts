import type { Budget } from './budget.ts'
import { indexOf, join } from './bytes.ts'
import { inflater } from './inflate.ts'

const HEADER = Uint8Array.of(0x50, 0x4b, 3, 4)
const ENTRY = Uint8Array.of(0x50, 0x4b, 1, 2)
const SIGNATURE_SIZE = 4
const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
/** A size or place that stands in the extra field instead (ZIP64). */
const ELSEWHERE = 0xffffffff

/** Where a part of a zip begins, in bytes from the start of the file. */
export type Part = { name: string; at: number }
/** What takes a part as it is unpacked. */
export type PartReader = { take: (bytes: Uint8Array) => void; end: () => void }
/** `left` is how many packed bytes are to come; infinite when the header does not say. */
type Open = { left: number; unpack: ((bytes: Uint8Array) => void) | undefined; end: () => void }

/**
 * Reads chosen parts of a zip while it streams by, unpacking as it goes; the others are passed over. What cannot
 * be unpacked is left unread: {@link directory} judges the form. APPNOTE.TXT 6.3.
 * @param chosen gives what reads the part of this name, undefined for none
 * @returns `parts` are those met, in their order
 */
export function partReader(
  budget: Budget,
  chosen: (name: string) => PartReader | undefined,
): { push: (chunk: Uint8Array) => void; end: () => void; parts: Part[] } {
  const parts: Part[] = []
  let pending: Uint8Array = new Uint8Array(0)
  let passed = 0
  let part: Open | undefined

  const close = () => {
    part?.end()
    part = undefined
  }
  const begin = (bytes: Uint8Array): number | undefined => {
    const header = readHeader(bytes)
    if (header === undefined) return skipped(bytes)
    budget.hold(header.name.length + 64)
    parts.push({ name: header.name, at: passed })
    part = open(budget, header, chosen(header.name))
    if (part.left === 0) close()
    return header.length
  }
  /** Goes on by one step; gives how many bytes are done with, undefined when it needs more of them. */
  const step = (bytes: Uint8Array): number | undefined => {
    if (part === undefined) return begin(bytes)
    const { taken, last } = extent(bytes, part.left)
    if (taken > 0) part.unpack?.(bytes.subarray(0, taken))
    part.left -= taken
    if (last) close()
    return last || taken > 0 ? taken : undefined
  }
  return {
    parts,
    push(chunk) {
      budget.spend(chunk.length + pending.length)
      let bytes = pending.length === 0 ? chunk : join([pending, chunk])
      for (let taken = step(bytes); taken !== undefined; taken = step(bytes)) {
        bytes = bytes.subarray(taken)
        passed += taken
      }
      pending = bytes.slice()
    },
    end: close,
  }
}

/** The header of a part when the bytes begin with one, whole. */
function readHeader(bytes: Uint8Array) {
  if (bytes.length < 30 || indexOf(bytes.subarray(0, SIGNATURE_SIZE), HEADER) !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const nameEnd = 30 + view.getUint16(26, true)
  const length = nameEnd + view.getUint16(28, true)
  if (bytes.length < length) return undefined
  const unsized = (view.getUint16(6, true) & 8) !== 0
  const sizes = [view.getUint32(22, true), view.getUint32(18, true)]
  const [, packed = 0] = unsized ? [0, Infinity] : large(view, nameEnd, length, sizes)
  return {
    name: new TextDecoder().decode(bytes.subarray(30, nameEnd)),
    method: view.getUint16(8, true),
    packed,
    length,
  }
}

/** Sizes or places, those too large for 32 bits from the extra field for ZIP64 (APPNOTE.TXT 4.5.3). */
function large(view: DataView, from: number, to: number, values: number[]): number[] {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    const end = Math.min(to, at + 4 + view.getUint16(at + 2, true))
    let next = at + 4
    return values.map((value) => {
      if (value !== ELSEWHERE || next + 8 > end) return value
      next += 8
      return Number(view.getBigUint64(next - 8, true))
    })
  }
  return values
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

function open(
  budget: Budget,
  header: { method: number; packed: number },
  reader: PartReader | undefined,
): Open {
  if (reader === undefined) return { left: header.packed, unpack: undefined, end: () => undefined }
  if (header.method === 8) {
    const inflate = inflater(budget, reader.take)
    const end = () => {
      inflate.end()
      reader.end()
    }
    return { left: header.packed, unpack: (bytes) => void inflate.push(bytes), end }
  }
  const unpack = header.method === 0 ? reader.take : undefined
  return { left: header.packed, unpack, end: reader.end }
}

/**
 * The parts of a zip by the directory at its end. Nothing may stand before the first part or after the directory
 * but its comment, so that a file cannot be a zip and something else at once.
 * @param tail the last bytes of the file
 * @param size of the whole file in bytes
 * @returns undefined when there is no sound directory within `tail`
 */
export function directory(tail: Uint8Array, size: number): Part[] | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  const end = endRecord(view)
  if (end === undefined) return undefined
  const { count, length, at: first, end: after } = extents(view, end, size - tail.length)
  const start = after - length
  if (start < 0 || size - tail.length + start !== first) return undefined
  const parts: Part[] = []
  for (let at = start; parts.length < count;) {
    if (at + 46 > after || indexOf(tail.subarray(at, at + SIGNATURE_SIZE), ENTRY) !== 0) return undefined
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    if (extraEnd > after) return undefined
    const sizes = [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]
    const [, , offset = 0] = large(view, nameEnd, extraEnd, sizes)
    parts.push({ name: new TextDecoder().decode(tail.subarray(at + 46, nameEnd)), at: offset })
    at = extraEnd + view.getUint16(at + 32, true)
  }
  return parts
}

/** How many parts the directory has, how long it is, where in the file it begins, where in the tail it ends. */
function extents(view: DataView, end: number, before: number) {
  const plain = {
    count: view.getUint16(end + 10, true),
    length: view.getUint32(end + 12, true),
    at: view.getUint32(end + 16, true),
    end,
  }
  const locator = end - 20
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return plain
  const record = Number(view.getBigUint64(locator + 8, true)) - before
  if (record < 0 || record + 56 > locator || view.getUint32(record, true) !== END_64) return plain
  return {
    count: Number(view.getBigUint64(record + 32, true)),
    length: Number(view.getBigUint64(record + 40, true)),
    at: Number(view.getBigUint64(record + 48, true)),
    end: record,
  }
}

/** Where the record stands that ends a zip, when its comment lasts exactly to the end of the file. */
function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    const comment = view.getUint16(at + 20, true)
    if (view.getUint32(at, true) === END && at + 22 + comment === view.byteLength) return at
  }
  return undefined
}

/** Whether programs for zips would find one in the file: a directory before a record that ends it, whatever follows. */
export function endsAsZip(tail: Uint8Array): boolean {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  for (let at = tail.length - 22; at >= Math.max(0, tail.length - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) !== END) continue
    const start = at - view.getUint32(at + 12, true)
    if (start >= 0 && indexOf(tail.subarray(start, start + SIGNATURE_SIZE), ENTRY) === 0) return true
  }
  return false
}
