import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { ProcedureRow } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { emptyState, head } from '../../parts/head.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { handedDown } from './bases.ts'
import { processTabs } from '../../processes/tabs.ts'

/** The processes of the committee; without any, the library to begin with. */
export default async function processes(visit: Inside<'processes' | 'adapting'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.processes
  const read = async () => {
    const [{ items: own }, { items: bases }] = await Promise.all([
      visit.ask('GET /procedures', { signal }),
      visit.ask('GET /procedure-bases', { signal }),
    ])
    return { items: own, bases }
  }
  let { items, bases } = await read()
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    action: () =>
      visit.may('procedures.write')
        ? html`<button class="button main" @click=${() => void add(visit)}>${t.add}</button>`
        : nothing,
    resume: async () => {
      ;({ items, bases } = await read())
      draw()
    },
    body: () => html`
      ${head(t.title, { lead: t.lead, tabs: processTabs(visit, t.tabs, 'processes') })}
      ${
        items.length === 0
          ? emptyState(t.none, t.noneHint, first(visit))
          : table<ProcedureRow>({
              caption: t.caption,
              columns: columns(visit),
              rows: items,
              key: ({ id }) => id,
            })
      }
      ${handedDown(visit, bases)}
    `,
  }
}

function first(visit: Inside<'processes' | 'adapting'>): unknown {
  const t = visit.words.processes
  if (!visit.may('procedures.write')) return nothing
  return html`<button class="button main" @click=${() => void add(visit)}>${t.add}</button>`
}

function columns(visit: Inside<'processes' | 'adapting'>): Column<ProcedureRow>[] {
  const t = visit.words.processes
  return [
    {
      title: t.columns.name,
      kind: 'main',
      cell: ({ id, code, name, unit }) =>
        html`<a class="row-link" data-row href=${visit.at('quy-trinh', id)}
            ><span class="nota">${code}</span> ${name}</a
          >
          ${unit ? html`<span class="row-sub">${unit.name}</span>` : nothing}`,
    },
    { title: t.columns.inForce, kind: 'line', cell: (row) => inForce(visit, row) },
    {
      title: t.columns.draft,
      kind: 'line',
      drop: 2,
      cell: ({ open }) => (open ? `${t.number(open.number)}: ${t.standing[open.standing]}` : nothing),
    },
    {
      title: t.columns.read,
      drop: 3,
      kind: 'line',
      cell: ({ inForce: now, read }) => (now ? (read ? t.read : t.unread) : nothing),
    },
  ]
}

function inForce(
  visit: Inside<'processes' | 'adapting'>,
  { inForce: now, closedOn }: ProcedureRow,
): TemplateResult | string {
  const t = visit.words.processes
  if (closedOn) return t.closed(date(closedOn))
  return now ? `${t.number(now.number)}, ${t.since(date(now.effectiveFrom))}` : t.noneInForce
}

async function add(visit: Inside<'processes' | 'adapting'>): Promise<void> {
  const t = visit.words.processes
  const create = intention(visit.ask)
  const { items } = await visit.ask('GET /procedure-library')
  openEdit({
    title: t.add,
    fields: [
      {
        name: 'from',
        label: t.from,
        kind: 'select',
        optional: true,
        empty: t.empty,
        choices: items.map(({ code, name, steps }) => ({ value: code, label: t.fromLibrary(name, steps) })),
      },
      { name: 'code', label: t.code, hint: t.codeHint },
      { name: 'name', label: t.name },
    ],
    send: async ({ from, code, name }) => {
      const body = { code, name, ...(from ? { from } : {}) }
      const { draftId } = await create('POST /procedures', { body })
      visit.go(visit.at('quy-trinh', 'soan', draftId))
    },
  })
}
