import { html, nothing, type TemplateResult } from 'lit-html'
import type { Document } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, moment } from '../../text/dates.ts'
import type { Move } from './hand.ts'

/** Where a draft lies: at which step, on whose desk, since when, until when. */
export function placeOf(
  visit: Inside<'drafting'>,
  { way, held, notation, issuedOn }: Document,
): TemplateResult {
  const t = visit.words.drafting
  const clerks = !way.holder && (way.stage === 'signed' || way.stage === 'numbered')
  const where = clerks ? t.atClerk(way.stageName) : t.at(way.stageName, way.holder?.name)
  const when = [way.since && t.since(common().ago(way.since)), way.dueOn && t.due(date(way.dueOn))]
  return html`<p class="quiet" role="status">
    ${held ? html`<b>${t.held(notation ?? '', date(issuedOn))}</b> ` : nothing}
    ${[where, ...when].filter(Boolean).join(' · ')}
  </p>`
}

/**
 * The ways on for this person, each a button that opens what it asks.
 * @param more other ways, that go to many at once
 */
export function movesPart(
  document: Document,
  open: (move: Move) => void,
  more: unknown = nothing,
): TemplateResult | typeof nothing {
  const { moves } = document.way
  if (moves.length === 0) return nothing
  return html`<p class="row">
    ${moves.map((move) => html`<button class="button small" type="button" @click=${() => open(move)}>${move.name}…</button>`)}
    ${more}
  </p>`
}

/** How the draft came here, a line a hand-over, and the way to its versions. */
export function wayPart(visit: Inside<'drafting'>, { id, way }: Document): TemplateResult | typeof nothing {
  const t = visit.words.drafting
  if (way.handed.length === 0 && way.versions === 0) return nothing
  return html`<section class="aside-part">
    <h2>${t.way}</h2>
    <ol class="timeline">
      ${way.handed.toReversed().map(
        ({ at, by, name, to, dueOn, note }) =>
          html`<li>
            <p>${t.handed(name, to)}${note ? html`: “${note}”` : nothing}</p>
            <p class="row-sub">
              ${by} · <time datetime=${at}>${moment(at)}</time>${dueOn ? ` · ${t.due(date(dueOn))}` : ''}
            </p>
          </li>`,
      )}
    </ol>
    ${
      way.versions > 0
        ? html`<p><a href=${visit.at('van-ban-di', id, 'cac-ban')}>${t.versions(way.versions)}</a></p>`
        : nothing
    }
  </section>`
}

/** Opens what a move asks: to whom, until when, with what word. The dialog comes when it is first wanted. */
export async function openMove(
  visit: Inside<'drafting'>,
  document: Document,
  move: Move,
  done: () => Promise<void>,
): Promise<void> {
  const { handDialog } = await import('./hand.ts')
  await handDialog(visit, document, move, done)
}
