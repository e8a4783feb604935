import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text (UTF-8), as lower-case hex. At once: for a text a trip to another thread costs more than the sum. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const made = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest()

/** HMAC-SHA-256 of a text (UTF-8) under a secret, as base64url: what only this instance can make again. */
export const sign = (secret: string, text: string): string => made(secret, text).toString('base64url')

/**
 * What a signed cookie says, `value.signature` as hono and better-auth write it (HMAC-SHA-256, base64 with padding).
 * @returns undefined when it is not signed, or not under this secret
 */
export function signedValue(secret: string, cookie: string): string | undefined {
  const known = proven.get(cookie)
  if (known !== undefined && known.secret === secret) return known.value
  const dot = cookie.lastIndexOf('.')
  const [value, signature] = [cookie.slice(0, Math.max(dot, 0)), cookie.slice(dot + 1)]
  if (!/^[\w+/]{43}=$/.test(signature)) return undefined
  if (!timingSafeEqual(made(secret, value), Buffer.from(signature, 'base64'))) return undefined
  if (proven.size >= PROVEN) proven.clear()
  proven.set(cookie, { secret, value })
  return value
}

/**
 * Cookies whose signature was found right: every request of a browser brings the same, and to prove it anew costs more
 * than to look for its session. What a signature says of itself never changes; whether the session still stands is asked
 * each time.
 */
const proven = new Map<string, { secret: string; value: string }>()
const PROVEN = 2_000
