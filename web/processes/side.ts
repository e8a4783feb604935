import { html, nothing, type TemplateResult } from 'lit-html'
import { flowDrawing, flowList } from '../parts/flow.ts'
import type { Inside } from '../screen.ts'
import type { Saving } from './saving.ts'
import type { Judged } from './state.ts'

type Words = Inside<'processes'>['words']['processes']

/** Whether what is written is saved, in a word. */
export const savedWord = (t: Words, { state }: Saving): TemplateResult =>
  html`<span class="quiet" role="status"
    >${state === 'saved' ? t.saved : state === 'saving' ? t.saving : t.unsaved}</span
  >`

/** What is to be mended, or that nothing is. */
export function checks(t: Words, { problems, core }: Judged): TemplateResult {
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

/** The flow as it was when it last passed, with the steps that are wrong now. */
export function drawing(t: Words, { sound, core, problems }: Judged): TemplateResult | typeof nothing {
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
