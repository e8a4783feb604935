import { html, nothing, type TemplateResult } from 'lit-html'
import type { Field } from '../../../src/processes/template.ts'
import type { OpenStep } from '../../api/types.ts'
import { areaField, dateField, field, selectField, textField, type Choice } from '../../parts/field.ts'
import type { Errors, Values } from '../../parts/form.ts'
import { createUploads, type Uploads } from '../../parts/upload.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, readDate, size } from '../../text/dates.ts'
import { dayProblem } from '../../parts/day.ts'
import { filesIn } from './filled.ts'

export type People = { members: Choice[]; units: Choice[] }
/** The rows of the tables of a form, as they are typed. */
export type Tables = Record<string, Record<string, string>[]>
/** What is typed into a form outside its plain controls: the rows of its tables, the files of its fields. */
export type Typed = { tables: Tables; files: Record<string, Uploads> }
type Line = OpenStep['form'][number]

const fieldOf = ({ field: one }: Line): Field => one as unknown as Field

/** The control of one field of a step's form. */
export function formField(
  visit: Inside<'cases'>,
  line: Line,
  people: People,
  typed: Typed,
  error: string | undefined,
): TemplateResult {
  const t = visit.words.cases
  const is = fieldOf(line)
  const base = { name: line.f, label: is.label, error, optional: line.mode === 'rw' }
  const value = shown(line.value)
  switch (is.type) {
    case 'text':
      return areaField({ ...base, value })
    case 'boolean':
      return selectField({
        ...base,
        value,
        empty: t.choose,
        choices: [
          { value: 'true', label: t.yes },
          { value: 'false', label: t.no },
        ],
      })
    case 'enum':
      return selectField({
        ...base,
        value,
        empty: t.choose,
        choices: (is.enum ?? []).map((one) => ({ value: one, label: one })),
      })
    case 'person':
      return selectField({ ...base, value, empty: t.choose, choices: people.members })
    case 'unit':
      return selectField({ ...base, value, empty: t.choose, choices: people.units })
    case 'date':
      return dateField({ ...base, value: date(value) })
    case 'integer':
    case 'decimal':
      return textField({ ...base, value, inputmode: 'numeric', narrow: true })
    case 'table':
      return rows(visit, line.f, is, base, line.value, people, typed.tables)
    case 'file':
      return uploadsOf(visit, line, typed).view(error)
    default:
      return textField({ ...base, value })
  }
}

/** The files of a field, with those that are attached already. */
function uploadsOf(visit: Inside<'cases'>, line: Line, { files }: Typed): Uploads {
  const { label } = fieldOf(line)
  const limit = visit.here.limits.fileBytes
  return (files[line.f] ??= createUploads({
    files: filesIn(line.value),
    field: {
      name: line.f,
      label: line.mode === 'rw' ? `${label} (${common().optional})` : label,
      hint: visit.words.cases.filesHint(size(limit)),
    },
    addressOf: (asked) => visit.urlOf('PUT /files/{sha256}', asked),
    limit,
    mayDeclare: visit.may('files.declare'),
    changed: () => undefined,
    draw: visit.draw,
  }))
}

/** A value as its control shows it; a table has rows of its own. */
const shown = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined

function rows(
  visit: Inside<'cases'>,
  f: string,
  is: Field,
  base: { name: string; label: string; error: string | undefined },
  value: unknown,
  people: People,
  tables: Tables,
): TemplateResult {
  const t = visit.words.cases
  const all = (tables[f] ??= startOf(is, value))
  const columns = Object.entries(is.columns ?? {})
  const cell = (row: Record<string, string>, i: number, id: string, column: Field): TemplateResult => {
    const label = t.row(i + 1, column.label)
    const set = (event: Event): void => {
      row[id] = (event.target as HTMLInputElement | HTMLSelectElement).value
    }
    const choices = choicesIn(visit, column, people)
    if (choices === undefined)
      return html`<input aria-label=${label} .value=${row[id] ?? ''} @input=${set} />`
    return html`<select aria-label=${label} @change=${set}>
      <option value="">${t.choose}</option>
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === row[id]}>${one.label}</option>`)}
    </select>`
  }
  const change = (act: () => unknown) => () => {
    act()
    visit.draw()
  }
  return field(
    base,
    html`<div id="f-${f}" role="group" aria-label=${is.label} tabindex="-1">
      ${all.map(
        (row, i) =>
          html`<p class="row">
            ${columns.map(([id, column]) => cell(row, i, id, column))}
            ${all.length > 1 ? html`<button class="link" type="button" aria-label=${t.removeRow(i + 1)} @click=${change(() => all.splice(i, 1))}>✕</button>` : nothing}
          </p>`,
      )}
      <button class="link" type="button" @click=${change(() => all.push({}))}>＋ ${t.addRow}</button>
    </div>`,
  )
}

/** The rows that stand there already, as they are typed; else one to begin with. */
function startOf({ columns = {} }: Field, value: unknown): Record<string, string>[] {
  if (!Array.isArray(value) || value.length === 0) return [{}]
  return value.map((row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([id, one]) => [
        id,
        columns[id]?.type === 'date' ? date(String(one)) : (shown(one) ?? ''),
      ]),
    ),
  )
}

/** What a cell is chosen from, where it is not typed. */
function choicesIn(visit: Inside<'cases'>, { type, enum: listed }: Field, people: People) {
  const t = visit.words.cases
  if (type === 'unit') return people.units
  if (type === 'person') return people.members
  if (type === 'enum') return (listed ?? []).map((one) => ({ value: one, label: one }))
  if (type !== 'boolean') return undefined
  return [
    { value: 'true', label: t.yes },
    { value: 'false', label: t.no },
  ]
}

/** What was typed, as the fields of the process hold it; what cannot be read is an error of its field. */
export function readForm(
  visit: Inside<'cases'>,
  form: OpenStep['form'],
  values: Values,
  { tables, files }: Typed,
): { fields: Record<string, unknown>; errors: Errors } {
  const fields: Record<string, unknown> = {}
  const errors: Errors = {}
  for (const line of form) {
    if (line.mode === 'ro') continue
    const typed = values[line.f] ?? ''
    const { type, label } = fieldOf(line)
    if (type === 'table') {
      const { rows: read, wrong } = filledRows(visit, fieldOf(line), tables[line.f] ?? [])
      if (wrong !== undefined) errors[line.f] = wrong
      else if (line.mode === 'req' && read.length === 0) errors[line.f] = common().required(label)
      else fields[line.f] = read
      continue
    }
    if (type === 'file') {
      const { sent, wrong } = filesSent(line, files[line.f])
      if (wrong !== undefined) errors[line.f] = wrong
      else if (sent !== undefined) fields[line.f] = sent
      continue
    }
    const value = valueOf(type, typed)
    if (value === undefined) {
      if (typed !== '') errors[line.f] = type === 'date' ? dayProblem(typed) : visit.words.cases.notNumber
      else if (line.mode === 'req') errors[line.f] = common().required(label)
      // What stood there was taken out.
      else if (line.value !== undefined) fields[line.f] = null
    } else fields[line.f] = value
  }
  return { fields, errors }
}

/** The files of a field, all there; null where those that were are taken out. A text that told of one stays. */
function filesSent(
  { mode, value, field: { label } }: Line,
  uploads: Uploads | undefined,
): { sent?: { sha256: string; name: string }[] | null; wrong?: string } {
  if (uploads?.busy() || uploads?.unsent()) return { wrong: common().upload.unsent }
  const sent = (uploads?.files() ?? []).map(({ sha256, name }) => ({ sha256, name }))
  if (sent.length > 0) return { sent }
  if (typeof value === 'string' && value !== '') return {}
  if (mode === 'req') return { wrong: common().required(String(label)) }
  return value === undefined ? {} : { sent: null }
}

/** The rows in which anything is written, each cell by the type of its column; what cannot be read is told. */
function filledRows(
  visit: Inside<'cases'>,
  { columns = {} }: Field,
  typed: Record<string, string>[],
): { rows: Record<string, unknown>[]; wrong?: string } {
  const t = visit.words.cases
  const read: Record<string, unknown>[] = []
  for (const [i, row] of typed.entries()) {
    const cells: Record<string, unknown> = {}
    for (const [id, text] of Object.entries(row)) {
      const column = columns[id]
      if (text === '' || column === undefined) continue
      const value = valueOf(column.type, text)
      const wrong = column.type === 'date' ? dayProblem(text) : t.notNumber
      if (value === undefined) return { rows: [], wrong: `${t.row(i + 1, column.label)}: ${wrong}` }
      cells[id] = value
    }
    if (Object.keys(cells).length > 0) read.push(cells)
  }
  return { rows: read }
}

function valueOf(type: Field['type'], typed: string): unknown {
  if (typed === '') return undefined
  if (type === 'boolean') return typed === 'true'
  if (type === 'date') return readDate(typed)
  if (type !== 'integer' && type !== 'decimal') return typed
  const number = Number(typed.replace(/\./g, '').replace(',', '.'))
  return Number.isNaN(number) ? undefined : number
}
