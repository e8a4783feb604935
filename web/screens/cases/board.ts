import '../../style/flow.css'
import { html, nothing } from 'lit-html'
import type { CaseRow } from '../../api/types.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment } from '../../text/dates.ts'
import { processTabs } from '../../processes/tabs.ts'

/** All cases, or those of one process, or those behind a figure: stuck ones first, then by the time they have left. */
export default async function board(visit: Inside<'cases'>): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.cases
  const procedure = query.get('quy-trinh') ?? undefined
  const month = query.get('thang') ?? undefined
  const state = month ? 'all' : query.get('xong') === '1' ? 'ended' : 'running'
  const late = query.get('tre')
  const asked = {
    state,
    ...(procedure ? { procedure } : {}),
    ...(month ? { month, step: query.get('buoc') ?? '' } : {}),
    ...(late === null ? {} : { late: late === '1' ? 'true' : 'false' }),
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
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(t.title, { lead: month ? t.behind(month) : undefined, tabs: processTabs(visit, t.tabs, 'cases') })}
      ${
        month
          ? nothing
          : html`<nav class="row" aria-label=${t.statesLabel}>
              <a href=${address(false)} aria-current=${state === 'running' ? 'true' : nothing}
                >${t.states.running}</a
              >
              <a href=${address(true)} aria-current=${state === 'ended' ? 'true' : nothing}
                >${t.states.ended}</a
              >
            </nav>`
      }
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
        status === 'running' ? now.map(({ name }) => name).join('; ') : t.status[status],
    },
    {
      title: t.columns.holders,
      drop: 2,
      cell: ({ now }) => now.flatMap(({ holders }) => holders).join(', '),
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
