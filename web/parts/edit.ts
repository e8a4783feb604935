import { html, nothing, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { date, readDate } from '../text/dates.ts'
import { cancelButton, openDialog, type Dialog } from './dialog.ts'
import {
  areaField,
  checkField,
  dateField,
  selectField,
  submitButton,
  textField,
  type Choice,
} from './field.ts'
import { createForm, missing, type Errors, type Values } from './form.ts'
import { dayProblem } from './day.ts'

/** A field of an edit dialog. `ticks` gathers several choices; `date` is typed dd/mm/yyyy and given as a day. */
export type Field<Name extends string = string> = {
  name: Name
  label: string
  hint?: string
  optional?: boolean
  kind?: 'text' | 'email' | 'number' | 'area' | 'date' | 'select' | 'ticks' | 'tick'
  value?: string | undefined
  choices?: Choice[]
  empty?: string
}

/** The fields of a dialog that asks for something. */
export type Fields<Name extends string = string> = readonly [Field<Name>, ...Field<Name>[]]

/** It asks for something, or says what one should know before: what asks nothing is done at once, without a dialog. */
type Edit<Name extends string> = (
  | { lead?: string; fields: Fields<Name> }
  | { lead: string; fields: readonly Field<Name>[] }
) & {
  title: string
  save?: string
  /** Gets the values as the API wants them: days as `YYYY-MM-DD`, ticks as one list with commas. */
  send: (values: Record<Name, string>) => Promise<void>
}

/** Opens a dialog with one short form, saves, and closes. */
export function openEdit<const Name extends string = never>({
  title,
  lead,
  fields,
  save,
  send,
}: Edit<Name>): void {
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => check(fields, values),
    send: async (values) => {
      await send(read(fields, values))
      dialog.close()
    },
  })
  const t = common()
  const dialog: Dialog = openDialog(
    title,
    (open) =>
      html`${lead ? html`<p class="lead">${lead}</p>` : nothing} ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${fields.map((one) => show(one, form.errors))}
          <p class="row">${submitButton(save ?? t.save, form.busy)} ${cancelButton(open)}</p>
        </form>`,
  )
}

function show(one: Field, errors: Errors): TemplateResult {
  const error = errors[one.name]
  const { kind, choices = [], value } = one
  if (kind === 'ticks') return ticks(one, error)
  if (kind === 'tick') return checkField({ ...one, checked: value === 'on' })
  if (kind === 'select') return selectField({ ...one, choices, error })
  if (kind === 'area') return areaField({ ...one, type: 'text', error })
  if (kind === 'date') return dateField({ ...one, value: date(value), type: 'text', error })
  return textField({
    ...one,
    error,
    type: kind === 'email' ? 'email' : 'text',
    ...(kind === 'number' ? { inputmode: 'numeric', narrow: true } : {}),
  })
}

function ticks({ name, label, hint, value, choices = [] }: Field, error: string | undefined): TemplateResult {
  const chosen = new Set(value?.split(','))
  return html`<fieldset class="group ${error ? 'wrong' : ''}" id="f-${name}" tabindex="-1">
    <legend>${label}</legend>
    ${hint ? html`<p class="hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error">${error}</p>` : nothing}
    ${choices.map((one) => checkField({ name: `${name}:${one.value}`, label: one.label, hint: one.hint, checked: chosen.has(one.value) }))}
  </fieldset>`
}

function check(fields: readonly Field[], values: Values): Errors {
  const required = fields.filter(({ optional, kind }) => !optional && kind !== 'ticks' && kind !== 'tick')
  const errors = missing(values, Object.fromEntries(required.map(({ name, label }) => [name, label])))
  for (const { name, kind } of fields) {
    if (kind === 'date' && values[name] && !readDate(values[name])) errors[name] = dayProblem(values[name])
  }
  return errors
}

function read<Name extends string>(fields: readonly Field<Name>[], values: Values): Record<Name, string> {
  return Object.fromEntries(fields.map((one) => [one.name, valueOf(one, values)])) as Record<Name, string>
}

function valueOf({ name, kind, choices = [] }: Field, values: Values): string {
  const value = values[name] ?? ''
  if (kind === 'date') return readDate(value) ?? ''
  if (kind !== 'ticks') return value
  return choices
    .filter((one) => values[`${name}:${one.value}`])
    .map((one) => one.value)
    .join(',')
}
