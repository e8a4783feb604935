import { html, nothing, type TemplateResult } from 'lit-html'
import type { Branch, FormLine, Leave, Outcome, RecordKept, Step } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { freshId, newTask, setOutcome, setStep } from './edits.ts'
import { rowsOf, type Row } from './outline.ts'
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

function outcomes(editor: Editor, { step, at }: Row): TemplateResult {
  const t = editor.visit.words.processes
  const rows = rowsOf(editor.edits.now)
  const targets = [
    ...rows.map(({ step: one, at: no }) => [one.id, `${no}. ${one.name}`] as const),
    ['END', t.end] as const,
  ]
  const kinds = Object.entries(t.kinds)
  const set = (i: number, change: Partial<Outcome>) =>
    editor.edit(`${step.id}.out${i}`, (now) => setOutcome(now, step.id, i, change))
  const put = (out: Outcome[]) =>
    editor.edit(`${step.id}.out`, (now) => setStep(now, step.id, (one) => ({ ...one, out })))
  const add = (): void =>
    put([...step.out, { id: freshId(editor.edits.now, 'kq'), label: t.outcome, to: 'END' }])
  return html`<table>
      <caption class="unseen">
        ${t.ofStep(t.outcomes, at)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.outcome}</th>
          <th scope="col">${t.to}</th>
          <th scope="col">${t.kind}</th>
          <th scope="col"><span class="unseen">${common().remove}</span></th>
        </tr>
      </thead>
      <tbody>
        ${step.out.map(
          (one, i) =>
            html`<tr>
              <td>
                ${cellText(t.ofStep(`${t.outcome} ${i + 1}`, at), one.label, (label) => set(i, { label }))}
              </td>
              <td>
                ${cellSelect(t.ofStep(`${t.to} ${i + 1}`, at), one.to, targets, (to) => set(i, { to }))}
              </td>
              <td>
                ${cellSelect(t.ofStep(`${t.kind} ${i + 1}`, at), one.kind ?? 'forward', kinds, (kind) => set(i, { kind: kind as 'forward' }))}
              </td>
              <td>
                ${step.out.length > 1 ? html`<button class="link" type="button" aria-label=${`${common().remove} ${one.label}`} @click=${() => put(step.out.filter((other) => other !== one))}>✕</button>` : nothing}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p><button class="link" type="button" @click=${add}>＋ ${t.addOutcome}</button></p>`
}

function form(
  editor: Editor,
  { step, at }: Row,
  put: (lines: FormLine[]) => void,
): TemplateResult | typeof nothing {
  const t = editor.visit.words.processes
  const fields = Object.entries(editor.edits.now.fields)
  if (fields.length === 0) return nothing
  const lines = step.form ?? []
  const modes = Object.entries(t.modes)
  const set = (f: string, mode: string): void => {
    const rest = lines.filter((one) => one.f !== f)
    put(mode === 'none' ? rest : [...rest, { f, mode: mode as 'rw' }])
  }
  return html`<fieldset>
    <legend>${t.step.form}</legend>
    ${fields.map(([f, { label }]) => {
      const line = lines.find((one) => one.f === f)
      return html`<p class="row">
        ${cellSelect(t.ofStep(label, at), line ? (line.mode ?? 'rw') : 'none', modes, (mode) => set(f, mode))}
        <span>${label}</span>
      </p>`
    })}
  </fieldset>`
}

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
          ${cellText(t.ofStep(`${t.recordForm} ${i + 1}`, at), one.form ?? '', (formCode) => set(i, { form: formCode }))}
          ${cellText(t.ofStep(`${t.recordName} ${i + 1}`, at), one.name, (name) => set(i, { name }))}
          ${cellText(t.ofStep(`${t.recordYears} ${i + 1}`, at), one.keep_years === 'permanent' ? '' : String(one.keep_years), (value) => set(i, { keep_years: Number(value) > 0 ? Math.trunc(Number(value)) : 'permanent' }))}
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
        ＋ ${t.addRecord}
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
            ＋ ${t.addBranch}
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
  return html`<fieldset>
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
