import { html, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { tasksHead } from '../tasks/common.ts'

type Row = AnswerOf<'GET /arrived-asks'>['items'][number]
const TABS = ['01', '05', '06'] as const

/** Tasks that committees above gave, by how far they have come here. */
export default async function arrivals(visit: Inside<'tasks' | 'asks'>): Promise<View> {
  const { signal, draw, query } = visit
  const t = visit.words.asks
  const taken = TABS.find((one) => one === query.get('o')) ?? '01'
  const list = await openList({
    read: (page) => visit.ask('GET /arrived-asks', { query: { ...page, taken }, signal }),
    draw,
  })
  return {
    title: t.arrivedTitle,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${tasksHead(visit, 'arrived')}
      <p class="row">
        ${TABS.map((one) =>
          one === taken
            ? html`<strong aria-current="page">${t.arrived.tabs[one]}</strong>`
            : html`<a class="link" href="${visit.at('cong-viec', 'cap-tren-giao')}?o=${one}"
                >${t.arrived.tabs[one]}</a
              >`,
        )}
      </p>
      ${list.rows.length === 0 ? emptyState(t.noneArrived, t.noneArrivedHint) : ''}
      <ul class="rows">
        ${list.rows.map((row) => line(visit, row))}
      </ul>
      ${list.foot()}
    `,
  }
}

const line = (visit: Inside<'asks'>, row: Row): TemplateResult =>
  html`<li class="row-line">
    <span class="row-what">
      <a class="row-link" data-row href=${visit.at('cong-viec', 'cap-tren-giao', row.id)}
        >${kept(row.title)}</a
      >
      <span class="row-sub"
        >${row.from.name} · ${visit.words.asks.dueOn(date(row.dueOn))} · ${row.takenName}</span
      >
    </span>
  </li>`
