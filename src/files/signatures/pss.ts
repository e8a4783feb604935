type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** RSASSA-PSS (RFC 4055, 3.1), which names its hash in its parameters. */
export const PSS = '1.2.840.113549.1.1.10'

const HASHED: [Hash, oid: string, size: number][] = [
  ['SHA-256', '0609608648016503040201', 32],
  ['SHA-384', '0609608648016503040202', 48],
  ['SHA-512', '0609608648016503040203', 64],
]
const MGF1 = '06092a864886f70d010108'

/**
 * The hash that parameters of RSASSA-PSS name, which is the length of the salt in bytes too.
 * @param parameters as they are written. Only those are taken that say one hash throughout, for the mask as well, and a
 *   salt as long as it: what every signer of today writes, compared byte for byte and never read. Others, among them
 *   none at all, which mean SHA-1, are not checked here.
 */
export function pssOf(parameters: string): { hash: Hash; saltLength: number } | undefined {
  for (const [hash, oid, saltLength] of HASHED)
    for (const named of [value('30', `${oid}0500`), value('30', oid)])
      for (const masked of [value('30', `${oid}0500`), value('30', oid)]) {
        const mask = value('30', MGF1 + masked)
        const salt = value('02', byte(saltLength))
        if (parameters === value('30', value('a0', named) + value('a1', mask) + value('a2', salt)))
          return { hash, saltLength }
      }
  return undefined
}

/** A value of DER in hexadecimal; none here is longer than 127 bytes. */
const value = (tag: string, inner: string): string => tag + byte(inner.length / 2) + inner
const byte = (n: number): string => n.toString(16).padStart(2, '0')
