import { Problem } from './api/problem.ts'
import { match, type Match } from './routes.ts'
import type { View } from './screen.ts'
import { enter, forget, place, stepOut, whoami } from './session.ts'
import { learn } from './text/words.ts'

/** What the page shows now: a screen, or why there is none. */
export type Shown = { view?: View; problem?: unknown; inside: boolean; path: string }

/** The page the router drives; `announce` is read out, `arrive` moves the focus to the new screen. */
export type Stage = {
  show(shown: Shown): void
  /** The reader is on the way elsewhere: what is still shown takes no more input. */
  leaving(yes: boolean): void
  waiting(yes: boolean): void
  arrive(scroll: number | undefined, link: string | undefined): void
}

/** One entry of the history that is open or can be come back to, with where the reader was on it. */
type Entry = {
  key: number
  shown: Shown
  leave: AbortController
  scroll: number | undefined
  /** The address of the link that led away. */
  link?: string
}
type Mark = { key: number }

const kept = new Map<number, Entry>()
let stage: Stage
let current: Entry | undefined
let turn = 0

/** Starts to follow the address bar. */
export function start(on: Stage): void {
  stage = on
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => void visit(key(), kept.get(key())))
  document.addEventListener('click', follow)
  void visit(remember())
}

/** Goes to an address of the site. `replace` leaves no step to come back to. */
export function go(url: string, { replace = false } = {}): void {
  const next: Mark = { key: Date.now() + Math.random() }
  if (replace) history.replaceState(next, '', url)
  else history.pushState(next, '', url)
  void visit(next.key)
}

/** Writes the state of the open screen into its address without a step back, such as a filter or a new id. */
export function rename(url: string): void {
  history.replaceState(history.state, '', url)
  if (current) current.shown.path = location.pathname
}

/** Opens the same address once more, as after a failure. */
export function reload(): void {
  void visit(key())
}

function key(): number {
  return (history.state as Mark | null)?.key ?? 0
}

function remember(): number {
  if (!history.state) history.replaceState({ key: Date.now() } satisfies Mark, '')
  return key()
}

function keepPlace(): void {
  if (!current) return
  current.scroll = scrollY
  const link = document.activeElement?.closest('main a')?.getAttribute('href')
  if (link) current.link = link
}

async function visit(toKey: number, back?: Entry): Promise<void> {
  const mine = ++turn
  keepPlace()
  const slow = setTimeout(() => stage.waiting(true), 300)
  stage.leaving(true)
  const entry = back ?? (await fresh(toKey))
  clearTimeout(slow)
  if (mine !== turn) return entry?.leave.abort()
  stage.waiting(false)
  stage.leaving(false)
  if (!entry) return
  if (current) leaveBehind(current)
  current = entry
  stage.show(entry.shown)
  stage.arrive(entry.scroll, entry.link)
  if (back) void entry.shown.view?.resume?.().catch(() => undefined)
}

async function fresh(toKey: number): Promise<Entry | undefined> {
  const leave = new AbortController()
  const shown = await open(leave.signal)
  return shown && { key: toKey, shown, leave, scroll: undefined }
}

/** Screens that can bring themselves up to date are kept for the Back button, the last eight of them. */
function leaveBehind(entry: Entry): void {
  entry.shown.view?.leave?.()
  if (!entry.shown.view?.resume) return entry.leave.abort()
  kept.delete(entry.key)
  kept.set(entry.key, entry)
  const [oldest] = kept.values()
  if (kept.size <= 8 || !oldest) return
  kept.delete(oldest.key)
  oldest.leave.abort()
}

async function open(signal: AbortSignal): Promise<Shown | undefined> {
  const path = location.pathname
  const found = match(path)
  const inside = found?.params['handle'] !== undefined && found.route.open !== true
  try {
    if (!found) throw new Problem(404, 'not_found', '')
    const view = await run(found, inside, signal)
    return view ? { view, inside, path } : toSignIn()
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return toSignIn()
    return { problem, inside: inside && place() !== undefined, path }
  }
}

/** Everything a screen needs is asked for at once: on a slow line each trip in a row would be felt. */
async function run(
  { route, params }: Match,
  inside: boolean,
  signal: AbortSignal,
): Promise<View | undefined> {
  const [screen, , , person] = await Promise.all([
    route.load(),
    learn(...route.words),
    inside ? enter(params['handle'] ?? '') : Promise.resolve(stepOut()),
    route.open ? undefined : whoami(),
  ])
  if (!route.open && !person) return undefined
  const draw = (): void => {
    if (!signal.aborted && current?.leave.signal === signal) stage.show(current.shown)
  }
  return screen.default({ params, query: new URLSearchParams(location.search), signal, draw })
}

function toSignIn(): undefined {
  forget()
  const back = location.pathname + location.search
  go(back === '/' ? '/dang-nhap' : `/dang-nhap?ve=${encodeURIComponent(back)}`, { replace: true })
}

function follow(event: MouseEvent): void {
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
