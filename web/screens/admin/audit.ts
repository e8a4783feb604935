import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { AnswerOf } from '../../api/ask.ts'
import type { AuditLine } from '../../api/office.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
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
  const read = (page: Cut): Promise<AnswerOf<'GET /audit'>> =>
    visit.ask('GET /audit', { query: { ...page, action: action || undefined }, signal })
  const list = await openList({ read, draw, limit: 50 })
  const take = createTake<AuditLine>({ name: t.caption, columns: taken(visit), read, draw })
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
        ${take()}
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

/** The log as it is taken along: what changed stands in one cell, a line for each field. */
function taken(visit: Inside<'admin'>): TakenColumn<AuditLine>[] {
  const { columns: t, details: changed } = visit.words.admin.audit
  const change = ({ name, before, after }: AuditLine['changes'][number]): string =>
    `${name}: ${[before, after].filter(Boolean).join(' → ')}`
  return [
    { title: t.at, of: (row) => moment(row.at) },
    { title: t.actor, width: 24, of: ({ actor }) => actor },
    { title: t.action, width: 30, of: ({ actionName }) => actionName },
    { title: t.subject, width: 50, of: ({ subject }) => subject.name },
    { title: changed, width: 60, of: ({ changes }) => changes.map(change).join('\n') },
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
