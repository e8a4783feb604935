import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import { LIMITS } from '../../limits.ts'
import { areaField } from '../../parts/field.ts'
import { explain } from '../../parts/problem.ts'
import { checkList } from '../../parts/timeline.ts'
import type { Inside } from '../../screen.ts'
import { clock } from '../../text/dates.ts'
import type { Keeper } from './draft.ts'

/** When the draft was last saved. */
export function saveLine(visit: Inside<'compose'>, { state, savedAt, problem }: Keeper): TemplateResult {
  const t = visit.words.compose.save
  const text = state === 'saved' ? t.saved(clock(savedAt ?? 0)) : state === 'stale' ? t.dirty : t[state]
  const refused = state === 'failed' && problem instanceof Problem && !problem.uncertain
  return html`<span class=${state === 'failed' ? 'warn' : ''} role="status"
    >${refused ? whyRefused(visit, problem) : text}</span
  >`
}

/** The server has answered and will not take the text as it is; what is wrong with a field stands there. */
function whyRefused(visit: Inside<'compose'>, problem: Problem): string {
  const t = visit.words.compose.save
  return Object.keys(problem.fields).length > 0 ? t.wrong : t.refused(explain(problem))
}

/** Somebody else saved meanwhile: both texts are still there, and one must be chosen. */
export function staleNote(
  visit: Inside<'compose'>,
  keeper: Keeper,
  takeTheirs: () => void,
): TemplateResult | typeof nothing {
  const t = visit.words.compose.stale
  if (keeper.state !== 'stale') return nothing
  return html`<div class="alert warn" role="alert">
    <p>${keeper.problem ? explain(keeper.problem) : t.text}</p>
    <p class="row">
      <button class="button small" type="button" @click=${() => keeper.keepMine()}>${t.keepMine}</button>
      <button class="button small" type="button" @click=${takeTheirs}>${t.takeTheirs}</button>
    </p>
  </div>`
}

/** The checks as they turn green or amber; an amber one of competence asks for a named reason. */
export function checkPart(
  visit: Inside<'compose'>,
  keeper: Keeper,
  errors: Record<string, string>,
): TemplateResult | typeof nothing {
  const t = visit.words.compose
  const checks = keeper.document?.checks ?? []
  if (checks.length === 0) return html`<p class="quiet small aside-part">${t.checksLater}</p>`
  const doubt = checks.some(({ id, state }) => id === 'competence' && state !== 'ok')
  return html`${checkList(checks, t.checks)}
  ${
    doubt || keeper.draft.overrideReason
      ? areaField({
          name: 'overrideReason',
          label: t.overrideLabel,
          hint: t.overrideHint,
          rows: 2,
          limit: LIMITS.overrideReason,
          value: keeper.draft.overrideReason,
          error: errors['overrideReason'],
          input: (text) => keeper.change({ overrideReason: text.trim() }),
        })
      : nothing
  }`
}

/** What an earlier visit left in this browser: it is taken in or thrown away by choice, never by itself. */
export function olderNote(
  visit: Inside<'compose'>,
  { older, document }: Keeper,
  settle: (use: boolean) => void,
): TemplateResult | typeof nothing {
  const t = visit.words.compose
  if (!older) return nothing
  return html`<div class="alert warn" role="alert">
    <p>${document ? t.older : t.olderNew(older.subject ?? t.untitled)}</p>
    <p class="row">
      <button class="button small" type="button" @click=${() => settle(true)}>${t.useOlder}</button>
      <button class="button small" type="button" @click=${() => settle(false)}>${t.dropOlder}</button>
    </p>
  </div>`
}

/** The button that issues and says what it will do. */
export function issuePart(
  visit: Inside<'compose'>,
  keeper: Keeper,
  busy: boolean,
  issue: () => void,
): TemplateResult {
  const t = visit.words.compose
  if (!visit.may('documents.issue')) return html`<p class="act compose-do quiet">${t.issueNot}</p>`
  const { next, recipientCount = 0, type } = keeper.document ?? {}
  const current = next && type && keeper.draft.typeId === type.id
  return html`<section class="act compose-do">
    <button class="main big" type="button" aria-busy=${busy} @click=${issue}>
      ${current ? t.issue(next.notation, recipientCount) : t.issuePlain}
    </button>
    <p class="hint">${t.issueHint}</p>
  </section>`
}
