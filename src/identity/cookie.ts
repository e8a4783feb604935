/** The session cookie of better-auth; `__Secure-` in front over https. */
export const COOKIE_PREFIX = 'lien-thong'
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`
export const SECURE_PREFIX = '__Secure-'
