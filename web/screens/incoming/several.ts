import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { DeliveryRow } from '../../api/types.ts'
import type { List } from '../../parts/list.ts'
import { explain } from '../../parts/problem.ts'
import { rowKeys } from '../../parts/rows.ts'
import { keyOf, toggle, type Ticks } from '../../parts/table.ts'
import type { Inside } from '../../screen.ts'
import type { Keys } from '../../shell/keys.ts'
import { common } from '../../text/common.ts'

/** What became of one paper: its số đến and where it lies now, or why it was not taken. */
type Outcome = { row: DeliveryRow; number?: number; at: string; why?: string }

/** Accepting several arrivals in one go, each by itself, and what became of each. */
export type Several = {
  chosen: Ticks
  keys: Keys
  /** The bar under the list while rows are ticked. */
  bar: () => TemplateResult | typeof nothing
  /** What became of the last ones, line by line. */
  told: () => TemplateResult | typeof nothing
}

/**
 * Lets a clerk tick arrivals and accept them in the order of the list. A paper whose checks warn of something is left
 * for a person to open, and one that fails holds up no other.
 */
export function createSeveral(visit: Inside<'arrivals' | 'routing'>, list: List<DeliveryRow>): Several {
  const { draw } = visit
  const t = visit.words.routing.several
  const chosen: Ticks = new Set()
  let outcomes: Outcome[] = []
  let under = 0
  const run = async (): Promise<void> => {
    const rows = list.rows.filter(({ id }) => chosen.has(id))
    if (under > 0 || rows.length === 0) return
    outcomes = []
    under = rows.length
    draw()
    for (const row of rows) {
      outcomes = [...outcomes, await accept(visit, row)]
      draw()
    }
    under = 0
    chosen.clear()
    await Promise.all([list.refresh(), visit.refresh()])
    draw()
    document.getElementById('several')?.focus()
  }
  const tick = (row: HTMLElement): void => {
    const key = keyOf(row)
    if (key) toggle(chosen, key)
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
              ${t.accept(chosen.size)}
            </button>
          </div>`,
    told: () =>
      outcomes.length === 0 || under > 0
        ? nothing
        : html`<section class="alert" id="several" tabindex="-1" aria-labelledby="several-title">
            <h2 id="several-title">
              ${t.done(outcomes.filter(({ number }) => number).length, outcomes.length)}
            </h2>
            <ul class="links">
              ${outcomes.map((one) => line(visit, one))}
            </ul>
          </section>`,
  }
}

const line = (visit: Inside<'arrivals' | 'routing'>, { row, number, at, why }: Outcome): TemplateResult =>
  html`<li>
    <a href=${at}><span class="nota">${row.notation}</span></a>
    ${number ? visit.words.routing.several.number(number) : html`<span class="bad">${why}</span>`}
  </li>`

/** Of signatures nothing can be told as yet, of any paper: that is no reason to open each. */
const UNSURE = 'signature'

async function accept(visit: Inside<'arrivals' | 'routing'>, row: DeliveryRow): Promise<Outcome> {
  const { id } = row
  const t = visit.words.routing.several
  const at = visit.at('van-ban-den', 'cho', id)
  try {
    const { checks, incomingId } = await visit.ask('GET /deliveries/{id}', { id })
    const warned = checks
      .filter(({ id: check, state }) => state !== 'ok' && check !== UNSURE)
      .map(({ label }) => label)
    if (warned.length > 0 && !incomingId) return { row, at, why: t.look(warned.join('; ')) }
    const done = await intention(visit.ask)('POST /deliveries/{id}/acceptance', { id, body: {} })
    return { row, number: done.arrivalNo, at: visit.at('van-ban-den', done.incomingId) }
  } catch (problem) {
    return { row, at, why: explain(problem) }
  }
}
