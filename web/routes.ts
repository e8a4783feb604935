import type { Screen } from './screen.ts'
import type { Area } from './text/words.ts'

/**
 * One address of the site. `:name` takes one part of it; what has `:handle` first belongs to a committee.
 * `open` needs nobody signed in.
 */
export type Route = {
  path: string
  load: () => Promise<{ default: Screen }>
  words: Area[]
  open?: boolean
}

/** Every address, in the order they are tried: words before parameters. */
export const routes: Route[] = [
  { path: '/', load: () => import('./screens/switcher.ts'), words: ['door'] },
  { path: '/cap-uy', load: () => import('./screens/switcher.ts'), words: ['door'] },
  { path: '/dang-nhap', load: () => import('./screens/sign-in.ts'), words: ['door'], open: true },
  { path: '/tao-tai-khoan', load: () => import('./screens/create-account.ts'), words: ['door'], open: true },
  { path: '/:handle/ban-lam-viec', load: () => import('./screens/desk.ts'), words: ['desk'] },
]

export type Match = { route: Route; params: Record<string, string> }

/** Finds the route of a path and reads its parameters; undefined when no screen answers it. */
export function match(path: string, table: readonly Route[] = routes): Match | undefined {
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
