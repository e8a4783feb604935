import { html, nothing, type TemplateResult } from 'lit-html'
import type { Branch, Join, Step } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellNumber, cellSelect } from './cells.ts'
import { conditionEditor } from './conditions.ts'
import { freshId, newTask } from './edits.ts'
import type { Row } from './outline.ts'
import type { Editor } from './state.ts'

type Set = (part: string, change: Partial<Step>) => void

/** What a block has of its own: its branches, when each runs, and when it is done; of a call, whom it calls. */
export function block(editor: Editor, row: Row, set: Set): TemplateResult | typeof nothing {
  const { step } = row
  if (step.kind === 'call') return called(editor, row, set)
  if (step.kind !== 'parallel' && step.kind !== 'each') return nothing
  return html`${joined(editor, row, step, set)}
  ${step.kind === 'parallel' ? step.branches.map((one, i) => branch(editor, row, step.branches, one, i, set)) : nothing}`
}

function joined(
  editor: Editor,
  { at }: Row,
  step: Extract<Step, { kind: 'parallel' | 'each' }>,
  set: Set,
): TemplateResult {
  const t = editor.words
  const tables = Object.entries(editor.edits.now.fields)
    .filter(([, { type }]) => type === 'table')
    .map(([id, { label }]) => [id, label] as const)
  const join = (mode: string) =>
    set('join', { join: mode === 'at_least' ? { mode, k: 1 } : { mode: mode as Join['mode'] } })
  const { mode, k = 1 } = step.join
  return html`<p class="row">
    <span>${t.join}</span> ${cellSelect(t.ofStep(t.join, at), mode, Object.entries(t.joins), join)}
    ${mode === 'at_least' ? cellNumber(t.ofStep(t.enough, at), k, (n) => set('join', { join: { mode, k: n } })) : nothing}
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

/** When a branch runs; one that is to go takes its steps along. */
function branch(
  editor: Editor,
  { at }: Row,
  all: Branch[],
  one: Branch,
  i: number,
  set: Set,
): TemplateResult {
  const t = editor.words
  const name = `${at}${String.fromCharCode(97 + i)}`
  const when = (next: Branch['when']): void => {
    const { when: _, ...rest } = one
    set(`when${i}`, { branches: all.with(i, next === undefined ? rest : { ...rest, when: next }) })
  }
  return html`<fieldset>
    <legend>
      ${t.branch(i + 1)} (${name})
      ${
        all.length > 2
          ? html`<button
              class="link"
              type="button"
              aria-label=${`${common().remove} ${t.branch(i + 1)} (${name})`}
              @click=${() => set('branches', { branches: all.toSpliced(i, 1) })}
            >
              ✕
            </button>`
          : nothing
      }
    </legend>
    <div class="row">
      <span>${t.branchWhen}</span>
      ${conditionEditor(editor, one.when, when, name, t.branchAlways)}
    </div>
  </fieldset>`
}

function newBranch({ edits: { now }, words: t }: Editor): Branch {
  const task = newTask(now, freshId(now, 'buoc'), t.newStep, 'END', t.done)
  return { id: freshId(now, 'nhanh'), region: { start: task.id, steps: [task] } }
}

function called(editor: Editor, { step, at }: Row, set: Set): TemplateResult {
  const t = editor.words
  const now = step.template ?? ''
  const own = editor.edits.now.code
  const offered = editor.callable.filter(({ code }) => code !== own)
  const known = offered.some(({ code }) => code === now)
  const choices = [
    ...(now === '' ? [['', t.calledNone] as const] : known ? [] : [[now, now] as const]),
    ...offered.map(({ code, name }) => [code, `${code} ${name}`] as const),
  ]
  return html`<p class="row">
      <span>${t.called}</span>
      ${cellSelect(t.ofStep(t.called, at), now, choices, (template) => set('template', { template }))}
    </p>
    <p class="hint">${t.calledHint}</p>`
}
