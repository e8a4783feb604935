import { html, nothing } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { DocumentRow, Page } from '../../api/types.ts'
import { createPart } from '../../parts/behind.ts'
import { composeAction } from '../../parts/compose-action.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList, type List } from '../../parts/list.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, moment } from '../../text/dates.ts'
import type { Tools } from './narrowed.ts'
import { outgoingTabs } from './tabs.ts'

type State = 'draft' | 'issued'

/** Outgoing papers: what is being written, and what was issued with how far it has been taken. */
export default async function outgoingList(visit: Inside<'outgoing'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.outgoing
  const state: State = visit.path.endsWith('/da-ban-hanh') || !visit.may('drafts.read') ? 'issued' : 'draft'
  let tools: Tools | undefined
  let shown: List<DocumentRow> | undefined
  const read = (page: Cut): Promise<Page<DocumentRow>> =>
    visit.ask('GET /documents', { query: { ...page, state, ...tools?.query() }, signal })
  // The papers do not wait for what narrows them, unless the address narrows already.
  const part = createPart(draw, async () => {
    const { openTools } = await import('./narrowed.ts')
    tools = await openTools(visit, state, read, () => shown?.refresh())
    // Come at a second try, when all were shown already.
    if (visit.query.size > 0) await shown?.refresh()
    return tools.view
  })
  const ready = part.renew()
  if (visit.query.size > 0) await ready
  // Beside the list, which others read without it.
  const discarding = state === 'draft' && visit.may('drafts.write') ? import('./discard.ts') : undefined
  const list = (shown = await openList({ read, draw }))
  const several = (await discarding)?.createDiscarding(visit, list)
  return {
    title: t.title,
    wide: true,
    action: () => composeAction(visit),
    keys: several?.keys ?? rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(t.title, { tabs: outgoingTabs(visit, state) })} ${several?.told() ?? nothing}
      <div class=${state === 'issued' ? 'tools long' : 'tools'}>${part.view()}</div>
      ${
        list.rows.length === 0
          ? (tools?.none() ?? emptyState(t.none[state], t.none[`${state}Hint`], composeAction(visit)))
          : table<DocumentRow>({
              caption: t.caption[state],
              columns: state === 'draft' ? draftColumns(visit) : issuedColumns(visit),
              rows: list.rows,
              key: ({ id }) => id,
              ...(several
                ? { ticks: { chosen: several.chosen, name: ({ subject }) => subject || t.untitled, draw } }
                : {}),
            })
      }
      ${several?.bar() ?? nothing} ${list.foot()}
    `,
  }
}

/** A draft opens where it can be written, for those who may; for others as a page. */
function draftAt(visit: Inside<'outgoing'>, id: string): string {
  return visit.may('drafts.write') ? visit.at('van-ban-di', 'soan', id) : visit.at('van-ban-di', id)
}

function draftColumns(visit: Inside<'outgoing'>): Column<DocumentRow>[] {
  const t = visit.words.outgoing
  const { ago } = common()
  return [
    {
      title: t.columns.paper,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${draftAt(visit, row.id)}
            >${stamp(row.urgency)}
            ${row.notation ? html`<span class="nota">${row.notation}</span> ` : nothing}${row.subject ? kept(row.subject) : t.untitled}</a
          >
          <span class="row-sub"
            >${row.type?.name ?? t.noType} · ${t.recipients(row.recipients)}<span class="on-phone"
              >${ago(row.updatedAt)}</span
            ></span
          >`,
    },
    {
      title: t.columns.stage,
      kind: 'line',
      drop: 1,
      cell: ({ stageName, holder, dueOn }) =>
        html`${stageName}
          <span class="row-sub">${[holder, dueOn && t.due(date(dueOn))].filter(Boolean).join(' · ')}</span>`,
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

function issuedColumns(visit: Inside<'outgoing'>): Column<DocumentRow>[] {
  const t = visit.words.outgoing
  return [
    {
      title: t.columns.paper,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${visit.at('van-ban-di', row.id)}
            >${stamp(row.urgency)} <span class="nota">${row.notation}</span> ${row.type?.name}
            ${kept(row.subject)}</a
          >
          ${row.ended ? html`<span class="row-sub bad">${row.ended}</span>` : nothing}
          <span class="row-sub on-phone">${date(row.issuedOn)}</span>`,
    },
    { title: t.columns.issuedOn, kind: 'line', drop: 3, cell: ({ issuedOn }) => date(issuedOn) },
    { title: t.columns.signer, kind: 'line', drop: 1, cell: ({ signer }) => signer ?? '' },
    {
      title: t.columns.recipients,
      kind: 'num',
      cell: ({ id, recipients }) =>
        html`<a class="over" href=${visit.at('van-ban-di', id, 'noi-nhan')}>${recipients}</a>`,
    },
  ]
}
