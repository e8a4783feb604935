import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { given } from '../../../src/core/given.ts'
import type { CaseRow } from '../../api/types.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { rowKeys } from '../../parts/rows.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment, today } from '../../text/dates.ts'
import { processTabs } from '../../processes/tabs.ts'

/** Of those that run, what a list may be narrowed to. */
const ONLY = ['late', 'stuck'] as const

/** All cases, or those of one process, or those behind a figure: stuck ones first, then by the time they have left. */
export default async function board(visit: Inside<'cases'>): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.cases
  const procedure = query.get('quy-trinh') ?? undefined
  const month = query.get('thang') ?? undefined
  const state = month ? 'all' : query.get('xong') === '1' ? 'ended' : 'running'
  const late = query.get('tre')
  const only = ONLY.find((one) => one === query.get('loc'))
  const asked = {
    state,
    ...(procedure ? { procedure } : {}),
    ...(month ? { month, step: query.get('buoc') ?? '' } : {}),
    ...(late === null ? {} : { late: late === '1' ? 'true' : 'false' }),
    ...given({ only, returned: query.get('tra'), unit: query.get('don-vi'), version: query.get('lan') }),
  } as const
  const list = await openList({
    read: (page) => visit.ask('GET /cases', { query: { ...page, ...asked }, signal }),
    draw,
  })
  const address = (ended: boolean): string => {
    const kept = new URLSearchParams({
      ...(procedure ? { 'quy-trinh': procedure } : {}),
      ...(ended ? { xong: '1' } : {}),
    })
    return `${visit.at('quy-trinh', 'ho-so')}?${kept}`
  }
  const take = createTake<CaseRow>({
    name: t.take,
    columns: taken(visit),
    read: (page) => visit.ask('GET /cases', { query: { ...page, ...asked }, signal }),
    draw,
  })
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(t.title, { lead: month ? t.behind(month) : only && t[only], tabs: processTabs(visit, t.tabs, 'cases') })}
      <p class="row">${month ? nothing : states(visit, address, state)} ${take()}</p>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<CaseRow>({
              caption: t.caption,
              columns: columns(visit),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

/** Those that run, or those that ended. */
const states = (
  visit: Inside<'cases'>,
  address: (ended: boolean) => string,
  state: string,
): TemplateResult => {
  const t = visit.words.cases
  const one = (ended: boolean, word: string) =>
    html`<a href=${address(ended)} aria-current=${(state === 'ended') === ended ? 'true' : nothing}
      >${word}</a
    >`
  return html`<nav class="tabs" aria-label=${t.statesLabel}>
    ${one(false, t.states.running)}${one(true, t.states.ended)}
  </nav>`
}

function taken(visit: Inside<'cases'>): TakenColumn<CaseRow>[] {
  const t = visit.words.cases
  const day = (at: string | undefined): string | undefined => at && today(new Date(at))
  return [
    { title: t.columns.code, of: ({ code }) => code },
    { title: t.columns.title, width: 50, of: ({ title }) => title },
    { title: t.columns.state, of: ({ status, late }) => (late ? t.late : t.status[status]) },
    { title: t.columns.now, width: 30, of: ({ now }) => now.map(({ name }) => name).join('; ') },
    {
      title: t.columns.holders,
      width: 30,
      of: ({ now }) => now.flatMap(({ holders }) => holders).join(', '),
    },
    { title: t.columns.started, kind: 'day', of: ({ startedAt }) => day(startedAt) },
    { title: t.columns.due, kind: 'day', of: ({ due }) => day(due) },
    { title: t.columns.ended, kind: 'day', of: ({ endedAt }) => day(endedAt) },
  ]
}

function columns(visit: Inside<'cases'>): Column<CaseRow>[] {
  const t = visit.words.cases
  return [
    {
      title: t.columns.title,
      kind: 'main',
      cell: ({ id, code, title, stuck }) =>
        html`<a class="row-link" data-row href=${visit.at('quy-trinh', 'ho-so', id)}
            ><span class="nota">${code}</span> ${title}</a
          >
          ${stuck ? html`<span class="row-sub late">${t.stuck}</span>` : nothing}`,
    },
    {
      title: t.columns.now,
      drop: 3,
      cell: ({ now, status }) =>
        html`<span class="cell-name"
          >${status === 'running' ? now.map(({ name }) => name).join('; ') : t.status[status]}</span
        >`,
    },
    {
      title: t.columns.holders,
      drop: 2,
      cell: ({ now }) =>
        html`<span class="cell-name">${now.flatMap(({ holders }) => holders).join(', ')}</span>`,
    },
    {
      title: t.columns.due,
      kind: 'line',
      cell: ({ due, late }) =>
        due
          ? html`<span class=${late ? 'late' : ''}>${moment(due)}${late ? ` · ${t.late}` : ''}</span>`
          : nothing,
    },
    { title: t.columns.started, kind: 'line', drop: 1, cell: ({ startedAt }) => date(startedAt) },
  ]
}
