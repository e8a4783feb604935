import { html, nothing, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'

type Base = {
  name: string
  label: string
  hint?: unknown
  error?: string | undefined
  optional?: boolean
  /** Names the field for screen readers only, where the place already says what it is. */
  bare?: boolean
}
type Text = Base & {
  type?: 'text' | 'email' | 'password' | 'search' | 'url'
  value?: string | undefined
  autocomplete?: AutoFill
  autofocus?: boolean
  inputmode?: 'numeric' | 'text'
  /** The most the server takes, in characters; told as it comes near, and nothing is cut. */
  limit?: number
  narrow?: boolean
  input?: (value: string) => void
}
export type Choice<Value extends string = string> = { value: Value; label: string; hint?: string }

/** Choices out of words by their values, in the order they stand. */
export function choicesOf<Value extends string>(words: Record<Value, string>): Choice<Value>[] {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }))
}

/** Which of the choices a field gave; undefined when none of them. */
export function chosenOf<Value extends string>(choices: Choice<Value>[], given: string): Value | undefined {
  return choices.find(({ value }) => value === given)?.value
}

/** The ids of a field's hint and error, for `aria-describedby`. */
export function describedBy({
  name,
  hint,
  error,
  limit,
}: Base & { limit?: number }): string | typeof nothing {
  const ids = [
    hint ? `f-${name}-hint` : '',
    error ? `f-${name}-error` : '',
    limit === undefined ? '' : `f-${name}-room`,
  ]
  return ids.filter(Boolean).join(' ') || nothing
}

/** Label above, hint under it, the error under that, then the control, all tied together. */
export function field(base: Base, control: unknown): TemplateResult {
  const { name, label, hint, error, optional, bare } = base
  const t = common()
  return html`<div class="field ${error ? 'wrong' : ''}">
    <label for="f-${name}" class=${bare ? 'unseen' : ''}
      >${label}${optional ? html`<span class="optional"> (${t.optional})</span>` : nothing}</label
    >
    ${hint ? html`<p class="hint" id="f-${name}-hint">${hint}</p>` : nothing}
    ${
      error
        ? html`<p class="error" id="f-${name}-error">
            <span class="unseen">${t.errorPrefix} </span>${error}
          </p>`
        : nothing
    }
    ${control}
  </div>`
}

/** One line of text. */
export function textField(options: Text): TemplateResult {
  const { name, error, type, value, autocomplete, autofocus, inputmode, narrow } = options
  return field(
    options,
    html`<input
        id="f-${name}"
        name=${name}
        type=${type ?? 'text'}
        class=${narrow ? 'narrow' : ''}
        .defaultValue=${value ?? ''}
        autocomplete=${autocomplete ?? 'off'}
        ?autofocus=${autofocus ?? false}
        inputmode=${inputmode ?? nothing}
        spellcheck="false"
        aria-describedby=${describedBy(options)}
        aria-invalid=${error ? 'true' : nothing}
        @input=${(event: Event) => typed(options, event)}
      />${room(options)}`,
  )
}

function typed({ name, limit, input }: Text, event: Event): void {
  const { value } = event.target as HTMLInputElement | HTMLTextAreaElement
  const line = limit === undefined ? null : document.getElementById(`f-${name}-room`)
  if (line && limit !== undefined) line.textContent = roomLeft(value, limit)
  input?.(value)
}

function room({ name, limit, value = '' }: Text): TemplateResult | typeof nothing {
  if (limit === undefined) return nothing
  return html`<p
    class="hint room"
    id="f-${name}-room"
    role="status"
    .textContent=${roomLeft(value, limit)}
  ></p>`
}

/** How much may still be written, told from 80 % of the limit on; then by how much it is over. */
export function roomLeft(text: string, limit: number): string {
  const { length } = text.normalize('NFC').trim()
  if (length > limit) return common().overLimit(length - limit, limit)
  return length >= limit * 0.8 ? common().roomLeft(limit - length) : ''
}

/** A date as people type it; `readDate` of text/dates.ts reads it. */
export function dateField(options: Text): TemplateResult {
  return textField({ inputmode: 'numeric', narrow: true, ...options })
}

/** Several lines of text. */
export function areaField(options: Text & { rows?: number }): TemplateResult {
  const { name, error, value, rows } = options
  return field(
    options,
    html`<textarea
        id="f-${name}"
        name=${name}
        rows=${rows ?? 3}
        .defaultValue=${value ?? ''}
        aria-describedby=${describedBy(options)}
        aria-invalid=${error ? 'true' : nothing}
        @input=${(event: Event) => typed(options, event)}
      ></textarea>
      ${room(options)}`,
  )
}

/** A short list to choose one of; long ones are a search field (picker.ts). */
export function selectField(
  options: Base & {
    value?: string | undefined
    choices: Choice[]
    empty?: string
    change?: (value: string) => void
  },
): TemplateResult {
  const { name, error, value, choices, empty, change } = options
  return field(
    options,
    html`<select
      id="f-${name}"
      name=${name}
      aria-describedby=${describedBy(options)}
      aria-invalid=${error ? 'true' : nothing}
      @change=${(event: Event) => change?.((event.target as HTMLSelectElement).value)}
    >
      ${empty === undefined ? nothing : html`<option value="" ?selected=${!value}>${empty}</option>`}
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.label}</option>`)}
    </select>`,
  )
}

/** One box to tick. */
export function checkField(
  options: Base & { checked?: boolean; value?: string; change?: (checked: boolean) => void },
): TemplateResult {
  const { name, label, hint, checked, value, change } = options
  return html`<div class="tick">
    <input
      type="checkbox"
      id="f-${name}"
      name=${name}
      value=${value ?? 'on'}
      .checked=${checked ?? false}
      aria-describedby=${describedBy(options)}
      @change=${(event: Event) => change?.((event.target as HTMLInputElement).checked)}
    />
    <label for="f-${name}">${label}</label>
    ${hint ? html`<p class="hint" id="f-${name}-hint">${hint}</p>` : nothing}
  </div>`
}

/** The button that sends a form; it stays pressable and says that it is at work. */
export function submitButton(label: string, busy: boolean): TemplateResult {
  return html`<button class="main" type="submit" aria-busy=${busy ? 'true' : 'false'}>${label}</button>`
}
