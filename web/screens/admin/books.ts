import { html, nothing, type TemplateResult } from 'lit-html'
import type { ArrivalBook, DocumentType, IssuingRule, SeriesList } from '../../api/office.ts'
import { openEdit } from '../../parts/edit.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { adminHead, admit } from './common.ts'
import { seriesTable } from './series.ts'

type State = {
  issuing: IssuingRule
  types: DocumentType[]
  series: SeriesList
  books: ArrivalBook[]
  refresh: () => Promise<void>
}

/** Kinds of documents with their symbols, the runs of numbers they draw from, and the books of arrivals. */
export default async function booksScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'books')
  const read = async (): Promise<Omit<State, 'refresh'>> => {
    const [types, series, books, issuing] = await Promise.all([
      visit.ask('GET /document-types', { signal }),
      visit.ask('GET /number-series', { signal }),
      visit.ask('GET /arrival-books', { signal }),
      visit.ask('GET /issuing-rules', { signal }),
    ])
    return { types: types.items, series, books: books.items, issuing }
  }
  const state: State = {
    ...(await read()),
    refresh: async () => {
      Object.assign(state, await read())
      draw()
    },
  }
  const series = seriesTable(visit, { list: () => state.series, refresh: state.refresh })
  return {
    title: visit.words.admin.tabs.books,
    resume: state.refresh,
    body: () =>
      html`${adminHead(visit, 'books')} ${seriesPart(visit, state, series)} ${arrivalsPart(visit, state)}
      ${issuingPart(visit, state)} ${typesPart(visit, state)}`,
  }
}

function seriesPart(visit: Inside<'admin'>, state: State, series: () => TemplateResult): TemplateResult {
  const t = visit.words.admin.books
  return html`<section class="admin-part">
    <h2>
      ${t.numbers} ${state.series.term ? html`<span class="quiet">${state.series.term.name}</span>` : nothing}
    </h2>
    <p class="hint">${t.numbersHint}</p>
    ${series()}
  </section>`
}

function arrivalsPart(visit: Inside<'admin'>, state: State): TemplateResult {
  const t = visit.words.admin.books
  return html`<section class="admin-part">
    <h2>${t.arrivals}</h2>
    <ul class="gathered">
      ${state.books.map(
        (row) =>
          html`<li>
            <span
              >${row.name}
              <span class="row-sub"
                >${row.periodName} · ${t.next}: <b>${row.next}</b> · ${t.given(row.given)}</span
              ></span
            >
            <button
              class="link small"
              aria-label=${visit.words.admin.edit(row.name)}
              @click=${() => setBook(visit, state, row)}
            >
              ${common().edit}
            </button>
          </li>`,
      )}
    </ul>
  </section>`
}

function setBook(visit: Inside<'admin'>, state: State, row: ArrivalBook): void {
  const t = visit.words.admin.books
  const periods = choicesOf(t.periods)
  openEdit({
    title: visit.words.admin.edit(row.name),
    lead: t.numbersHint,
    fields: [
      {
        name: 'period',
        label: t.period,
        kind: 'select',
        value: row.period,
        choices: periods,
      },
      { name: 'next', label: t.next, kind: 'number', value: String(row.next) },
    ],
    send: async ({ period, next }) => {
      const body = {
        ...(period === row.period ? {} : { period: chosenOf(periods, period) }),
        ...(Number(next) === row.next ? {} : { next: Number(next) }),
      }
      await visit.ask('PUT /arrival-books/{id}', { id: row.id, version: row.version, body })
      await state.refresh()
      say(t.saved)
    },
  })
}

/** Whether number and sending may be one step. */
function issuingPart(visit: Inside<'admin'>, state: State): TemplateResult {
  const t = visit.words.admin.books
  const { atOnce, version } = state.issuing
  const change = (): void =>
    openEdit({
      title: t.issuing,
      lead: t.issuingHint,
      fields: [{ name: 'atOnce', label: t.atOnce, kind: 'tick', optional: true, value: atOnce ? 'on' : '' }],
      send: async (values) => {
        await visit.ask('PUT /issuing-rules', { version, body: { atOnce: values.atOnce === 'on' } })
        await state.refresh()
        say(t.saved)
      },
    })
  return html`<section class="admin-part">
    <h2>${t.issuing}</h2>
    <p>
      ${atOnce ? t.atOnceYes : t.atOnceNo}
      <button class="link small" aria-label=${visit.words.admin.edit(t.issuing)} @click=${change}>
        ${common().edit}
      </button>
    </p>
  </section>`
}

function typesPart(visit: Inside<'admin'>, state: State): TemplateResult {
  const t = visit.words.admin.books
  return html`<section class="admin-part">
    <h2>${t.types}</h2>
    <p class="hint">${t.typesHint}</p>
    ${table<DocumentType>({ caption: t.types, columns: typeColumns(visit, state), rows: state.types, key: ({ id }) => id })}
  </section>`
}

function typeColumns(visit: Inside<'admin'>, state: State): Column<DocumentType>[] {
  const t = visit.words.admin.books
  const nameOf = (id: string): string => state.types.find((one) => one.id === id)?.name ?? id
  return [
    {
      title: t.name,
      kind: 'main',
      cell: (row) =>
        html`<span class=${row.hidden ? 'quiet' : ''}>${row.name}</span>
          ${row.hidden ? html`<span class="quiet small">(${t.isHidden})</span>` : nothing}
          ${row.warning ? html`<span class="row-sub warn">${row.warning}</span>` : nothing}`,
    },
    { title: t.symbol, kind: 'line', cell: ({ symbol }) => html`<span class="nota">${symbol}</span>` },
    {
      title: t.series,
      kind: 'line',
      drop: 3,
      cell: ({ id, series }) => (series === id ? html`<span class="quiet">${t.own}</span>` : nameOf(series)),
    },
    {
      title: common().acts,
      unseen: true,
      kind: 'line',
      cell: (row) =>
        html`<button
          class="link small"
          aria-label=${visit.words.admin.edit(row.name)}
          @click=${() => editType(visit, state, row)}
        >
          ${common().edit}
        </button>`,
    },
  ]
}

function editType(visit: Inside<'admin'>, state: State, row: DocumentType): void {
  const t = visit.words.admin.books
  openEdit({
    title: visit.words.admin.edit(row.name),
    fields: [
      { name: 'symbol', label: t.symbol, optional: true, value: row.symbol },
      {
        name: 'series',
        label: t.series,
        hint: t.seriesHint,
        kind: 'select',
        value: row.series,
        choices: state.types.map(({ id, name }) => ({ value: id, label: id === row.id ? t.own : name })),
      },
      {
        name: 'asksNecessity',
        label: t.asksNecessity,
        kind: 'tick',
        optional: true,
        value: row.asksNecessity ? 'on' : '',
      },
      { name: 'hidden', label: t.hidden, kind: 'tick', optional: true, value: row.hidden ? 'on' : '' },
    ],
    send: async ({ symbol, series, hidden, asksNecessity }) => {
      const body = { symbol, series, hidden: hidden === 'on', asksNecessity: asksNecessity === 'on' }
      await visit.ask('PATCH /document-types/{id}', { id: row.id, version: row.version, body })
      await state.refresh()
      say(t.saved)
    },
  })
}
