import { html, nothing, type TemplateResult } from 'lit-html'
import type { Branch, Field, FormLine, Leave, RecordKept, Step } from '../../src/processes/template.ts'
import { openEdit } from '../parts/edit.ts'
import { choicesOf } from '../parts/field.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { freshId, newTask, setStep, typedField } from './edits.ts'
import { outcomes } from './outcomes.ts'
import type { Row } from './outline.ts'
import type { Editor } from './state.ts'

/** What a row of the table has no room for: where results lead, what is filled in, what is kept, how blocks join. */
export function details(editor: Editor, row: Row): TemplateResult {
  const { step } = row
  const set = (part: string, change: Partial<Step>) =>
    editor.edit(`${step.id}.${part}`, (now) =>
      setStep(now, step.id, (one) => ({ ...one, ...change }) as Step),
    )
  return html`<div class="details">
    ${outcomes(editor, row)}
    ${step.kind === 'task' ? form(editor, row, (lines) => set('form', { form: lines })) : nothing}
    ${step.kind === 'task' ? records(editor, row, (kept) => set('records', { records: kept })) : nothing}
    ${block(editor, row, set)} ${leaves(editor, row, (adapt) => set('adapt', { adapt }))}
  </div>`
}

function form(editor: Editor, { step, at }: Row, put: (lines: FormLine[]) => void): TemplateResult {
  const t = editor.visit.words.processes
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
function askField({ visit, edits, edit }: Editor, { id }: Step): void {
  const t = visit.words.processes
  openEdit({
    title: t.addField,
    fields: [
      { name: 'label', label: t.fieldLabel },
      { name: 'type', label: t.fieldType, kind: 'select', choices: choicesOf(t.types), value: 'text' },
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

const labelled = (label: string, control: TemplateResult): TemplateResult =>
  html`<span class="labelled"><span aria-hidden="true">${label}</span>${control}</span>`

function records(editor: Editor, { step, at }: Row, put: (kept: RecordKept[]) => void): TemplateResult {
  const t = editor.visit.words.processes
  const kept = step.records ?? []
  const set = (i: number, change: Partial<RecordKept>) =>
    put(kept.map((one, n) => (n === i ? { ...one, ...change } : one)))
  return html`<fieldset>
    <legend>${t.step.records}</legend>
    ${kept.map(
      (one, i) =>
        html`<p class="row">
          ${labelled(
            t.recordForm,
            cellText(t.ofStep(`${t.recordForm} ${i + 1}`, at), one.form ?? '', (formCode) =>
              set(i, { form: formCode }),
            ),
          )}
          ${labelled(
            t.recordName,
            cellText(t.ofStep(`${t.recordName} ${i + 1}`, at), one.name, (name) => set(i, { name })),
          )}
          ${labelled(
            t.recordYears,
            cellText(
              t.ofStep(`${t.recordYears} ${i + 1}`, at),
              one.keep_years === 'permanent' ? '' : String(one.keep_years),
              (value) => set(i, { keep_years: Number(value) > 0 ? Math.trunc(Number(value)) : 'permanent' }),
            ),
          )}
          <button
            class="link"
            type="button"
            aria-label=${`${common().remove} ${one.name}`}
            @click=${() => put(kept.filter((other) => other !== one))}
          >
            ✕
          </button>
        </p>`,
    )}
    <p>
      <button
        class="link"
        type="button"
        @click=${() => put([...kept, { name: t.recordName, keep_years: 10 }])}
      >
        + ${t.addRecord}
      </button>
    </p>
  </fieldset>`
}

function block(
  editor: Editor,
  { step, at }: Row,
  set: (part: string, change: Partial<Step>) => void,
): TemplateResult | typeof nothing {
  const t = editor.visit.words.processes
  if (step.kind !== 'parallel' && step.kind !== 'each') return nothing
  const joins = Object.entries(t.joins)
  const tables = Object.entries(editor.edits.now.fields)
    .filter(([, { type }]) => type === 'table')
    .map(([id, { label }]) => [id, label] as const)
  const join = (mode: string) =>
    set('join', { join: mode === 'at_least' ? { mode, k: 1 } : { mode: mode as 'all' } })
  return html`<p class="row">
    <span>${t.join}</span> ${cellSelect(t.ofStep(t.join, at), step.join.mode, joins, join)}
    ${
      step.kind === 'each'
        ? html`<span>${t.over}</span>
            ${cellSelect(t.ofStep(t.over, at), step.over, tables, (over) => set('over', { over }))}`
        : html`<button
            class="link"
            type="button"
            @click=${() => set('branches', { branches: [...step.branches, newBranch(editor)] })}
          >
            + ${t.addBranch}
          </button>`
    }
  </p>`
}

/** What whoever applies the process may do at a step. */
function leaves({ visit }: Editor, { step, at }: Row, put: (adapt: Leave[]) => void): TemplateResult {
  const t = visit.words.processes
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
            aria-label=${visit.words.processes.ofStep(t.leave[one], at)}
            .checked=${now.includes(one)}
            @change=${() => toggle(one)}
          />
          ${t.leave[one]}</label
        >`,
    )}
  </fieldset>`
}

function newBranch(editor: Editor): Branch {
  const t = editor.visit.words.processes
  const now = editor.edits.now
  const task = newTask(now, freshId(now, 'buoc'), t.newStep, 'END', t.done)
  return { id: freshId(now, 'nhanh'), region: { start: task.id, steps: [task] } }
}
