import { html, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { IncomingRow, Page } from '../../api/types.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { createNarrow, type Narrow } from '../../parts/narrow.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { paperCell, registerAction } from './cells.ts'
import { createMarks, type Marks } from './marks.ts'
import { tabs } from './tabs.ts'

type Here = Inside<'arrivals' | 'lists'>

/** Incoming papers in the book, narrowed by words, days and state, in either order, to look at or to take along. */
export default async function booked(visit: Here): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.arrivals
  const states = choicesOf(visit.words.lists.narrow.states)
  const narrow = narrowing(visit, () => list.refresh())
  const read = (page: Cut): Promise<Page<IncomingRow>> => {
    const { q, from, to, state, order } = narrow.values
    const query = {
      ...page,
      q,
      from: from || undefined,
      to: to || undefined,
      state: chosenOf(states, state),
      ...(order ? { order: 'oldest' as const } : {}),
    }
    return visit.ask('GET /incoming', { query, signal })
  }
  const marks = createMarks(visit)
  const shown = async (page: Cut): Promise<Page<IncomingRow>> => {
    const found = await read(page)
    void marks.look(found.items)
    return found
  }
  const list = await openList({ read: shown, draw })
  const take = createTake({ name: t.caption.booked, columns: taken(visit), read, draw })
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () => registerAction(visit),
    body: () => html`
      ${head(t.title, { tabs: tabs(visit, 'booked') })}
      <div class="tools">${narrow.fields()} ${take()}</div>
      ${marks.lost()}
      ${
        list.rows.length === 0
          ? none(visit, narrow)
          : table({
              caption: t.caption.booked,
              columns: incomingColumns(visit, marks),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

type Ways = 'q' | 'from' | 'to' | 'state' | 'order'

function narrowing(visit: Here, changed: () => unknown): Narrow<Ways> {
  const {
    arrivals: t,
    lists: { narrow: n },
  } = visit.words
  return createNarrow<Ways>(
    visit,
    [
      { name: 'q', kind: 'words', label: t.filter },
      { name: 'from', kind: 'day', label: n.from },
      { name: 'to', kind: 'day', label: n.to },
      {
        name: 'state',
        kind: 'choice',
        label: t.columns.state,
        empty: n.all,
        choices: choicesOf(visit.words.lists.narrow.states),
      },
      {
        name: 'order',
        kind: 'choice',
        unless: 'q',
        label: n.order,
        empty: n.newest,
        choices: [{ value: 'oldest', label: n.oldest }],
      },
    ],
    changed,
  )
}

function none(visit: Here, narrow: Narrow<Ways>): TemplateResult {
  const {
    arrivals: t,
    lists: { narrow: n },
  } = visit.words
  if (!narrow.narrowed()) return emptyState(t.none.booked, t.none.bookedHint)
  const clear = html`<button class="button" @click=${narrow.clear}>${n.clear}</button>`
  const { q } = narrow.values
  return emptyState(q ? t.none.filtered(q) : n.none, t.none.filteredHint, clear)
}

function incomingColumns(visit: Here, marks: Marks): Column<IncomingRow>[] {
  const t = visit.words.arrivals.columns
  return [
    { title: t.arrivalNo, kind: 'num', cell: ({ arrivalNo }) => html`<b>${arrivalNo}</b>` },
    {
      title: t.paper,
      kind: 'main',
      cell: (row) =>
        html`${paperCell(visit, visit.at('van-ban-den', row.id), row, `${row.sender.name} · ${date(row.arrivedOn)}`)}
        ${marks.of(row.deliveryId)}`,
    },
    { title: t.sender, drop: 3, cell: ({ sender }) => html`<span class="cell-name">${sender.name}</span>` },
    { title: t.state, kind: 'line', drop: 2, cell: ({ stateName }) => stateName },
    { title: t.arrivedOn, kind: 'line', drop: 3, cell: ({ arrivedOn }) => date(arrivedOn) },
    { title: t.issuedOn, kind: 'line', drop: 1, cell: ({ issuedOn }) => date(issuedOn) },
  ]
}

/** The list as a workbook: kind, subject and urgency of a paper apart. */
function taken({ words }: Here): TakenColumn<IncomingRow>[] {
  const { columns: t, facts } = words.arrivals
  const { columns: own } = words.lists.narrow
  return [
    { title: t.arrivalNo, kind: 'number', width: 8, of: (row) => row.arrivalNo },
    { title: t.arrivedOn, kind: 'day', width: 12, of: (row) => row.arrivedOn },
    { title: t.sender, width: 32, of: (row) => row.sender.name },
    { title: own.notation, of: (row) => row.notation },
    { title: t.issuedOn, kind: 'day', width: 12, of: (row) => row.issuedOn },
    { title: facts.type, of: (row) => row.typeName },
    { title: own.subject, width: 60, of: (row) => row.subject },
    { title: own.urgency, of: (row) => common().urgency[row.urgency] },
    { title: facts.receiver, width: 24, of: (row) => row.receiver },
    { title: t.state, width: 18, of: (row) => row.stateName },
  ]
}
