/** The parts of a path by name, and the query beside them. */
export type Parts = { [name: string]: unknown; query?: object }

/**
 * The address of an operation.
 * @param key its method and path, such as `GET /documents/{id}`
 * @param base what its path is below, without a slash at the end
 */
export function addressOf(base: string, key: string, { query, ...parts }: Parts = {}): string {
  const path = key
    .slice(key.indexOf(' ') + 1)
    .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])))
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${base}${path === '/' ? '' : path}${search && `?${search}`}`
}

/** Where the operations of a committee are. */
export function baseOf(handle: string): string {
  return `/api/c/${encodeURIComponent(handle)}`
}
