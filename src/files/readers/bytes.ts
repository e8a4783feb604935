/** Keeps the last bytes of a stream, at least `most` of them once so many have passed. */
export function tailOf(most: number): { push(chunk: Uint8Array): void; bytes(): Uint8Array } {
  let chunks: Uint8Array[] = []
  let held = 0
  return {
    push(chunk) {
      chunks.push(chunk)
      held += chunk.length
      while (held - (chunks[0]?.length ?? 0) >= most) held -= chunks.shift()?.length ?? 0
    },
    bytes() {
      const whole = join(chunks)
      chunks = [whole]
      return whole
    },
  }
}

/** One array of all the chunks. */
export function join(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Pieces of at most `size` bytes, so that no step of work on a chunk grows with the chunk. */
export function* slices(chunk: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}

const widened = new TextDecoder('utf-16le')

/** Bytes as text, one character a byte: by way of two bytes each, which is many times faster than one by one. */
export const latin1 = (bytes: Uint8Array): string => widened.decode(Uint16Array.from(bytes))

/** Where `wanted` first stands in `bytes` from `from` on, or -1. */
export function indexOf(bytes: Uint8Array, wanted: Uint8Array, from = 0): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let same = 1
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++
    if (same === wanted.length) return at
  }
  return -1
}

/** The value of a digit of hexadecimal writing by its code, or -1. */
export const hexDigit = (code: number): number =>
  code >= 48 && code <= 57
    ? code - 48
    : code >= 65 && code <= 70
      ? code - 55
      : code >= 97 && code <= 102
        ? code - 87
        : -1
