import { sha256 } from './hash.ts'

/** The tag of an answer: the same for the same bytes, weak because it is packed on the way (RFC 9110, 8.8.3). */
export const tagOf = (body: string): string => `W/"${sha256(body).slice(0, 22)}"`

/** Whether `If-None-Match` names a tag; read weakly and as proxies leave it: a list, `*`, `"…-gzip"`. */
export function names(header: string | undefined, tag: string): boolean {
  const bare = (text: string): string =>
    text
      .trim()
      .replace(/^W\//, '')
      .replace(/^"|(-[\w]+)?"$/g, '')
  return (
    header !== undefined && header.split(',').some((one) => one.trim() === '*' || bare(one) === bare(tag))
  )
}
