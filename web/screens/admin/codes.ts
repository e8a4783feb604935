import { html, type TemplateResult } from 'lit-html'
import { call } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { Entry } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { api } from '../../session.ts'
import { date, today } from '../../text/dates.ts'
import { words } from '../../text/words.ts'
import type { State } from './body.ts'

type Code = Entry['codes'][number]

/** The identifiers of the committee, each with the days it is valid: codes change when organisations merge. */
export function codesPart(state: State): TemplateResult {
  const t = words('admin').body
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.codes}</h2>
      <button class="button" @click=${() => add(state)}>${t.addCode}</button>
    </div>
    <ul class="gathered">
      ${state.entry.codes.map((row) => line(state, row))}
    </ul>
  </section>`
}

function line(state: State, row: Code): TemplateResult {
  const t = words('admin')
  return html`<li>
    <span
      ><span class="nota">${row.code}</span>
      <span class="quiet"
        >${date(row.validFrom)} – ${row.validTo ? date(row.validTo) : t.body.still}</span
      ></span
    >
    <button class="link small" aria-label=${t.edit(row.code)} @click=${() => edit(state, row)}>
      ${words('common').edit}
    </button>
  </li>`
}

function add(state: State): void {
  const t = words('admin').body
  const create = intention()
  openEdit({
    title: t.addCode,
    fields: [
      { name: 'code', label: t.code },
      { name: 'validFrom', label: t.from, kind: 'date', value: today() },
      { name: 'validTo', label: t.to, kind: 'date', optional: true },
    ],
    send: async ({ code, validFrom, validTo }) => {
      await create.post(api('codes'), { code, validFrom, ...(validTo ? { validTo } : {}) })
      await state.refresh()
    },
  })
}

function edit(state: State, row: Code): void {
  const t = words('admin').body
  openEdit({
    title: words('admin').edit(row.code),
    fields: [
      { name: 'validFrom', label: t.from, kind: 'date', value: row.validFrom },
      { name: 'validTo', label: t.to, kind: 'date', optional: true, value: row.validTo },
    ],
    send: async ({ validFrom, validTo }) => {
      await call('PATCH', api('codes', row.code), { body: { validFrom, validTo: validTo || null } })
      await state.refresh()
    },
  })
}
