/** Where to go after the doors: an address of this site only, never another one that a link slipped in. */
export function safeTarget(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}

/** The address of a door that leads on to a target afterwards. */
export function withTarget(path: string, target: string): string {
  return target === '/' ? path : `${path}?ve=${encodeURIComponent(target)}`
}
