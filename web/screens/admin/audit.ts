import { html, nothing, type TemplateResult } from 'lit-html'
import type { AuditLine } from '../../api/office.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'
import { adminHead, admit } from './common.ts'

/** Who did what, when, to what, with what it was before and what it became. */
export default async function auditScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'audit')
  const t = visit.words.admin.audit
  let action = ''
  const list = await openList({
    read: (page) => visit.ask('GET /audit', { query: { ...page, action: action || undefined }, signal }),
    draw,
    limit: 50,
  })
  const actions = list.first.actions ?? []
  const choose = (chosen: string): void => {
    action = chosen
    void list.refresh()
  }
  return {
    title: visit.words.admin.tabs.audit,
    wide: true,
    resume: list.refresh,
    body: () => html`
      ${adminHead(visit, 'audit', t.lead)}
      <div class="tools">
        ${selectField({
          name: 'action',
          label: t.action,
          empty: t.allActions,
          value: action,
          choices: actions.map(({ id, name }) => ({ value: id, label: name })),
          change: choose,
        })}
      </div>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<AuditLine>({
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

function columns(visit: Inside<'admin'>): Column<AuditLine>[] {
  const t = visit.words.admin.audit
  return [
    { title: t.columns.at, kind: 'line', drop: 3, cell: ({ at: when }) => moment(when) },
    { title: t.columns.actor, kind: 'line', drop: 3, cell: ({ actor }) => actor },
    {
      title: t.columns.action,
      kind: 'main',
      cell: (row) =>
        html`${row.actionName} <b>${row.subject.name}</b>
          <span class="row-sub on-phone">${row.actor} · ${moment(row.at)}</span> ${details(visit, row)}`,
    },
  ]
}

function details(visit: Inside<'admin'>, { changes }: AuditLine): TemplateResult | typeof nothing {
  const t = visit.words.admin.audit
  if (changes.length === 0) return nothing
  return html`<details class="more">
    <summary class="small">${t.details}</summary>
    <dl class="facts small">
      ${changes.map(
        ({ name, before, after }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${before ? html`<s>${before}</s> ` : nothing}${after}</dd>
          </div>`,
      )}
    </dl>
  </details>`
}
