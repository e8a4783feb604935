import { html, nothing, type TemplateResult } from 'lit-html'
import type { Field, Template } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellDone, cellList, cellSelect, cellText } from './cells.ts'
import { freshId, typedField } from './edits.ts'
import { inPart, mends } from './mend.ts'
import { without } from './roles.ts'
import type { Editor } from './state.ts'

/** What is to be filled in: its name, its type, and what that type may be held to. */
export function fields(editor: Editor): TemplateResult {
  const t = editor.words
  const template = editor.edits.now
  const put = (place: string, next: Template['fields']) =>
    editor.edit(place, (now) => ({ ...now, fields: next }))
  const used = JSON.stringify([template.main, template.limit])
  const add = (): void =>
    put('field', { ...template.fields, [freshId(template, 'muc')]: { type: 'string', label: t.newField } })
  return html`<fieldset>
    <legend>${t.fields}</legend>
    ${Object.entries(template.fields).map(([id, field], i) =>
      line(
        editor,
        field,
        `${i + 1}`,
        (next) => put(`field ${id}`, { ...template.fields, [id]: next }),
        used.includes(`"${id}"`) ? undefined : () => put('field', without(template.fields, id)),
        `/fields/${id}`,
      ),
    )}
    <p><button class="link" type="button" @click=${add}>+ ${t.addField}</button></p>
  </fieldset>`
}

function line(
  editor: Editor,
  field: Field,
  n: string,
  set: (field: Field) => void,
  remove: (() => void) | undefined,
  path?: string,
): TemplateResult {
  const inside = path === undefined
  const t = editor.words
  const types = Object.entries(t.types).filter(
    ([type]) => !inside || !['table', 'file'].includes(type) || type === field.type,
  )
  const named = (word: string) => `${inside ? `${t.column} ` : ''}${word} ${n}`
  return html`<p class="row" data-at=${path ?? nothing}>
      ${inside ? html`<span class="quiet">${t.column}</span>` : nothing}
      ${cellText(named(t.fieldLabel), field.label, (label) => set({ ...field, label }))}
      ${cellSelect(named(t.fieldType), field.type, types, (type) => set(typedField(field.label, type as Field['type'], t)))}
      ${bounds(editor, field, named, set)}
      ${remove === undefined ? nothing : html`<button class="link" type="button" aria-label=${`${common().remove} ${field.label}`} @click=${remove}>✕</button>`}
    </p>
    ${path === undefined ? nothing : mends(`mend-field-${n}`, inPart(editor.problems, path))}
    ${field.type === 'table' ? columns(editor, field, n, set) : nothing}`
}

function columns(editor: Editor, field: Field, n: string, set: (field: Field) => void): TemplateResult {
  const t = editor.words
  const all = field.columns ?? {}
  const add = (): void => {
    let at = Object.keys(all).length + 1
    while (Object.hasOwn(all, `cot_${at}`)) at++
    set({ ...field, columns: { ...all, [`cot_${at}`]: { type: 'string', label: t.newField } } })
  }
  return html`${Object.entries(all).map(([id, column], i) =>
      line(
        editor,
        column,
        `${n}.${i + 1}`,
        (next) => set({ ...field, columns: { ...all, [id]: next } }),
        Object.keys(all).length > 1 ? () => set({ ...field, columns: without(all, id) }) : undefined,
      ),
    )}
    <p>
      <button class="link" type="button" aria-label=${`${t.addColumn}: ${field.label}`} @click=${add}>
        + ${t.addColumn}
      </button>
    </p>`
}

/** What a value is held to: the choices, the least and the most, the length. */
function bounds(
  { words: t }: Editor,
  field: Field,
  named: (word: string) => string,
  set: (field: Field) => void,
): TemplateResult | typeof nothing {
  const number = (key: 'min' | 'max' | 'maxLength', word: string) =>
    html`<span class="quiet">${word}</span> ${cellDone(
        named(word),
        field[key] === undefined ? '' : String(field[key]),
        (text) => {
          const { [key]: _, ...rest } = field
          const given = Number(text.replace(',', '.'))
          const fits = text.trim() !== '' && Number.isFinite(given) && (key !== 'maxLength' || given >= 1)
          set(fits ? { ...rest, [key]: key === 'maxLength' ? Math.trunc(given) : given } : rest)
        },
      )}`
  if (field.type === 'enum')
    return cellList(named(t.choices), field.enum ?? [], (choices) => set({ ...field, enum: choices }))
  if (field.type === 'integer' || field.type === 'decimal')
    return html`${number('min', t.least)} ${number('max', t.most)}`
  return field.type === 'string' || field.type === 'text' ? number('maxLength', t.mostLetters) : nothing
}
