import { render } from 'lit-html'
import { away, signedOut } from './api/client.ts'
import { Problem } from './api/problem.ts'
import { tellFailed } from './failed.ts'
import { waits, watch } from './live.ts'
import { go, reload } from './navigation.ts'
import { isOffline } from './parts/problem.ts'
import type { Route } from './route.ts'
import { start, type Shown, type Stage } from './router.ts'
import { listen, type Keys } from './shell/keys.ts'
import { listenMenus } from './shell/menu.ts'
import { mount } from './shell/overlay.ts'
import { places } from './shell/places.ts'
import { shell, type Signals } from './shell/shell.ts'
import { common, speak } from './text/common.ts'
import { language } from './text/words.ts'

let root: HTMLElement
const signals: Signals = {
  waiting: false,
  leaving: false,
  signedOut: false,
  offline: !navigator.onLine,
  away: false,
  said: '',
  failure: undefined,
  putAside: () => set({ failure: undefined }),
  help: () => void help(),
}
let shown: Shown | undefined
let pending = false

function drawNow(): void {
  pending = false
  if (!shown) return
  if (root.firstElementChild?.className === 'boot') root.replaceChildren()
  try {
    render(shell(shown, signals), root)
  } catch (problem) {
    // A screen that cannot be drawn gives way to one that says so; the menu stays.
    tellFailed(problem)
    const { view: _lost, ...rest } = shown
    shown = { ...rest, problem }
    render(shell(shown, signals), root)
  }
  document.title = title(shown)
}

function draw(): void {
  if (pending) return
  pending = true
  queueMicrotask(drawNow)
}

function title({ view, problem }: Shown): string {
  const t = common()
  const own = typeof view?.title === 'function' ? view.title() : view?.title
  const name = own ?? (problem ? t.problemTitles.other : '')
  const here = shown?.place?.here
  const waiting = here ? waits(here.counts) : 0
  const count = waiting > 0 ? `(${waiting}) ` : ''
  return count + [name, here?.committee.name, t.name].filter(Boolean).join(' · ')
}

/**
 * The new screen gets the focus and its place on the page, and is read out; the first one keeps the browser's. On
 * coming back the focus is where it was: on the row that led away.
 */
function arrive(scroll: number | undefined, link: string | undefined, first: boolean): void {
  drawNow()
  for (const now of root.querySelectorAll(':is(.strip, .tabs) [aria-current]'))
    now.scrollIntoView({ block: 'nearest', inline: 'center' })
  scrollTo(0, scroll ?? 0)
  signals.said = document.title
  const asks = root.querySelector<HTMLElement>('main [autofocus]')
  const heading = root.querySelector<HTMLElement>('main h1') ?? root.querySelector<HTMLElement>('main')
  const left = link ? root.querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`) : null
  if (left) left.focus({ preventScroll: true })
  else if (asks) asks.focus({ preventScroll: true })
  else if (!first) heading?.focus({ preventScroll: true })
  draw()
}

async function help(): Promise<void> {
  const { showHelp } = await import('./shell/help.ts')
  showHelp(shown?.view?.keys ?? {}, globalKeys())
}

function globalKeys(): Keys {
  const t = common().keys
  const field = document.getElementById('tim')
  const here = shown?.place?.here
  const keys: Keys = { '?': { label: t.help, run: () => void help() } }
  if (field) keys['/'] = { label: t.search, run: () => field.focus() }
  if (!here) return keys
  if (here.me.permissions.includes('documents.draft'))
    keys['c'] = { label: t.compose, run: () => go(`/${here.committee.handle}/van-ban-di/soan`) }
  places(here, '').forEach(({ href, word }, index) => {
    keys[String(index + 1)] = { label: word, run: () => go(href) }
  })
  return keys
}

/**
 * Whatever nobody caught is told, too: somebody waits for what did not happen. What was called off is no failure, and
 * the end of a session has its own line.
 */
function tell(problem: unknown): void {
  if (problem instanceof DOMException && problem.name === 'AbortError') return
  if (problem instanceof Problem && problem.status === 401) return
  set({ failure: problem })
}

/** Back on the line: a page that could not be opened opens, and what is shown is brought up to date. */
function goOn(): void {
  if (signals.failure && isOffline(signals.failure)) set({ failure: undefined })
  if (!shown?.problem || signals.leaving) return void shown?.view?.resume?.().catch(() => undefined)
  // A part of the program that did not come is asked for anew only by a new page.
  if (shown.problem instanceof Problem) reload()
  else location.reload()
}

function set(changed: Partial<Signals>): void {
  Object.assign(signals, changed)
  draw()
}

function listenToPage(): void {
  listenMenus()
  listen(() => [shown?.view?.keys ?? {}, globalKeys()])
  watch(
    () => shown?.place,
    (place, { counts }) => {
      place.learn(counts)
      draw()
      // What could not be brought up to date is asked for again with the next change.
      void shown?.view?.live?.().catch(() => undefined)
    },
  )
  addEventListener(signedOut, () => set({ signedOut: true }))
  addEventListener(away, (event) => set({ away: (event as CustomEvent<boolean>).detail }))
  for (const event of ['online', 'offline'])
    addEventListener(event, () => {
      set({ offline: !navigator.onLine })
      if (navigator.onLine) goOn()
    })
  // A notice of the browser, such as of a loop of measuring, comes without an error.
  addEventListener('error', ({ error }: ErrorEvent) => error && tell(error))
  addEventListener('unhandledrejection', (event) => {
    tell(event.reason)
    // What the server refused is an answer, and told; it is no error of the program.
    if (event.reason instanceof Problem) event.preventDefault()
  })
}

function makeStage(): Stage {
  let first = true
  return {
    show: (next) => {
      shown = next
      draw()
    },
    leaving: (leaving) => set({ leaving }),
    waiting: (waiting) => set({ waiting }),
    arrive: (scroll, link) => {
      set({ signedOut: false, failure: undefined })
      arrive(scroll, link, first)
      first = false
    },
  }
}

/** Starts the program: words, keys, menus, then the screen of the address. */
export async function boot(routes: readonly Route[]): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((done) => addEventListener('DOMContentLoaded', done))
  root = document.getElementById('app') as HTMLElement
  document.documentElement.lang = language()
  if (localStorage.getItem('lt.rows') === 'compact') document.documentElement.dataset['rows'] = 'compact'
  await speak(language())
  mount(draw)
  listenToPage()
  start(makeStage(), routes)
  // What fails in the program from now on is told to the server, too.
  void import('./report.ts').catch(() => undefined)
}
