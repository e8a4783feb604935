import { render } from 'lit-html'
import { signedOut } from './api/client.ts'
import { start, go, type Shown } from './router.ts'
import { place, enter } from './session.ts'
import { listen, type Keys } from './shell/keys.ts'
import { listenMenus } from './shell/menu.ts'
import { mount } from './shell/overlay.ts'
import { places } from './shell/places.ts'
import { shell } from './shell/shell.ts'
import common from './text/vi/common.ts'
import { know, language, learn, words } from './text/words.ts'

let root: HTMLElement
const signals = {
  waiting: false,
  leaving: false,
  signedOut: false,
  offline: !navigator.onLine,
  said: '',
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
    console.error(problem)
    const { inside, path } = shown
    shown = { problem, inside, path }
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
  const t = words('common')
  const own = typeof view?.title === 'function' ? view.title() : view?.title
  const name = own ?? (problem ? t.problemTitles.other : '')
  return [name, shown?.inside ? place()?.committee.name : undefined, t.name].filter(Boolean).join(' · ')
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
  showHelp(shown?.view?.keys ?? {})
}

function globalKeys(): Keys {
  const t = words('common').keys
  const field = document.getElementById('tim')
  const here = shown?.inside ? place() : undefined
  const keys: Keys = { '?': { label: t.help, run: () => void help() } }
  if (field) keys['/'] = { label: t.search, run: () => field.focus() }
  if (!here) return keys
  places(here, '').forEach(({ href, word }, index) => {
    keys[String(index + 1)] = { label: word, run: () => go(href) }
  })
  return keys
}

/** What waits changes while the page is out of sight: ask again when it comes back. */
function catchUp(): void {
  const here = shown?.inside ? place() : undefined
  if (document.visibilityState !== 'visible' || !here) return
  enter(here.committee.handle, true).then(draw, () => undefined)
}

/** Starts the program: words, keys, menus, then the screen of the address. */
export async function boot(): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((done) => addEventListener('DOMContentLoaded', done))
  root = document.getElementById('app') as HTMLElement
  document.documentElement.lang = language()
  if (localStorage.getItem('lt.rows') === 'compact') document.documentElement.dataset['rows'] = 'compact'
  if (language() === 'vi') know('common', common)
  await learn('common')
  mount(draw)
  listenMenus()
  listen(() => [shown?.view?.keys ?? {}, globalKeys()])
  document.addEventListener('visibilitychange', catchUp)
  addEventListener(signedOut, () => {
    signals.signedOut = true
    draw()
  })
  for (const event of ['online', 'offline']) {
    addEventListener(event, () => {
      signals.offline = !navigator.onLine
      draw()
    })
  }
  let first = true
  start({
    show: (next) => {
      shown = next
      draw()
    },
    leaving: (yes) => {
      signals.leaving = yes
      draw()
    },
    waiting: (yes) => {
      signals.waiting = yes
      draw()
    },
    arrive: (scroll, link) => {
      signals.signedOut = false
      arrive(scroll, link, first)
      first = false
    },
  })
}
