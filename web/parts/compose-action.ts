import { html, nothing, type TemplateResult } from 'lit-html'
import { at, may } from '../session.ts'
import { words } from '../text/words.ts'

/** The primary action of every place where papers are: to write a new one. */
export function composeAction(): TemplateResult | typeof nothing {
  if (!may('documents.draft')) return nothing
  return html`<a class="button main" href=${at('van-ban-di', 'soan')}>${words('common').compose}</a>`
}
