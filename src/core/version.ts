import { Invalid } from './errors.ts'

/** The versions an edit may have been made on, from `If-Match`: any of these, or `*` for whichever there is. */
export type Versions = readonly number[] | '*'

/** The ETag of a version. */
export const etag = (version: number): string => `"v${version}"`

/**
 * Reads `If-Match` (RFC 9110, 13.1.1), weakly and as proxies leave it: `W/"v3"`, `"v3-gzip"`, a list, `*`.
 * @throws Invalid when it names no version of ours
 */
export function readIfMatch(header: string | undefined): Versions {
  const text = header?.trim() ?? ''
  if (text === '*') return '*'
  const versions = text
    .split(',')
    .flatMap((tag) => /^\s*(?:W\/)?"?v(\d{1,9})(?:[-;+.][\w-]+)?"?\s*$/i.exec(tag)?.[1] ?? [])
  if (versions.length > 0) return versions.map(Number)
  throw new Invalid([
    { field: 'If-Match', message: 'Cần nêu phiên bản đang sửa, ví dụ "v3", như ETag đã trả.' },
  ])
}

/** Whether an edit was made on the version that stands; one that names none was. */
export const isOn = (versions: Versions | undefined, current: number): boolean =>
  versions === undefined || versions === '*' || versions.includes(current)
