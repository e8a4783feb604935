import { html, nothing, type TemplateResult } from 'lit-html'
import { call, get } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { Issuer, Organisation, Term } from '../../api/office.ts'
import type { Entry } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { facts } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date, today } from '../../text/dates.ts'
import { codesPart } from './codes.ts'
import { adminHead, admit, patch } from './common.ts'

export type State = { entry: Entry; organisation: Organisation; refresh: () => Promise<void> }

/** What the committee is: its name and place, its codes, the suffixes it issues under, its terms. */
export default async function bodyScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'body')
  const read = async (): Promise<Pick<State, 'entry' | 'organisation'>> => {
    const [entry, organisation] = await Promise.all([
      get<Entry>(`/api/directory/${encodeURIComponent(visit.here.committee.handle)}`, signal),
      get<Organisation>(visit.api('organisation'), signal),
    ])
    return { entry, organisation }
  }
  const state: State = {
    ...(await read()),
    refresh: async () => {
      Object.assign(state, await read())
      draw()
    },
  }
  return {
    title: visit.words.admin.tabs.body,
    resume: state.refresh,
    body: () => html`
      ${adminHead(visit, 'body')} ${namePart(visit, state)} ${codesPart(visit, state)}
      ${issuersPart(visit, state)} ${termsPart(visit, state)}
    `,
  }
}

function namePart(visit: Inside<'admin'>, state: State): TemplateResult {
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
        await call('PATCH', visit.api('committee'), { body: { name, place } })
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

function issuersPart(visit: Inside<'admin'>, state: State): TemplateResult {
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

function issuerLine(visit: Inside<'admin'>, state: State, row: Issuer): TemplateResult {
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

function editIssuer(visit: Inside<'admin'>, state: State, row?: Issuer): void {
  const t = visit.words.admin.body
  const create = intention()
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
        choices: state.organisation.issuerKinds.map(({ id, name }) => ({ value: id, label: name })),
      },
      { name: 'oneRun', label: t.oneRun, kind: 'tick', optional: true, value: row?.oneRun ? 'on' : '' },
    ],
    send: async ({ oneRun, ...facts }) => {
      const body = { ...facts, oneRun: oneRun === 'on' }
      if (row) await patch(visit.api('issuers', row.id), row.version, body)
      else await create.post(visit.api('issuers'), body)
      await state.refresh()
    },
  })
}

function termsPart(visit: Inside<'admin'>, state: State): TemplateResult {
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

function termLine(visit: Inside<'admin'>, state: State, row: Term): TemplateResult {
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

function openTerm(visit: Inside<'admin'>, state: State): void {
  const t = visit.words.admin.body
  const open = intention()
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
        choices: Object.entries(t.grounds).map(([value, label]) => ({ value, label })),
      },
    ],
    send: async (values) => {
      await open.post(visit.api('terms'), values)
      await Promise.all([visit.refresh(), state.refresh()])
    },
  })
}

function editTerm(visit: Inside<'admin'>, state: State, row: Term): void {
  const t = visit.words.admin.body
  openEdit({
    title: visit.words.admin.edit(row.name),
    fields: [
      { name: 'name', label: t.term, value: row.name },
      { name: 'opensOn', label: t.opensOn, kind: 'date', value: row.opensOn },
      { name: 'closesOn', label: t.closesOn, kind: 'date', optional: true, value: row.closesOn },
    ],
    send: async ({ name, opensOn, closesOn }) => {
      await patch(visit.api('terms', row.id), row.version, { name, opensOn, closesOn: closesOn || null })
      await state.refresh()
    },
  })
}
