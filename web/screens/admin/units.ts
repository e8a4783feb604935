import { html, nothing, type TemplateResult } from 'lit-html'
import { call, get } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { Organisation, Position, Unit } from '../../api/office.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import type { Visit, View } from '../../screen.ts'
import { api } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { words } from '../../text/words.ts'
import { adminHead, admit, patch } from './common.ts'
import { inTree } from './tree.ts'

type State = { organisation: Organisation; refresh: () => Promise<void> }

/** The units of the committee as a tree, and its positions in rank order. */
export default async function unitsScreen({ signal, draw }: Visit): Promise<View> {
  admit('units')
  const read = (): Promise<Organisation> => get<Organisation>(api('organisation'), signal)
  const state: State = {
    organisation: await read(),
    refresh: async () => {
      state.organisation = await read()
      draw()
    },
  }
  const t = words('admin')
  return {
    title: t.tabs.units,
    resume: state.refresh,
    body: () => html`${adminHead('units')} ${unitsPart(state)} ${positionsPart(state)}`,
  }
}

function unitsPart(state: State): TemplateResult {
  const t = words('admin').units
  const rows = inTree(state.organisation.units)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => editUnit(state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered tree">
            ${rows.map(({ unit, depth }) => unitLine(state, unit, depth))}
          </ul>`
    }
  </section>`
}

function unitLine(state: State, unit: Unit, depth: number): TemplateResult {
  const t = words('admin').units
  const common = words('common')
  return html`<li class="depth-${Math.min(depth, 4)} ${unit.closed ? 'quiet' : ''}">
    <span>${unit.name} ${unit.closed ? html`<span class="small">(${t.isClosed})</span>` : nothing}</span>
    ${
      unit.closed
        ? html`<button class="link small" @click=${() => reopen(state, 'units', unit)}>${t.reopen}</button>`
        : html`<button
              class="link small"
              aria-label=${words('admin').edit(unit.name)}
              @click=${() => editUnit(state, unit)}
            >
              ${common.edit}
            </button>
            <button
              class="link small"
              aria-label=${t.closeName(unit.name)}
              @click=${() => close(state, 'units', unit)}
            >
              ${t.close}
            </button>`
    }
  </li>`
}

function editUnit(state: State, unit?: Unit): void {
  const t = words('admin').units
  const others = inTree(state.organisation.units).filter(
    ({ unit: one }) => one.id !== unit?.id && !one.closed,
  )
  const create = intention()
  openEdit({
    title: unit ? words('admin').edit(unit.name) : t.add,
    fields: [
      { name: 'name', label: t.name, hint: t.nameHint, value: unit?.name },
      {
        name: 'parentId',
        label: t.parent,
        kind: 'select',
        optional: true,
        empty: t.noParent,
        value: unit?.parentId,
        choices: others.map(({ unit: one, depth }) => ({
          value: one.id,
          label: `${'– '.repeat(depth)}${one.name}`,
        })),
      },
      rankField(unit?.rank),
    ],
    send: async ({ name, parentId, rank }) => {
      const facts = { name, rank: Number(rank) }
      if (unit) await patch(api('units', unit.id), unit.version, { ...facts, parentId: parentId || null })
      else await create.post(api('units'), { ...facts, ...(parentId ? { parentId } : {}) })
      await state.refresh()
    },
  })
}

function rankField(rank: number | undefined): Field {
  const t = words('admin').units
  return { name: 'rank', label: t.rank, hint: t.rankHint, kind: 'number', value: String(rank ?? 100) }
}

type Closable = { id: string; name: string; version: number }

/** Closes a unit or a position; the line that says so can open it again. */
async function close(state: State, kind: 'units' | 'positions', row: Closable): Promise<void> {
  const t = words('admin')
  const { data } = await call<Closable>('DELETE', api(kind, row.id), { version: `"v${row.version}"` })
  await state.refresh()
  say(t[kind].closed(row.name), () => void reopen(state, kind, data))
}

async function reopen(state: State, kind: 'units' | 'positions', row: Closable): Promise<void> {
  await patch(api(kind, row.id), row.version, { closed: false })
  await state.refresh()
}

function positionsPart(state: State): TemplateResult {
  const t = words('admin').positions
  const rows = state.organisation.positions.filter(({ closed }) => !closed)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => editPosition(state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered">
            ${rows.map((row) => positionLine(state, row))}
          </ul>`
    }
  </section>`
}

function positionLine(state: State, row: Position): TemplateResult {
  const t = words('admin')
  return html`<li>
    <span>${row.name}</span>
    <button class="link small" aria-label=${t.edit(row.name)} @click=${() => editPosition(state, row)}>
      ${words('common').edit}
    </button>
    <button
      class="link small"
      aria-label="${t.positions.close}: ${row.name}"
      @click=${() => close(state, 'positions', row)}
    >
      ${t.positions.close}
    </button>
  </li>`
}

function editPosition(state: State, row?: Position): void {
  const t = words('admin').positions
  const create = intention()
  openEdit({
    title: row ? words('admin').edit(row.name) : t.add,
    fields: [{ name: 'name', label: t.name, value: row?.name }, rankField(row?.rank)],
    send: async ({ name, rank }) => {
      const facts = { name, rank: Number(rank) }
      if (row) await patch(api('positions', row.id), row.version, facts)
      else await create.post(api('positions'), facts)
      await state.refresh()
    },
  })
}
