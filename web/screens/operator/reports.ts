import { html } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import { openList, type List } from '../../parts/list.ts'
import type { Visit, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'
import { operatorHead } from './common.ts'

type Report = AnswerOf<'GET /operator/reports'>['items'][number]

/** What committees reported of others and nobody has dealt with, the oldest first. */
export default async function reportsScreen(visit: Visit<'operator'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.operator
  const list = await openList({ read: (query) => ask('GET /operator/reports', { query, signal }), draw })
  return {
    title: t.tabs.reports,
    resume: list.refresh,
    body: () =>
      html`${operatorHead(visit, 'reports')}
      ${
        list.rows.length === 0
          ? emptyState(t.reportsNone, t.reportsNoneHint)
          : html`<ul class="gathered">
              ${list.rows.map(
                (row) =>
                  html`<li>
                    <span
                      >${t.about(row.about.name)}
                      <span class="row-sub">${row.text}</span>
                      <span class="row-sub">${t.by(row.by.name, row.actor, moment(row.at))}</span></span
                    >
                    <a href="/van-hanh?q=${encodeURIComponent(row.about.handle)}">${t.look}</a>
                    <button
                      class="button small"
                      aria-label="${t.settle}: ${row.about.name}"
                      @click=${() => settle(visit, list, row)}
                    >
                      ${t.settle}…
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      ${list.foot()}`,
  }
}

function settle(visit: Visit<'operator'>, list: List<Report>, { id, about }: Report): void {
  const t = visit.words.operator
  openEdit({
    title: t.settleTitle(about.name),
    lead: t.settleLead,
    save: t.settle,
    fields: [{ name: 'outcome', label: t.outcome }],
    send: async ({ outcome }) => {
      await intention(ask)('POST /operator/reports/{id}/settlement', { id, body: { outcome } })
      await list.refresh()
      say(t.settled)
    },
  })
}
