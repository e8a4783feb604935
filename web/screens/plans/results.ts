import { html, nothing, type TemplateResult } from 'lit-html'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import type { Paper, Results } from './paper.ts'
import { beginPlan } from './begin.ts'

export { given } from '../asks/given.ts'

/** What became of a paper, as part of its page: who holds it up, its plans, how many of its tasks are done. */
export function resultsPart(
  visit: Inside<'plans'>,
  basis: Paper,
  results: Results,
): TemplateResult | typeof nothing {
  const t = visit.words.plans.results
  const { plans, tasks, total, stuck } = results
  const nothingYet = plans.length === 0 && tasks.length === 0
  if (nothingYet && !visit.may('plans.write')) return nothing
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    ${stuck ? html`<p class="alert warn">${kept(stuck)}</p>` : nothing}
    ${nothingYet ? html`<p class="quiet">${t.none}</p>` : nothing}
    ${total.total > 0 ? html`<p>${t.total(total.done, total.total, total.late)}</p>` : nothing}
    <ul class="links">
      ${plans.map(
        (one) =>
          html`<li>
            <a href=${visit.at('cong-viec', 'ke-hoach', one.id)}>${kept(one.name)}</a>
            <span class="row-sub"
              >${[one.stateName, one.tasks.total > 0 ? visit.words.plans.done(one.tasks.done, one.tasks.total) : ''].filter(Boolean).join(' · ')}</span
            >
          </li>`,
      )}
      ${tasks.map(
        (one) =>
          html`<li>
            <a href=${visit.at('cong-viec', one.id)}>${kept(one.title)}</a>
            <span class="row-sub">${one.owner} · ${one.stateName}</span>
          </li>`,
      )}
    </ul>
    ${
      visit.may('plans.write')
        ? html`<p class="row">
            <button class="button" @click=${() => void beginPlan(visit, [basis])}>${t.plan}</button>
          </p>`
        : nothing
    }
  </section>`
}
