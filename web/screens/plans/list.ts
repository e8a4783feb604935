import { html, nothing } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { tasksHead } from '../tasks/common.ts'
import { beginPlan } from './begin.ts'

type Row = AnswerOf<'GET /plans'>['items'][number]
const STATES = ['issued', 'draft', 'closed'] as const

/** Programmes and plans in a state, what moved last first. */
export default async function plans(visit: Inside<'tasks' | 'plans'>): Promise<View> {
  const { signal, draw, query } = visit
  const t = visit.words.plans
  const state = STATES.find((one) => one === query.get('o')) ?? 'issued'
  const list = await openList({
    read: (page) => visit.ask('GET /plans', { query: { ...page, state }, signal }),
    draw,
  })
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () =>
      visit.may('plans.write')
        ? html`<button class="main" @click=${() => void beginPlan(visit)}>${t.begin}</button>`
        : nothing,
    body: () => html`
      ${tasksHead(visit, 'plans')}
      <p class="row">
        ${STATES.map((one) =>
          one === state
            ? html`<strong aria-current="page">${t.states[one]}</strong>`
            : html`<a class="link" href="${visit.at('cong-viec', 'ke-hoach')}?o=${one}">${t.states[one]}</a>`,
        )}
        <a class="link" href=${visit.at('cong-viec', 'ke-hoach', 'loai')}>${t.kinds}</a>
      </p>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Row>({ caption: t.caption, columns: columns(visit), rows: list.rows, key: ({ id }) => id })
      }
      ${list.foot()}
    `,
  }
}

function columns(visit: Inside<'plans'>): Column<Row>[] {
  const t = visit.words.plans
  const done = ({ tasks }: Row): string => (tasks.total === 0 ? '' : t.done(tasks.done, tasks.total))
  return [
    {
      title: t.columns.plan,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${visit.at('cong-viec', 'ke-hoach', row.id)}
            >${row.notation ? html`<span class="nota">${row.notation}</span> ` : nothing}${kept(row.name)}</a
          ><span class="row-sub">${[row.kindName, row.period].filter(Boolean).join(' · ')}</span
          ><span class="row-sub on-phone"
            >${[done(row), row.tasks.late > 0 ? t.late(row.tasks.late) : ''].filter(Boolean).join(' · ')}</span
          >`,
    },
    { title: t.columns.tasks, kind: 'line', drop: 3, cell: done },
    {
      title: t.columns.late,
      kind: 'line',
      drop: 3,
      cell: ({ tasks }) => (tasks.late > 0 ? t.late(tasks.late) : ''),
    },
    { title: t.columns.author, drop: 2, cell: ({ author }) => author },
  ]
}
