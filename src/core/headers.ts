/**
 * What a page of ours may load and do: its own scripts, styles and data, nothing inline, nothing from elsewhere,
 * in nobody's frame. `blob:` is for pictures the browser itself makes.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer. `https` tells browsers to come back by https only. */
const everywhere = (https: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
})

/** Headers of a page and of what it loads, on every host. */
export const pageHeaders = (https: boolean): Record<string, string> => ({
  ...everywhere(https),
  'content-security-policy': PAGE_POLICY,
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
})

/** Headers of an answer of the API that did not set its own: never a page, never kept by a cache. */
export const apiHeaders = (https: boolean): Record<string, string> => ({
  ...everywhere(https),
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
})

/** How long a file of the web may be kept: what has its hash or version in its address, for ever; the mark, a week. */
export const cacheControl = (path: string): string =>
  path.startsWith('/assets/')
    ? 'public, max-age=31536000, immutable'
    : path === MARK
      ? 'public, max-age=604800'
      : 'no-cache'

/** The mark is asked for by the page and by its window: once is enough on a weak line. */
const MARK = '/mark.svg'

/** The same rules in the form of Workers Assets, which answers for the web there. */
export function headersFile(): string {
  const lines = Object.entries(pageHeaders(true)).map(([name, value]) => `  ${name}: ${value}`)
  const kept = (path: string): string => `  cache-control: ${cacheControl(path)}`
  return ['/*', ...lines, '/assets/*', kept('/assets/'), MARK, kept(MARK), ''].join('\n')
}
