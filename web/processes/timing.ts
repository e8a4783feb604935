import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Alert, Limit, Step } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellNumber, cellSelect } from './cells.ts'
import { rowsOf, type Row } from './outline.ts'
import type { Editor } from './state.ts'

const units = (editor: Editor) => Object.entries(editor.words.units)

/** How long, in working hours, working days or days of the calendar. */
export const limit = (
  editor: Editor,
  label: string,
  now: Limit,
  set: (next: Limit) => void,
): TemplateResult =>
  html`${cellNumber(label, now.n, (n) => set({ ...now, n }))}
  ${cellSelect(`${label} (${editor.words.kind})`, now.u, units(editor), (u) => set({ ...now, u: u as Limit['u'] }))}`

/**
 * Where a limit counts from, and the waits during which it stands still.
 * @param whose what its controls are named by
 * @param starts what it may count from besides a day of the form
 */
export function counting(
  editor: Editor,
  now: Limit,
  set: (next: Limit) => void,
  whose: (what: string) => string,
  starts: readonly (readonly [string, string])[] = Object.entries(editor.words.countFroms),
): TemplateResult {
  const t = editor.words
  const { fields } = editor.edits.now
  const days = Object.entries(fields).flatMap(([id, { type, label }]) =>
    type === 'date' || type === 'datetime' ? [[id, label] as const] : [],
  )
  const { from = 'step', pause = [] } = now
  const waits = rowsOf(editor.edits.now).filter(({ step }) => step.kind === 'wait')
  const start = (value: string): void => {
    const { from: _, ...rest } = now
    set(value === 'step' ? rest : { ...rest, from: value })
  }
  const toggle = (id: string): void => {
    const { pause: _, ...rest } = now
    const next = pause.includes(id) ? pause.filter((one) => one !== id) : [...pause, id]
    set(next.length === 0 ? rest : { ...rest, pause: next })
  }
  return html`<p class="row">
      <span>${t.countFrom}</span>
      ${cellSelect(whose(t.countFrom), from, [...starts, ...days], start)}
    </p>
    ${
      waits.length === 0
        ? nothing
        : html`<p class="row">
            <span>${t.pauses}</span>
            ${waits.map(({ step, at }) => tick(`${at}. ${step.name}`, whose(`${t.pauses} ${at}`), pause.includes(step.id), () => toggle(step.id)))}
          </p>`
    }`
}

const tick = (word: string, label: string, on: boolean, change: () => void): TemplateResult =>
  html`<label class="tick"
    ><input type="checkbox" aria-label=${label} .checked=${live(on)} @change=${change} />${word}</label
  >`

/** The time of a step: a limit where it may have none, where it counts from, and who is told before or after it. */
export function timing(
  editor: Editor,
  { step, at }: Row,
  set: (part: string, change: (step: Step) => Step) => void,
): TemplateResult | typeof nothing {
  if (step.kind === 'decide') return nothing
  const t = editor.words
  const named = (what: string) => t.ofStep(what, at)
  const put = (next: Limit) => set('limit', (one) => ({ ...one, limit: next }))
  const drop = (): void =>
    set('limit', (one) => {
      const { limit: _, alerts: __, ...rest } = one
      return rest as Step
    })
  const { limit: now, alerts = [] } = step
  return html`<fieldset>
    <legend>${t.timing}</legend>
    ${
      now === undefined
        ? html`<button class="link" type="button" @click=${() => put({ n: 1, u: 'wd' })}>
            + ${t.setLimit}
          </button>`
        : html`${counting(editor, now, put, named)}
            ${alerts.map((one, i) =>
              alert(editor, one, i, named, (next) =>
                set(`alert${i}`, (other) =>
                  withAlerts(other, next ? alerts.with(i, next) : alerts.toSpliced(i, 1)),
                ),
              ),
            )}
            <p class="row">
              <button
                class="link"
                type="button"
                @click=${() => set('alert', (one) => withAlerts(one, [...alerts, FIRST]))}
              >
                + ${t.addAlert}
              </button>
              ${step.kind === 'task' ? nothing : html`<button class="link" type="button" @click=${drop}>${t.removeLimit}</button>`}
            </p>`
    }
  </fieldset>`
}

const FIRST: Alert = { at: { pct: 80 }, to: ['performer'] }

function withAlerts(step: Step, alerts: Alert[]): Step {
  const { alerts: _, ...rest } = step
  return (alerts.length === 0 ? rest : { ...rest, alerts }) as Step
}

function alert(
  editor: Editor,
  now: Alert,
  i: number,
  named: (what: string) => string,
  put: (next: Alert | undefined) => void,
): TemplateResult {
  const t = editor.words
  const { at, to } = now
  const kind = 'pct' in at ? 'pct' : 'before' in at ? 'before' : 'after'
  const label = named(t.alert(i + 1))
  const turn = (as: string): void => {
    const span: Limit = 'before' in at ? at.before : 'after' in at ? at.after : { n: 1, u: 'wd' }
    put({ to, at: as === 'pct' ? { pct: 80 } : as === 'before' ? { before: span } : { after: span } })
  }
  const tellers = [
    ['performer', t.performer] as const,
    ...Object.entries(editor.edits.now.roles).map(([id, { name }]) => [id, name] as const),
  ]
  const toggle = (id: string): void => {
    const next = to.includes(id) ? to.filter((one) => one !== id) : [...to, id]
    if (next.length > 0) put({ at, to: next })
    else editor.visit.draw()
  }
  return html`<div class="condition">
    <p class="row">
      ${cellSelect(label, kind, Object.entries(t.alertKinds), turn)}
      ${
        'pct' in at
          ? cellNumber(`${label}, %`, at.pct, (pct) => put({ to, at: { pct: Math.min(100, pct) } }))
          : limit(editor, `${label}, ${t.step.limit}`, 'before' in at ? at.before : at.after, (span) =>
              put({ to, at: 'before' in at ? { before: span } : { after: span } }),
            )
      }
      <button
        class="link"
        type="button"
        aria-label=${`${common().remove} ${label}`}
        @click=${() => put(undefined)}
      >
        ✕
      </button>
    </p>
    <p class="row">
      <span>${t.alertTo}</span>
      ${tellers.map(([id, name]) => tick(name, `${t.alertTo}: ${name}, ${label}`, to.includes(id), () => toggle(id)))}
    </p>
  </div>`
}
