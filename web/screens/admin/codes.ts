import { html, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Entry } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, today } from '../../text/dates.ts'
import type { Body } from './body-state.ts'

type Code = Entry['codes'][number]

/** The identifiers of the committee, each with the days it is valid: codes change when organisations merge. */
export function codesPart(visit: Inside<'admin'>, state: Body): TemplateResult {
  const t = visit.words.admin.body
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.codes}</h2>
      <button class="button" @click=${() => add(visit, state)}>${t.addCode}</button>
    </div>
    <ul class="gathered">
      ${state.entry.codes.map((row) => line(visit, state, row))}
    </ul>
  </section>`
}

function line(visit: Inside<'admin'>, state: Body, row: Code): TemplateResult {
  const t = visit.words.admin
  return html`<li>
    <span
      ><span class="nota">${row.code}</span>
      <span class="quiet"
        >${date(row.validFrom)} – ${row.validTo ? date(row.validTo) : t.body.still}</span
      ></span
    >
    <button class="link small" aria-label=${t.edit(row.code)} @click=${() => edit(visit, state, row)}>
      ${common().edit}
    </button>
  </li>`
}

function add(visit: Inside<'admin'>, state: Body): void {
  const t = visit.words.admin.body
  const create = intention(visit.ask)
  openEdit({
    title: t.addCode,
    fields: [
      { name: 'code', label: t.code },
      { name: 'validFrom', label: t.from, kind: 'date', value: today() },
      { name: 'validTo', label: t.to, kind: 'date', optional: true },
    ],
    send: async ({ code, validFrom, validTo }) => {
      await create('POST /codes', { body: { code, validFrom, validTo: validTo || undefined } })
      await state.refresh()
    },
  })
}

function edit(visit: Inside<'admin'>, state: Body, row: Code): void {
  const t = visit.words.admin.body
  openEdit({
    title: visit.words.admin.edit(row.code),
    fields: [
      { name: 'validFrom', label: t.from, kind: 'date', value: row.validFrom },
      { name: 'validTo', label: t.to, kind: 'date', optional: true, value: row.validTo },
    ],
    send: async ({ validFrom, validTo }) => {
      await visit.ask('PATCH /codes/{code}', {
        code: row.code,
        body: { validFrom, validTo: validTo || null },
      })
      await state.refresh()
    },
  })
}
