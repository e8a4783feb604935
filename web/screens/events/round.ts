import '../../style/book.css'
import '../../style/sheets.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date, size } from '../../text/dates.ts'
import type { Round } from './of.ts'
import { createOpinion, type Opinion } from './opinion.ts'
import { opinionTable, takeTable } from './table.ts'

type Visit = Inside<'rounds'>

/** A round of opinions: the draft as it is asked about, one's own opinion, and the table of all that was said. */
export default async function roundPage(visit: Visit): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const read = (): Promise<Round> => visit.ask('GET /rounds/{id}', { id, signal })
  let shown = await read()
  if (visit.query.has('phieu')) return (await import('./sheets.ts')).opinionSheets(visit, shown)
  const t = visit.words.rounds
  const refresh = async (): Promise<void> => {
    shown = await read()
    draw()
  }
  const opinion = createOpinion(
    visit,
    () => shown,
    async () => {
      await Promise.all([refresh(), visit.refresh()])
    },
  )
  const take = takeTable(visit, () => shown)
  return {
    title: () => `${t.title}: ${shown.title}`,
    wide: true,
    resume: refresh,
    action: () =>
      shown.manages || shown.mine.length === 0
        ? html`<button class="button" type="button" @click=${() => print()}>${t.print}</button>`
        : nothing,
    body: () => html`
      ${titleOf(visit, shown)} ${actions(visit, shown, refresh)} ${draftOf(visit, shown)}
      ${mine(shown, opinion)}
      <p class="book-acts no-print">${take()}</p>
      ${opinionTable(visit, shown, refresh)}
    `,
  }
}

function titleOf(visit: Visit, round: Round): TemplateResult {
  const t = visit.words.rounds
  const { manages, state, dueOn, late, concludedAt, concludedBy } = round
  const stand =
    state === 'concluded'
      ? t.concluded(date(concludedAt), concludedBy ?? '')
      : late
        ? t.overdue(date(dueOn))
        : t.collecting(date(dueOn))
  return html`<div class="paper-head no-print">
    <p class="crumb">
      ${
        manages
          ? html`<a href=${visit.at('van-ban-di', round.documentId)}>‹ ${t.back}</a>`
          : html`<a href=${visit.at('ban-lam-viec')}>‹ ${t.backDesk}</a>`
      }
    </p>
    <h1 tabindex="-1"><span class="subject">${kept(round.title)}</span></h1>
    <p class="quiet" role="status">
      ${stand} · ${round.by}${manages ? ` · ${t.sentence(round.answered, round.asked, round.open)}` : ''}
    </p>
    ${round.note ? html`<p class="lead">${round.note}</p>` : nothing}
  </div>`
}

function actions(
  visit: Visit,
  { id, manages, state }: Round,
  refresh: () => Promise<void>,
): TemplateResult | typeof nothing {
  if (!manages) return nothing
  const t = visit.words.rounds
  const once = intention(visit.ask)
  const conclude = (): void =>
    openEdit({
      title: t.conclude,
      lead: t.concludeLead,
      save: t.conclude,
      fields: [],
      send: async () => {
        const { answered, silent } = await once('POST /rounds/{id}/conclusion', { id, body: {} })
        say(t.ended(answered, silent))
        await Promise.all([refresh(), visit.refresh()])
      },
    })
  return html`<section class="act no-print">
    <p class="row">
      ${state === 'collecting' ? html`<button class="main" type="button" @click=${conclude}>${t.conclude}</button>` : nothing}
      <a class="button" href=${`${visit.at('van-ban-di', 'y-kien', id)}?phieu`}>${t.sheet}</a>
    </p>
  </section>`
}

/** The files of the version that is asked about. */
function draftOf(visit: Visit, { id, draft }: Round): TemplateResult {
  return html`<ul class="links no-print">
    ${draft.files.map(
      ({ sha256, name, size: bytes }) =>
        html`<li>
          <a href=${visit.urlOf('GET /rounds/{id}/files/{sha256}', { id, sha256 })} download=${name}
            >${name}</a
          >
          <span class="row-sub">${size(bytes)}</span>
        </li>`,
    )}
  </ul>`
}

const mine = ({ mine: own, state }: Round, opinion: Opinion): unknown =>
  own.length > 0 && state === 'collecting' ? opinion.view() : nothing
