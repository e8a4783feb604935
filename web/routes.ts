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
  /** The resource of the committee that the screen reads first, asked for before the screen itself has come. */
  reads?: string
}

/** Every address, in the order they are tried: words before parameters. */
export const routes: Route[] = [
  { path: '/', load: () => import('./screens/switcher.ts'), words: ['door'] },
  { path: '/cap-uy', load: () => import('./screens/switcher.ts'), words: ['door'] },
  { path: '/dang-nhap', load: () => import('./screens/sign-in.ts'), words: ['door'], open: true },
  { path: '/tao-tai-khoan', load: () => import('./screens/create-account.ts'), words: ['door'], open: true },
  {
    path: '/loi-moi/:of/:token',
    load: () => import('./screens/invitation.ts'),
    words: ['door'],
    open: true,
  },
  { path: '/dang-ky', load: () => import('./screens/sign-up/sign-up.ts'), words: ['signup'] },
  { path: '/tai-khoan', load: () => import('./screens/account/account.ts'), words: ['account'] },
  { path: '/:handle/ban-lam-viec', load: () => import('./screens/desk.ts'), words: ['desk'], reads: 'desk' },
  { path: '/:handle/van-ban-den', load: () => import('./screens/incoming/list.ts'), words: ['arrivals'] },
  {
    path: '/:handle/van-ban-den/da-vao-so',
    load: () => import('./screens/incoming/list.ts'),
    words: ['arrivals'],
  },
  {
    path: '/:handle/van-ban-den/tu-choi',
    load: () => import('./screens/incoming/list.ts'),
    words: ['arrivals'],
  },
  {
    path: '/:handle/van-ban-den/cho/:id',
    load: () => import('./screens/incoming/arrival.ts'),
    words: ['arrivals'],
  },
  { path: '/:handle/van-ban-den/:id', load: () => import('./screens/incoming/page.ts'), words: ['arrivals'] },
  { path: '/:handle/van-ban-di', load: () => import('./screens/outgoing/list.ts'), words: ['outgoing'] },
  {
    path: '/:handle/van-ban-di/da-ban-hanh',
    load: () => import('./screens/outgoing/list.ts'),
    words: ['outgoing'],
  },
  {
    path: '/:handle/van-ban-di/soan',
    load: () => import('./screens/compose/compose.ts'),
    words: ['compose'],
  },
  {
    path: '/:handle/van-ban-di/soan/:id',
    load: () => import('./screens/compose/compose.ts'),
    words: ['compose'],
  },
  { path: '/:handle/van-ban-di/:id', load: () => import('./screens/outgoing/page.ts'), words: ['outgoing'] },
  {
    path: '/:handle/van-ban-di/:id/noi-nhan',
    load: () => import('./screens/outgoing/board.ts'),
    words: ['outgoing'],
  },
  {
    path: '/:handle/so/van-ban-di',
    load: () => import('./screens/registers/register.ts'),
    words: ['registers'],
  },
  {
    path: '/:handle/so/van-ban-den',
    load: () => import('./screens/registers/register.ts'),
    words: ['registers'],
  },
  {
    path: '/:handle/so/van-ban-di/in',
    load: () => import('./screens/registers/print.ts'),
    words: ['registers'],
  },
  {
    path: '/:handle/so/van-ban-den/in',
    load: () => import('./screens/registers/print.ts'),
    words: ['registers'],
  },
  { path: '/:handle/tim', load: () => import('./screens/search.ts'), words: ['directory'] },
  { path: '/:handle/danh-ba', load: () => import('./screens/directory/list.ts'), words: ['directory'] },
  { path: '/:handle/danh-ba/:id', load: () => import('./screens/directory/entry.ts'), words: ['directory'] },
  { path: '/:handle/quan-tri', load: () => import('./screens/admin/index.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/don-vi', load: () => import('./screens/admin/units.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/can-bo', load: () => import('./screens/admin/members.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/co-quan', load: () => import('./screens/admin/body.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/so', load: () => import('./screens/admin/books.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/lien-ket', load: () => import('./screens/admin/links.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/nhom', load: () => import('./screens/admin/groups.ts'), words: ['admin'] },
  { path: '/:handle/quan-tri/nhat-ky', load: () => import('./screens/admin/audit.ts'), words: ['admin'] },
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
