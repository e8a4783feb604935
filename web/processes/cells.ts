import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'

type Taken = { input?: (value: string) => void; done?: (value: string) => void }

const typed = (take?: (value: string) => void) => (event: Event) =>
  take?.((event.target as HTMLInputElement).value)

const textCell = (label: string, value: string, { input, done }: Taken): TemplateResult =>
  html`<input
    type="text"
    aria-label=${label}
    .value=${live(value)}
    autocomplete="off"
    spellcheck="false"
    @input=${typed(input)}
    @change=${typed(done)}
  />`

/** Small controls for the cells of a table, named for whoever does not see which row and column they stand in. */
export const cellText = (label: string, value: string, input: (value: string) => void): TemplateResult =>
  textCell(label, value, { input })

/** One line that may be long: it wraps in a narrow cell, and takes no line breaks. */
export const cellLine = (
  label: string,
  value: string,
  input: (value: string) => void,
  mend?: string,
): TemplateResult => cellArea(label, value, (text) => input(text.replaceAll(/\s*\n\s*/g, ' ')), mend)

/** @param mend the id of what is to be mended there */
export const cellArea = (
  label: string,
  value: string,
  input: (value: string) => void,
  mend?: string,
): TemplateResult =>
  html`<textarea
    rows="2"
    aria-label=${label}
    aria-describedby=${mend ?? nothing}
    .value=${live(value)}
    spellcheck="false"
    @input=${(event: Event) => input((event.target as HTMLTextAreaElement).value)}
  ></textarea>`

/** A number: whole and 1 or more unless told otherwise. */
export const cellNumber = (
  label: string,
  value: number,
  input: (value: number) => void,
  least = 1,
  type: 'integer' | 'decimal' = 'integer',
): TemplateResult =>
  html`<input
    class="few"
    type="text"
    inputmode="numeric"
    aria-label=${label}
    .value=${live(String(value))}
    autocomplete="off"
    @change=${(event: Event) => {
      const given = Number((event.target as HTMLInputElement).value.replace(',', '.')) || 0
      input(Math.max(least, type === 'integer' ? Math.trunc(given) : given))
    }}
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

/** Text that is taken when the cell is left: half of a number or of a list is not read yet. */
export const cellDone = (label: string, value: string, done: (value: string) => void): TemplateResult =>
  textCell(label, value, { done })

/** A list in one cell, its parts with `;` between them. */
export const cellList = (
  label: string,
  list: readonly string[],
  done: (list: string[]) => void,
): TemplateResult =>
  cellDone(label, list.join('; '), (text) => done(text.split(';').flatMap((one) => one.trim() || [])))
