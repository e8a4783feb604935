import type { OwnKey, PlainKey } from './api/ask.ts'
import type { PermissionId } from './api/types.ts'
import type { Inside, Screen, Visit } from './screen.ts'
import type { Area } from './text/words.ts'

type Load<V> = () => Promise<{ default: Screen<V> }>
type Common = {
  needs?: PermissionId | undefined
  /** `:name` takes one part of an address. */
  path: string
  words: readonly Area[]
  /** Nobody has to be signed in. */
  open?: boolean
}
type Get = PlainKey<OwnKey> extends infer Key ? (Key extends `GET ${infer Path}` ? Path : never) : never
/** What a screen of a committee reads first, asked for before the screen itself has come; a query, to the letter. */
type Reads = readonly (Get | `${Get}?${string}`)[]

/** One address of the site; what has `:handle` first is inside a committee. */
export type Route = Common &
  (
    | { inside: true; load: Load<Inside<Area>>; reads: Reads }
    | { inside: false; load: Load<Visit<Area>>; reads: readonly '/instance'[] }
  )

/**
 * A screen of a committee. It does not compile when the screen reads words that its route does not bring.
 * @param path what comes after the committee in its address
 * @param needs without which the screen reads something else first: not asked early of whom the last visit knew to lack it
 */
export function inside<A extends Area>(
  path: string,
  load: Load<Inside<NoInfer<A>>>,
  words: readonly A[],
  reads: Reads = [],
  needs?: PermissionId,
): Route {
  return {
    inside: true,
    path: `/:handle/${path}`,
    words,
    load: load as Load<Inside<Area>>,
    reads,
    needs,
  }
}

/** A screen that belongs to no committee. */
export function outside<A extends Area>(
  path: string,
  load: Load<Visit<NoInfer<A>>>,
  words: readonly A[],
  open = false,
  reads: readonly '/instance'[] = [],
): Route {
  return { inside: false, path, words, load: load as Load<Visit<Area>>, open, reads }
}

export type Match = { route: Route; params: Record<string, string> }

/** Finds the first route of a table that fits a path and reads its parameters; undefined when none does. */
export function match(path: string, table: readonly Route[]): Match | undefined {
  const parts = path.split('/').filter(Boolean)
  for (const route of table) {
    const wanted = route.path.split('/').filter(Boolean)
    if (wanted.length !== parts.length) continue
    const params = fit(wanted, parts)
    if (params) return { route, params }
  }
  return undefined
}

function fit(wanted: string[], parts: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [index, want] of wanted.entries()) {
    const part = parts[index] ?? ''
    if (want.startsWith(':')) params[want.slice(1)] = decode(part)
    else if (want !== part) return undefined
  }
  return params
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
