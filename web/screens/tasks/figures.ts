import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { emptyState } from '../../parts/head.ts'
import { wordOf } from '../../parts/kinds.ts'
import type { Inside, View } from '../../screen.ts'
import { count } from '../../text/dates.ts'
import { tasksHead } from './common.ts'
import { monthLine, monthOf, type Month } from './period.ts'

type Figures = AnswerOf<'GET /task-figures'>
type Line = Figures['units'][number]

/** How the tasks of a month went, by unit and person, and whom what is open waits for; each number opens its list. */
export default async function taskFigures(visit: Inside<'tasks' | 'tracking'>): Promise<View> {
  const t = visit.words.tracking.figures
  const period = monthOf(visit.query)
  const { from, to } = period
  const found = await visit.ask('GET /task-figures', { query: { from, to }, signal: visit.signal })
  return {
    title: t.title,
    wide: true,
    body: () => html`
      ${tasksHead(visit, 'figures')} ${monthLine(visit, period)}
      ${
        found.total.all === 0
          ? emptyState(t.none, t.noneHint)
          : html`<p class="lead">
                ${t.lead(found.total.all, rate(found.total), found.total.extended)}
                ${found.transitHours === undefined ? nothing : t.transit(hours(found.transitHours))}
              </p>
              ${part(visit, period, { title: t.units, name: 'don-vi', lines: found.units })}
              ${found.persons.length === 0 ? nothing : part(visit, period, { title: t.persons, name: 'can-bo', lines: found.persons })}`
      }
      ${waiting(visit, found)}
    `,
  }
}

/** Of what was brought or should have been by now, how much came in time; in per cent, half up. */
function rate({ onTime, late, overdue }: Pick<Line, 'onTime' | 'late' | 'overdue'>): string {
  const all = onTime + late + overdue
  return all === 0 ? '–' : `${(Math.round((onTime * 1000) / all) / 10).toLocaleString('vi-VN')}%`
}

const hours = (value: number): string => (Math.round(value * 10) / 10).toLocaleString('vi-VN')

type Part = { title: string; name: 'don-vi' | 'can-bo'; lines: Line[] }

function part(
  visit: Inside<'tasks' | 'tracking'>,
  { month }: Month,
  { title, name, lines }: Part,
): TemplateResult {
  const t = visit.words.tracking.figures
  const link = (id: string, n: number, verdict?: string): unknown => {
    if (n === 0) return '0'
    const query = new URLSearchParams({ xem: 'den-han', thang: month, [name]: id })
    if (verdict !== undefined) query.set('ket-qua', verdict)
    return html`<a href="${visit.at('cong-viec', 'so')}?${query}">${count(n)}</a>`
  }
  return html`<section class="desk-group">
    <h2>${title}</h2>
    <div class="steps-scroll" tabindex="0" role="region" aria-label=${title}>
      <table class="steps-table">
        <thead>
          <tr>
            ${Object.values(t.columns).map((one) => html`<th scope="col">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.name}</th>
                <td>${link(one.id, one.all)}</td>
                <td>${link(one.id, one.onTime, 'onTime')}</td>
                <td>${link(one.id, one.late, 'late')}</td>
                <td>${link(one.id, one.overdue, 'overdue')}</td>
                <td>${link(one.id, one.open, 'open')}</td>
                <td>${rate(one)}</td>
                <td>${count(one.firstOnTime)}</td>
                <td>${count(one.extended)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}

function waiting(
  visit: Inside<'tasks' | 'tracking'>,
  { waiting: open }: Figures,
): TemplateResult | typeof nothing {
  const t = visit.words.tracking.figures
  const rows = Object.entries(open)
  if (rows.length === 0) return nothing
  return html`<section class="desk-group">
    <h2>${t.waiting}</h2>
    <ul class="plain-list">
      ${rows.map(([ask, n]) => html`<li>${wordOf(t.waitsFor, ask, ask)}: <strong>${count(n)}</strong></li>`)}
    </ul>
    <p><a href=${visit.at('cong-viec', 'danh-sach', 'all')}>${t.all}</a></p>
  </section>`
}
