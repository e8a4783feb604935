import { html, nothing, type TemplateResult } from 'lit-html'
import type { Document } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import { ABOUT } from './about.ts'

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
