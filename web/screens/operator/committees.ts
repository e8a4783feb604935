import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { createFilter } from '../../parts/filter.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { shape } from '../../parts/mark.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Visit, View } from '../../screen.ts'
import { date, size } from '../../text/dates.ts'
import { rowActs, type Row } from './acts.ts'
import { operatorHead } from './common.ts'

type Shown = 'all' | 'waiting' | 'unconfirmed'

/** Every committee of the instance: how it is confirmed, what it may be taken for, what waits; none of its papers. */
export default async function committeesScreen(visit: Visit<'operator'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.operator
  let shown: Shown = 'all'
  const filter = createFilter(visit, () => list.refresh())
  const list = await openList<Row, { items: Row[] }>({
    read: (page) =>
      ask('GET /operator/committees', { query: { ...page, q: filter.text, ...narrowed(shown) }, signal }),
    draw,
  })
  const choose = (event: Event): void => {
    shown = (event.target as HTMLSelectElement).value as Shown
    void list.refresh()
  }
  const choices = Object.entries(t.shown) as [Shown, string][]
  return {
    title: t.title,
    wide: true,
    resume: list.refresh,
    body: () =>
      html`${operatorHead(visit, 'committees')}
        <div class="tools">
          ${filter.field(t.filter)}
          <select aria-label=${t.show} @change=${choose}>
            ${choices.map(([value, label]) => html`<option value=${value} ?selected=${value === shown}>${label}</option>`)}
          </select>
        </div>
        ${
          list.rows.length === 0
            ? emptyState(t.none[shown], t.noneHint)
            : table<Row>({
                caption: t.caption,
                columns: columns(visit, list.refresh),
                rows: list.rows,
                key: ({ handle }) => handle,
              })
        }
        ${list.foot()}`,
  }
}

/** A flag says yes by being there. */
const narrowed = (shown: Shown): { waiting?: 'true'; unconfirmed?: 'true' } =>
  shown === 'all' ? {} : { [shown]: 'true' }

function columns(visit: Visit<'operator'>, refresh: () => Promise<void>): Column<Row>[] {
  const t = visit.words.operator
  return [
    { title: t.name, kind: 'main', cell: (row) => nameCell(visit, row) },
    {
      title: t.standing,
      kind: 'line',
      drop: 3,
      cell: (row) => html`${standing(visit, row)}`,
    },
    {
      title: t.files,
      kind: 'num',
      drop: 2,
      cell: ({ stored }) =>
        stored
          ? html`${size(stored.bytes)}${stored.wrong === 0 ? nothing : html`<span class="row-sub bad">${t.wrong(stored.wrong)}</span>`}`
          : '',
    },
    { title: t.since, kind: 'line', drop: 1, cell: ({ createdAt }) => date(createdAt.slice(0, 10)) },
    { title: t.acts, unseen: true, kind: 'line', cell: (row) => rowActs(visit, row, refresh) },
  ]
}

function nameCell(visit: Visit<'operator'>, row: Row): TemplateResult {
  const t = visit.words.operator
  const { name, kindName, suffix, handle, superior, looksLike, changes, reports } = row
  return html`${name}
    <span class="row-sub">${kindName} · ${suffix} · ${handle}</span>
    ${superior ? html`<span class="row-sub">${t.below(superior.name, superior.state === 'accepted')}</span>` : nothing}
    ${looksLike ? html`<span class="row-sub">${t.looksLike(looksLike.name)}</span>` : nothing}
    ${
      changes.length === 0
        ? nothing
        : html`<span class="row-sub"
            >${t.changes(changes.map(({ before, after }) => (before ? `${before} → ${after}` : after)).join('; '))}</span
          >`
    }
    ${reports > 0 ? html`<a class="row-sub" href="/van-hanh/bao-cao">${t.reports(reports)}</a>` : nothing}
    <span class="row-sub on-phone">${standing(visit, row)}</span>`
}

/** How it stands, as shape and word. */
function standing(visit: Visit<'operator'>, { state, confirmed, root }: Row): TemplateResult {
  const t = visit.words.operator.states
  if (state === 'suspended') return html`<span class="mark bad">${shape('bad')}${t.suspended}</span>`
  if (!confirmed) return html`<span class="mark warn">${shape('warn')}${t.unconfirmed}</span>`
  return html`<span class="mark good">${shape('good')}${root ? t.root : t.confirmed}</span>`
}
