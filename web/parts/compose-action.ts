import { html, nothing, type TemplateResult } from 'lit-html'
import type { Inside } from '../screen.ts'
import { common } from '../text/common.ts'

/** The primary action of every place where papers are: to write a new one. */
export function composeAction(visit: Inside): TemplateResult | typeof nothing {
  if (!visit.may('documents.draft')) return nothing
  return html`<a class="button main" href=${visit.at('van-ban-di', 'soan')}>${common().compose}</a>`
}
