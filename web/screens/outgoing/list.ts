import { html, nothing, type TemplateResult } from 'lit-html'
import { call } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { DocumentRow } from '../../api/types.ts'
import { composeAction } from '../../parts/compose-action.ts'
import { createFilter } from '../../parts/filter.ts'
import { emptyState, head, type Tab } from '../../parts/head.ts'
import { openList, type List } from '../../parts/list.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { keyOf, table, toggle, type Column, type Ticks } from '../../parts/table.ts'
import type { Visit, View } from '../../screen.ts'
import { api, at, enter, here, may } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { date, moment } from '../../text/dates.ts'
import { words } from '../../text/words.ts'

type State = 'draft' | 'issued'

/** Outgoing papers: what is being written, and what was issued with how far it has been taken. */
export default async function outgoingList({ query, signal, draw }: Visit): Promise<View> {
  const t = words('outgoing')
  const state: State =
    location.pathname.endsWith('/da-ban-hanh') || !may('documents.draft') ? 'issued' : 'draft'
  const filter = createFilter(query, () => list.refresh())
  const url = (): string => {
    const search = new URLSearchParams({ state, ...(filter.text ? { q: filter.text } : {}) })
    return `${api('documents')}?${search}`
  }
  const list = await openList<DocumentRow>({ url, signal, draw })
  const chosen: Ticks = new Set()
  const ticking = state === 'draft' && may('documents.draft')
  return {
    title: t.title,
    wide: true,
    action: composeAction,
    keys: rowKeys(ticking ? (row) => tickRow(row, chosen, draw) : undefined),
    resume: list.refresh,
    body: () => html`
      ${head(t.title, { tabs: tabs(state) })}
      <div class="tools">${filter.field(t.filter)}</div>
      ${chosen.size > 0 ? several(chosen, () => void discard(chosen, list, draw)) : nothing}
      ${
        list.rows.length === 0
          ? none(state, filter.text)
          : table<DocumentRow>({
              caption: t.caption[state],
              columns: state === 'draft' ? draftColumns() : issuedColumns(),
              rows: list.rows,
              key: ({ id }) => id,
              ...(ticking ? { ticks: { chosen, name: ({ subject }) => subject ?? t.untitled, draw } } : {}),
            })
      }
      ${list.foot()}
    `,
  }
}

function tabs(state: State): Tab[] {
  const t = words('outgoing').tabs
  const issued = { href: at('van-ban-di', 'da-ban-hanh'), word: t.issued, current: state === 'issued' }
  if (!may('documents.draft')) return [issued]
  return [
    { href: at('van-ban-di'), word: t.drafts, current: state === 'draft', count: here().counts.drafts },
    issued,
  ]
}

function none(state: State, filtered: string): TemplateResult {
  const t = words('outgoing').none
  if (filtered) return emptyState(t.filtered(filtered), t.filteredHint)
  return emptyState(t[state], t[`${state}Hint`], composeAction())
}

function tickRow(row: HTMLElement, chosen: Ticks, draw: () => void): void {
  const key = keyOf(row)
  if (key) toggle(chosen, key)
  draw()
}

function several(chosen: Ticks, discardThem: () => void): TemplateResult {
  return html`<div class="chosen" role="status">
    <span>${words('common').chosen(chosen.size)}</span>
    <button class="button" @click=${discardThem}>${words('outgoing').discardChosen}</button>
  </div>`
}

/** Throws drafts away; the line that says so can bring all of them back. */
async function discard(chosen: Ticks, list: List<DocumentRow>, draw: () => void): Promise<void> {
  const ids = [...chosen]
  const catchUp = async (): Promise<void> => {
    await Promise.all([list.refresh(), enter(here().committee.handle, true)])
    draw()
  }
  await Promise.all(ids.map((id) => call('DELETE', api('documents', id))))
  chosen.clear()
  await catchUp()
  say(words('outgoing').discarded(ids.length), () => {
    const restored = ids.map((id) => intention().post(api('documents', id, 'restoration')))
    void Promise.all(restored).then(catchUp)
  })
}

function draftColumns(): Column<DocumentRow>[] {
  const t = words('outgoing')
  const { ago } = words('common')
  return [
    {
      title: t.columns.paper,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${at('van-ban-di', 'soan', row.id)}
            >${stamp(row.urgency)} ${row.subject ? kept(row.subject) : t.untitled}</a
          >
          <span class="row-sub"
            >${row.type?.name ?? t.noType} · ${t.recipients(row.recipients)}<span class="on-phone"
              >${ago(row.updatedAt)}</span
            ></span
          >`,
    },
    { title: t.columns.author, kind: 'line', drop: 2, cell: ({ author }) => author },
    {
      title: t.columns.updated,
      kind: 'line',
      drop: 3,
      cell: ({ updatedAt }) =>
        html`<time datetime=${updatedAt}
          >${moment(updatedAt)}<span class="row-sub">${ago(updatedAt)}</span></time
        >`,
    },
  ]
}

function issuedColumns(): Column<DocumentRow>[] {
  const t = words('outgoing')
  return [
    {
      title: t.columns.paper,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${at('van-ban-di', row.id)}
            >${stamp(row.urgency)} <span class="nota">${row.notation}</span> ${row.type?.name}
            ${kept(row.subject)}</a
          >
          <span class="row-sub on-phone">${date(row.issuedOn)}</span>`,
    },
    { title: t.columns.issuedOn, kind: 'line', drop: 3, cell: ({ issuedOn }) => date(issuedOn) },
    { title: t.columns.signer, kind: 'line', drop: 1, cell: ({ signer }) => signer ?? '' },
    {
      title: t.columns.recipients,
      kind: 'num',
      cell: ({ id, recipients }) =>
        html`<a class="over" href=${at('van-ban-di', id, 'noi-nhan')}>${recipients}</a>`,
    },
  ]
}
