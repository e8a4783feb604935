import { html, nothing, type TemplateResult } from 'lit-html'
import type { Keys } from '../shell/keys.ts'
import { common } from '../text/common.ts'
import { explain } from './problem.ts'
import { rowKeys } from './rows.ts'
import { keyOf, toggle, type Ticks } from './table.ts'

/** What became of one row: what is told of it where it was done, or why it was not, and where it lies now. */
export type Outcome = { at: string; done?: string; why?: string }
type Told<T> = Outcome & { row: T }

/** Doing one thing to several rows in one go, each by itself, and what became of each. */
export type Several = {
  chosen: Ticks
  keys: Keys
  /** The bar under the list while rows are ticked. */
  bar: () => TemplateResult | typeof nothing
  /** What became of the last ones, line by line. */
  told: () => TemplateResult | typeof nothing
}

export type Doing<T> = {
  rows: () => readonly T[]
  key: (row: T) => string
  /** What a row is called where it is told what became of it. */
  name: (row: T) => string
  /** Where a row lies that could not be done. */
  at: (row: T) => string
  /** Does it to one row, as a command of its own. What it throws is why that one was not done. */
  act: (row: T) => Promise<Outcome>
  words: {
    act: (n: number) => string
    running: (done: number, all: number) => string
    done: (done: number, all: number) => string
    key: string
  }
  /** Reads again what is shown, once all are through; gets the rows that were done. */
  settle: (done: T[]) => Promise<void>
  draw: () => void
  /** Only what was not done is told: the rest is gone from the list, and said in the line at the foot. */
  quiet?: boolean
}

/** Lets one tick rows and do one thing to all of them in the order of the list. One that fails holds up no other. */
export function createSeveral<T>(doing: Doing<T>): Several {
  const { rows, key, act, words: t, draw } = doing
  const chosen: Ticks = new Set()
  let outcomes: Told<T>[] = []
  let under = 0
  const run = async (): Promise<void> => {
    const ticked = rows().filter((row) => chosen.has(key(row)))
    if (under > 0 || ticked.length === 0) return
    outcomes = []
    under = ticked.length
    draw()
    for (const row of ticked) {
      const failed = (problem: unknown): Outcome => ({ at: doing.at(row), why: explain(problem) })
      outcomes = [...outcomes, { row, ...(await act(row).catch(failed)) }]
      draw()
    }
    under = 0
    chosen.clear()
    await doing.settle(outcomes.flatMap(({ row, why }) => (why === undefined ? [row] : [])))
    draw()
    document.getElementById('several')?.focus()
  }
  const tick = (row: HTMLElement): void => {
    const one = keyOf(row)
    if (one) toggle(chosen, one)
    draw()
  }
  return {
    chosen,
    keys: { ...rowKeys(tick), a: { label: t.key, run: () => void run() } },
    bar: () =>
      chosen.size === 0
        ? nothing
        : html`<div class="chosen" role="status">
            <span>${under > 0 ? t.running(outcomes.length, under) : common().chosen(chosen.size)}</span>
            <button class="main" aria-busy=${under > 0} @click=${() => void run()}>
              ${t.act(chosen.size)}
            </button>
          </div>`,
    told: () => (under > 0 ? nothing : account(doing, outcomes)),
  }
}

function account<T>({ name, words, quiet }: Doing<T>, all: Told<T>[]): TemplateResult | typeof nothing {
  const failed = all.filter(({ why }) => why !== undefined)
  const told = quiet ? failed : all
  if (told.length === 0) return nothing
  return html`<section class="alert" id="several" tabindex="-1" aria-labelledby="several-title">
    <h2 id="several-title">${words.done(all.length - failed.length, all.length)}</h2>
    <ul class="links">
      ${told.map(
        ({ row, at, done, why }) =>
          html`<li>
            <a href=${at}><span class="nota">${name(row)}</span></a>
            ${why === undefined ? done : html`<span class="bad">${why}</span>`}
          </li>`,
      )}
    </ul>
  </section>`
}
