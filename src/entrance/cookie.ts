/**
 * How the cookies of an instance begin that people reach at `baseUrl`. Over https no other host, and no page of this one
 * under another path, can set them (`__Host-`: RFC 6265bis, 4.1.3.2).
 */
export const cookiePrefix = (baseUrl: string): string => `${isSecure(baseUrl) ? '__Host-' : ''}lien-thong`

const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:')

/** The session cookie of that instance. */
export const sessionCookie = (baseUrl: string): { name: string; secure: boolean } => ({
  name: `${cookiePrefix(baseUrl)}.session_token`,
  secure: isSecure(baseUrl),
})
