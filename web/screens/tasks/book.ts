import '../../style/book.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { TaskRow } from '../../api/types.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { wordOf } from '../../parts/kinds.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import type { Cut } from '../../api/all.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { tasksHead } from './common.ts'
import { monthLine, monthOf } from './period.ts'

const VERDICTS = ['onTime', 'late', 'overdue', 'open'] as const

/**
 * Sổ theo dõi nhiệm vụ: what was given in a month, in the order it was given; or what was due in it, as far as a figure
 * asks. It prints as it stands and goes out as a workbook.
 */
export default async function taskBook(visit: Inside<'tasks' | 'tracking'>): Promise<View> {
  const { query, draw, signal } = visit
  const t = visit.words.tracking.book
  const period = monthOf(query)
  const due = query.get('xem') === 'den-han'
  const verdict = VERDICTS.find((one) => one === query.get('ket-qua'))
  const asked = {
    list: due ? ('due' as const) : ('given' as const),
    from: period.from,
    to: period.to,
    unitId: query.get('don-vi') ?? undefined,
    personId: query.get('can-bo') ?? undefined,
    verdict,
  }
  const read = (page: Cut) => visit.ask('GET /task-board', { query: { ...page, ...asked }, signal })
  const take = createTake({ name: t.title, columns: taken(visit), read, draw })
  const list = await openList({ read, draw })
  const said = verdict === undefined ? '' : ` · ${wordOf(t.verdicts, verdict, verdict)}`
  return {
    title: t.title,
    wide: true,
    resume: list.refresh,
    action: () => html`<button class="button" type="button" @click=${() => print()}>${t.print}</button>`,
    body: () => html`
      ${tasksHead(visit, 'book')} ${monthLine(visit, period)}
      <p class="book-acts no-print">${take()}</p>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : html`<section class="book">
              <div class="book-title">
                <h2>${t.title}</h2>
                <p>${due ? t.due(period.shown) : t.given(period.shown)}${said}</p>
              </div>
              ${table(visit, list.rows)}
            </section>`
      }
      ${list.foot()}
    `,
  }
}

const ownerOf = ({ owner, person }: TaskRow): string =>
  person === undefined || person.id === owner.id ? owner.name : `${owner.name}; ${person.name}`

function table(visit: Inside<'tasks' | 'tracking'>, rows: TaskRow[]): TemplateResult {
  const t = visit.words.tracking.book
  const { columns } = t
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${t.title}>
    <table class="book-table">
      <caption class="unseen">
        ${t.title}
      </caption>
      <thead>
        <tr>
          ${Object.values(columns).map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, i) =>
            html`<tr>
              <td class="middle">${i + 1}</td>
              <td><a href=${visit.at('cong-viec', row.id)}>${row.title}</a></td>
              <td>${row.giver.name}</td>
              <td>${ownerOf(row)}</td>
              <td>${row.source.name}</td>
              <td>${row.product}</td>
              <td class="middle">${date(row.startOn)}</td>
              <td class="middle">${row.dueOn ? date(row.dueOn) : nothing}</td>
              <td>${row.result ?? ''}</td>
              <td>${row.late ? t.late(row.stateName) : row.stateName}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function taken(visit: Inside<'tasks' | 'tracking'>): TakenColumn<TaskRow>[] {
  const { columns: t, firstDue } = visit.words.tracking.book
  return [
    { title: t.task, width: 60, of: (row) => row.title },
    { title: t.giver, width: 24, of: (row) => row.giver.name },
    { title: t.owner, width: 32, of: ownerOf },
    { title: t.source, of: (row) => row.source.name },
    { title: t.product, width: 30, of: (row) => row.product },
    { title: t.start, kind: 'day', width: 12, of: (row) => row.startOn },
    { title: firstDue, kind: 'day', width: 12, of: (row) => row.firstDueOn },
    { title: t.due, kind: 'day', width: 12, of: (row) => row.dueOn },
    { title: t.result, width: 40, of: (row) => row.result },
    { title: t.state, width: 20, of: (row) => row.stateName },
  ]
}
