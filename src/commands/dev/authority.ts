import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** What a call may do with a namespace, or how it is refused: status and the words of the server. */
export type Verdict = 'rw' | 'ro' | [status: number, error: string]

/** Judges the `Authorization` of a call to a namespace. */
export type Authority = (header: string | undefined, namespace: string) => Verdict

/** A server without a key asks nobody. */
export const anybody: Authority = () => 'rw'

/** One word opens everything. */
export const bearer =
  (token: string): Authority =>
  (header) =>
    header === `Bearer ${token}` ? 'rw' : unauthorized('The JWT is invalid')

/**
 * JWT of the EdDSA kind, as libsql-server reads them (libsql-server/src/auth): `id` is the one namespace it opens, `a`
 * what it may do there (`rw` without), `exp` and `nbf` as in RFC 7519 with a minute of leeway.
 * @param pem the public key
 */
export function jwt(pem: string): Authority {
  const key = createPublicKey(pem)
  return (header, namespace) => {
    if (header === undefined) return unauthorized('Expected authorization header but none given')
    const claims = claimsOf(header.replace(/^bearer /i, ''), key)
    if (claims === undefined) return unauthorized('The JWT is invalid')
    const now = Date.now() / 1000
    if (claims.exp !== undefined && claims.exp + 60 < now) return unauthorized('The JWT has expired')
    if (claims.nbf !== undefined && claims.nbf - 60 > now)
      return unauthorized('The JWT is immature (not valid yet)')
    if (claims.id !== undefined && claims.id !== namespace) return [403, 'Authorization forbidden']
    return claims.a ?? 'rw'
  }
}

const unauthorized = (why: string): Verdict => [401, `Unauthorized: \`${why}\``]

type Claims = { id?: string; a?: 'rw' | 'ro'; exp?: number; nbf?: number }

function claimsOf(token: string, key: KeyObject): Claims | undefined {
  const [head = '', body = '', signature = ''] = token.split('.')
  const signed = Buffer.from(`${head}.${body}`)
  if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) return undefined
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
}
