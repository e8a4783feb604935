import '../../style/sheets.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import type { Document } from '../../api/types.ts'
import { orNone } from '../../parts/behind.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment } from '../../text/dates.ts'

type Visit = Inside<'rounds'>
type Rounds = AnswerOf<'GET /documents/{id}/rounds'>['items']

/** Phiếu trình: what a leader needs before signing, on one sheet: the paper, how it came here, what was said, what fails. */
export default async function submissionSheet(visit: Visit): Promise<View> {
  const id = visit.params['id'] ?? ''
  const { signal } = visit
  const [document, rounds] = await Promise.all([
    visit.ask('GET /documents/{id}', { id, signal }),
    visit.ask('GET /documents/{id}/rounds', { id, signal }).catch(orNone),
  ])
  const t = visit.words.rounds.submission
  return {
    title: () => `${t.title}: ${document.subject}`,
    action: () => html`<button class="main" type="button" @click=${() => print()}>${t.print}</button>`,
    body: () => html`
      <div class="paper-head no-print">
        <p class="crumb"><a href=${visit.at('van-ban-di', id)}>‹ ${visit.words.rounds.back}</a></p>
        <h1 tabindex="-1">${t.title}</h1>
      </div>
      ${sheet(visit, document, rounds?.items ?? [])}
    `,
  }
}

function sheet(visit: Visit, document: Document, rounds: Rounds): TemplateResult {
  const t = visit.words.rounds.submission
  const { signer, way, checks, files } = document
  const failing = checks.filter(({ state }) => state !== 'ok')
  const handed = way.handed.map(({ at, by, name, to, note }) => {
    const whom = to ? `${name}: ${to}` : name
    return html`<p>${moment(at)} · ${by} · ${whom}${note ? html` (“${note}”)` : nothing}</p>`
  })
  return html`<section class="sheet">
    <p class="sheet-head"><b>${document.issuer?.name ?? visit.here.committee.name}</b></p>
    <h2>${t.title}</h2>
    <p>${t.to}: <b>${[signer.name, signer.title].filter(Boolean).join(', ')}</b></p>
    <p>${t.about}: ${document.type?.name} ${kept(document.subject)}</p>
    ${document.necessity ? html`<p>${t.necessity}: ${document.necessity}</p>` : nothing}
    <p>${t.author}: ${[document.author, ...document.people.map(({ name }) => name)].join(', ')}</p>
    ${part(
      t.files,
      files.map(({ name }) => html`<p>${name}</p>`),
    )}
    ${part(t.way, handed)}
    ${part(
      t.opinions,
      rounds.map(
        (one) =>
          html`<p>${date(one.at)}: ${visit.words.rounds.sentence(one.answered, one.asked, one.open)}</p>`,
      ),
    )}
    ${part(t.checks, [
      ...failing.map(({ label, detail }) => html`<p>${label}${detail ? html`: ${detail}` : nothing}</p>`),
      html`<p>${t.passed(checks.length - failing.length)}</p>`,
    ])}
    <h3>${t.verdict}</h3>
    <div class="sheet-lines"></div>
    <div class="sheet-lines"></div>
    <div class="sheet-sign">
      <p><i>${visit.words.rounds.paper.day}</i></p>
      <p><b>${signer.title || nothing}</b><br /><i>${visit.words.rounds.paper.signHint}</i></p>
    </div>
  </section>`
}

const part = (title: string, lines: TemplateResult[]): TemplateResult | typeof nothing =>
  lines.length === 0
    ? nothing
    : html`<h3>${title}</h3>
        ${lines}`
