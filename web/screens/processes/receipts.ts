import { html, nothing, type TemplateResult } from 'lit-html'
import type { Procedure } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

/** Who has read and understood the version in force, and of whom it is awaited. */
export function receipts(
  visit: Inside<'processes' | 'adapting'>,
  { receipts: read, awaited }: Procedure,
): TemplateResult {
  const t = visit.words.processes
  return html`<section class="aside-part">
    <h2>${t.receipts} <span class="quiet">${read.length}/${read.length + awaited.length}</span></h2>
    <ul>
      ${read.map(({ name, at }) => html`<li>${name} <span class="row-sub">${moment(at)}</span></li>`)}
    </ul>
    ${awaited.length > 0 ? html`<p class="quiet small">${t.awaited}: ${awaited.map(({ name }) => name).join(', ')}</p>` : nothing}
  </section>`
}
