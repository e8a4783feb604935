import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { AnswerOf } from '../../api/ask.ts'
import { isNotTheirs, lostLine } from '../../parts/behind.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'

type Fate = AnswerOf<'GET /deliveries/{id}/fate'>

/** What became of a paper that came; nothing where it came by hand, null where it could not be read now. */
export async function readFate(
  visit: Inside<'arrivals'>,
  deliveryId: string | undefined,
): Promise<Fate | null | undefined> {
  if (!deliveryId) return undefined
  const { signal } = visit
  return visit
    .ask('GET /deliveries/{id}/fate', { id: deliveryId, signal })
    .catch((problem: unknown) => (isNotTheirs(problem) ? undefined : null))
}

/**
 * The banner nobody can miss on a paper that was recalled, replaced or amended, with the clerk's answer where one is
 * asked for.
 * @param done brings the screen up to date
 */
export function fateBanner(
  visit: Inside<'arrivals'>,
  deliveryId: string,
  fate: Fate | null | undefined,
  done: () => Promise<void>,
): TemplateResult | typeof nothing {
  if (fate === null) return lostLine(done)
  if (!fate || (!fate.recall && !fate.originalRecalled && fate.later.length === 0)) return nothing
  return html`<div class="alert ${fate.recall && fate.recall.code !== '16' ? 'bad' : 'warn'}" role="note">
    ${fate.recall ? recallLine(visit, deliveryId, fate.recall, done) : nothing}
    ${fate.originalRecalled ? html`<p><b>${visit.words.arrivals.fate.original(fate.originalRecalled)}</b></p>` : nothing}
    ${fate.later.map(
      ({ name, notation, typeName, subject, issuedOn, deliveryId: sent }) =>
        html`<p>
          <b>${name}</b> <span class="nota">${notation}</span> (${date(issuedOn)}) ${typeName}
          ${subject ? kept(subject) : nothing}
          ${sent ? html`<a href=${visit.at('van-ban-den', 'cho', sent)}>${visit.words.arrivals.fate.open}</a>` : nothing}
        </p>`,
    )}
  </div>`
}

/** In place of its files, for who may no longer open those of a paper that was recalled. */
export const closedPaper = (visit: Inside<'arrivals'>, recalled: unknown): TemplateResult | undefined =>
  recalled && !visit.may('registers.read')
    ? html`<div class="paper-none"><p>${visit.words.arrivals.fate.closed}</p></div>`
    : undefined

function recallLine(
  visit: Inside<'arrivals'>,
  id: string,
  { code, reason }: NonNullable<Fate['recall']>,
  done: () => Promise<void>,
): TemplateResult {
  const t = visit.words.arrivals.fate
  if (code === '15') return html`<p><b>${t.back(reason)}</b> ${t.putAway}</p>`
  if (code === '16') return html`<p>${t.kept}</p>`
  return html`<p><b>${t.asked(reason)}</b></p>
    ${
      visit.may('deliveries.decide')
        ? html`<p class="row">
            <button class="button small" @click=${() => void agree(visit, id, done)}>${t.agree}</button>
            <button class="button small" @click=${() => void refuse(visit, id, done)}>${t.refuse}</button>
          </p>`
        : nothing
    }`
}

async function agree(visit: Inside<'arrivals'>, id: string, done: () => Promise<void>): Promise<void> {
  await intention(visit.ask)('POST /deliveries/{id}/recall-answer', { id, body: { agree: true } })
  say(visit.words.arrivals.fate.agreed)
  await Promise.all([done(), visit.refresh()])
}

async function refuse(visit: Inside<'arrivals'>, id: string, done: () => Promise<void>): Promise<void> {
  const { keepDialog } = await import('./keep.ts')
  keepDialog(visit, id, done)
}
