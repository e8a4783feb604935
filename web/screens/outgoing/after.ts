import { html, nothing, type TemplateResult } from 'lit-html'
import type { Document } from '../../api/types.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { moment } from '../../text/dates.ts'
import { ABOUT } from './about.ts'

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

/** What may still be done with an issued paper, each behind what it asks. */
export function afterPart(
  visit: Inside<'outgoing' | 'issued'>,
  document: Document,
  renew: () => Promise<void>,
): TemplateResult | typeof nothing {
  const t = visit.words.issued
  if (document.state !== 'issued' || document.ended) return nothing
  const about = (Object.keys(ABOUT) as (keyof typeof ABOUT)[]).map(
    (kind) =>
      html`<li><a href="${visit.at('van-ban-di', 'soan')}?${ABOUT[kind]}=${document.id}">${t[kind]}</a></li>`,
  )
  const open = async (what: 'recallDialog' | 'forwardDialog'): Promise<void> => {
    const dialogs = await import('./after-dialogs.ts')
    dialogs[what](visit, document, renew)
  }
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    <ul class="links">
      ${visit.may('documents.draft') ? about : nothing}
      ${
        visit.may('documents.issue')
          ? html`<li><button class="link" @click=${() => open('forwardDialog')}>${t.forward}</button></li>
              <li><button class="link" @click=${() => open('recallDialog')}>${t.recall}</button></li>`
          : nothing
      }
    </ul>
  </section>`
}
