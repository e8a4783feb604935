import { html, type TemplateResult } from 'lit-html'
import { addWait, freshId, insertAfter, newBlock, newCall, newDecide, newTask } from './edits.ts'
import { addRound } from './round.ts'
import type { Editor } from './state.ts'

/** What a draft is written with; comes with the editor, after the page. */
export { settings } from './settings.ts'
export { stepsEditor } from './steps.ts'

/** What can be put at the end: a step, branches at the same time, a round through units. */
export function adding(editor: Editor): TemplateResult {
  const t = editor.words
  const last = editor.edits.now.main.steps.at(-1)?.id ?? ''
  const add = (make: (now: Editor['edits']['now'], to: string) => ReturnType<typeof newBlock>) => () =>
    editor.edit('add', (now) => insertAfter(now, last, (to) => make(now, to)))
  return html`<p class="row">
    <button
      class="button"
      type="button"
      @click=${add((now, to) => newTask(now, freshId(now, 'buoc'), t.newStep, to, t.done))}
    >
      + ${t.addStep}
    </button>
    <button
      class="button"
      type="button"
      @click=${add((now, to) => newBlock(now, { name: t.newBlock, step: t.newStep, done: t.done }, to))}
    >
      + ${t.addParallel}
    </button>
    <button class="button" type="button" @click=${() => editor.edit('add', (now) => addRound(now, last, t))}>
      + ${t.addEach}
    </button>
    <button
      class="button"
      type="button"
      @click=${() => editor.edit('add', (now) => addWait(now, last, { name: t.newWait, done: t.waitDone }))}
    >
      + ${t.addWait}
    </button>
    <button class="button" type="button" @click=${add((now, to) => newDecide(now, t, to))}>
      + ${t.addDecide}
    </button>
    <button class="button" type="button" @click=${add((now, to) => newCall(now, t, '', to))}>
      + ${t.addCall}
    </button>
  </p>`
}
