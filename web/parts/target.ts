/** A site that no address can name: whatever stays on it stays on this one. */
const HERE = 'https://here.invalid'

/**
 * Where to go after the doors: an address of this site only, never another one that a link slipped in. It is read as
 * browsers read it, which drop tabs and ends of lines, take `\` for `/` and resolve `/.` before they see a host.
 */
export function safeTarget(wanted: string | null): string {
  const url = wanted?.startsWith('/') === true ? URL.parse(wanted, HERE) : null
  if (url === null || url.origin !== HERE || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}

/** The address of a door that leads on to a target afterwards. */
export function withTarget(path: string, target: string): string {
  return target === '/' ? path : `${path}?ve=${encodeURIComponent(target)}`
}
