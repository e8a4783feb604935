import '../../style/flow.css'
import { html, type TemplateResult } from 'lit-html'
import type { Case } from '../../api/types.ts'
import { facts } from '../../parts/head.ts'
import { wordOf } from '../../parts/kinds.ts'
import type { Inside, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

/** Phiếu kiểm soát quá trình: who did which step from when to when, in time or late; it prints itself. */
export default async function controlSheet(visit: Inside<'cases'>): Promise<View> {
  const id = visit.params['id'] ?? ''
  const t = visit.words.cases
  const now = await visit.ask('GET /cases/{id}', { id, signal: visit.signal })
  return {
    title: `${t.sheet} ${now.code}`,
    action: () => html`<button class="button main" @click=${() => print()}>${t.print}</button>`,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('quy-trinh', 'ho-so', id)}>‹ ${now.title}</a></p>
        <p>${visit.here.committee.name}</p>
        <h1 tabindex="-1">${t.sheet}</h1>
      </div>
      ${facts([
        [t.columns.title, now.title],
        [now.procedure.code, `${now.procedure.name}, ${t.version(now.versionNumber)}`],
        [t.starter, now.starter.name],
        [t.columns.started, moment(now.startedAt)],
        [t.wholeDue, moment(now.deadline.due)],
        [t.columns.state, t.status[now.status]],
      ])}
      ${lines(visit, now)}
    `,
  }
}

function lines(visit: Inside<'cases'>, { runs }: Case): TemplateResult {
  const t = visit.words.cases
  const { no, step, who, begin, end, due, result, hours } = t.sheetColumns
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${t.sheet}>
    <table class="steps-table stacks">
      <thead>
        <tr>
          ${[no, step, who, begin, end, due, result, hours].map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map(
          (run, i) =>
            html`<tr>
              <td>${i + 1}</td>
              <td>${run.name}${t.attempt(run.attempt)}</td>
              <td data-label=${who}>${run.by ?? ''}</td>
              <td data-label=${begin}>${moment(run.begin)}</td>
              <td data-label=${end}>${run.end ? moment(run.end) : t.running}</td>
              <td data-label=${due}>${moment(run.due)}</td>
              <td data-label=${result}>
                ${[run.ending && run.ending !== 'forward' ? wordOf(t.told, run.ending, run.ending) : '', run.due ? (run.late ? t.lateBy : t.inTime) : ''].filter(Boolean).join(', ')}
              </td>
              <td data-label=${hours}>${run.hours.toLocaleString('vi-VN')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
