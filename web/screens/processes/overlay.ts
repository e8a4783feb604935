import '../../style/flow.css'
import '../../style/editor.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { alertLine } from '../../parts/problem.ts'
import type { Adapting } from '../../processes/overlay-state.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'

type Own = { problem?: unknown }

/**
 * What a committee or a unit does differently from a base, on the table of the base itself: only where that leaves it
 * open. A newer version of the base is shown beside each change before anything moves.
 */
export default async function overlayScreen(visit: Inside<'processes' | 'adapting'>): Promise<View> {
  const { params, signal } = visit
  const id = params['id'] ?? ''
  const [draft, overlay, parts] = await Promise.all([
    visit.ask('GET /procedure-versions/{id}', { id, signal }),
    visit.ask('GET /procedure-versions/{id}/overlay', { id, signal }),
    import('../../processes/adapting.ts'),
  ])
  const adapting = parts.openAdapting(visit, draft, overlay)
  const own: Own = {}
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    delete own.problem
    try {
      await adapting.saving.flush()
      await work()
    } catch (problem) {
      own.problem = problem
    }
    visit.draw()
  }
  const submit = async (): Promise<void> => {
    await visit.ask('POST /procedure-versions/{id}/submission', { id })
    say(t.submitted)
    visit.go(visit.at('quy-trinh', draft.procedure.id))
  }
  return {
    title: `${a.title} ${draft.procedure.code}`,
    wide: true,
    leave: () => void adapting.saving.flush(),
    action: () =>
      adapting.open
        ? html`<button class="button main" @click=${() => void act(submit)}>${t.submit}</button>`
        : nothing,
    body: () => html`
      ${top(adapting, parts)}
      ${adapting.saving.state === 'stale' ? html`<p class="alert warn" role="alert">${t.stale}</p>` : nothing}
      ${adapting.saving.refused ? html`<p class="alert warn" role="alert">${adapting.saving.refused}</p>` : nothing}
      ${adapting.open ? nothing : html`<p class="alert">${a.readOnly}</p>`} ${alertLine(own.problem)}
      ${adapting.overlay.closedOn ? html`<p class="alert warn">${a.baseClosed(date(adapting.overlay.closedOn))}</p>` : nothing}
      ${parts.newer(adapting, act)} ${parts.conflicts(adapting)}
      <div class="editor">
        <div>
          <fieldset class="plain" ?disabled=${!adapting.open}>
            ${parts.whole(adapting)}${parts.overlayTable(adapting)}
          </fieldset>
        </div>
        <div class="editor-side">${parts.checks(t, adapting)} ${parts.drawing(t, adapting)}</div>
      </div>
    `,
  }
}

type Parts = typeof import('../../processes/adapting.ts')

function top(adapting: Adapting, { savedWord }: Parts): TemplateResult {
  const { visit, draft, overlay, edits } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const step = (way: 'undo' | 'redo'): void => {
    edits[way]()
    adapting.again()
  }
  return html`<div class="paper-head">
    <p class="crumb">
      <a href=${visit.at('quy-trinh', draft.procedure.id)}>‹ ${draft.procedure.name}</a>
    </p>
    <h1 tabindex="-1"><span class="nota">${draft.procedure.code}</span> ${a.title}</h1>
    <p class="quiet">
      ${a.base(overlay.issuer || a.fromOwn, overlay.number)},
      <span class="nota">${a.hash(overlay.hash.slice(0, 12))}</span>. ${a.lead}
    </p>
    ${
      adapting.open
        ? html`<p class="row">
            ${savedWord(t, adapting.saving)}
            <button class="button small" ?disabled=${!edits.canUndo} @click=${() => step('undo')}>
              ${t.undo}
            </button>
            <button class="button small" ?disabled=${!edits.canRedo} @click=${() => step('redo')}>
              ${t.redo}
            </button>
          </p>`
        : nothing
    }
  </div>`
}
