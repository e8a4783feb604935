import { html, type TemplateResult } from 'lit-html'
import type { Form } from '../../parts/form.ts'

/** A part of the account: its title and what is in it now. */
export type Part = { title: string; body: () => unknown }

/** The button of a form that is not what the page is for. */
export function quietSubmit(label: string, form: Form): TemplateResult {
  return html`<button class="button" type="submit" aria-busy=${form.busy}>${label}</button>`
}
