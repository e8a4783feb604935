import { html, nothing, type TemplateResult } from 'lit-html'
import type { Template } from '../../src/processes/template.ts'
import { openDialog } from '../parts/dialog.ts'
import { flowDrawing, flowList } from '../parts/flow.ts'
import type { Inside } from '../screen.ts'
import { leadTo, withoutIds } from './mend.ts'
import type { Saving } from './saving.ts'
import type { Judged } from './state.ts'

type Words = Inside<'processes'>['words']['processes']

/** Whether what is written is saved, in a word. */
export const savedWord = (t: Words, { state }: Saving): TemplateResult =>
  html`<span class="quiet" role="status"
    >${state === 'saved' ? t.saved : state === 'saving' ? t.saving : t.unsaved}</span
  >`

/** A sentence that leads to what it is about. */
const sentence = (problem: Judged['problems'][number]): TemplateResult =>
  html`<li>
    <button class="link" type="button" @click=${() => leadTo(problem)}>${withoutIds(problem.message)}</button>
  </li>`

/** What is to be mended, in a word that leads to it; beside a long table the list may be out of sight. */
export function toMend(t: Words, { problems, core }: Judged): TemplateResult | typeof nothing {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (core === undefined || errors === 0) return nothing
  const go = (event: Event): void => {
    event.preventDefault()
    document.querySelector<HTMLElement>('#checks')?.focus()
  }
  return html`<a class="late" href="#checks" @click=${go}>${t.errors(errors)}</a>`
}

/** What is to be mended, or that nothing is. */
export function checks(t: Words, { problems, core }: Judged): TemplateResult {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return html`<section class="aside-part">
    <h2 id="checks" tabindex="-1">${t.problems}</h2>
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
      ${[...errors, ...problems.filter((one) => one.severity === 'warning')].slice(0, 50).map(sentence)}
    </ul>
  </section>`
}

function enlarge(t: Words, sound: Template, { layoutDiagram }: NonNullable<Judged['core']>): void {
  openDialog(
    t.flow,
    () =>
      html`<div class="steps-scroll flow-whole" tabindex="0" role="region" aria-label=${t.flow}>
        ${flowDrawing(layoutDiagram(sound), t.flow)}
      </div>`,
  )
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
    <p>
      <button class="link" type="button" @click=${() => enlarge(t, sound, core)}>${t.flowLarge}</button>
    </p>
    <details class="more">
      <summary>${t.flowList}</summary>
      ${flowList(core.listSteps(sound))}
    </details>
  </section>`
}
