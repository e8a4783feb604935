import { html } from 'lit-html'
import type { AskOf } from '../../../api/ask.ts'
import { intention } from '../../../api/intention.ts'
import type { Organisation } from '../../../api/office.ts'
import type { Role } from '../../../api/types.ts'
import { choicesOf } from '../../../parts/field.ts'
import type { Inside, View } from '../../../screen.ts'
import { common } from '../../../text/common.ts'
import { adminAt, admit } from '../common.ts'
import { bringing, type ReadLine } from './bring.ts'
import { chosenIn, looksLikeAddress, type Wanted } from './columns.ts'

type Item = AskOf<'POST /invitations/list'>['body']['items'][number]
type Name = 'name' | 'email' | 'roles' | 'unit' | 'position'

const WANTED: readonly Wanted<Name>[] = [
  { name: 'name', titles: ['Họ và tên', 'Họ tên', 'Tên'], needed: true },
  { name: 'email', titles: ['Thư điện tử', 'Email', 'E-mail'], needed: true },
  { name: 'roles', titles: ['Vai trò'], needed: true },
  { name: 'unit', titles: ['Đơn vị', 'Phòng, ban'], needed: false },
  { name: 'position', titles: ['Chức vụ'], needed: false },
]
const EXAMPLE = ['Nguyễn Thị Hoa', 'hoa@muongphang.example.vn', 'Văn thư; Chuyên viên', '', '']

/** Inviting the people of the committee by one list. What becomes of each invitation stands with the members. */
export default async function staffScreen(visit: Inside<'lists'>): Promise<View> {
  admit(visit, 'members')
  const t = visit.words.lists
  const organisation = await visit.ask('GET /organisation', { signal: visit.signal })
  const invite = intention(visit.ask)
  const bring = bringing<Item, Name>(visit, {
    wanted: WANTED,
    example: EXAMPLE,
    file: 'can-bo',
    read: (cells) => readLine(visit, organisation, cells),
    send: async (items) => (await invite('POST /invitations/list', { body: { items } })).items,
    word: t.invitePeople,
    done: t.madePeople,
    made: async () => undefined,
  })
  return {
    title: t.people,
    wide: true,
    body: () =>
      html`<div class="paper-head">
          <p class="crumb"><a href=${adminAt(visit, 'members')}>‹ ${t.back.members}</a></p>
          <h1 tabindex="-1">${t.people}</h1>
        </div>
        <p>
          ${t.peopleLead(
            choicesOf(common().roles)
              .map(({ label }) => label)
              .join(', '),
          )}
        </p>
        ${bring()}`,
  }
}

function readLine(
  visit: Inside<'lists'>,
  { units, positions }: Organisation,
  { name, email, roles, unit, position }: Record<Name, string>,
): ReadLine<Item> {
  const t = visit.words.lists
  const open = <T extends { closed: boolean }>(rows: T[]): T[] => rows.filter(({ closed }) => !closed)
  const [unitFound, positionFound] = [chosenIn(open(units), unit), chosenIn(open(positions), position)]
  const asked = roles
    .split(/[;,\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const known = choicesOf(common().roles).map(({ value, label }) => ({ id: value, name: label }))
  const given = asked.map((one) => ({ one, role: chosenIn(known, one)?.id }))
  const strange = given.filter(({ role }) => !role).map(({ one }) => one)
  const wrong = [
    ...(name === '' ? [t.lacks(t.name)] : []),
    ...(email === '' ? [t.lacks(t.email)] : looksLikeAddress(email) ? [] : [t.noEmail(email)]),
    ...(asked.length === 0 ? [t.lacks(t.roles)] : []),
    ...(strange.length > 0 ? [t.noRole(strange.join(', '))] : []),
    ...(unit !== '' && !unitFound ? [t.noUnit(unit)] : []),
    ...(position !== '' && !positionFound ? [t.noPosition(position)] : []),
  ]
  if (wrong.length > 0) return { wrong }
  return {
    item: {
      name,
      email,
      roles: given.flatMap(({ role }): Role[] => (role ? [role] : [])),
      unitId: unitFound?.id,
      positionId: positionFound?.id,
    },
  }
}
