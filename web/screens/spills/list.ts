import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { choicesOf, chosenOf, selectField } from '../../parts/field.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'
import { bookTabs } from '../registers/tabs.ts'
import { purgeDialog, releaseDialog } from './part.ts'

type Visit = Inside<'registers' | 'issued'>
type Row = AnswerOf<'GET /spills'>['items'][number]

/** The book of state secrets that came in all the same: what was locked, who decided what; never what stood in it. */
export default async function spills(visit: Visit): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.issued.spills.list
  const states = choicesOf(t.states)
  let state = chosenOf(states, query.get('trang-thai') ?? '')
  const list = await openList<Row, AnswerOf<'GET /spills'>>({
    read: (page) => visit.ask('GET /spills', { query: { ...page, state }, signal }),
    draw,
  })
  const choose = (value: string): void => {
    state = chosenOf(states, value)
    visit.rename(state ? `${visit.path}?trang-thai=${state}` : visit.path)
    void list.refresh()
  }
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(visit.words.registers.title, { tabs: bookTabs(visit, 'spills') })}
      <div class="tools">
        ${selectField({ name: 'state', label: t.state, empty: t.all, value: state ?? '', choices: states, change: choose })}
      </div>
      <p class="quiet">${t.lead}</p>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Row>({
              caption: t.title,
              columns: columns(visit, list.refresh),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

function columns(visit: Visit, done: () => Promise<void>): Column<Row>[] {
  const { list: t, by } = visit.words.issued.spills
  return [
    {
      title: t.paper,
      kind: 'main',
      cell: (row): TemplateResult =>
        html`<a class="row-link" data-row href=${pageOf(visit, row)}
            >${row.notation ? html`<span class="nota">${row.notation}</span> ` : nothing}${
              row.typeName || t.sides[row.side]
            }</a
          >
          <span class="row-sub">${[row.foundName, row.reason].filter(Boolean).join(' · ')}</span>
          <span class="row-sub on-phone">${[t.states[row.state], moment(row.at)].join(' · ')}</span>`,
    },
    {
      title: t.state,
      drop: 3,
      cell: ({ state, decidedBy, decidedAt }) =>
        html`${t.states[state]}
        ${decidedBy ? html`<span class="row-sub">${by(decidedBy, moment(decidedAt))}</span>` : nothing}`,
    },
    { title: t.by, drop: 2, cell: ({ by: name }) => name },
    { title: t.at, kind: 'line', drop: 3, cell: ({ at }) => moment(at) },
    { title: t.acts, unseen: true, cell: (row) => acts(visit, row, done) },
  ]
}

/** What is to be done about one that is locked: by whoever decides, here alone. */
function acts(visit: Visit, row: Row, done: () => Promise<void>): unknown {
  const { list: t, purge, release } = visit.words.issued.spills
  if (row.state !== 'locked') return nothing
  if (row.origin === 'sender') return html`<span class="quiet">${t.sender}</span>`
  if (!visit.may('spills.decide')) return nothing
  return html`<span class="row">
    <button class="button small" @click=${() => purgeDialog(visit, row, done)}>${purge}</button>
    <button class="button small" @click=${() => releaseDialog(visit, row, done)}>${release}</button>
  </span>`
}

function pageOf({ at }: Visit, { side, paperId }: Row): string {
  switch (side) {
    case 'document':
      return at('van-ban-di', paperId)
    case 'incoming':
      return at('van-ban-den', paperId)
    case 'delivery':
      return at('van-ban-den', 'cho', paperId)
    case 'ask':
      return at('cong-viec', 'cap-tren-giao', paperId)
  }
}
