import { html, svg, type TemplateResult } from 'lit-html'
import type { Tally } from '../api/types.ts'
import { common } from '../text/common.ts'

/** How far a document has been taken: accepted, refused, then the rest, as lengths of one bar; `label` says it in words. */
export function bar({
  total,
  accepted,
  refused,
  waiting,
  label = common().tally(total, accepted, waiting, refused),
}: Omit<Tally, 'recalled' | 'settled'> & { label?: string }): TemplateResult {
  const width = (part: number): number => (total > 0 ? (part / total) * 100 : 0)
  return html`<svg
    class="tally"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${svg`<rect class="rest" width="100" height="6"/>
    <rect class="good" width=${width(accepted)} height="6"/>
    <rect class="bad" x=${width(accepted)} width=${width(refused)} height="6"/>`}
  </svg>`
}
