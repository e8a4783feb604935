import { html, nothing, type TemplateResult } from 'lit-html'
import type { DeliveryRow, Incoming } from '../../api/types.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import { signaturesBeside } from '../signatures/beside.ts'

/**
 * What stands beside a paper without being it: what comes next for the clerk, its copies or of which paper it is one,
 * and what answers it, drafts as far as in reach.
 * @param done brings the page up to date after a copy was made
 */
export async function beside(
  visit: Inside<'arrivals'>,
  read: () => Incoming,
  done: () => Promise<void>,
): Promise<() => TemplateResult> {
  const [more, { copiesPart }, waiting] = await Promise.all([
    learnMore(visit, ['issued']),
    import('../copies/part.ts'),
    visit.may('deliveries.decide')
      ? visit.ask('GET /deliveries', { query: { state: 'waiting', limit: 1 }, signal: visit.signal })
      : { items: [] },
  ])
  const [row] = waiting.items
  const signatures = signaturesBeside(visit, () => ({ ...read(), issuer: read().sender.name }))
  return () =>
    html`${signatures()} ${next(visit, row)} ${copiesPart(more, 'incoming', copiedOf(read()), done)}
    ${answers(visit, read())}`
}

/** The paper as far as its copies go: a copy is shown as who made it numbered it. */
const copiedOf = ({ id, notation, issuedOn, sender, copy, copiesMade, state }: Incoming) => ({
  id,
  notation,
  issuedOn,
  issuer: sender.name,
  copy,
  copiesMade,
  open: state !== 'recalled',
})

function next(visit: Inside<'arrivals'>, row: DeliveryRow | undefined): TemplateResult | typeof nothing {
  if (!row) return nothing
  const t = visit.words.arrivals
  return html`<p class="next-up">
    <span class="quiet">${t.nextArrival}:</span>
    <a href=${visit.at('van-ban-den', 'cho', row.id)}
      ><span class="nota">${row.notation}</span> ${kept(row.subject)}</a
    >
  </p>`
}

function answers(visit: Inside<'arrivals'>, { replies }: Incoming): TemplateResult | typeof nothing {
  if (replies.length === 0) return nothing
  const t = visit.words.arrivals
  return html`<section class="aside-part">
    <h2>${t.replies}</h2>
    <ul class="links">
      ${replies.map(({ id, notation, state, subject }) =>
        state !== 'draft'
          ? html`<li><a class="nota" href=${visit.at('van-ban-di', id)}>${notation}</a> ${kept(subject)}</li>`
          : html`<li><a href=${visit.at('van-ban-di', 'soan', id)}>${t.replyDraft}</a> ${kept(subject)}</li>`,
      )}
    </ul>
  </section>`
}
