import { AsnConvert } from '@peculiar/asn1-schema'
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { PSS, pssOf } from './pss.ts'

/** Hashes that signatures are made over; the first has been broken and is told so. */
export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** How a signature is made: with which kind of key, over which hash (else that of the signature's own). */
const ALGORITHMS: Record<string, { key: 'RSA' | 'EC'; hash?: Hash }> = {
  '1.2.840.113549.1.1.1': { key: 'RSA' },
  '1.2.840.113549.1.1.5': { key: 'RSA', hash: 'SHA-1' },
  '1.2.840.113549.1.1.11': { key: 'RSA', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { key: 'RSA', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { key: 'RSA', hash: 'SHA-512' },
  '1.2.840.10045.2.1': { key: 'EC' },
  '1.2.840.10045.4.1': { key: 'EC', hash: 'SHA-1' },
  '1.2.840.10045.4.3.2': { key: 'EC', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { key: 'EC', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { key: 'EC', hash: 'SHA-512' },
}
const CURVES: Record<string, { namedCurve: string; size: number }> = {
  '06082a8648ce3d030107': { namedCurve: 'P-256', size: 32 },
  '06052b81040022': { namedCurve: 'P-384', size: 48 },
  '06052b81040023': { namedCurve: 'P-521', size: 66 },
}

/**
 * Whether a signature over these bytes was made with the key of a certificate, by WebCrypto.
 * @param hash of what is signed, where the algorithm itself names none; one that RSASSA-PSS names must be the same
 *   (RFC 4056, 3)
 * @returns undefined where the algorithm or the key is none that can be checked here
 */
export async function verifies(
  key: SubjectPublicKeyInfo,
  { algorithm, parameters }: Pick<AlgorithmIdentifier, 'algorithm' | 'parameters'>,
  hash: Hash | undefined,
  over: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | undefined> {
  if (algorithm === PSS) {
    const stated = pssOf(parameters == null ? '' : hex(bytesOf(parameters)))
    if (stated === undefined || (hash !== undefined && hash !== stated.hash)) return undefined
    return verifiesPss(key, stated, over, signature)
  }
  const how = ALGORITHMS[algorithm]
  const name = how?.hash ?? hash
  if (how === undefined || name === undefined) return undefined
  const spki = serialized(key)
  const { subtle } = crypto
  try {
    if (how.key === 'RSA') {
      const import_ = { name: 'RSASSA-PKCS1-v1_5', hash: name }
      const imported = await subtle.importKey('spki', spki, import_, false, ['verify'])
      return await subtle.verify(import_.name, imported, own(signature), own(over))
    }
    const ofKey = key.algorithm.parameters
    const curve = CURVES[ofKey == null ? '' : hex(bytesOf(ofKey))]
    const raw = curve && pairOf(signature, curve.size)
    if (curve === undefined) return undefined
    if (raw === undefined) return false
    const named = { name: 'ECDSA', namedCurve: curve.namedCurve }
    const imported = await subtle.importKey('spki', spki, named, false, ['verify'])
    return await subtle.verify({ name: 'ECDSA', hash: name }, imported, raw, own(over))
  } catch {
    // A key of a size or form that the machine does not take.
    return undefined
  }
}

async function verifiesPss(
  key: SubjectPublicKeyInfo,
  { hash, saltLength }: { hash: Hash; saltLength: number },
  over: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | undefined> {
  const { subtle } = crypto
  try {
    const imported = await subtle.importKey('spki', serialized(key), { name: 'RSA-PSS', hash }, false, [
      'verify',
    ])
    return await subtle.verify({ name: 'RSA-PSS', saltLength }, imported, own(signature), own(over))
  } catch {
    return undefined
  }
}

/** The two numbers of an ECDSA signature (SEC 1, C.5) one behind the other, each of `size` bytes, as WebCrypto has them. */
function pairOf(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  const out = new Uint8Array(2 * size)
  let at = (der[1] ?? 0) > 0x80 ? 3 : 2
  if (der[0] !== 0x30) return undefined
  for (const place of [0, size]) {
    const length = der[at + 1] ?? 0
    const number = der.subarray(at + 2, at + 2 + length)
    const bare = number.subarray(number.findIndex((byte) => byte !== 0))
    if (der[at] !== 2 || number.length !== length || bare.length > size) return undefined
    out.set(bare, place + size - bare.length)
    at += 2 + length
  }
  return at === der.length ? out : undefined
}

export const bytesOf = (buffer: ArrayBuffer): Uint8Array => new Uint8Array(buffer)
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>
export const serialized = (value: object): Uint8Array<ArrayBuffer> =>
  new Uint8Array(AsnConvert.serialize(value))
export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
