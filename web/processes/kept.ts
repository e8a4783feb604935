import { html, type TemplateResult } from 'lit-html'
import type { RecordKept } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import type { Row } from './outline.ts'
import type { Editor } from './state.ts'

const labelled = (label: string, control: TemplateResult): TemplateResult =>
  html`<span class="labelled"><span aria-hidden="true">${label}</span>${control}</span>`

/** What a step leaves as a record: under which form, for how long, and the field it is taken from. */
export function records(
  editor: Editor,
  { step, at }: Row,
  put: (kept: RecordKept[]) => void,
): TemplateResult {
  const t = editor.words
  const kept = step.records ?? []
  const add = () => put([...kept, { name: t.recordName, keep_years: 10 }])
  return html`<fieldset>
    <legend>${t.step.records}</legend>
    ${kept.map((one, i) =>
      line(
        editor,
        one,
        (word) => t.ofStep(`${word} ${i + 1}`, at),
        (next) => put(next === undefined ? kept.toSpliced(i, 1) : kept.with(i, next)),
      ),
    )}
    <p><button class="link" type="button" @click=${add}>+ ${t.addRecord}</button></p>
  </fieldset>`
}

function line(
  editor: Editor,
  one: RecordKept,
  named: (word: string) => string,
  put: (next: RecordKept | undefined) => void,
): TemplateResult {
  const t = editor.words
  const fields = Object.entries(editor.edits.now.fields).map(([id, { label }]) => [id, label] as const)
  const from = (id: string): void => {
    const { field: _, ...rest } = one
    put(id === '' ? rest : { ...rest, field: id })
  }
  const years = (text: string) =>
    put({ ...one, keep_years: Number(text) > 0 ? Math.trunc(Number(text)) : 'permanent' })
  const kept = one.keep_years === 'permanent' ? '' : String(one.keep_years)
  const control = (word: string, made: (label: string) => TemplateResult) => labelled(word, made(named(word)))
  return html`<p class="row">
    ${control(t.recordForm, (label) => cellText(label, one.form ?? '', (code) => put({ ...one, form: code })))}
    ${control(t.recordName, (label) => cellText(label, one.name, (name) => put({ ...one, name })))}
    ${control(t.recordYears, (label) => cellText(label, kept, years))}
    ${control(t.recordField, (label) => cellSelect(label, one.field ?? '', [['', t.noField], ...fields], from))}
    <button
      class="link"
      type="button"
      aria-label=${`${common().remove} ${one.name}`}
      @click=${() => put(undefined)}
    >
      ✕
    </button>
  </p>`
}
