import { html, nothing, type TemplateResult } from 'lit-html'
import type { Catalogue } from '../text/catalogue.ts'
import { moment } from '../text/dates.ts'

type Standing = {
  confirmed: boolean
  chain: { by: string; at: string }[]
  looksLike?: { name: string } | undefined
}

/** Who vouches for a committee, up to the operator, or that nobody does; and whom its name may be taken for. */
export function chainOf(
  { vouching: t }: Catalogue['partners'],
  { confirmed, chain, looksLike }: Standing,
): TemplateResult {
  return html`${
    confirmed
      ? html`<ol>
          ${chain.map(({ by, at }) => html`<li>${t.by(by, moment(at))}</li>`)}
        </ol>`
      : html`<p class="alert warn">${t.nobody}</p>`
  }
  ${looksLike ? html`<p class="alert warn">${t.looksLike(looksLike.name)}</p>` : nothing}`
}
