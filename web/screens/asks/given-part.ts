import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { kept } from '../../parts/notation.ts'
import type { Option } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'

/**
 * What the asks were made for: a paper of ours that went with them, a plan that they carry out. What lines of a plan
 * became stands with those lines.
 */
export type Of = { documentId: string; paper: Option } | { planId: string; lines: readonly string[] }
type Rows = AnswerOf<'GET /asks'>['items']

/** What was asked of committees below for a paper or a plan, and the way to ask for more. */
export function givenPart(visit: Inside<'asks'>, of: Of, all: Rows): TemplateResult | typeof nothing {
  const items = 'lines' in of ? all.filter(({ id }) => !of.lines.includes(id)) : all
  const t = visit.words.asks
  const may = visit.may('asks.ask')
  if (items.length === 0 && !may) return nothing
  const begin = async (): Promise<void> => {
    const { askBelow } = await import('./ask.ts')
    askBelow(visit, 'planId' in of ? { planId: of.planId } : { paper: of.paper })
  }
  return html`<section class="aside-part">
    <h2>${t.given}</h2>
    ${items.length === 0 ? html`<p class="quiet">${'lines' in of ? t.givenNoneMore : t.givenNone}</p>` : nothing}
    <ul class="links">
      ${items.map(
        ({ id, title, counts, dueOn }) =>
          html`<li>
            <a href=${visit.at('cong-viec', 'giao-cap-duoi', id)}>${kept(title)}</a>
            <span class="row-sub"
              >${[t.done(counts.done, counts.total), counts.late > 0 ? t.late(counts.late) : '', t.dueOn(date(dueOn))].filter(Boolean).join(' · ')}</span
            >
          </li>`,
      )}
    </ul>
    ${may ? html`<p class="row"><button class="button" @click=${() => void begin()}>${t.ask}</button></p>` : nothing}
  </section>`
}
