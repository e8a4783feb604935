import { html, nothing, type TemplateResult } from 'lit-html'
import type { Op } from '../../src/processes/overlay.ts'
import type { Limit } from '../../src/processes/template.ts'
import { cellNumber } from './cells.ts'
import type { Adapting } from './overlay-state.ts'

/** The limit of a step, or of the whole: the base's, or a shorter one. */
export function ownLimit(
  { edits, edit, visit, open }: Adapting,
  step: string,
  label: string,
  limit: Limit,
  locked: boolean,
): TemplateResult {
  const unit = visit.words.processes.units[limit.u]
  const ops = edits.now
  const i = ops.findIndex((op) => op.op === 'limit' && op.step === step)
  const own = i < 0 ? undefined : (ops[i] as Extract<Op, { op: 'limit' }>)
  if (locked || !open)
    return html`${own?.limit.n ?? limit.n} ${unit}
    ${own ? html`<span class="row-sub">(${limit.n})</span>` : nothing}`
  const set = (n: number): void => {
    const rest = ops.filter((_, at) => at !== i)
    edit(`limit ${step}`, n === limit.n ? rest : [...rest, { op: 'limit', step, limit: { n, u: limit.u } }])
  }
  return html`${cellNumber(label, own?.limit.n ?? limit.n, set)} ${unit}
  ${own ? html`<span class="row-sub">(${limit.n})</span>` : nothing}`
}
