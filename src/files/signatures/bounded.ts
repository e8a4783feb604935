/** Names of algorithms and attributes are a dozen bytes long; this is far beyond any (bytes). */
const LONGEST_OID = 128
const OID = 0x06
const BIT_STRING = 0x03
const OCTET_STRING = 0x04

/**
 * Whether a signature (BER, X.690, 8.1) can be taken apart in a time that its bytes account for: an object identifier
 * costs the parser some two microseconds and seven hundred bytes of memory for each of its own bytes, and there is no
 * other part that does. Strings are looked into as well, as the parser does.
 * @throws RangeError for one nested deeper than the machine follows, as the parser throws too
 */
export function isBounded(ber: Uint8Array, from = 0, to: number = ber.length): boolean {
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
    if (tag === OID && length > LONGEST_OID) return false
    if (tag === OCTET_STRING && !isBounded(ber, at, end)) return false
    // Its first byte counts the bits that fill up the last.
    if (tag === BIT_STRING && !isBounded(ber, at + 1, end)) return false
    at = end
  }
  return true
}
