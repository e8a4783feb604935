import '../../style/sheets.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import type { Round } from './of.ts'

type Visit = Inside<'rounds'>

/** Phiếu xin ý kiến: a sheet of A4 for each who is asked and has not answered, to be filled in by hand. */
export function opinionSheets(visit: Visit, round: Round): View {
  const t = visit.words.rounds.paper
  const asked = round.parties.filter(({ at }) => at === undefined)
  const parties = asked.length > 0 ? asked : round.parties
  return {
    title: () => `${t.title}: ${round.title}`,
    action: () => html`<button class="main" type="button" @click=${() => print()}>${t.send}</button>`,
    body: () => html`
      <div class="paper-head no-print">
        <p class="crumb">
          <a href=${visit.at('van-ban-di', 'y-kien', round.id)}>‹ ${visit.words.rounds.title}</a>
        </p>
        <h1 tabindex="-1">${t.title}</h1>
        <p class="quiet" role="status">${t.ready(parties.length)}</p>
      </div>
      ${parties.map(({ name }) => sheet(visit, round, name))}
    `,
  }
}

function sheet(visit: Visit, round: Round, name: string): TemplateResult {
  const t = visit.words.rounds.paper
  const { stands } = visit.words.rounds.opinion
  return html`<section class="sheet">
    <p class="sheet-head"><b>${visit.here.committee.name}</b></p>
    <h2>${t.title}</h2>
    <p>${t.to}: <b>${name}</b></p>
    <p>${t.about}: ${round.title}</p>
    ${round.note ? html`<p>${t.note}: ${round.note}</p>` : nothing}
    <p>${t.due} ${date(round.dueOn)}.</p>
    <h3>1. ${t.stand}</h3>
    ${Object.values(stands).map((one) => html`<p><span class="sheet-box"></span>${one}</p>`)}
    <h3>2. ${t.remarks}</h3>
    <div class="sheet-lines"></div>
    <div class="sheet-lines"></div>
    <div class="sheet-lines"></div>
    <div class="sheet-sign">
      <p><i>${t.day}</i></p>
      <p><b>${t.sign}</b><br /><i>${t.signHint}</i></p>
    </div>
  </section>`
}
