import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Step, Template } from '../../src/processes/template.ts'
import { openEdit } from '../parts/edit.ts'
import { cellArea, cellLine, cellSelect } from './cells.ts'
import { details } from './details.ts'
import { insertAfter, moveStep, newTask, freshId, removeStep, setStep } from './edits.ts'
import { mendRow, ofStep } from './mend.ts'
import { rowsOf, type Row } from './outline.ts'
import type { Editor } from './state.ts'
import { limit } from './timing.ts'

/** The table of steps as people know it from their ISO papers, each row to be written in. */
export function stepsEditor(editor: Editor): TemplateResult {
  const t = editor.words
  const { step: head } = t
  const heads = [head.no, head.name, head.role, head.guide, head.limit, t.formAndRecords, t.details]
  return html`<div class="steps-scroll">
    <table class="steps-table written stacks">
      <caption class="unseen">
        ${t.steps}
      </caption>
      <thead>
        <tr>
          ${heads.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rowsOf(editor.edits.now),
          ({ step }) => step.id,
          (row) => line(editor, row),
        )}
      </tbody>
    </table>
  </div>`
}

function line(editor: Editor, row: Row): TemplateResult {
  const { step, at } = row
  const t = editor.words
  const { step: head } = t
  const template = editor.edits.now
  const named = (what: string) => t.ofStep(what, at)
  const set = (part: string, change: Partial<Step>) =>
    editor.edit(`${step.id}.${part}`, (now) =>
      setStep(now, step.id, (one) => ({ ...one, ...change }) as Step),
    )
  const open = editor.open.has(step.id)
  const toMend = ofStep(editor.problems, step.id)
  const [mend, wrong] = [`mend-${step.id}`, toMend.some(({ severity }) => severity === 'error')]
  return html`<tr class=${wrong ? 'wrong' : ''}>
      <td data-step=${step.id}>${at}</td>
      <td data-label=${head.name}>
        ${cellLine(named(head.name), step.name, (name) => set('name', { name }), toMend.length > 0 ? mend : undefined)}
      </td>
      <td data-label=${head.role}>
        ${step.kind === 'task' ? nothing : html`<span class="row-sub">${t.blockKinds[step.kind]}</span>`}
        ${ANSWERED.includes(step.kind) ? roleOf(editor, named(head.role), step) : nothing}
      </td>
      <td data-label=${head.guide}>
        ${cellArea(named(head.guide), step.guide ?? '', (guide) => set('guide', { guide }))}
      </td>
      <td data-label=${head.limit}>
        ${step.limit ? limit(editor, named(head.limit), step.limit, (next) => set('limit', { limit: next })) : nothing}
      </td>
      <td data-label=${t.formAndRecords}>
        ${(step.form ?? []).map(({ f }) => template.fields[f]?.label ?? f).join('; ')}
        ${(step.records ?? []).map(({ name, form }) => html`<span class="row-sub">${form ? `${form} ` : ''}${name}</span>`)}
      </td>
      <td>${acts(editor, row, open)}</td>
    </tr>
    ${mendRow(mend, toMend, 7)}
    ${
      open
        ? html`<tr>
            <td colspan="7">${details(editor, row)}</td>
          </tr>`
        : nothing
    }`
}

const NEW = '+'
/** What somebody answers for: work, and what comes from outside. */
const ANSWERED: readonly Step['kind'][] = ['task', 'wait', 'call']

/** Who answers for a step: one of the roles, or a new one that is named on the spot. */
function roleOf(editor: Editor, label: string, { id: step, kind, role = '' }: Step): TemplateResult {
  const t = editor.words
  const roles = Object.entries(editor.edits.now.roles).map(([id, { name }]) => [id, name] as const)
  const put = (id: string, more: Partial<Template> = {}) =>
    editor.edit(`${step}.role`, (now) =>
      setStep({ ...now, ...more }, step, (one) => {
        const { role: _, ...rest } = one
        return (id === '' ? rest : { ...rest, role: id }) as Step
      }),
    )
  // What waits for something outside is seen to by whoever opened the case, unless somebody is named.
  const nobody = kind === 'task' ? [] : [['', t.noRole] as const]
  const create = (): void =>
    openEdit({
      title: t.addRole,
      fields: [{ name: 'name', label: t.roleName }],
      send: async ({ name }) => {
        const id = freshId(editor.edits.now, 'vai_tro')
        const made = { name, by: 'group' as const, ref: id, cover: 'deputy' as const }
        put(id, { roles: { ...editor.edits.now.roles, [id]: made } })
      },
    })
  return cellSelect(label, role, [...nobody, ...roles, [NEW, `+ ${t.addRole}`]], (id) => {
    if (id !== NEW) return put(id)
    editor.visit.draw()
    create()
  })
}

function acts(editor: Editor, { step, at, region }: Row, open: boolean): TemplateResult {
  const t = editor.words
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
  return html`<span class="step-acts">
    <button class="link" type="button" aria-expanded=${open} aria-label=${t.detailsOf(at)} @click=${toggle}>
      ${t.details}
    </button>
    ${button(t.addStep, '+', add)}
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
