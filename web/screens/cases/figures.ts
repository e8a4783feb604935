import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Figures } from '../../api/types.ts'
import { emptyState } from '../../parts/head.ts'
import { wordOf } from '../../parts/kinds.ts'
import type { Inside, View } from '../../screen.ts'
import { count, today } from '../../text/dates.ts'

/** How a process did in a month: by step in time or late, hours, returns; each number opens its cases. */
export default async function figures(visit: Inside<'cases'>): Promise<View> {
  const { params, query, signal } = visit
  const t = visit.words.cases
  const procedure = params['id'] ?? ''
  const month = query.get('thang') ?? today().slice(0, 7)
  const [found, of] = await Promise.all([
    visit.ask('GET /case-figures', { query: { procedure, month }, signal }),
    visit.ask('GET /procedures/{id}', { id: procedure, signal }),
  ])
  const shown = `${month.slice(5)}/${month.slice(0, 4)}`
  const to = (by: number): string => {
    const moved = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by))
    return `${visit.at('quy-trinh', procedure, 'so-lieu')}?thang=${moved.toISOString().slice(0, 7)}`
  }
  return {
    title: `${t.figures} ${of.code}`,
    wide: true,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('quy-trinh', procedure)}>‹ ${of.name}</a></p>
        <h1 tabindex="-1">${t.figures} <span class="nota">${of.code}</span></h1>
        <p class="row">
          <a href=${to(-1)}>‹ ${t.monthBefore}</a> <strong>${t.month} ${shown}</strong>
          <a href=${to(1)}>${t.monthAfter} ›</a>
        </p>
      </div>
      ${found.steps.length === 0 ? emptyState(t.figuresNone, t.figuresNoneHint) : html`${bySteps(visit, procedure, month, found)} ${returns(visit, found)}`}
    `,
  }
}

const hours = (value: number | undefined): string =>
  value === undefined ? '' : (Math.round(value * 10) / 10).toLocaleString('vi-VN')

function bySteps(
  visit: Inside<'cases'>,
  procedure: string,
  month: string,
  { steps }: Figures,
): TemplateResult {
  const t = visit.words.cases
  const head = t.figureColumns
  const link = (step: string, n: number, late?: boolean): unknown => {
    if (n === 0) return '0'
    const asked = new URLSearchParams({
      'quy-trinh': procedure,
      thang: month,
      buoc: step,
      ...(late === undefined ? {} : { tre: late ? '1' : '0' }),
    })
    return html`<a href="${visit.at('quy-trinh', 'ho-so')}?${asked}">${count(n)}</a>`
  }
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${t.figures}>
      <table class="steps-table">
        <thead>
          <tr>
            ${Object.values(head).map((one) => html`<th scope="col">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            ({ step, name, finished, inTime, overdue, rate, hours: took }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${link(step, finished)}</td>
                <td>${link(step, inTime, false)}</td>
                <td>${link(step, overdue, true)}</td>
                <td>
                  ${rate === undefined ? '' : `${(Math.round(rate * 1000) / 10).toLocaleString('vi-VN')}%`}
                </td>
                <td>${hours(took.p50)}</td>
                <td>${hours(took.p80)}</td>
                <td>${hours(took.p95)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet small">${t.rateHint}</p>`
}

function returns(visit: Inside<'cases'>, { returns: rows }: Figures): TemplateResult | typeof nothing {
  const t = visit.words.cases
  if (rows.length === 0) return nothing
  return html`<section class="desk-group">
    <h2>${t.returns}</h2>
    <table class="steps-table">
      <thead>
        <tr>
          ${Object.values(t.returnColumns).map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, reason, count: times, hours: lost }) =>
            html`<tr>
              <td>${name}</td>
              <td>${wordOf(t.reasons, reason, reason)}</td>
              <td>${count(times)}</td>
              <td>${hours(lost)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
