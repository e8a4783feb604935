/**
 * The bytes of all names of algorithms and attributes in one signature: each is a dozen bytes long, a chain of
 * certificates has some hundred of them, a list of those taken back some thousand.
 */
const MOST_NAMES = 32_768
const OID = 0x06
const BIT_STRING = 0x03
const OCTET_STRING = 0x04

/**
 * Whether a signature (BER, X.690, 8.1) can be taken apart in a time that its bytes account for: an object identifier
 * costs the parser some two microseconds and seven hundred bytes of memory for each of its own bytes, and there is no
 * other part that does.
 * @throws RangeError for one nested deeper than the machine follows, as the parser throws too
 */
export function isBounded(ber: Uint8Array): boolean {
  return namesIn(ber, 0, ber.length) <= MOST_NAMES
}

/**
 * How many bytes of object identifiers the parser may come upon. Strings are looked into as well, as it does; there
 * what is random (a key, the signature itself) may look like a long one, so it is their sum that tells.
 */
function namesIn(ber: Uint8Array, from: number, to: number): number {
  let names = 0
  let at = from
  while (at < to) {
    const tag = ber[at] ?? 0
    at += 1
    // A tag of more than one byte goes on as long as the highest bit is set.
    if ((tag & 0x1f) === 0x1f) {
      while (at < to && (ber[at] ?? 0) >= 0x80) at += 1
      at += 1
    }
    const first = ber[at] ?? 0
    const more = first > 0x80 ? first & 0x7f : 0
    let length = more === 0 && first !== 0x80 ? first : 0
    for (let i = 1; i <= more; i++) length = length * 256 + (ber[at + i] ?? 0)
    at += 1 + more
    // What is made of parts is walked through, whatever length it says it has.
    if ((tag & 0x20) !== 0) continue
    const end = Math.min(at + length, to)
    if (tag === OID) names += end - at
    if (tag === OCTET_STRING) names += namesIn(ber, at, end)
    // Its first byte counts the bits that fill up the last.
    if (tag === BIT_STRING) names += namesIn(ber, at + 1, end)
    at = Math.max(at, end)
  }
  return names
}
