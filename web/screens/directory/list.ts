import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import { ask } from '../../api/ask.ts'
import type { Entry, Page } from '../../api/types.ts'
import { selectField } from '../../parts/field.ts'
import { createFilter } from '../../parts/filter.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { today } from '../../text/dates.ts'

/** The directory: who can be written to. */
export default async function directory(visit: Inside<'directory' | 'partners'>): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.directory
  let kind = query.get('loai') ?? ''
  const filter = createFilter(visit, () => list.refresh())
  const read = (page: Cut): Promise<Page<Entry>> =>
    ask('GET /directory', { query: { ...page, q: filter.text, kind: kind || undefined }, signal })
  const take = createTake({ name: t.title, columns: taken(visit), read, draw })
  const [list, kinds] = await Promise.all([openList({ read, draw }), ask('GET /committee-kinds', { signal })])
  const choose = (chosen: string): void => {
    kind = chosen
    void list.refresh()
  }
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(t.title, { lead: t.lead })}
      <div class="tools">
        ${filter.field(t.filter)}
        ${selectField({
          name: 'kind',
          label: t.kind,
          bare: true,
          empty: t.allKinds,
          value: kind,
          choices: kinds.items.map(({ id, name }) => ({ value: id, label: name })),
          change: choose,
        })}
        ${take()}
      </div>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Entry>({
              caption: t.caption,
              columns: columns(visit),
              rows: list.rows,
              key: ({ handle }) => handle,
            })
      }
      ${list.foot()}
    `,
  }
}

/** The code of a body that is valid today, or its last one. */
export function codeOf({ codes }: Entry): string {
  const now = today()
  const valid = codes.find(({ validFrom, validTo }) => validFrom <= now && (!validTo || validTo >= now))
  return (valid ?? codes.at(-1))?.code ?? ''
}

function columns(visit: Inside<'directory' | 'partners'>): Column<Entry>[] {
  const t = visit.words.directory
  return [
    {
      title: t.columns.name,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${visit.at('danh-ba', row.handle)}>${row.name}</a>
          ${stateOf(visit, row)} <span class="row-sub on-phone">${row.kindName} · ${codeOf(row)}</span>`,
    },
    { title: t.columns.kind, kind: 'line', drop: 3, cell: ({ kindName }) => kindName },
    { title: t.columns.suffix, kind: 'line', drop: 2, cell: ({ suffix }) => suffix },
    { title: t.columns.code, kind: 'line', drop: 3, cell: codeOf },
    {
      title: t.columns.superior,
      drop: 1,
      cell: ({ superior }) => html`<span class="cell-name">${superior?.name}</span>`,
    },
  ]
}

function taken(visit: Inside<'directory' | 'partners'>): TakenColumn<Entry>[] {
  const { columns: t, facts } = visit.words.directory
  return [
    { title: t.name, width: 50, of: ({ name }) => name },
    { title: t.kind, width: 24, of: ({ kindName }) => kindName },
    { title: t.suffix, of: ({ suffix }) => suffix },
    { title: t.code, width: 24, of: codeOf },
    { title: t.superior, width: 40, of: ({ superior }) => superior?.name },
    { title: facts.place, of: ({ place }) => place },
  ]
}

function stateOf(
  visit: Inside<'directory' | 'partners'>,
  { state, heir, confirmed }: Entry,
): TemplateResult | typeof nothing {
  const t = visit.words.directory
  if (heir) return html`<span class="row-sub">${t.mergedInto} ${heir.name}</span>`
  if (state === 'ready')
    return confirmed
      ? nothing
      : html`<span class="row-sub">${visit.words.partners.vouching.unconfirmed}</span>`
  return html`<span class="row-sub">${state === 'suspended' ? t.suspended : t.provisioning}</span>`
}
