import { html, nothing, type TemplateResult } from 'lit-html'
import type { Field, FormLine, Leave, Step } from '../../src/processes/template.ts'
import { openEdit } from '../parts/edit.ts'
import { choicesOf } from '../parts/field.ts'
import { block } from './blocks.ts'
import { cellSelect } from './cells.ts'
import { freshId, setStep, typedField } from './edits.ts'
import { records } from './kept.ts'
import { outcomes } from './outcomes.ts'
import type { Row } from './outline.ts'
import type { Editor } from './state.ts'
import { timing } from './timing.ts'

/** What a row of the table has no room for: where results lead, what is filled in, what is kept, how blocks join. */
export function details(editor: Editor, row: Row): TemplateResult {
  const { step } = row
  const set = (part: string, change: Partial<Step>) =>
    editor.edit(`${step.id}.${part}`, (now) =>
      setStep(now, step.id, (one) => ({ ...one, ...change }) as Step),
    )
  // What comes from outside, or back from a case that was called, may be written down as well.
  const fills = step.kind === 'task' || step.kind === 'wait' || step.kind === 'call'
  return html`<div class="details">
    ${block(editor, row, set)} ${outcomes(editor, row)}
    ${timing(editor, row, (part, change) => editor.edit(`${step.id}.${part}`, (now) => setStep(now, step.id, change)))}
    ${fills ? form(editor, row, (lines) => set('form', { form: lines })) : nothing}
    ${step.kind === 'decide' ? nothing : records(editor, row, (kept) => set('records', { records: kept }))}
    ${leaves(editor, row, (adapt) => set('adapt', { adapt }))}
  </div>`
}

function form(editor: Editor, { step, at }: Row, put: (lines: FormLine[]) => void): TemplateResult {
  const t = editor.words
  const lines = step.form ?? []
  const modes = Object.entries(t.modes)
  const set = (f: string, mode: string): void => {
    const rest = lines.filter((one) => one.f !== f)
    put(mode === 'none' ? rest : [...rest, { f, mode: mode as 'rw' }])
  }
  return html`<fieldset>
    <legend>${t.step.form}</legend>
    ${Object.entries(editor.edits.now.fields).map(([f, { label }]) => {
      const line = lines.find((one) => one.f === f)
      return html`<p class="row">
        <span>${label}</span>
        ${cellSelect(t.ofStep(label, at), line ? (line.mode ?? 'rw') : 'none', modes, (mode) => set(f, mode))}
      </p>`
    })}
    <p>
      <button class="link" type="button" @click=${() => askField(editor, step)}>+ ${t.addField}</button>
    </p>
  </fieldset>`
}

/** A thing to be written down, named on the spot and compulsory at the step it was thought of. */
function askField({ words: t, edits, edit }: Editor, { id }: Step): void {
  openEdit({
    title: t.addField,
    fields: [
      { name: 'label', label: t.fieldLabel },
      {
        name: 'type',
        label: t.fieldType,
        kind: 'select',
        choices: choicesOf(t.types),
        value: 'text',
      },
    ],
    send: async ({ label, type }) => {
      const f = freshId(edits.now, 'muc')
      const field = typedField(label, type as Field['type'], t)
      edit('field', (now) =>
        setStep({ ...now, fields: { ...now.fields, [f]: field } }, id, (one) => ({
          ...one,
          form: [...(one.form ?? []), { f, mode: 'req' }],
        })),
      )
    },
  })
}

/** What whoever applies the process may do at a step. */
function leaves({ words: t }: Editor, { step, at }: Row, put: (adapt: Leave[]) => void): TemplateResult {
  const now = step.adapt ?? []
  const toggle = (one: Leave): void =>
    put(now.includes(one) ? now.filter((other) => other !== one) : [...now, one])
  return html`<fieldset class="ticks-row">
    <legend>${t.leaves}</legend>
    ${(Object.keys(t.leave) as Leave[]).map(
      (one) =>
        html`<label class="row"
          ><input
            type="checkbox"
            aria-label=${t.ofStep(t.leave[one], at)}
            .checked=${now.includes(one)}
            @change=${() => toggle(one)}
          />
          ${t.leave[one]}</label
        >`,
    )}
  </fieldset>`
}
