import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import type { Document } from '../../api/types.ts'
import { createPart } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'

type Rounds = AnswerOf<'GET /documents/{id}/rounds'>

/** The rounds of a draft, a part that comes behind its page; nothing for who has no part in the draft. */
export type RoundsPart = {
  view: () => unknown
  /** The button that opens one; nothing where none can be opened. */
  button: (document: Document, before?: () => Promise<Document>) => unknown
  renew: () => Promise<void>
}

/** Brings the rounds of a draft with their words. */
export function roundsOf(visit: Inside, id: () => string | undefined): RoundsPart {
  let rounds: Rounds | undefined
  let more: Inside<'rounds'> | undefined
  const { view, renew } = createPart(visit.draw, async () => {
    const known = id()
    if (!known || !visit.may('rounds.read')) return () => nothing
    ;[rounds, more] = await Promise.all([
      visit.ask('GET /documents/{id}/rounds', { id: known, signal: visit.signal }),
      learnMore(visit, ['rounds']),
    ])
    return () => (more && rounds && rounds.items.length > 0 ? list(more, rounds) : nothing)
  })
  void renew()
  return {
    renew,
    view,
    button: (document, before) => {
      if (!more || !rounds?.may.open) return nothing
      const opened = more
      return html`<button
        class="button small"
        type="button"
        @click=${() => void begin(opened, document, before)}
      >
        ${more.words.rounds.open}
      </button>`
    },
  }
}

async function begin(
  visit: Inside<'rounds'>,
  document: Document,
  before?: () => Promise<Document>,
): Promise<void> {
  const saved = before ? await before() : document
  const { openDialogOf } = await import('./open.ts')
  await openDialogOf(visit, saved)
}

function list(visit: Inside<'rounds'>, { items }: Rounds): TemplateResult {
  const t = visit.words.rounds
  return html`<section class="aside-part">
    <h2>${t.part}</h2>
    <ul class="links">
      ${items.map(
        (one) =>
          html`<li>
            <a href=${visit.at('van-ban-di', 'y-kien', one.id)}>${t.summary(one.answered, one.asked)}</a>
            <span class="row-sub"
              >${one.state === 'concluded' ? date(one.at) : one.late ? t.overdue(date(one.dueOn)) : t.collecting(date(one.dueOn))}${one.open > 0 ? ` · ${t.waiting(one.open)}` : ''}</span
            >
          </li>`,
      )}
    </ul>
  </section>`
}
