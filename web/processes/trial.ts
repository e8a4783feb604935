import { html, nothing, type TemplateResult } from 'lit-html'
import type { Command, State } from '../../src/processes/case.ts'
import type { Field, Template } from '../../src/processes/template.ts'
import { openDialog, type Dialog } from '../parts/dialog.ts'
import { moment } from '../text/dates.ts'
import { rowsOf } from './outline.ts'
import type { Editor } from './state.ts'
import { deadlinesOf, decide, enabled, replay, start } from './trial-core.ts'

const ME = 'thu'
/** The days of a committee come whole, whatever year is asked. */
const ANY = 2026

/**
 * Plays a case through a process that is not published yet: every step by whoever tries it, with its deadlines on the
 * calendar of the committee.
 */
export async function openTrial({ words: t, visit }: Editor, template: Template): Promise<void> {
  const { own } = await visit.ask('GET /calendar', { query: { year: ANY } })
  const calendar = deadlinesOf(own)
  let n = 0
  const envelope = () => ({
    id: `t${++n}`,
    case: 'thu',
    at: Date.now(),
    by: ME,
    calendar,
    persons: () => [ME],
  })
  const begin = (): State => {
    const picks = picksOf(template)
    const opened = start(withoutDifference(template), { ...envelope(), template: 'thu', picks })
    if ('rejected' in opened) throw new Error(opened.message)
    return replay(opened.events) as State
  }
  const played = withoutDifference(template)
  let state = begin()
  let refused = ''
  const take = (no: number, outcome: string): void => {
    const at = Math.max(Date.now(), state.at)
    const command = {
      ...envelope(),
      at,
      type: 'complete',
      no,
      outcome,
      fields: filled(template, state, no),
      ...everyNeed,
    } as Command
    const decision = decide(played, state, command)
    if ('rejected' in decision) refused = decision.message
    else {
      state = replay(decision.events, state) as State
      refused = ''
    }
    dialog.draw()
  }
  const dialog: Dialog = openDialog(
    t.trial,
    () =>
      html`<p class="quiet">${t.trialLead}</p>
        ${refused ? html`<p class="alert bad" role="alert">${refused}</p>` : nothing}
        ${state.status === 'running' ? openSteps(t, played, state, take) : html`<p role="status">${t.trialEnd}</p>`}
        <p class="row">
          <button
            class="button"
            @click=${() => {
              state = begin()
              dialog.draw()
            }}
          >
            ${t.trialAgain}
          </button>
        </p>`,
  )
}

/** One person plays all, so nobody has to be another. */
const withoutDifference = (template: Template): Template => ({
  ...template,
  roles: Object.fromEntries(
    Object.entries(template.roles).map(([id, role]) => [id, { ...role, not_same_as: [] }]),
  ),
})

/** Whoever is to be picked is who plays. */
const picksOf = ({ roles }: Template): Record<string, string[]> =>
  Object.fromEntries(Object.entries(roles).flatMap(([id, { by }]) => (by === 'pick' ? [[id, [ME]]] : [])))

const everyNeed = { reason: 'thử', reasonCode: 'other', signature: { form: '' } }

/** What a step asks to be filled, filled with anything that fits. */
function filled(template: Template, state: State, no: number): Record<string, unknown> {
  const open = state.open.find((one) => one.no === no)
  const step = rowsOf(template).find((row) => row.step.id === open?.step)?.step
  const asked = (step?.form ?? []).filter(({ mode }) => mode !== 'ro')
  return Object.fromEntries(
    asked.flatMap(({ f }) => (template.fields[f] ? [[f, anything(template.fields[f])]] : [])),
  )
}

function anything({ type, enum: words = [], min = 1, columns = {} }: Field): unknown {
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'decimal') return min
  if (type === 'date') return '2026-03-02'
  if (type === 'datetime') return '2026-03-02T08:00:00+07:00'
  if (type === 'enum') return words[0]
  if (type !== 'table') return 'thử'
  const row = Object.fromEntries(Object.entries(columns).map(([id, column]) => [id, anything(column)]))
  return [row, row]
}

function openSteps(
  t: Editor['words'],
  template: Template,
  state: State,
  take: (no: number, outcome: string) => void,
): TemplateResult {
  const rows = new Map(rowsOf(template).map((row) => [row.step.id, row]))
  return html`<ul class="rows">
    ${enabled(template, state).map(({ no, step, outcomes }) => {
      const row = rows.get(step)
      const due = state.open.find((one) => one.no === no)?.clock?.due
      return html`<li class="row-line">
        <span class="row-what"
          >${row?.at}. ${row?.step.name}
          <span class="row-sub"
            >${template.roles[row?.step.role ?? '']?.name ?? ''}
            ${row?.step.kind === 'call' ? t.trialCalls(row.step.template) : ''}
            ${due ? t.trialDue(moment(new Date(due).toISOString())) : ''}</span
          ></span
        >
        <span class="row">
          ${outcomes.map((id) => html`<button class="button small" @click=${() => take(no, id)}>${row?.step.out.find((one) => one.id === id)?.label ?? id}</button>`)}
        </span>
      </li>`
    })}
  </ul>`
}
