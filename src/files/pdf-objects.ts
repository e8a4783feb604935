import { Unzlib } from 'fflate'
import { indexOf, join, latin1, slices } from './bytes.ts'
import { inflater } from './zip.ts'

/** A stream is read as far as this (bytes, unpacked), all of a file together as far as ALL_MOST. */
const STREAM_MOST = 512 * 1024
const ALL_MOST = 4 * 1024 * 1024
/** An object that is no stream and longer than this is passed over. */
const OBJECT_MOST = 256 * 1024
const STEP = 8 * 1024

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const STREAM = ascii('stream')
const END_STREAM = ascii('endstream')
const END_OBJECT = ascii('endobj')

/** An object of a PDF: its number, its dictionary as text, and its stream when that was read. */
export type PdfObject = { id: number; text: string; stream?: string }

type Reading = { take(bytes: Uint8Array): void; end(): string }

/**
 * Finds the objects of a PDF while it streams by, without its cross-reference table. Reads streams that are
 * plain or deflated and can hold text; images and fonts are passed over. Encrypted content comes out as noise.
 * ISO 32000-1, 7.3.8 and 7.5.7.
 */
export function objectReader(found: (object: PdfObject) => void): { push(chunk: Uint8Array): void } {
  const budget = { left: ALL_MOST }
  let pending: Uint8Array = new Uint8Array(0)
  let open: { text: string; reading: Reading | undefined } | undefined

  const step = (bytes: Uint8Array): number | undefined => {
    if (open === undefined) return outside(bytes)
    const end = indexOf(bytes, END_STREAM)
    const taken = end === -1 ? bytes.length - END_STREAM.length : end
    if (taken > 0) open.reading?.take(bytes.subarray(0, taken))
    if (end === -1) return taken > 0 ? taken : undefined
    tell(found, open.text, open.reading?.end())
    open = undefined
    return end + END_STREAM.length
  }
  const outside = (bytes: Uint8Array): number | undefined => {
    const end = indexOf(bytes, END_OBJECT)
    const stream = indexOf(end === -1 ? bytes : bytes.subarray(0, end), STREAM)
    if (stream === -1 && end !== -1) {
      tell(found, latin1(bytes.subarray(0, end)))
      return end + END_OBJECT.length
    }
    if (stream === -1) return bytes.length > OBJECT_MOST ? bytes.length - STREAM.length : undefined
    const start = stream + STREAM.length
    if (bytes.length < start + 2) return undefined
    const text = latin1(bytes.subarray(Math.max(0, stream - OBJECT_MOST), stream))
    open = { text, reading: reading(text, budget) }
    return start + (bytes[start] === 13 ? 1 : 0) + 1
  }
  return {
    push(chunk) {
      let bytes = pending.length === 0 ? chunk : join([pending, chunk])
      for (let taken = step(bytes); taken !== undefined; taken = step(bytes)) bytes = bytes.subarray(taken)
      pending = bytes.slice()
    },
  }
}

function tell(found: (object: PdfObject) => void, text: string, stream?: string): void {
  const start = /(\d+)\s+\d+\s+obj\b/.exec(text)
  if (start === null) return
  const object = { id: Number(start[1]), text: text.slice(start.index + start[0].length) }
  if (stream !== undefined && /\/Type\s*\/ObjStm\b/.test(object.text))
    packed(object.text, stream).forEach(found)
  else found(stream === undefined ? object : { ...object, stream })
}

/** The objects inside an object stream. */
function packed(dictionary: string, stream: string): PdfObject[] {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0)
  const numbers = (stream.slice(0, first).match(/\d+/g) ?? []).map(Number)
  const objects: PdfObject[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const start = first + (numbers[i + 1] ?? 0)
    const next = numbers[i + 3]
    objects.push({
      id: numbers[i] ?? 0,
      text: stream.slice(start, next === undefined ? undefined : first + next),
    })
  }
  return objects
}

/** How to read a stream with this dictionary; undefined when it holds no text or is packed otherwise. */
function reading(dictionary: string, budget: { left: number }): Reading | undefined {
  if (
    /\/Subtype\s*\/(Image|Type1C|CIDFontType0C|OpenType)\b|\/Type\s*\/(XRef|Metadata)\b|\/Length[123]\b/.test(
      dictionary,
    )
  )
    return undefined
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.replace(/[[\]\s]/g, '')
  if (filter !== undefined && filter !== '/FlateDecode') return undefined
  const kept: Uint8Array[] = []
  let room = STREAM_MOST
  const keep = (bytes: Uint8Array) => {
    const some = bytes.slice(0, Math.min(room, budget.left))
    room -= some.length
    budget.left -= some.length
    kept.push(some)
  }
  const unpack = filter === undefined ? keep : inflater(keep, Unzlib)
  return {
    take(bytes) {
      for (const slice of slices(bytes, STEP)) if (room > 0 && budget.left > 0) unpack(slice)
    },
    end: () => latin1(join(kept)),
  }
}
