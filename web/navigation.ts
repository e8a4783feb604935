/** Moves about the site. It knows the browser's history and no screen: the router is told of every move. */
type Mark = { key: number }
/** @param back the reader steps through the history, and may find there what was left */
type Follower = (key: number, back: boolean) => void

let follower: Follower = () => undefined

/** Starts to follow the address bar and the links of the page; tells where the page has opened first. */
export function follow(told: Follower): void {
  follower = told
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => told(key(), true))
  document.addEventListener('click', followLink)
  if (!history.state) history.replaceState(mark(), '')
  told(key(), false)
}

/** Goes to an address of the site. `replace` leaves no step to come back to. */
export function go(url: string, { replace = false } = {}): void {
  const next = mark()
  if (replace) history.replaceState(next, '', url)
  else history.pushState(next, '', url)
  follower(next.key, false)
}

/** Writes another address for what is open, without a step back. */
export function rename(url: string): void {
  history.replaceState(history.state, '', url)
}

/** Opens the same address once more, as after a failure. */
export function reload(): void {
  follower(key(), false)
}

function mark(): Mark {
  return { key: Date.now() + Math.random() }
}

function key(): number {
  return (history.state as Mark | null)?.key ?? 0
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/')) return
  event.preventDefault()
  if (link.hash && link.pathname === location.pathname) return jump(link.hash)
  go(link.pathname + link.search)
}

function jump(hash: string): void {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)))
  target?.scrollIntoView()
  target?.focus()
}
