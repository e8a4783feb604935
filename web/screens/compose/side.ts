import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import { explain } from '../../parts/problem.ts'
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
