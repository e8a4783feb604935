import { html, nothing, type TemplateResult } from 'lit-html'
import type { Document } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

/** What cannot be missed of a paper: that it was recalled, replaced, amended; and what it did to earlier ones. */
export function afterBanner(
  visit: Inside<'outgoing' | 'issued'>,
  { ended, recalled, relatedBy, relates }: Document,
): TemplateResult | typeof nothing {
  const t = visit.words.issued
  if (!ended && relatedBy.length === 0 && relates.length === 0) return nothing
  return html`<div class="alert ${ended ? 'bad' : 'warn'}" role="note">
    ${recalled ? html`<p><b>${t.recalled(recalled.by, moment(recalled.at))}</b> ${recalled.reason}</p>` : ended ? html`<p><b>${ended.text}</b></p>` : nothing}
    ${[...relatedBy, ...relates].map(
      ({ name, documentId, notation, typeName, subject }) =>
        html`<p>
          ${name} <a href=${visit.at('van-ban-di', documentId)}><span class="nota">${notation}</span></a>
          ${typeName} ${kept(subject)}
        </p>`,
    )}
  </div>`
}

/** What may still be done with an issued paper, behind the page. */
export const afterOf = (
  visit: Inside<'outgoing' | 'issued'>,
  read: () => Document,
  renew: () => Promise<void>,
) =>
  behind(visit.draw, async () => {
    const { afterPart } = await import('./after-part.ts')
    return () => afterPart(visit, read(), renew)
  })
