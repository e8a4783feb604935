import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { flowDrawing, flowList } from '../../parts/flow.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { openEditor, type Editor } from '../../processes/state.ts'

/** A draft as a table of steps, checked and drawn while one types; it saves itself, and can be tried out. */
export default async function processEditor(visit: Inside<'processes'>): Promise<View> {
  const { params, signal } = visit
  const t = visit.words.processes
  const [draft, { settings, stepsEditor, adding }] = await Promise.all([
    visit.ask('GET /procedure-versions/{id}', { id: params['id'] ?? '', signal }),
    import('../../processes/writing.ts'),
  ])
  const editor = openEditor(visit, draft)
  const state: Dialogs = {}
  return {
    title: `${t.title} ${draft.procedure.code}`,
    wide: true,
    leave: () => void editor.save(),
    action: () =>
      html`<button class="button main" @click=${() => void submit(editor, state)}>${t.submit}</button>`,
    body: () => html`
      ${top(editor)}
      ${editor.saved === 'stale' ? html`<p class="alert warn" role="alert">${t.stale}</p>` : nothing}
      ${alertLine(state.problem)}
      <div class="editor">
        <div>
          <details class="more">
            <summary>
              ${t.name}, ${t.roles.toLocaleLowerCase('vi')}, ${t.fields.toLocaleLowerCase('vi')}
            </summary>
            ${settings(editor)}
          </details>
          ${stepsEditor(editor)} ${adding(editor)}
        </div>
        <div class="editor-side">${checks(editor)} ${drawing(editor)}</div>
      </div>
    `,
  }
}

function top(editor: Editor): TemplateResult {
  const { visit, draft } = editor
  const t = visit.words.processes
  return html`<div class="paper-head">
    <p class="crumb">
      <a href=${visit.at('quy-trinh', draft.procedure.id)}>‹ ${draft.procedure.name}</a>
    </p>
    <h1 tabindex="-1"><span class="nota">${draft.procedure.code}</span> ${editor.edits.now.name}</h1>
    <p class="row">
      <span class="quiet" role="status"
        >${editor.saved === 'saved' ? t.saved : editor.saved === 'saving' ? t.saving : t.unsaved}</span
      >
      <button class="button small" ?disabled=${!editor.edits.canUndo} @click=${() => step(editor, 'undo')}>
        ${t.undo}
      </button>
      <button class="button small" ?disabled=${!editor.edits.canRedo} @click=${() => step(editor, 'redo')}>
        ${t.redo}
      </button>
      <button
        class="button small"
        ?disabled=${editor.sound === undefined}
        @click=${() => void tryOut(editor)}
      >
        ${t.trial}
      </button>
    </p>
  </div>`
}

type Dialogs = { problem?: unknown }

function step(editor: Editor, way: 'undo' | 'redo'): void {
  editor.edits[way]()
  editor.again()
}

function checks({ problems, visit, core }: Editor): TemplateResult {
  const t = visit.words.processes
  const errors = problems.filter(({ severity }) => severity === 'error')
  return html`<section class="aside-part">
    <h2>${t.problems}</h2>
    <div role="status">
      ${
        errors.length > 0
          ? html`<p class="late">${t.errors(errors.length)}</p>`
          : core
            ? html`<p class="good">${t.sound}</p>`
            : nothing
      }
    </div>
    <ul class="links">
      ${[...errors, ...problems.filter((one) => one.severity === 'warning')].slice(0, 50).map(({ message }) => html`<li>${message}</li>`)}
    </ul>
  </section>`
}

function drawing({ sound, core, visit, problems }: Editor): TemplateResult | typeof nothing {
  const t = visit.words.processes
  if (sound === undefined || core === undefined) return nothing
  const wrong = new Set(
    problems.flatMap(({ step: one, severity }) => (severity === 'error' && one ? [one] : [])),
  )
  return html`<section class="aside-part">
    <h2>${t.flow}</h2>
    ${flowDrawing(core.layoutDiagram(sound), t.flow, { wrong })}
    <details class="more">
      <summary>${t.flowList}</summary>
      ${flowList(core.listSteps(sound))}
    </details>
  </section>`
}

async function submit(editor: Editor, state: Dialogs): Promise<void> {
  const { visit, draft } = editor
  delete state.problem
  try {
    await editor.save()
    await visit.ask('POST /procedure-versions/{id}/submission', { id: draft.id })
    say(visit.words.processes.submitted)
    visit.go(visit.at('quy-trinh', draft.procedure.id))
  } catch (problem) {
    state.problem = problem
    visit.draw()
  }
}

async function tryOut(editor: Editor): Promise<void> {
  const { openTrial } = await import('../../processes/trial.ts')
  if (editor.sound) openTrial(editor.visit, editor.sound)
}
