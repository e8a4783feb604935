import { keepPlace } from './api/early.ts'
import { Problem } from './api/problem.ts'
import { tellFailed } from './failed.ts'
import { follow, go, rename } from './navigation.ts'
import { enter, type Place } from './place.ts'
import { match, type Match, type Route } from './route.ts'
import type { Inside, View, Visit } from './screen.ts'
import { forget, me, whoami } from './session.ts'
import { learn, type Area } from './text/words.ts'

/** What the page shows now: a screen, or why there is none; inside a committee also the place. */
export type Shown = { view?: View; problem?: unknown; place?: Place; path: string }

/** The page the router drives; `arrive` moves the focus to the new screen and has it read out. */
export type Stage = {
  show(shown: Shown): void
  /** The reader is on the way elsewhere: what is still shown takes no more input. */
  leaving(yes: boolean): void
  waiting(yes: boolean): void
  arrive(scroll: number | undefined, link: string | undefined): void
}

/** One entry of the history that is open or can be come back to, with its place and where the reader was on it. */
type Entry = {
  key: number
  shown: Shown
  leave: AbortController
  /** Whose it is: nobody else comes back to it. */
  person?: string | undefined
  scroll?: number
  /** The address of the link that led away. */
  link?: string
}

/** `wanted` is the entry asked for last. Until it can be drawn, `current` stays, with the place it was drawn in. */
type Router = {
  stage: Stage
  routes: readonly Route[]
  kept: Map<number, Entry>
  current?: Entry
  wanted?: Entry
}

/** Starts to show the screens of a table of routes as the address asks for them. */
export function start(stage: Stage, routes: readonly Route[]): void {
  const router: Router = { stage, routes, kept: new Map() }
  follow((key, back) => void move(router, key, back ? takeKept(router, key) : undefined))
}

function takeKept({ kept }: Router, key: number): Entry | undefined {
  const entry = kept.get(key)
  kept.delete(key)
  return entry?.person === me()?.user.id ? entry : undefined
}

async function move(router: Router, key: number, kept: Entry | undefined): Promise<void> {
  const { stage, current, wanted } = router
  if (wanted && wanted !== current) wanted.leave.abort()
  if (current) keepSpot(current)
  const entry = kept ?? { key, shown: { path: location.pathname }, leave: new AbortController() }
  router.wanted = entry
  const late = (): boolean => router.wanted !== entry
  const slow = setTimeout(() => !late() && stage.waiting(true), 300)
  stage.leaving(true)
  if (!kept) await open(router, entry)
  clearTimeout(slow)
  if (late()) return
  if (isSignedOut(entry.shown.problem)) return toSignIn()
  show(router, entry)
  if (kept) bringUpToDate(router, entry, current)
}

/** Where the reader is on the page that is left: how far down, at which link. */
function keepSpot(entry: Entry): void {
  entry.scroll = scrollY
  const link = document.activeElement?.closest('main a')?.getAttribute('href')
  if (link) entry.link = link
}

function show(router: Router, entry: Entry): void {
  const { stage, current } = router
  stage.waiting(false)
  stage.leaving(false)
  if (current && current !== entry) leaveBehind(router, current, entry)
  router.current = entry
  entry.person = me()?.user.id
  if (entry.shown.place) {
    const { committee, me: person } = entry.shown.place.here
    keepPlace(committee.handle, person.permissions)
  }
  stage.show(entry.shown)
  stage.arrive(entry.scroll, entry.link)
}

/** Screens that can bring themselves up to date are kept for the Back button, the last eight of them. */
function leaveBehind({ kept }: Router, entry: Entry, next: Entry): void {
  entry.shown.view?.leave?.()
  if (!entry.shown.view?.resume || entry.key === next.key) return entry.leave.abort()
  kept.set(entry.key, entry)
  const [oldest] = kept.values()
  if (kept.size <= 8 || !oldest) return
  kept.delete(oldest.key)
  oldest.leave.abort()
}

/** Quietly: what was there is shown already. Coming from elsewhere, what waits at the place is asked again, too. */
function bringUpToDate(router: Router, entry: Entry, from: Entry | undefined): void {
  const { view, place } = entry.shown
  const stays = place === from?.shown.place
  const asked = [Promise.resolve(view?.resume?.()), Promise.resolve(stays ? undefined : place?.refresh())]
  void Promise.allSettled(asked).then(() => {
    if (router.current === entry) router.stage.show(entry.shown)
  })
}

async function open(router: Router, entry: Entry): Promise<void> {
  const found = match(entry.shown.path, router.routes)
  try {
    if (!found) throw new Problem(404, 'not_found', '')
    entry.shown.view = await run(router, entry, found)
  } catch (problem) {
    entry.shown.problem = problem
    if (!entry.leave.signal.aborted) tellFailed(problem)
  }
}

/** Everything a screen needs is asked for at once: on a slow line each trip in a row would be felt. */
async function run(router: Router, entry: Entry, found: Match): Promise<View> {
  const { route } = found
  const asked = prepare(router, entry, found)
  if (!route.inside) {
    const [screen, visit] = await Promise.all([route.load(), asked])
    return screen.default(visit)
  }
  const entering = enterPlace(router, entry, found.params['handle'] ?? '')
  const [screen, visit, place] = await Promise.all([route.load(), asked, entering])
  const at: Inside<Area> = {
    ...visit,
    ...place,
    get here() {
      return place.here
    },
  }
  return screen.default(at)
}

async function prepare(router: Router, entry: Entry, { route, params }: Match): Promise<Visit<Area>> {
  const query = new URLSearchParams(location.search)
  const [words, person] = await Promise.all([learn(route.words), route.open ? undefined : whoami()])
  if (!route.open && !person) throw new Problem(401, 'unauthorized', '')
  const isWanted = (): boolean => router.wanted === entry
  return {
    params,
    path: entry.shown.path,
    query,
    words,
    signal: entry.leave.signal,
    draw: () => {
      if (router.current === entry) router.stage.show(entry.shown)
    },
    go: (url, how) => {
      if (isWanted()) go(url, how)
    },
    rename: (url) => {
      if (!isWanted()) return
      rename(url)
      entry.shown.path = location.pathname
    },
  }
}

/** Within a committee one stays in the same place; another one is asked for. */
async function enterPlace({ current }: Router, { shown, leave }: Entry, handle: string): Promise<Place> {
  const now = current?.shown.place
  shown.place = now?.here.committee.handle === handle ? now : await enter(handle, leave.signal)
  return shown.place
}

function isSignedOut(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 401
}

function toSignIn(): void {
  forget()
  const back = location.pathname + location.search
  go(back === '/' ? '/dang-nhap' : `/dang-nhap?ve=${encodeURIComponent(back)}`, { replace: true })
}
