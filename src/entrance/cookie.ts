/** The cookies of better-auth; `__Secure-` in front over https. */
export const COOKIE_PREFIX = 'lien-thong'

/** The session cookie of an instance that people reach at `baseUrl`. */
export function sessionCookie(baseUrl: string): { name: string; secure: boolean } {
  const secure = baseUrl.startsWith('https:')
  return { name: `${secure ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`, secure }
}
