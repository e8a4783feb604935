import { html, nothing, type TemplateResult } from 'lit-html'
import type { Check, Happening } from '../api/types.ts'
import { common } from '../text/common.ts'
import { moment } from '../text/dates.ts'
import { shape } from './mark.ts'

/** Everything that happened, in plain words, the latest first. */
export function timeline(history: Happening[]): TemplateResult | typeof nothing {
  if (history.length === 0) return nothing
  const sorted = [...history].sort((a, b) => b.at.localeCompare(a.at))
  return html`<section class="aside-part">
    <h2>${common().history}</h2>
    <ol class="timeline">
      ${sorted.map(
        ({ at, by, text }) =>
          html`<li>
            <p>${text}</p>
            <p class="row-sub">${by} · <time datetime=${at}>${moment(at)} · ${common().ago(at)}</time></p>
          </li>`,
      )}
    </ol>
  </section>`
}

const tones = { ok: 'good', warn: 'warn', error: 'bad' } as const

/** What the machine looked at: what is wrong first, then what wants an eye; what is right is a count that opens. */
export function checkList(checks: Check[], title: string): TemplateResult | typeof nothing {
  if (checks.length === 0) return nothing
  const of = (state: Check['state']): Check[] => checks.filter((one) => one.state === state)
  const open = [...of('error'), ...of('warn')]
  const passed = of('ok')
  return html`<section class="aside-part">
    <h2>${title}</h2>
    <ul class="checks" aria-live="polite">
      ${open.map(checkLine)}
    </ul>
    ${
      passed.length === 0
        ? nothing
        : html`<details class="more passed">
            <summary>${shape('good')} ${common().passed(passed.length)}</summary>
            <ul class="checks">
              ${passed.map(checkLine)}
            </ul>
          </details>`
    }
  </section>`
}

function checkLine({ state, label, detail }: Check): TemplateResult {
  return html`<li>
    ${shape(tones[state])}
    <span
      ><span class="unseen">${common().status[state]}: </span>${label}
      ${detail ? html`<span class="row-sub">${detail}</span>` : nothing}</span
    >
  </li>`
}
