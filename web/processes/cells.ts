import { html, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'

/** Small controls for the cells of a table, named for whoever does not see which row and column they stand in. */
export const cellText = (label: string, value: string, input: (value: string) => void): TemplateResult =>
  html`<input
    type="text"
    aria-label=${label}
    .value=${live(value)}
    autocomplete="off"
    spellcheck="false"
    @input=${(event: Event) => input((event.target as HTMLInputElement).value)}
  />`

/** One line that may be long: it wraps in a narrow cell, and takes no line breaks. */
export const cellLine = (label: string, value: string, input: (value: string) => void): TemplateResult =>
  cellArea(label, value, (text) => input(text.replaceAll(/\s*\n\s*/g, ' ')))

export const cellArea = (label: string, value: string, input: (value: string) => void): TemplateResult =>
  html`<textarea
    rows="2"
    aria-label=${label}
    .value=${live(value)}
    spellcheck="false"
    @input=${(event: Event) => input((event.target as HTMLTextAreaElement).value)}
  ></textarea>`

export const cellNumber = (label: string, value: number, input: (value: number) => void): TemplateResult =>
  html`<input
    class="few"
    type="text"
    inputmode="numeric"
    aria-label=${label}
    .value=${live(String(value))}
    autocomplete="off"
    @change=${(event: Event) => input(Math.max(1, Math.trunc(Number((event.target as HTMLInputElement).value)) || 1))}
  />`

export const cellSelect = (
  label: string,
  value: string,
  choices: readonly (readonly [value: string, label: string])[],
  change: (value: string) => void,
): TemplateResult =>
  html`<select
    aria-label=${label}
    @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}
  >
    ${choices.map(([one, word]) => html`<option value=${one} .selected=${live(one === value)}>${word}</option>`)}
  </select>`
