import { html, nothing } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { tasksHead } from '../tasks/common.ts'
import { askBelow } from './ask.ts'

type Row = AnswerOf<'GET /asks'>['items'][number]

/** What this committee gave to those below, the newest first, with how far all of it has come. */
export default async function sendings(visit: Inside<'tasks' | 'asks'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.asks
  const list = await openList({ read: (page) => visit.ask('GET /asks', { query: page, signal }), draw })
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () =>
      visit.may('asks.ask')
        ? html`<button class="main" @click=${() => askBelow(visit)}>${t.ask}</button>`
        : nothing,
    body: () => html`
      ${tasksHead(visit, 'asks')}
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Row>({ caption: t.caption, columns: columns(visit), rows: list.rows, key: ({ id }) => id })
      }
      ${list.foot()}
    `,
  }
}

function columns(visit: Inside<'asks'>): Column<Row>[] {
  const t = visit.words.asks
  const done = ({ counts }: Row): string => t.done(counts.done, counts.total)
  const late = ({ counts }: Row): string => (counts.late > 0 ? t.late(counts.late) : '')
  return [
    {
      title: t.columns.task,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${visit.at('cong-viec', 'giao-cap-duoi', row.id)}
            >${kept(row.title)}</a
          ><span class="row-sub">${row.product}</span
          ><span class="row-sub on-phone"
            >${[done(row), late(row), t.dueOn(date(row.dueOn))].filter(Boolean).join(' · ')}</span
          >`,
    },
    { title: t.columns.done, kind: 'line', drop: 3, cell: done },
    { title: t.columns.late, kind: 'line', drop: 3, cell: late },
    { title: t.columns.due, kind: 'line', drop: 3, cell: ({ dueOn }) => date(dueOn) },
    { title: t.columns.waiting, kind: 'num', drop: 2, cell: ({ waiting }) => waiting || '' },
  ]
}
