import type { Budget } from '../budget.ts'
import { indexOf, join, latin1 } from '../bytes.ts'

/** An object that is no stream is taken as far as this, in bytes; of a longer one the end. */
const OBJECT_MOST = 256 * 1024
const KEPT = 16 * 1024
/** Streams that hold no text: pictures, fonts, attached files, tables of places, colours, films. */
const NO_TEXT =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)\b|\/Type\s*\/(?:XRef|EmbeddedFile)\b|\/Length[123]\b|\/(?:DCT|JPX|JBIG2|CCITTFax)Decode\b|\/FunctionType\b|\/ShadingType\b|\/N\s+[134]\b.{0,200}\/Alternate\b/

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const STREAM = ascii('stream')
const END_STREAM = ascii('endstream')
const END_OBJECT = ascii('endobj')

/** An object as it stands in the file: its number, what is written of it, and its stream as it is packed. */
export type Written = { id: number; generation: number; text: string; stream?: Uint8Array }

type Open = { text: string; kept: Uint8Array[] | undefined }

/**
 * Finds the objects of a PDF while it streams by, without its table of places (ISO 32000-1, 7.3.8 and 7.5). Keeps
 * streams that can hold text, packed as they are; each byte is looked at a fixed number of times.
 */
export class ObjectFinder {
  #pending: Uint8Array = new Uint8Array(0)
  #passed = 0
  #open: Open | undefined
  readonly #object = seeker(END_OBJECT)
  readonly #stream = seeker(STREAM, beginsStream)
  readonly #endStream = seeker(END_STREAM)
  readonly #budget: Budget
  readonly #found: (object: Written) => void
  readonly #between: (text: string) => void

  /**
   * @param found told each object
   * @param between told what is written between objects
   */
  constructor(budget: Budget, found: (object: Written) => void, between: (text: string) => void) {
    this.#budget = budget
    this.#found = found
    this.#between = between
  }

  push(chunk: Uint8Array): void {
    this.#budget.spend(chunk.length)
    let bytes = this.#pending.length === 0 ? chunk : join([this.#pending, chunk])
    for (let taken = this.#step(bytes); taken !== undefined; taken = this.#step(bytes)) {
      bytes = bytes.subarray(taken)
      this.#passed += taken
    }
    this.#pending = bytes.slice()
  }

  end(): void {
    if (this.#open === undefined) this.#close(latin1(this.#pending))
    else this.#close(this.#open.text, this.#open.kept)
  }

  /** Goes on by one step; gives how many bytes are done with, undefined when it needs more of them. */
  #step(bytes: Uint8Array): number | undefined {
    return this.#open === undefined ? this.#outside(bytes) : this.#inStream(bytes, this.#open)
  }

  #inStream(bytes: Uint8Array, { text, kept }: Open): number | undefined {
    const end = this.#endStream(bytes, this.#passed)
    const taken = end === -1 ? bytes.length - END_STREAM.length : end
    if (kept !== undefined && taken > 0) {
      this.#budget.hold(taken)
      kept.push(bytes.slice(0, taken))
    }
    if (end === -1) return taken > 0 ? taken : undefined
    this.#close(text, kept)
    this.#open = undefined
    return end + END_STREAM.length
  }

  #outside(bytes: Uint8Array): number | undefined {
    const [end, start] = [this.#object(bytes, this.#passed), this.#stream(bytes, this.#passed)]
    if (end !== -1 && (start === -1 || end < start)) {
      this.#close(latin1(bytes.subarray(0, end)))
      return end + END_OBJECT.length
    }
    if (start === -1) return bytes.length > OBJECT_MOST ? bytes.length - KEPT : undefined
    const text = latin1(bytes.subarray(Math.max(0, start - OBJECT_MOST), start))
    this.#open = { text, kept: NO_TEXT.test(text) ? undefined : [] }
    const data = start + STREAM.length
    return data + (bytes[data] === 13 && bytes[data + 1] === 10 ? 2 : 1)
  }

  #close(text: string, kept?: Uint8Array[]): void {
    const { before, written } = objectIn(text, kept && join(kept))
    this.#between(before)
    if (written !== undefined) this.#found(written)
  }
}

/** An object from what is written since the last one, and what stands before it (the end of an older revision). */
function objectIn(text: string, stream: Uint8Array | undefined): { before: string; written?: Written } {
  const head = /(?:^|[^\d])(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}obj\b/.exec(text)
  if (head === null) return { before: text }
  const written: Written = {
    id: Number(head[1]),
    generation: Number(head[2]),
    text: text.slice(head.index + head[0].length),
  }
  if (stream !== undefined) written.stream = stream
  return { before: text.slice(0, head.index), written }
}

/**
 * Finds a word in bytes that come and go, looking at each of them once.
 * @param fits whether it stands rightly there; undefined when that takes more bytes
 * @returns where it next stands in `bytes`, whose first is the file's `base`th; -1 when it does not
 */
function seeker(
  word: Uint8Array,
  fits: (bytes: Uint8Array, at: number) => boolean | undefined = () => true,
): (bytes: Uint8Array, base: number) => number {
  let known = -1
  let looked = 0
  return (bytes, base) => {
    if (known >= base) return known - base
    for (let at = Math.max(0, looked - base); ; at++) {
      at = indexOf(bytes, word, at)
      const fit = at === -1 ? undefined : fits(bytes, at)
      if (fit === false) continue
      looked = base + (at === -1 ? Math.max(0, bytes.length - word.length + 1) : at)
      if (fit !== true) return -1
      known = base + at
      return at
    }
  }
}

/** Whether a word `stream` stands behind a dictionary and before a line's end; a word in a title does not. */
function beginsStream(bytes: Uint8Array, at: number): boolean | undefined {
  const next = at + STREAM.length
  if (next + 1 >= bytes.length) return undefined
  let before = at - 1
  while (before > 0 && at - before < 16 && (bytes[before] ?? 0) <= 32) before--
  return bytes[before] === 0x3e && (bytes[next] === 10 || bytes[next] === 13)
}
