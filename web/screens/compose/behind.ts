import { html, nothing, type TemplateResult } from 'lit-html'
import { behind } from '../../parts/behind.ts'
import { checkField } from '../../parts/field.ts'
import { hourField, TIMED } from '../../parts/hour.ts'
import type { Inside } from '../../screen.ts'
import { roundsOf, type RoundsPart } from '../events/rounds.ts'
import { checksOf } from '../drafting/format.ts'
import { movesPart, openMove, placeOf, wayPart } from '../drafting/way.ts'
import { checkPart } from './checks.ts'
import type { Keeper } from './draft.ts'
import { discard, issue, number, settled, voidNumber } from './issue.ts'
import { forgetLeftovers } from './leftovers.ts'
import { createPeople } from './people.ts'
import { preview } from './preview.ts'
import type { Behind, State } from './state.ts'

type Visit = Inside<'compose' | 'drafting' | 'issuing'>

const ENDINGS = { issue, number, void: voidNumber, discard }

/** @param state of the writing that is open already */
export function createBehind(visit: Visit, state: State): Behind {
  const { keeper, books, form } = state
  forgetLeftovers()
  const checks = checksOf(visit)
  const rounds = roundsOf(visit, () => keeper.document?.id)
  const act = (what: Ending): void => void form.attempt(() => ENDINGS[what](visit, state))
  return {
    people: createPeople(visit, keeper, books),
    hour: (error) => hour(visit, keeper, error),
    necessity: necessity(visit, state),
    side: (errors) => {
      const { draft, document } = keeper
      return html`<div class="compose-look">
          ${jointPart(visit, keeper)} ${checkPart(visit, keeper, checks, errors)}
          ${preview(visit, { ...books, draft, ...(document ? { document } : {}) })} ${rounds.view()}
          ${document ? wayPart(visit, document) : nothing}
          ${document && !document.held ? html`<p><button class="link" @click=${() => act('discard')}>${visit.words.issuing.discard}</button></p>` : nothing}
        </div>
        ${issuePart(visit, keeper, form.busy, act, moves(visit, state, rounds))}`
    },
  }
}

/** Which of the committees it goes to issue it together with us. */
function jointPart(visit: Visit, keeper: Keeper): unknown {
  const { recipients = [] } = keeper.draft
  const places = recipients.filter(({ kind }) => kind === 'committee')
  if (places.length === 0) return nothing
  return html`<details class="more" ?open=${places.some(({ coIssues }) => coIssues)}>
    <summary>${visit.words.issuing.joint}</summary>
    ${places.map((place) =>
      checkField({
        name: `joint-${place.id}`,
        label: place.name,
        checked: place.coIssues ?? false,
        change: (coIssues) =>
          keeper.change({
            recipients: recipients.map((one) => (one === place ? { ...one, coIssues } : one)),
          }),
      }),
    )}
  </details>`
}

/** The part comes once a type is chosen that asks for it. */
function necessity(visit: Visit, { keeper, books, draw }: State): Behind['necessity'] {
  let part: ((error?: string) => unknown) | undefined
  let coming = false
  const asks = (): boolean => books.types.find(({ id }) => id === keeper.draft.typeId)?.asksNecessity ?? false
  return (error) => {
    if (!asks()) return nothing
    if (!coming) {
      coming = true
      behind(draw, async () => {
        const { createNecessity } = await import('./necessity.ts')
        part = await createNecessity(visit, keeper)
        return () => nothing
      })
    }
    return part === undefined ? nothing : html`<div class="part sole">${part(error)}</div>`
  }
}

function hour(visit: Visit, keeper: Keeper, error: string | undefined): unknown {
  const { urgency, deliverBy: value } = keeper.draft
  const input = (deliverBy: string | undefined): void => keeper.change({ deliverBy })
  return urgency === TIMED ? hourField({ ...visit.words.issuing.hour, value, error, input }) : nothing
}

/** The ways on: what is typed is saved first, so that what is handed on is what stands there. */
function moves(visit: Visit, state: State, rounds: RoundsPart): unknown {
  const { document } = state.keeper
  if (!document) return nothing
  return movesPart(
    document,
    (move) => {
      void state.form.attempt(async () => {
        const saved = await settled(visit, state)
        const { id } = saved
        await openMove(visit, saved, move, async () =>
          visit.go(visit.at('van-ban-di', id), { replace: true }),
        )
      })
    },
    rounds.button(document, () => settled(visit, state)),
  )
}

/** What ends the writing of a document: its number, its sending, both at once, the number voided. */
type Ending = 'issue' | 'number' | 'void' | 'discard'

/** The button that numbers or issues and says what it will do; below it where else the draft may go. */
function issuePart(
  visit: Inside<'drafting' | 'issuing'>,
  keeper: Keeper,
  busy: boolean,
  act: (what: Ending) => void,
  moves: unknown,
): TemplateResult {
  const t = visit.words.issuing
  const { document } = keeper
  if (!visit.may('documents.issue'))
    return html`<section class="act compose-do">
      ${document ? placeOf(visit, document) : nothing} ${moves}
      <p class="hint">${t.issueNot}</p>
    </section>`
  return html`<section class="act compose-do">
    ${document ? placeOf(visit, document) : nothing}
    ${document?.held ? heldPart(visit, document, busy, act) : numberPart(visit, keeper, busy, act)} ${moves}
  </section>`
}

/** A draft that holds its number is sent under it, or gives it up. */
function heldPart(
  visit: Inside<'issuing'>,
  { notation = '', recipientCount }: NonNullable<Keeper['document']>,
  busy: boolean,
  act: (what: Ending) => void,
): TemplateResult {
  const t = visit.words.issuing
  return html`<button class="main big" type="button" aria-busy=${busy} @click=${() => act('issue')}>
      ${t.send(notation, recipientCount)}
    </button>
    <p class="hint">${t.sendHint}</p>
    <p><button class="link" type="button" @click=${() => act('void')}>${t.void}</button></p>`
}

/** One that holds none gets it first; both at once where the committee lets it. */
function numberPart(
  visit: Inside<'issuing'>,
  { document, draft }: Keeper,
  busy: boolean,
  act: (what: Ending) => void,
): TemplateResult {
  const t = visit.words.issuing
  const { next, recipientCount = 0, type, atOnce = true } = document ?? {}
  const current = next && type && draft.typeId === type.id
  return html`<button class="main big" type="button" aria-busy=${busy} @click=${() => act('number')}>
      ${current ? t.number(next.notation) : t.numberPlain}
    </button>
    <p class="hint">${t.numberHint}</p>
    ${
      atOnce
        ? html`<p>
            <button class="link" type="button" aria-busy=${busy} @click=${() => act('issue')}>
              ${current ? t.issue(next.notation, recipientCount) : t.issuePlain}
            </button>
          </p>`
        : nothing
    }`
}
