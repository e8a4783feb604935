import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Limit, Step } from '../../src/processes/template.ts'
import { cellArea, cellNumber, cellSelect, cellText } from './cells.ts'
import { details } from './details.ts'
import { insertAfter, moveStep, newTask, freshId, removeStep, setStep } from './edits.ts'
import { rowsOf, type Row } from './outline.ts'
import type { Editor } from './state.ts'

/** The table of steps as people know it from their ISO papers, each row to be written in. */
export function stepsEditor(editor: Editor): TemplateResult {
  const t = editor.visit.words.processes
  const { step: head } = t
  const wrong = new Set(
    editor.problems.filter(({ severity }) => severity === 'error').map(({ step }) => step),
  )
  return html`<div class="steps-scroll">
    <table class="steps-table">
      <caption class="unseen">
        ${t.steps}
      </caption>
      <thead>
        <tr>
          ${[head.no, head.name, head.role, head.guide, head.limit, head.form, head.records, t.details].map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rowsOf(editor.edits.now),
          ({ step }) => step.id,
          (row) => line(editor, row, wrong.has(row.step.id)),
        )}
      </tbody>
    </table>
  </div>`
}

function line(editor: Editor, row: Row, wrong: boolean): TemplateResult {
  const { step, at } = row
  const t = editor.visit.words.processes
  const { step: head } = t
  const template = editor.edits.now
  const named = (what: string) => t.ofStep(what, at)
  const set = (part: string, change: Partial<Step>) =>
    editor.edit(`${step.id}.${part}`, (now) =>
      setStep(now, step.id, (one) => ({ ...one, ...change }) as Step),
    )
  const roles = Object.entries(template.roles).map(([id, { name }]) => [id, name] as const)
  const open = editor.open.has(step.id)
  return html`<tr class=${wrong ? 'wrong' : ''}>
      <td>${at}</td>
      <td>${cellText(named(head.name), step.name, (name) => set('name', { name }))}</td>
      <td>
        ${step.role === undefined ? t.blockKinds[step.kind] : cellSelect(named(head.role), step.role, roles, (role) => set('role', { role }))}
      </td>
      <td>${cellArea(named(head.guide), step.guide ?? '', (guide) => set('guide', { guide }))}</td>
      <td>
        ${step.limit ? limit(editor, named(head.limit), step.limit, (next) => set('limit', { limit: next })) : nothing}
      </td>
      <td>${(step.form ?? []).map(({ f }) => template.fields[f]?.label ?? f).join('; ')}</td>
      <td>${(step.records ?? []).map(({ name }) => name).join('; ')}</td>
      <td>${acts(editor, row, open)}</td>
    </tr>
    ${
      open
        ? html`<tr>
            <td colspan="8">${details(editor, row)}</td>
          </tr>`
        : nothing
    }`
}

/** How long, in working hours, working days or days of the calendar. */
export function limit(editor: Editor, label: string, now: Limit, set: (next: Limit) => void): TemplateResult {
  const units = Object.entries(editor.visit.words.processes.units)
  return html`${cellNumber(label, now.n, (n) => set({ ...now, n }))}
  ${cellSelect(`${label} (${editor.visit.words.processes.kind})`, now.u, units, (u) => set({ ...now, u: u as Limit['u'] }))}`
}

function acts(editor: Editor, { step, at, region }: Row, open: boolean): TemplateResult {
  const t = editor.visit.words.processes
  const i = region.steps.indexOf(step)
  const toggle = (): void => {
    if (!editor.open.delete(step.id)) editor.open.add(step.id)
    editor.visit.draw()
  }
  const change = (place: string, to: Parameters<Editor['edit']>[1]) => () =>
    editor.edit(`${place} ${step.id}`, to)
  const add = change('add', (now) =>
    insertAfter(now, step.id, (to) => newTask(now, freshId(now, 'buoc'), t.newStep, to, t.done)),
  )
  const button = (word: string, sign: string, act: () => void, off = false) =>
    html`<button
      class="plain"
      type="button"
      aria-label=${t.ofStep(word, at)}
      title=${word}
      ?disabled=${off}
      @click=${act}
    >
      ${sign}
    </button>`
  return html`<span class="row-acts">
    <button class="link" type="button" aria-expanded=${open} aria-label=${t.detailsOf(at)} @click=${toggle}>
      ${t.details}
    </button>
    ${button(t.addStep, '＋', add)}
    ${button(
      t.up,
      '↑',
      change('move', (now) => moveStep(now, step.id, -1)),
      i === 0,
    )}
    ${button(
      t.down,
      '↓',
      change('move', (now) => moveStep(now, step.id, 1)),
      i === region.steps.length - 1,
    )}
    ${button(
      t.removeStep,
      '✕',
      change('remove', (now) => removeStep(now, step.id)),
      region.steps.length < 2,
    )}
  </span>`
}
