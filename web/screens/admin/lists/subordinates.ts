import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf, type AskOf } from '../../../api/ask.ts'
import { intention } from '../../../api/intention.ts'
import type { Kind } from '../../../api/types.ts'
import { openEdit } from '../../../parts/edit.ts'
import { openList, type List } from '../../../parts/list.ts'
import { mark } from '../../../parts/mark.ts'
import { table, type Column } from '../../../parts/table.ts'
import type { Inside, View } from '../../../screen.ts'
import { say } from '../../../shell/overlay.ts'
import { moment, readDate } from '../../../text/dates.ts'
import { adminAt, admit } from '../common.ts'
import { claimLine, vouch } from '../vouch.ts'
import { bringing, type ReadLine } from './bring.ts'
import { chosenIn, looksLikeAddress, type Wanted } from './columns.ts'

type Item = AskOf<'POST /subordinates'>['body']['items'][number]
type Page = AnswerOf<'GET /subordinates'>
type Founding = Page['items'][number]
type Name = 'name' | 'kind' | 'suffix' | 'place' | 'email' | 'code' | 'codeFrom'

const WANTED: readonly Wanted<Name>[] = [
  { name: 'name', titles: ['Tên cơ quan', 'Tên cấp ủy', 'Tên', 'Cơ quan'], needed: true },
  { name: 'kind', titles: ['Loại hình', 'Loại'], needed: false },
  { name: 'suffix', titles: ['Ký hiệu'], needed: false },
  { name: 'place', titles: ['Địa danh'], needed: true },
  { name: 'email', titles: ['Thư điện tử', 'Email', 'E-mail', 'Quản trị'], needed: true },
  { name: 'code', titles: ['Mã định danh', 'Mã'], needed: false },
  { name: 'codeFrom', titles: ['Mã có hiệu lực từ', 'Hiệu lực từ'], needed: false },
]
const EXAMPLE = [
  'Đảng ủy xã Mường Phăng',
  'Đảng ủy xã, phường, đặc khu',
  'ĐU',
  'Mường Phăng',
  'van-thu@muongphang.example.vn',
  '',
  '',
]
/** What most lists are of, where they do not say. */
const USUAL = 'commune'

/** Bringing the subordinates in by one list; what became of each invitation, and taking back what nobody took up. */
export default async function subordinatesScreen(visit: Inside<'lists'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'links')
  const t = visit.words.lists
  const [list, { items: kinds }] = await Promise.all([
    openList<Founding, Page>({
      read: (query) => visit.ask('GET /subordinates', { query, signal }),
      draw,
      limit: 100,
    }),
    ask('GET /committee-kinds', { signal }),
  ])
  const invite = intention(visit.ask)
  const bring = bringing<Item, Name>(visit, {
    wanted: WANTED,
    example: EXAMPLE,
    file: 'co-quan-cap-duoi',
    read: (cells) => readLine(visit, kinds, cells),
    send: async (items) => (await invite('POST /subordinates', { body: { items } })).items,
    word: t.inviteBodies,
    done: t.made,
    made: list.refresh,
  })
  return {
    title: t.bodies,
    wide: true,
    resume: list.refresh,
    body: () =>
      html`<div class="paper-head">
          <p class="crumb"><a href=${adminAt(visit, 'links')}>‹ ${t.back.links}</a></p>
          <h1 tabindex="-1">${t.bodies}</h1>
        </div>
        <p>${t.bodiesLead}</p>
        ${bring()} ${invited(visit, list)}`,
  }
}

/** A day as people type it, or as it comes out of Excel. */
const dayIn = (typed: string): string | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(typed) ? typed : readDate(typed)

function readLine(visit: Inside<'lists'>, kinds: Kind[], cells: Record<Name, string>): ReadLine<Item> {
  const t = visit.words.lists
  const { name, place, email, code } = cells
  const kind = cells.kind === '' ? kinds.find(({ id }) => id === USUAL) : chosenIn(kinds, cells.kind)
  const from = code === '' ? undefined : dayIn(cells.codeFrom)
  const wrong = [
    ...(name === '' ? [t.lacks(t.name)] : []),
    ...(place === '' ? [t.lacks(t.place)] : []),
    ...(email === '' ? [t.lacks(t.email)] : looksLikeAddress(email) ? [] : [t.noEmail(email)]),
    ...(kind ? [] : [t.noKind(cells.kind)]),
    ...(code !== '' && !from ? [t.noCodeDay] : []),
  ]
  if (wrong.length > 0 || !kind) return { wrong }
  const codes = from ? [{ code, validFrom: from }] : []
  return { item: { name, kind: kind.id, suffix: cells.suffix || kind.suffix, place, email, codes } }
}

function invited(visit: Inside<'lists'>, list: List<Founding, Page>): TemplateResult | typeof nothing {
  if (list.rows.length === 0) return nothing
  const t = visit.words.lists
  const { waiting, accepted } = list.first.counts
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.invited}</h2>
      ${
        waiting === 0
          ? nothing
          : html`<button class="button" @click=${() => withdrawAll(visit, list, waiting)}>
              ${t.invitations.withdrawAll}…
            </button>`
      }
    </div>
    <p>
      <progress
        aria-label=${t.progress(accepted, accepted + waiting)}
        max=${accepted + waiting || 1}
        value=${accepted}
      ></progress>
      ${t.progress(accepted, accepted + waiting)}
    </p>
    ${table<Founding>({ caption: t.invited, columns: columns(visit, list), rows: list.rows, key: ({ id }) => id })}
    ${list.foot()}
  </section>`
}

function columns(visit: Inside<'lists'>, list: List<Founding, Page>): Column<Founding>[] {
  const t = visit.words.lists
  const { states } = t.invitations
  return [
    {
      title: t.name,
      kind: 'main',
      cell: (row) => {
        const { name, email, handle, claim, state, by } = row
        return html`${handle ? html`<a href=${visit.at('danh-ba', handle)}>${name}</a>` : name}<span
            class="row-sub"
            >${email}${state === 'lapsed' ? ` · ${t.invitations.lapsed(by)}` : ''}</span
          ><span class="row-sub on-phone">${state === 'lapsed' ? nothing : states[state]}</span
          >${claim ? claimLine(t.invitations, claim) : nothing}${
            claim?.vouched === false ? vouchOne(visit, list, row) : nothing
          }`
      },
    },
    {
      title: t.state,
      drop: 3,
      kind: 'line',
      cell: ({ state }) =>
        mark(state === 'waiting' ? 'pending' : state === 'accepted' ? 'accepted' : state, states[state]),
    },
    { title: t.expires, drop: 3, kind: 'line', cell: ({ expiresAt }) => moment(expiresAt) },
    {
      title: t.invitations.withdraw,
      unseen: true,
      kind: 'line',
      cell: (row) =>
        row.state === 'waiting' || row.state === 'lapsed' ? withdrawOne(visit, list, row) : nothing,
    },
  ]
}

function vouchOne(visit: Inside<'lists'>, list: List<Founding, Page>, row: Founding): TemplateResult {
  const t = visit.words.lists.invitations
  const { id, name } = row
  const run = (): void =>
    vouch(t, row, (at) => visit.ask('POST /subordinates/{id}/vouching', { id, body: { at } }), list.refresh)
  return html`<button class="button small" aria-label=${t.vouchName(name)} @click=${run}>${t.vouch}…</button>`
}

function withdrawOne(
  visit: Inside<'lists'>,
  list: List<Founding, Page>,
  { id, name }: Founding,
): TemplateResult {
  const t = visit.words.lists.invitations
  const run = async (): Promise<void> => {
    await visit.ask('DELETE /subordinates/{id}', { id })
    await list.refresh()
    say(t.withdrawn)
  }
  return html`<button class="link small" aria-label=${t.withdrawName(name)} @click=${run}>
    ${t.withdraw}
  </button>`
}

function withdrawAll(visit: Inside<'lists'>, list: List<Founding, Page>, waiting: number): void {
  const t = visit.words.lists
  openEdit({
    title: t.invitations.withdrawAll,
    lead: t.withdrawLead(waiting),
    save: t.invitations.withdrawAll,
    fields: [],
    send: async () => {
      const { withdrawn } = await intention(visit.ask)('POST /subordinates/withdrawal')
      await list.refresh()
      say(t.invitations.withdrew(withdrawn))
    },
  })
}
