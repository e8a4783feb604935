import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import { intention } from '../../api/intention.ts'
import type { Member, Organisation, Sent } from '../../api/office.ts'
import type { Role } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { openList, type List } from '../../parts/list.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common, roleNames } from '../../text/common.ts'
import { moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import { adminHead, admit, rankField } from './common.ts'
import { showLink } from './link.ts'
import type { Who } from './member-tools.ts'

type State = { list: List<Member>; organisation: Organisation; sent: Sent[]; refresh: () => Promise<void> }

/** The people of the committee in rank order, what each may do here, and the invitations that are out. */
export default async function membersScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'members')
  const sentNow = async (): Promise<Sent[]> =>
    (await visit.ask('GET /invitations', { query: { limit: 50 }, signal })).items
  let who: Who = 'all'
  const read = (page: Cut) => visit.ask('GET /members', { query: { ...page, state: who }, signal })
  const [list, organisation, sent] = await Promise.all([
    openList({ read, draw, limit: 100 }),
    visit.ask('GET /organisation', { signal }),
    sentNow(),
  ])
  const state: State = {
    list,
    organisation,
    sent,
    refresh: async () => {
      ;[state.sent] = await Promise.all([sentNow(), list.refresh()])
      draw()
    },
  }
  const t = visit.words.admin.members
  let out = (): unknown => nothing
  // Whoever waits for a word is met first; other invitations stand below those who are here.
  const first = (): boolean => state.sent.some(({ claim }) => claim?.vouched === false)
  const tools = behind(draw, async () => {
    const [more, { memberTools }, { sentPart }] = await Promise.all([
      learnMore(visit, ['lists']),
      import('./member-tools.ts'),
      import('./sent.ts'),
    ])
    out = () => sentPart(more, state.sent, state.refresh)
    return memberTools(more, read, (chosen) => {
      who = chosen
      return list.refresh()
    })
  })
  return {
    title: t.title,
    wide: true,
    action: () => html`<button class="main" @click=${() => invite(visit, state)}>${t.invite}</button>`,
    resume: state.refresh,
    body: () => html`
      ${adminHead(visit, 'members')}
      <p class="row">
        <a href=${visit.at('quan-tri', 'can-bo', 'danh-sach')}>${visit.words.admin.byList}</a>
      </p>
      ${first() ? out() : nothing} ${tools()}
      ${table<Member>({ caption: t.caption, columns: columns(visit, state), rows: list.rows, key: ({ id }) => id })}
      ${list.foot()} ${first() ? nothing : out()}
    `,
  }
}

function columns(visit: Inside<'admin'>, state: State): Column<Member>[] {
  const t = visit.words.admin.members
  return [
    {
      title: t.name,
      kind: 'main',
      cell: (row) =>
        html`<span class=${row.active ? '' : 'quiet'}>${row.name}</span>
          ${row.active ? nothing : html`<span class="quiet small">(${t.left})</span>`}
          <span class="row-sub">${row.email}</span>
          <span class="row-sub on-phone"
            >${[row.position?.name, roleNames(row.roles)].filter(Boolean).join(' · ')}</span
          >`,
    },
    { title: t.position, kind: 'line', drop: 3, cell: ({ position }) => position?.name ?? '' },
    { title: t.unit, drop: 2, cell: ({ unit }) => html`<span class="cell-name">${unit?.name}</span>` },
    {
      title: t.roles,
      drop: 3,
      cell: ({ roles }) => html`<span class="cell-name">${roleNames(roles) || t.noRoles}</span>`,
    },
    { title: common().acts, unseen: true, kind: 'line', cell: (row) => acts(visit, state, row) },
  ]
}

function acts(visit: Inside<'admin'>, state: State, row: Member): TemplateResult {
  const t = visit.words.admin.members
  if (!row.active) {
    return html`<button
      class="link small"
      aria-label=${t.returnName(row.name)}
      @click=${() => comeBack(visit, state, row)}
    >
      ${t.return}
    </button>`
  }
  return html`<span class="row-acts">
    <button
      class="link small"
      aria-label=${visit.words.admin.edit(row.name)}
      @click=${() => edit(visit, state, row)}
    >
      ${common().edit}
    </button>
    <button class="link small" aria-label=${t.handName(row.name)} @click=${() => hand(visit, row)}>
      ${t.hand}
    </button>
    <button class="link small" aria-label=${t.departName(row.name)} @click=${() => depart(visit, state, row)}>
      ${t.depart}
    </button>
  </span>`
}

function placeFields(
  visit: Inside<'admin'>,
  { organisation }: State,
  row?: Member,
): Field<'positionId' | 'unitId' | 'roles'>[] {
  const t = visit.words.admin.members
  const choices = (
    rows: { id: string; name: string; closed: boolean }[],
  ): { value: string; label: string }[] =>
    rows.filter(({ closed }) => !closed).map(({ id, name }) => ({ value: id, label: name }))
  return [
    {
      name: 'positionId',
      label: t.position,
      kind: 'select',
      optional: true,
      empty: t.noPosition,
      value: row?.position?.id,
      choices: choices(organisation.positions),
    },
    {
      name: 'unitId',
      label: t.unit,
      kind: 'select',
      optional: true,
      empty: t.noUnit,
      value: row?.unit?.id,
      choices: choices(organisation.units),
    },
    {
      name: 'roles',
      label: t.roles,
      hint: t.rolesHint,
      kind: 'ticks',
      value: row?.roles.join(','),
      choices: choicesOf(common().roles).map((one) => ({ ...one, hint: t.mayDo[one.value] })),
    },
  ]
}

const rolesOf = (ticked: string): Role[] =>
  ticked.split(',').flatMap((one) => chosenOf(choicesOf(common().roles), one) ?? [])

function edit(visit: Inside<'admin'>, state: State, row: Member): void {
  const t = visit.words.admin.members
  openEdit({
    title: visit.words.admin.edit(row.name),
    fields: [
      { name: 'name', label: t.name, value: row.name },
      ...placeFields(visit, state, row),
      rankField(visit, row.rank),
    ],
    send: async ({ name, unitId, positionId, roles, rank }) => {
      const body = {
        name,
        unitId: unitId || null,
        positionId: positionId || null,
        rank: Number(rank),
        roles: rolesOf(roles),
      }
      await visit.ask('PATCH /members/{id}', { id: row.id, version: row.version, body })
      await state.refresh()
    },
  })
}

/** Somebody leaves: they cannot come in from now on; the line that says so can undo it with their roles. */
async function depart(visit: Inside<'admin'>, state: State, row: Member): Promise<void> {
  await intention(visit.ask)('POST /members/{id}/departure', { id: row.id })
  await state.refresh()
  say(visit.words.admin.members.departed(row.name), () => void comeBack(visit, state, row))
}

async function comeBack(visit: Inside<'admin'>, state: State, { id, roles }: Member): Promise<void> {
  const had = rolesOf(roles.join(','))
  await intention(visit.ask)('POST /members/{id}/return', { id, body: had.length > 0 ? { roles: had } : {} })
  await state.refresh()
}

function invite(visit: Inside<'admin'>, state: State): void {
  const t = visit.words.admin.members
  const send = intention(visit.ask)
  openEdit({
    title: t.inviteTitle,
    lead: t.inviteLead,
    save: t.inviteSend,
    fields: [
      { name: 'name', label: t.name },
      { name: 'email', label: t.email, kind: 'email' },
      ...placeFields(visit, state),
    ],
    send: async ({ name, email, unitId, positionId, roles }) => {
      const body = {
        name,
        email,
        roles: rolesOf(roles),
        unitId: unitId || undefined,
        positionId: positionId || undefined,
      }
      const { link, mailed } = await send('POST /invitations', { body })
      await state.refresh()
      setTimeout(() => showLink(t.linkTitle, (mailed ? t.linkMailed : t.linkLead)(name), link, t.linkCopied))
    },
  })
}

/** A colleague who cannot get in is handed a link that sets a password once; what it does is said before it is made. */
function hand(visit: Inside<'admin'>, { id, name }: Member): void {
  const t = visit.words.admin.members
  const send = intention(visit.ask)
  openEdit({
    title: t.handTitle(name),
    lead: t.handLead(name),
    save: t.handMake,
    fields: [],
    send: async () => {
      const { link, expiresAt } = await send('POST /members/{id}/link', { id })
      setTimeout(() => showLink(t.handTitle(name), t.handed(name, moment(expiresAt)), link, t.linkCopied))
    },
  })
}
