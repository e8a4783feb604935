import { html, nothing, type TemplateResult } from 'lit-html'
import { bar } from '../../parts/bar.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import type { Paper, Results } from './paper.ts'
import { beginPlan } from './begin.ts'
import { holdersOf } from './holders.ts'

export { given } from '../asks/given.ts'

/** What became of a paper, as part of its page: who holds it up, its plans, how many of its tasks are done. */
export function resultsPart(
  visit: Inside<'plans'>,
  basis: Paper,
  results: Results,
): TemplateResult | typeof nothing {
  const t = visit.words.plans.results
  const { plans, tasks, asked, came, total, stuck, holders } = results
  const nothingYet = plans.length === 0 && tasks.length === 0 && asked.length + came.length === 0
  if (nothingYet && !visit.may('plans.write')) return nothing
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    ${stuck ? html`<p class="alert warn">${kept(stuck)}</p>` : nothing}
    ${nothingYet ? html`<p class="quiet">${t.none}</p>` : nothing}
    ${
      total.total > 0
        ? html`<p>${t.total(total.done, total.total, total.late)}</p>
            ${barOf(t.total(total.done, total.total, total.late), total)}`
        : nothing
    }
    ${holdersOf(visit, holders)}
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
      ${basis.kind === 'incoming' ? asked.map((one) => sent(visit, one)) : nothing}
      ${came.map((one) => arrived(visit, one))}
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

const barOf = (label: string, { total, done, late, open }: Results['total']): TemplateResult =>
  bar({ label, total, accepted: done, refused: late, waiting: open - late })

/** What was given on to committees below for a paper that came. */
const sent = (
  visit: Inside<'plans'>,
  { id, title, done, total, late }: Results['asked'][number],
): TemplateResult => {
  const t = visit.words.plans
  const told = [t.results.given, t.done(done, total), late > 0 ? t.late(late) : '']
    .filter(Boolean)
    .join(' · ')
  return html`<li>
    <a href=${visit.at('cong-viec', 'giao-cap-duoi', id)}>${kept(title)}</a>
    <span class="row-sub">${told}</span>
  </li>`
}

/** What was asked of us with it. */
const arrived = (
  visit: Inside<'plans'>,
  { id, title, from, takenName, dueOn }: Results['came'][number],
): TemplateResult =>
  html`<li>
    <a href=${visit.at('cong-viec', 'cap-tren-giao', id)}>${kept(title)}</a>
    <span class="row-sub">${visit.words.plans.results.came(from, date(dueOn))} · ${takenName}</span>
  </li>`
