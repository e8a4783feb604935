import type { Budget } from './budget.ts'

/** Copies reach back so far; so much is unpacked before it is told. */
const WINDOW = 32_768
const ROOM = 3 * WINDOW
/** Codes up to so many bits are looked up at once, longer ones bit by bit: tables stay cheap to build. */
const ROOT = 9
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const LENGTHS = Array.from({ length: 29 }, (_, i) =>
  i < 8 ? i + 3 : i === 28 ? 258 : ((4 + (i & 3)) << ((i >> 2) - 1)) + 3,
)
const LENGTH_BITS = Array.from({ length: 29 }, (_, i) => (i < 8 || i === 28 ? 0 : (i >> 2) - 1))
const DISTANCES = Array.from({ length: 30 }, (_, i) =>
  i < 4 ? i + 1 : ((2 + (i & 1)) << ((i >> 1) - 1)) + 1,
)
const DISTANCE_BITS = Array.from({ length: 30 }, (_, i) => (i < 4 ? 0 : (i >> 1) - 1))

class Broken extends Error {}

/** A Huffman code: its short codes as a table of `symbol << 4 | length`, all of them in order of length. */
class Code {
  readonly table = new Uint16Array(1 << ROOT)
  readonly counts = new Uint16Array(16)
  readonly symbols = new Uint16Array(288)

  /** @throws Broken when there are more codes than bits can tell apart */
  build(lengths: Uint8Array): void {
    const { table, counts, symbols } = this
    counts.fill(0)
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
    counts[0] = 0
    const [next, place] = [new Uint16Array(16), new Uint16Array(16)]
    let room = 1
    for (let bits = 1; bits < 16; bits++) {
      next[bits] = ((next[bits - 1] ?? 0) + (counts[bits - 1] ?? 0)) << 1
      place[bits] = (place[bits - 1] ?? 0) + (counts[bits - 1] ?? 0)
      room = (room << 1) - (counts[bits] ?? 0)
      if (room < 0) throw new Broken()
    }
    table.fill(0)
    for (const [symbol, bits] of lengths.entries()) {
      if (bits === 0) continue
      const [rank = 0, code = 0] = [place[bits], next[bits]]
      symbols[rank] = symbol
      place[bits] = rank + 1
      next[bits] = code + 1
      if (bits <= ROOT)
        for (let at = mirrored(code, bits); at < table.length; at += 1 << bits)
          table[at] = (symbol << 4) | bits
    }
  }

  /** A symbol of a long code as `symbol << 4 | length`, from at least 15 bits. */
  long(hold: number): number {
    let [code, first, index] = [0, 0, 0]
    for (let bits = 1; bits < 16; bits++) {
      code |= (hold >>> (bits - 1)) & 1
      const count = this.counts[bits] ?? 0
      if (code - count < first) return ((this.symbols[index + code - first] ?? 0) << 4) | bits
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new Broken()
  }
}

function mirrored(code: number, bits: number): number {
  let [from, to] = [code, 0]
  for (let i = 0; i < bits; i++, from >>= 1) to = (to << 1) | (from & 1)
  return to
}

/**
 * Unpacks deflate (RFC 1951) as it comes, each bit once and in constant memory; the libraries unpack again what
 * came in pieces, or what stands behind the end. Falls silent at the first error.
 * @param keep told the unpacked bytes, which are only lent
 * @returns `push` gives how many bytes at the end of its input stand behind the end of the data
 */
export function inflater(
  budget: Budget,
  keep: (bytes: Uint8Array) => void,
): { push(bytes: Uint8Array): number; end(): void } {
  const out = new Output(budget, keep)
  const bits = new Bits()
  const blocks = inflate(bits, out, budget)
  let over = false
  blocks.next()
  return {
    push(bytes) {
      if (over) return bytes.length
      bits.input = bytes
      bits.at = 0
      try {
        over = blocks.next().done === true
      } catch (error) {
        if (!(error instanceof Broken)) throw error
        over = true
        bits.at = bytes.length
      }
      if (over) out.tell()
      return bytes.length - bits.at
    },
    end: () => out.tell(),
  }
}

class Output {
  readonly bytes = new Uint8Array(ROOM)
  length = 0
  #told = 0
  readonly #budget: Budget
  readonly #keep: (bytes: Uint8Array) => void

  constructor(budget: Budget, keep: (bytes: Uint8Array) => void) {
    this.#budget = budget
    this.#keep = keep
  }

  /** Tells what is new, and keeps as much of it as copies may reach back to. */
  tell(): void {
    this.#budget.spend(this.length - this.#told)
    if (this.length > this.#told) this.#keep(this.bytes.subarray(this.#told, this.length))
    const kept = Math.min(this.length, WINDOW)
    this.bytes.copyWithin(0, this.length - kept, this.length)
    this.#told = this.length = kept
  }
}

/** Bits not yet used, lowest first, and the bytes they come from. */
class Bits {
  input: Uint8Array = new Uint8Array(0)
  at = 0
  hold = 0
  count = 0

  fill(): void {
    while (this.count <= 16 && this.at < this.input.length) {
      this.hold |= (this.input[this.at++] ?? 0) << this.count
      this.count += 8
    }
  }

  drop(count: number): number {
    const value = this.hold & ((1 << count) - 1)
    this.hold >>>= count
    this.count -= count
    return value
  }

  /** The next symbol as `symbol << 4 | length`, or -1 when that takes more input. */
  peek(code: Code): number {
    this.fill()
    const short = code.table[this.hold & ((1 << ROOT) - 1)] ?? 0
    if (short !== 0) return (short & 15) <= this.count ? short : -1
    return this.count < 15 ? -1 : code.long(this.hold)
  }
}

type Steps = Generator<void, void>

function* take(bits: Bits, count: number): Generator<void, number> {
  for (bits.fill(); bits.count < count; bits.fill()) yield
  return bits.drop(count)
}

function* symbol(bits: Bits, code: Code): Generator<void, number> {
  let found = bits.peek(code)
  for (; found === -1; found = bits.peek(code)) yield
  bits.drop(found & 15)
  return found >> 4
}

function* inflate(bits: Bits, out: Output, budget: Budget): Steps {
  const [letters, distances] = [new Code(), new Code()]
  yield
  for (let last = 0; last === 0;) {
    last = yield* take(bits, 1)
    const type = yield* take(bits, 2)
    budget.spend(8)
    if (type === 3) throw new Broken()
    if (type === 0) yield* stored(bits, out)
    else {
      if (type === 1) fixed(letters, distances)
      else yield* dynamic(bits, letters, distances)
      budget.spend(2 << ROOT)
      yield* packed(bits, out, letters, distances)
    }
  }
  // Whole bytes that were taken in ahead stand behind the end.
  bits.at = Math.max(0, bits.at - (bits.count >> 3))
}

function* stored(bits: Bits, out: Output): Steps {
  bits.drop(bits.count & 7)
  const length = yield* take(bits, 16)
  yield* take(bits, 16)
  for (let left = length; left > 0;) {
    if (out.length === ROOM) out.tell()
    if (bits.count >= 8) {
      out.bytes[out.length++] = bits.drop(8)
      left--
      continue
    }
    if (bits.at === bits.input.length) yield
    const some = bits.input.subarray(bits.at, bits.at + Math.min(left, ROOM - out.length))
    out.bytes.set(some, out.length)
    out.length += some.length
    bits.at += some.length
    left -= some.length
  }
}

function fixed(letters: Code, distances: Code): void {
  letters.build(Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)))
  distances.build(new Uint8Array(30).fill(5))
}

function* dynamic(bits: Bits, letters: Code, distances: Code): Steps {
  const letterCount = (yield* take(bits, 5)) + 257
  const count = letterCount + (yield* take(bits, 5)) + 1
  const order = (yield* take(bits, 4)) + 4
  const lengths = new Uint8Array(320)
  for (const at of ORDER.slice(0, order)) lengths[at] = yield* take(bits, 3)
  letters.build(lengths.subarray(0, 19))
  lengths.fill(0)
  for (let at = 0; at < count;) {
    const length = yield* symbol(bits, letters)
    if (length < 16) {
      lengths[at++] = length
      continue
    }
    if (length === 16 && at === 0) throw new Broken()
    const value = length === 16 ? (lengths[at - 1] ?? 0) : 0
    const times =
      length === 16
        ? 3 + (yield* take(bits, 2))
        : length === 17
          ? 3 + (yield* take(bits, 3))
          : 11 + (yield* take(bits, 7))
    if (at + times > count) throw new Broken()
    lengths.fill(value, at, (at += times))
  }
  letters.build(lengths.subarray(0, letterCount))
  distances.build(lengths.subarray(letterCount, count))
}

function* packed(bits: Bits, out: Output, letters: Code, distances: Code): Steps {
  for (;;) {
    let found = bits.peek(letters)
    for (; found === -1; found = bits.peek(letters)) yield
    bits.drop(found & 15)
    const letter = found >> 4
    if (out.length > ROOM - 258) out.tell()
    if (letter < 256) {
      out.bytes[out.length++] = letter
      continue
    }
    if (letter === 256) return
    const [base, extra] = [LENGTHS[letter - 257], LENGTH_BITS[letter - 257] ?? 0]
    const length = (base ?? 0) + (extra === 0 ? 0 : yield* take(bits, extra))
    const far = yield* symbol(bits, distances)
    const distance = (DISTANCES[far] ?? Infinity) + (yield* take(bits, DISTANCE_BITS[far] ?? 0))
    if (base === undefined || distance > out.length) throw new Broken()
    for (const end = out.length + length; out.length < end; out.length++)
      out.bytes[out.length] = out.bytes[out.length - distance] ?? 0
  }
}
