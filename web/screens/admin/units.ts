import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Organisation, Position, Unit } from '../../api/office.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { adminHead, admit } from './common.ts'
import { inTree } from './tree.ts'

type State = { organisation: Organisation; refresh: () => Promise<void> }

/** The units of the committee as a tree, and its positions in rank order. */
export default async function unitsScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'units')
  const read = (): Promise<Organisation> => visit.ask('GET /organisation', { signal })
  const state: State = {
    organisation: await read(),
    refresh: async () => {
      state.organisation = await read()
      draw()
    },
  }
  const t = visit.words.admin
  return {
    title: t.tabs.units,
    resume: state.refresh,
    body: () => html`${adminHead(visit, 'units')} ${unitsPart(visit, state)} ${positionsPart(visit, state)}`,
  }
}

function unitsPart(visit: Inside<'admin'>, state: State): TemplateResult {
  const t = visit.words.admin.units
  const rows = inTree(state.organisation.units)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => editUnit(visit, state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered tree">
            ${rows.map(({ unit, depth }) => unitLine(visit, state, unit, depth))}
          </ul>`
    }
  </section>`
}

function unitLine(visit: Inside<'admin'>, state: State, unit: Unit, depth: number): TemplateResult {
  const t = visit.words.admin.units
  return html`<li class="depth-${Math.min(depth, 4)} ${unit.closed ? 'quiet' : ''}">
    <span>${unit.name} ${unit.closed ? html`<span class="small">(${t.isClosed})</span>` : nothing}</span>
    ${
      unit.closed
        ? html`<button class="link small" @click=${() => reopen(visit, state, 'units', unit)}>
            ${t.reopen}
          </button>`
        : html`<button
              class="link small"
              aria-label=${visit.words.admin.edit(unit.name)}
              @click=${() => editUnit(visit, state, unit)}
            >
              ${common().edit}
            </button>
            <button
              class="link small"
              aria-label=${t.closeName(unit.name)}
              @click=${() => close(visit, state, 'units', unit)}
            >
              ${t.close}
            </button>`
    }
  </li>`
}

function editUnit(visit: Inside<'admin'>, state: State, unit?: Unit): void {
  const t = visit.words.admin.units
  const others = inTree(state.organisation.units).filter(
    ({ unit: one }) => one.id !== unit?.id && !one.closed,
  )
  const create = intention(visit.ask)
  openEdit({
    title: unit ? visit.words.admin.edit(unit.name) : t.add,
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
      rankField(visit, unit?.rank),
    ],
    send: async ({ name, parentId, rank }) => {
      const facts = { name, rank: Number(rank) }
      if (unit)
        await visit.ask('PATCH /units/{id}', {
          id: unit.id,
          version: unit.version,
          body: { ...facts, parentId: parentId || null },
        })
      else await create('POST /units', { body: { ...facts, parentId: parentId || undefined } })
      await state.refresh()
    },
  })
}

function rankField(visit: Inside<'admin'>, rank: number | undefined): Field<'rank'> {
  const t = visit.words.admin.units
  return { name: 'rank', label: t.rank, hint: t.rankHint, kind: 'number', value: String(rank ?? 100) }
}

type Closable = { id: string; name: string; version: number }

/** Closes a unit or a position; the line that says so can open it again. */
async function close(
  visit: Inside<'admin'>,
  state: State,
  kind: 'units' | 'positions',
  row: Closable,
): Promise<void> {
  const t = visit.words.admin
  const shut = await visit.ask(`DELETE /${kind}/{id}`, { id: row.id, version: row.version })
  await state.refresh()
  say(t[kind].closed(row.name), () => void reopen(visit, state, kind, shut))
}

async function reopen(
  visit: Inside<'admin'>,
  state: State,
  kind: 'units' | 'positions',
  row: Closable,
): Promise<void> {
  await visit.ask(`PATCH /${kind}/{id}`, { id: row.id, version: row.version, body: { closed: false } })
  await state.refresh()
}

function positionsPart(visit: Inside<'admin'>, state: State): TemplateResult {
  const t = visit.words.admin.positions
  const rows = state.organisation.positions.filter(({ closed }) => !closed)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => editPosition(visit, state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered">
            ${rows.map((row) => positionLine(visit, state, row))}
          </ul>`
    }
  </section>`
}

function positionLine(visit: Inside<'admin'>, state: State, row: Position): TemplateResult {
  const t = visit.words.admin
  return html`<li>
    <span>${row.name}</span>
    <button class="link small" aria-label=${t.edit(row.name)} @click=${() => editPosition(visit, state, row)}>
      ${common().edit}
    </button>
    <button
      class="link small"
      aria-label="${t.positions.close}: ${row.name}"
      @click=${() => close(visit, state, 'positions', row)}
    >
      ${t.positions.close}
    </button>
  </li>`
}

function editPosition(visit: Inside<'admin'>, state: State, row?: Position): void {
  const t = visit.words.admin.positions
  const create = intention(visit.ask)
  openEdit({
    title: row ? visit.words.admin.edit(row.name) : t.add,
    fields: [{ name: 'name', label: t.name, value: row?.name }, rankField(visit, row?.rank)],
    send: async ({ name, rank }) => {
      const facts = { name, rank: Number(rank) }
      if (row) await visit.ask('PATCH /positions/{id}', { id: row.id, version: row.version, body: facts })
      else await create('POST /positions', { body: facts })
      await state.refresh()
    },
  })
}
