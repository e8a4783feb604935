import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** How passwords are kept. Both Node and workerd do scrypt natively, off the event loop on Node. */
export type Passwords = {
  hash(password: string): Promise<string>
  verify(stored: { hash: string; password: string }): Promise<boolean>
}

const BLOCK = 8
/** With N = 2^15 the row p = 3 of OWASP's Password Storage Cheat Sheet. */
const PARALLEL = 3
const LENGTH = 32

/**
 * Scrypt (RFC 7914, r=8, p=3) with a salt of 16 bytes; what is stored names its cost, so the cost can be raised
 * without locking anybody out.
 * @param cost log2 of N for new passwords: each step doubles time and memory (15: 32 MB)
 */
export const scryptPasswords = (cost: number): Passwords => ({
  async hash(password) {
    const salt = randomBytes(16)
    const key = await derive(password, salt, cost)
    return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$')
  },
  async verify({ hash, password }) {
    const [kind, stored, salt, key] = hash.split('$')
    if (kind !== 'scrypt' || salt === undefined || key === undefined) return false
    const expected = Buffer.from(key, 'base64url')
    const given = await derive(password, Buffer.from(salt, 'base64url'), Number(stored))
    return expected.length === given.length && timingSafeEqual(expected, given)
  },
})

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const N = 2 ** cost
  const options = { N, r: BLOCK, p: PARALLEL, maxmem: 256 * N * BLOCK }
  return new Promise((resolve, reject) => {
    // NFKC, so that one password typed on two keyboards is one password.
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
