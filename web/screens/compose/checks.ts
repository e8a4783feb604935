import { html, nothing, type TemplateResult } from 'lit-html'
import type { Check, Document } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { areaField } from '../../parts/field.ts'
import { checkList } from '../../parts/timeline.ts'
import type { Inside } from '../../screen.ts'
import type { Keeper } from './draft.ts'

/** What may be sent all the same, where somebody answers for it by name. */
const OVERRIDDEN = /^(competence|scan|relation-.*|joint-.*|format-(number|day|signature))$/

/** The checks as they turn green or amber; one that may be overridden asks for a named reason. */
export function checkPart(
  visit: Inside<'issuing'>,
  keeper: Keeper,
  checksOf: (document: Document) => Check[],
  errors: Record<string, string>,
): TemplateResult | typeof nothing {
  const t = visit.words.issuing
  const checks = keeper.document ? checksOf(keeper.document) : []
  if (checks.length === 0) return html`<p class="quiet small aside-part">${t.checksLater}</p>`
  const doubt = checks.some(({ id, state }) => OVERRIDDEN.test(id) && state !== 'ok')
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
