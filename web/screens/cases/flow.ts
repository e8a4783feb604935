import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Template } from '../../../src/processes/template.ts'
import type { Case } from '../../api/types.ts'
import { flowDrawing, flowList } from '../../parts/flow.ts'
import type { Inside } from '../../screen.ts'

type Core = typeof import('../../processes/core.ts')

/** Where a case is in its process: the drawing with what is done and what is open, and the same as a list. */
export function flowOf(
  { words }: Inside<'cases'>,
  { template: kept, open, runs, now }: Case,
  { layoutDiagram, listSteps }: Core,
): TemplateResult {
  const t = words.cases
  const template = kept as unknown as Template
  const standing = new Set(open.map(({ step }) => step))
  const done = new Set(runs.filter(({ end }) => end !== undefined).map(({ step }) => step))
  const names = now.map(({ name }) => name).join(', ')
  const told = names ? `${t.flow}. ${t.now}: ${names}` : t.flow
  return html`<section class="desk-group">
    <h2>${t.flow}</h2>
    ${names ? html`<p class="quiet">${t.now}: ${names}</p>` : nothing}
    ${flowDrawing(layoutDiagram(template), told, { now: standing, done })}
    <details class="more">
      <summary>${t.flowList}</summary>
      ${flowList(listSteps(template))}
    </details>
  </section>`
}
