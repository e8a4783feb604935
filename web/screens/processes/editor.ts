import '../../style/flow.css'
import '../../style/editor.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { learnMore } from '../../text/words.ts'
import { checks, drawing, savedWord, toMend } from '../../processes/side.ts'
import { openEditor, type Editor } from '../../processes/state.ts'

/** A draft as a table of steps, checked and drawn while one types; it saves itself, and can be tried out. */
export default async function processEditor(visit: Inside<'processes'>): Promise<View> {
  const { params, signal } = visit
  const t = visit.words.processes
  const [more, draft, { settings, stepsEditor, adding }] = await Promise.all([
    learnMore(visit, ['writing']),
    visit.ask('GET /procedure-versions/{id}', { id: params['id'] ?? '', signal }),
    import('../../processes/writing.ts'),
  ])
  const editor = openEditor(more, draft)
  // What a step may call; a draft is written all the same where it cannot be told.
  void visit.ask('GET /procedures', { signal }).then(
    ({ items }) => {
      editor.callable = items.filter(({ inForce }) => inForce !== undefined)
      visit.draw()
    },
    () => undefined,
  )
  const state: Dialogs = {}
  // Whoever begins names the roles first.
  const isNew = editor.edits.now.main.steps.length === 1
  return {
    title: `${t.title} ${draft.procedure.code}`,
    wide: true,
    leave: () => void editor.saving.flush(),
    action: () =>
      html`<button class="button main" @click=${() => void submit(editor, state)}>${t.submit}</button>`,
    body: () => html`
      ${top(editor, state)}
      ${editor.saving.state === 'stale' ? html`<p class="alert warn" role="alert">${t.stale}</p>` : nothing}
      ${editor.saving.refused ? html`<p class="alert warn" role="alert">${editor.saving.refused}</p>` : nothing}
      ${alertLine(state.problem)}
      <div class="editor">
        <div>
          <details class="more" ?open=${isNew}>
            <summary>
              ${t.name}, ${t.roles.toLocaleLowerCase('vi')}, ${t.fields.toLocaleLowerCase('vi')}
            </summary>
            ${settings(editor)}
          </details>
          ${stepsEditor(editor)} ${adding(editor)}
        </div>
        <div class="editor-side">${checks(t, editor)} ${drawing(t, editor)}</div>
      </div>
    `,
  }
}

function top(editor: Editor, state: Dialogs): TemplateResult {
  const { visit, draft } = editor
  const t = visit.words.processes
  return html`<div class="paper-head">
    <p class="crumb">
      <a href=${visit.at('quy-trinh', draft.procedure.id)}>‹ ${draft.procedure.name}</a>
    </p>
    <h1 tabindex="-1"><span class="nota">${draft.procedure.code}</span> ${editor.edits.now.name}</h1>
    <p class="row">
      ${savedWord(t, editor.saving)}
      <button class="button small" ?disabled=${!editor.edits.canUndo} @click=${() => step(editor, 'undo')}>
        ${t.undo}
      </button>
      <button class="button small" ?disabled=${!editor.edits.canRedo} @click=${() => step(editor, 'redo')}>
        ${t.redo}
      </button>
      <button
        class="button small"
        ?disabled=${editor.sound === undefined}
        @click=${() => void tryOut(editor, state)}
      >
        ${t.trial}
      </button>
      ${toMend(t, editor)}
    </p>
  </div>`
}

type Dialogs = { problem?: unknown }

function step(editor: Editor, way: 'undo' | 'redo'): void {
  editor.edits[way]()
  editor.again()
}

async function submit(editor: Editor, state: Dialogs): Promise<void> {
  const { visit, draft } = editor
  delete state.problem
  try {
    await editor.saving.flush()
    await visit.ask('POST /procedure-versions/{id}/submission', { id: draft.id })
    say(visit.words.processes.submitted)
    visit.go(visit.at('quy-trinh', draft.procedure.id))
  } catch (problem) {
    state.problem = problem
    visit.draw()
  }
}

async function tryOut(editor: Editor, state: Dialogs): Promise<void> {
  delete state.problem
  try {
    const { openTrial } = await import('../../processes/trial.ts')
    if (editor.sound) await openTrial(editor, editor.sound)
  } catch (problem) {
    state.problem = problem
  }
  editor.visit.draw()
}
