import { html, type TemplateResult } from 'lit-html'
import { freshId, insertAfter, newBlock, newEach, newTask } from './edits.ts'
import type { Editor } from './state.ts'

/** What a draft is written with; comes with the editor, after the page. */
export { settings } from './settings.ts'
export { stepsEditor } from './steps.ts'

/** What can be put at the end: a step, branches at the same time, a round through units. */
export function adding(editor: Editor): TemplateResult {
  const t = editor.visit.words.processes
  const last = editor.edits.now.main.steps.at(-1)?.id ?? ''
  const each = (): void =>
    editor.edit('add', (now) => {
      const table = Object.keys(now.fields).find((id) => now.fields[id]?.type === 'table')
      const over = table ?? freshId(now, 'ds_don_vi')
      const column = { don_vi: { type: 'unit' as const, label: t.unitColumn } }
      const fields = table
        ? now.fields
        : { ...now.fields, [over]: { type: 'table' as const, label: t.unitsField, columns: column } }
      const words = { name: t.newEach, step: t.opinion, done: t.done, all: t.allDone }
      return insertAfter({ ...now, fields }, last, (to) => newEach(now, over, words, to))
    })
  const add = (make: (now: Editor['edits']['now'], to: string) => ReturnType<typeof newBlock>) => () =>
    editor.edit('add', (now) => insertAfter(now, last, (to) => make(now, to)))
  return html`<p class="row">
    <button
      class="button"
      type="button"
      @click=${add((now, to) => newTask(now, freshId(now, 'buoc'), t.newStep, to, t.done))}
    >
      ＋ ${t.addStep}
    </button>
    <button
      class="button"
      type="button"
      @click=${add((now, to) => newBlock(now, { name: t.newBlock, step: t.newStep, done: t.done }, to))}
    >
      ＋ ${t.addParallel}
    </button>
    <button class="button" type="button" @click=${each}>＋ ${t.addEach}</button>
  </p>`
}
