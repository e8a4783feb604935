import { html, nothing, type TemplateResult } from 'lit-html'
import { facts } from '../../parts/head.ts'
import { kept } from '../../parts/notation.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { given } from '../asks/given.ts'
import { actions } from './actions.ts'
import { basisOf } from './basis.ts'
import { linesOf } from './lines.ts'
import { holdersOf } from './holders.ts'
import { openPlan, type PlanState } from './state.ts'

/** A programme or plan: what it stands on, its tasks and who holds them up; as a draft it is written here. */
export default async function planPage(visit: Inside<'plans'>): Promise<View> {
  const state = await openPlan(visit)
  const asked = given(visit, {
    planId: state.plan.id,
    lines: state.plan.lines.flatMap(({ asked: own }) => own?.id ?? []),
  })
  const t = visit.words.plans
  return {
    title: () => state.plan.name,
    wide: true,
    resume: state.refresh,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('cong-viec', 'ke-hoach')}>‹ ${t.back}</a></p>
        <h1 tabindex="-1">
          ${state.plan.notation ? html`<span class="nota">${state.plan.notation}</span>` : nothing}
          <span class="subject">${kept(state.plan.name)}</span>
        </h1>
        <p class="quiet">${summary(visit, state)}</p>
      </div>
      ${state.plan.stuck ? html`<p class="alert warn" role="status">${kept(state.plan.stuck)}</p>` : nothing}
      ${holdersOf(visit, state.plan.holders)} ${alertLine(state.problem)} ${actions(visit, state)}
      ${linesOf(visit, state)} ${state.plan.state === 'draft' ? nothing : asked()} ${basisOf(visit, state)}
      ${factsOf(visit, state)}
    `,
  }
}

function summary(visit: Inside<'plans'>, { plan }: PlanState): string {
  const t = visit.words.plans
  const { total, done, late } = plan.tasks
  return [
    plan.kindName,
    t.states[plan.state],
    total > 0 ? t.done(done, total) : '',
    late > 0 ? t.late(late) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function factsOf(visit: Inside<'plans'>, { plan }: PlanState): TemplateResult {
  const t = visit.words.plans
  return html`<section class="aside-part">
    ${facts([
      [t.fields.period, plan.period],
      [t.fields.goal, plan.goal],
      [
        t.fields.document,
        plan.documentId &&
          html`<a class="nota" href=${visit.at('van-ban-di', plan.documentId)}>${plan.notation}</a>`,
      ],
      [t.columns.author, plan.author],
      [t.fields.issued, plan.issuedBy && `${plan.issuedBy}, ${date(plan.issuedAt?.slice(0, 10))}`],
    ])}
  </section>`
}
