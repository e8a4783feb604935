import '../../style/flow.css'
import { html, nothing } from 'lit-html'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'
import { processTabs } from '../../processes/tabs.ts'

/** Every step that waits for me, what runs out first at the top. */
export default async function myWork(visit: Inside<'cases'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.cases
  const list = await openList({ read: (page) => visit.ask('GET /case-work', { query: page, signal }), draw })
  return {
    title: t.tabs.work,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(t.tabs.work, { tabs: processTabs(visit, t.tabs, 'work') })}
      ${
        list.rows.length === 0
          ? emptyState(t.workNone, t.workNoneHint)
          : table({
              caption: t.workCaption,
              rows: list.rows,
              key: ({ caseId, no }) => `${caseId} ${no}`,
              columns: [
                {
                  title: t.columns.title,
                  kind: 'main',
                  cell: ({ caseId, code, title, step, kind }) =>
                    html`<a class="row-link" data-row href=${visit.at('quy-trinh', 'ho-so', caseId)}
                        ><span class="nota">${code}</span> ${title}</a
                      >
                      <span class="row-sub">${step}</span>
                      ${kind === 'orphan' ? html`<span class="row-sub late">${t.orphan}</span>` : nothing}`,
                },
                {
                  title: t.columns.due,
                  kind: 'line',
                  cell: ({ due, late }) =>
                    due
                      ? html`<span class=${late ? 'late' : ''}
                          >${moment(due)}${late ? ` · ${t.late}` : ''}</span
                        >`
                      : nothing,
                },
                { title: t.since, kind: 'line', drop: 2, cell: ({ since }) => moment(since) },
              ],
            })
      }
      ${list.foot()}
    `,
  }
}
