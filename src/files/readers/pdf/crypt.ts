import { cbc } from '@noble/ciphers/aes.js'
import { md5 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { join } from '../bytes.ts'
import { bytesIn, dictionaryIn, nameIn, numberIn } from './values.ts'
import type { Dictionary } from './values.ts'

/** Opens what is encrypted in a file that everybody may open. */
export type Opener = (
  bytes: Uint8Array,
  what: 'stream' | 'string',
  id: number,
  generation: number,
) => Uint8Array

type Cipher = 'none' | 'rc4' | 'aes128' | 'aes256'

const bytesOf = (text: string | undefined): Uint8Array =>
  Uint8Array.from(text ?? '', (char) => char.charCodeAt(0))
/** What passwords are filled up with (ISO 32000-1, 7.6.3.3): the empty one is this whole. */
const EMPTY_PASSWORD = bytesOf(
  '\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a',
)
const SALT = bytesOf('sAlT')

/**
 * Opens an encrypted PDF with the empty password, as every viewer does: files that are only protected against
 * change or print (an owner's password) open so. RC4 with 40 to 128 bits, AES with 128 and 256 (ISO 32000-2, 7.6).
 * @param encrypt the dictionary of the encryption
 * @param id the first identifier of the file
 * @returns undefined when it takes a password, or a way of encryption that is not of the standard
 */
export function opener(encrypt: Dictionary, id: string): Opener | undefined {
  if (nameIn(encrypt.get('Filter')) !== 'Standard') return undefined
  const version = numberIn(encrypt.get('V')) ?? 0
  const key = version >= 5 ? longKey(encrypt) : shortKey(encrypt, bytesOf(id), version)
  if (key === undefined) return undefined
  const ciphers = { stream: cipherOf(encrypt, version, 'StmF'), string: cipherOf(encrypt, version, 'StrF') }
  return (bytes, what, object, generation) => {
    const cipher = ciphers[what]
    if (cipher === 'none') return bytes
    if (cipher === 'aes256') return aes(key, bytes)
    const own = objectKey(key, object, generation, cipher === 'aes128')
    return cipher === 'rc4' ? rc4(own, bytes) : aes(own, bytes)
  }
}

const METHODS = new Map<string, Cipher>([
  ['V2', 'rc4'],
  ['AESV2', 'aes128'],
  ['AESV3', 'aes256'],
])

function cipherOf(encrypt: Dictionary, version: number, which: 'StmF' | 'StrF'): Cipher {
  if (version < 4) return 'rc4'
  const name = nameIn(encrypt.get(which)) ?? 'Identity'
  const filter = dictionaryIn(dictionaryIn(encrypt.get('CF'))?.get(name))
  const method = nameIn(filter?.get('CFM')) ?? 'None'
  return METHODS.get(method) ?? 'none'
}

/** The key of RC4 and AES with 128 bits, when the empty password proves right (7.6.3.3, algorithms 2, 4 and 5). */
function shortKey(encrypt: Dictionary, id: Uint8Array, version: number): Uint8Array | undefined {
  const revision = numberIn(encrypt.get('R')) ?? 2
  const bits = version === 4 ? 128 : version === 1 ? 40 : (numberIn(encrypt.get('Length')) ?? 40)
  const length = Math.min(16, Math.max(5, bits >> 3))
  const rights = new Uint8Array(4)
  new DataView(rights.buffer).setInt32(0, (numberIn(encrypt.get('P')) ?? 0) | 0, true)
  const plainMetadata = revision >= 4 && isFalse(encrypt.get('EncryptMetadata'))
  const owner = bytesOf(bytesIn(encrypt.get('O'))).subarray(0, 32)
  let key: Uint8Array = md5(
    join([EMPTY_PASSWORD, owner, rights, id, new Uint8Array(plainMetadata ? 4 : 0).fill(255)]),
  )
  for (let i = 0; revision >= 3 && i < 50; i++) key = md5(key.subarray(0, length))
  key = key.slice(0, length)
  const proof = bytesOf(bytesIn(encrypt.get('U')))
  if (revision < 3) return same(rc4(key, EMPTY_PASSWORD), proof) ? key : undefined
  let expected: Uint8Array = md5(join([EMPTY_PASSWORD, id]))
  for (let i = 0; i < 20; i++)
    expected = rc4(
      key.map((byte) => byte ^ i),
      expected,
    )
  return same(expected, proof.subarray(0, 16)) ? key : undefined
}

const isFalse = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'word' in value && value.word === 'false'

/** The key of AES with 256 bits, when the empty password proves right (ISO 32000-2, 7.6.4.3.3, algorithm 2.A). */
function longKey(encrypt: Dictionary): Uint8Array | undefined {
  const hash = numberIn(encrypt.get('R')) === 5 ? sha256 : hardened
  const user = bytesOf(bytesIn(encrypt.get('U')))
  const packed = bytesOf(bytesIn(encrypt.get('UE'))).subarray(0, 32)
  if (user.length < 48 || packed.length < 32 || !same(hash(user.slice(32, 40)), user.subarray(0, 32)))
    return undefined
  return cbc(hash(user.slice(40, 48)), new Uint8Array(16), { disablePadding: true }).decrypt(packed)
}

/** The hash of revision 6 for an empty password: rounds of AES and SHA-2 until the last byte says so (2.B). */
function hardened(input: Uint8Array): Uint8Array {
  let key = sha256(input)
  for (let round = 1, last = 0; round <= 64 || last > round - 33; round++) {
    const repeated = join(Array.from({ length: 64 }, () => key))
    const mixed = cbc(key.slice(0, 16), key.slice(16, 32), { disablePadding: true }).encrypt(repeated)
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0)
    key = [sha256, sha384, sha512][sum % 3]?.(mixed) ?? key
    last = mixed.at(-1) ?? 0
  }
  return key.slice(0, 32)
}

function objectKey(key: Uint8Array, id: number, generation: number, salted: boolean): Uint8Array {
  const place = Uint8Array.of(id, id >> 8, id >> 16, generation, generation >> 8)
  return md5(join([key, place, salted ? SALT : new Uint8Array(0)])).slice(0, Math.min(key.length + 5, 16))
}

/** AES in blocks that hang together; the first block is where they begin. What is cut short is opened so far. */
function aes(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const whole = bytes.length - (bytes.length % 16)
  if (whole < 32) return new Uint8Array(0)
  const plain = cbc(key, bytes.slice(0, 16), { disablePadding: true }).decrypt(bytes.slice(16, whole))
  const padding = plain.at(-1) ?? 0
  return padding > 0 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain
}

/** RC4, which is its own inverse. Weak, and still what many files of offices are protected with. */
export function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (i: number, j: number) => {
    const value = state[i] ?? 0
    state[i] = state[j] ?? 0
    state[j] = value
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let [i, j] = [0, 0]
  return bytes.map((byte) => {
    i = (i + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    swap(i, j)
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
  })
}

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i])
