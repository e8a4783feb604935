import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import type { Issuer, Term } from '../../api/office.ts'
import { behind } from '../../parts/behind.ts'
import { openEdit } from '../../parts/edit.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { facts } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date, today } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import type { Body } from './body-state.ts'
import { codesPart } from './codes.ts'
import { adminHead, admit } from './common.ts'

/** What the committee is: its name and place, its codes, the suffixes it issues under, its terms, what it uses. */
export default async function bodyScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'body')
  const read = async (): Promise<Omit<Body, 'refresh'>> => {
    const [entry, organisation, usage] = await Promise.all([
      ask('GET /directory/{handle}', { handle: visit.here.committee.handle, signal }),
      visit.ask('GET /organisation', { signal }),
      visit.ask('GET /usage', { signal }),
    ])
    return { entry, organisation, usage }
  }
  const state: Body = {
    ...(await read()),
    refresh: async () => {
      Object.assign(state, await read())
      draw()
    },
  }
  const usage = behind(draw, async () => {
    const [more, { usagePart }] = await Promise.all([learnMore(visit, ['usage']), import('./usage.ts')])
    return () => usagePart(more, state.usage)
  })
  return {
    title: visit.words.admin.tabs.body,
    resume: state.refresh,
    body: () => html`
      ${adminHead(visit, 'body')} ${namePart(visit, state)} ${codesPart(visit, state)}
      ${issuersPart(visit, state)} ${termsPart(visit, state)} ${usage()}
    `,
  }
}

function namePart(visit: Inside<'admin'>, state: Body): TemplateResult {
  const t = visit.words.admin.body
  const { entry } = state
  const edit = (): void =>
    openEdit({
      title: t.edit,
      fields: [
        { name: 'name', label: t.name, value: entry.name },
        { name: 'place', label: t.place, value: entry.place },
      ],
      send: async ({ name, place }) => {
        await visit.ask('PATCH /committee', { body: { name, place } })
        await Promise.all([visit.refresh(), state.refresh()])
        say(t.saved)
      },
    })
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${edit}>${t.edit}</button>
    </div>
    ${facts([
      [t.name, entry.name],
      [t.place, entry.place],
      [t.kind, entry.kindName],
      [t.suffix, entry.suffix],
    ])}
  </section>`
}

function issuersPart(visit: Inside<'admin'>, state: Body): TemplateResult {
  const t = visit.words.admin.body
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.issuers}</h2>
      <button class="button" @click=${() => editIssuer(visit, state)}>${t.addIssuer}</button>
    </div>
    <p class="hint">${t.issuersHint}</p>
    <ul class="gathered">
      ${state.organisation.issuers.filter(({ closed }) => !closed).map((row) => issuerLine(visit, state, row))}
    </ul>
  </section>`
}

function issuerLine(visit: Inside<'admin'>, state: Body, row: Issuer): TemplateResult {
  const t = visit.words.admin
  return html`<li>
    <span
      ><span class="nota">${row.suffix}</span> ${row.name}
      <span class="quiet small">${row.kindName}${row.main ? `, ${t.body.main}` : ''}</span></span
    >
    <button class="link small" aria-label=${t.edit(row.name)} @click=${() => editIssuer(visit, state, row)}>
      ${common().edit}
    </button>
  </li>`
}

function editIssuer(visit: Inside<'admin'>, state: Body, row?: Issuer): void {
  const t = visit.words.admin.body
  const create = intention(visit.ask)
  const kinds = state.organisation.issuerKinds.map(({ id, name }) => ({ value: id, label: name }))
  openEdit({
    title: row ? visit.words.admin.edit(row.name) : t.addIssuer,
    fields: [
      { name: 'name', label: t.issuer, value: row?.name },
      { name: 'suffix', label: t.suffix, value: row?.suffix },
      {
        name: 'kind',
        label: t.kind,
        kind: 'select',
        value: row?.kind ?? 'office',
        choices: kinds,
      },
      { name: 'oneRun', label: t.oneRun, kind: 'tick', optional: true, value: row?.oneRun ? 'on' : '' },
    ],
    send: async ({ name, suffix, kind, oneRun }) => {
      const body = { name, suffix, kind: chosenOf(kinds, kind) ?? 'office', oneRun: oneRun === 'on' }
      if (row) await visit.ask('PATCH /issuers/{id}', { id: row.id, version: row.version, body })
      else await create('POST /issuers', { body })
      await state.refresh()
    },
  })
}

function termsPart(visit: Inside<'admin'>, state: Body): TemplateResult {
  const t = visit.words.admin.body
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.terms}</h2>
      <button class="button" @click=${() => openTerm(visit, state)}>${t.openTerm}</button>
    </div>
    <p class="hint">${t.termsHint}</p>
    <ul class="gathered">
      ${state.organisation.terms.map((row) => termLine(visit, state, row))}
    </ul>
  </section>`
}

function termLine(visit: Inside<'admin'>, state: Body, row: Term): TemplateResult {
  const t = visit.words.admin
  const until = row.closesOn ? date(row.closesOn) : '…'
  return html`<li>
    <span
      >${t.body.term_(row.name)} ${row.current ? html`<b class="small">(${t.body.current})</b>` : nothing}
      <span class="row-sub">${date(row.opensOn)} – ${until}</span></span
    >
    <button class="link small" aria-label=${t.edit(row.name)} @click=${() => editTerm(visit, state, row)}>
      ${common().edit}
    </button>
  </li>`
}

function openTerm(visit: Inside<'admin'>, state: Body): void {
  const t = visit.words.admin.body
  const open = intention(visit.ask)
  const grounds = choicesOf(t.grounds)
  openEdit({
    title: t.openTerm,
    lead: t.termsHint,
    save: t.openTermSend,
    fields: [
      { name: 'name', label: t.term, hint: t.termHint },
      { name: 'opensOn', label: t.opensOn, kind: 'date', value: today() },
      {
        name: 'ground',
        label: t.ground,
        kind: 'select',
        value: 'congress',
        choices: grounds,
      },
    ],
    send: async ({ name, opensOn, ground }) => {
      await open('POST /terms', { body: { name, opensOn, ground: chosenOf(grounds, ground) } })
      await Promise.all([visit.refresh(), state.refresh()])
    },
  })
}

function editTerm(visit: Inside<'admin'>, state: Body, row: Term): void {
  const t = visit.words.admin.body
  openEdit({
    title: visit.words.admin.edit(row.name),
    fields: [
      { name: 'name', label: t.term, value: row.name },
      { name: 'opensOn', label: t.opensOn, kind: 'date', value: row.opensOn },
      { name: 'closesOn', label: t.closesOn, kind: 'date', optional: true, value: row.closesOn },
    ],
    send: async ({ name, opensOn, closesOn }) => {
      const body = { name, opensOn, closesOn: closesOn || null }
      await visit.ask('PATCH /terms/{id}', { id: row.id, version: row.version, body })
      await state.refresh()
    },
  })
}
