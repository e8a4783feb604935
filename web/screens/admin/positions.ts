import { html, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Position } from '../../api/office.ts'
import { openEdit } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { rankField } from './common.ts'
import type { Structure } from './structure.ts'

/** The positions people hold, in rank order. */
export function positionsPart(visit: Inside<'admin'>, state: Structure): TemplateResult {
  const t = visit.words.admin.positions
  const rows = state.organisation.positions.filter(({ closed }) => !closed)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => edit(visit, state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered">
            ${rows.map((row) => line(visit, state, row))}
          </ul>`
    }
  </section>`
}

function line(visit: Inside<'admin'>, state: Structure, row: Position): TemplateResult {
  const t = visit.words.admin
  return html`<li>
    <span>${row.name}</span>
    <button class="link small" aria-label=${t.edit(row.name)} @click=${() => edit(visit, state, row)}>
      ${common().edit}
    </button>
    <button
      class="link small"
      aria-label="${t.positions.close}: ${row.name}"
      @click=${() => close(visit, state, row)}
    >
      ${t.positions.close}
    </button>
  </li>`
}

function edit(visit: Inside<'admin'>, state: Structure, row?: Position): void {
  const t = visit.words.admin.positions
  const create = intention(visit.ask)
  openEdit({
    title: row ? visit.words.admin.edit(row.name) : t.add,
    fields: [{ name: 'name', label: t.name, value: row?.name }, rankField(visit, row?.rank)],
    send: async ({ name, rank }) => {
      const body = { name, rank: Number(rank) }
      if (row) await visit.ask('PATCH /positions/{id}', { id: row.id, version: row.version, body })
      else await create('POST /positions', { body })
      await state.refresh()
    },
  })
}

/** Closes a position; the line that says so can open it again. */
async function close(
  visit: Inside<'admin'>,
  state: Structure,
  { id, name, version }: Position,
): Promise<void> {
  const shut = await visit.ask('DELETE /positions/{id}', { id, version })
  await state.refresh()
  const reopen = async (): Promise<void> => {
    await visit.ask('PATCH /positions/{id}', { id, version: shut.version, body: { closed: false } })
    await state.refresh()
  }
  say(visit.words.admin.positions.closed(name), () => void reopen())
}
