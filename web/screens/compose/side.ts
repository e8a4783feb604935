import { html, nothing, type TemplateResult } from 'lit-html'
import { areaField } from '../../parts/field.ts'
import { alertLine, explain } from '../../parts/problem.ts'
import { checkList } from '../../parts/timeline.ts'
import { may } from '../../session.ts'
import { clock } from '../../text/dates.ts'
import { words } from '../../text/words.ts'
import type { Keeper } from './draft.ts'

/** When the draft was last saved. */
export function saveLine({ state, savedAt }: Keeper): TemplateResult {
  const t = words('compose').save
  const text = state === 'saved' ? t.saved(clock(savedAt ?? 0)) : state === 'stale' ? t.dirty : t[state]
  return html`<span class=${state === 'failed' ? 'warn' : ''} role="status">${text}</span>`
}

/** Somebody else saved meanwhile: both texts are still there, and one must be chosen. */
export function staleNote(keeper: Keeper, takeTheirs: () => void): TemplateResult | typeof nothing {
  const t = words('compose').stale
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
export function checkPart(keeper: Keeper, errors: Record<string, string>): TemplateResult | typeof nothing {
  const t = words('compose')
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
          maxlength: 500,
          value: keeper.draft.overrideReason,
          error: errors['overrideReason'],
          input: (text) => keeper.change({ overrideReason: text.trim() }),
        })
      : nothing
  }`
}

/** The button that issues and says what it will do. */
export function issuePart(
  keeper: Keeper,
  state: { busy: boolean; problem?: unknown },
  issue: () => void,
): TemplateResult {
  const t = words('compose')
  if (!may('documents.issue')) return html`<p class="act compose-do quiet">${t.issueNot}</p>`
  const { next, recipientCount = 0, type } = keeper.document ?? {}
  const current = next && type && keeper.draft.typeId === type.id
  return html`<section class="act compose-do">
    ${alertLine(state.problem)}
    <button class="main big" type="button" aria-busy=${state.busy} @click=${issue}>
      ${current ? t.issue(next.notation, recipientCount) : t.issuePlain}
    </button>
    <p class="hint">${t.issueHint}</p>
  </section>`
}
