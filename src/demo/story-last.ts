import { addDays } from '../core/dates.ts'
import { cells } from './cells.ts'
import { attach, clerkOf, issue, issuerOf, recipient, refuse, staffOf, structureOf, write } from './clerk.ts'
import { agency, communes, province } from './places.ts'
import type { Place } from './places.ts'
import { bringIn, knock } from './set-up.ts'
import { send, taken } from './sending.ts'
import { at, call, now, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, namSoi, sonHa] = communes
const all = communes.map(recipient)
const api = `/api/c/${province.handle}`

/** Somebody left, somebody is invited, a number is held for a paper that may not be here, one is cancelled. */
export async function people(world: World): Promise<void> {
  const admin = staffOf(province, 'quan-tri')
  const clerk = clerkOf(province)
  at(world, workday(world, 8), '09:00')
  const gone = { as: 'dao', name: 'Bùi Thị Đào', roles: ['specialist'], position: 'Chuyên viên' } as const
  const email = `dao@${province.handle}.example`
  await bringIn(
    world,
    province,
    admin,
    { ...gone, roles: ['specialist'] },
    { name: gone.name, email, roles: ['specialist'] },
  )
  const issuerId = await issuerOf(world, province, 'TU')
  const hold = (typeId: string, why: string) =>
    call(world, clerk, 'POST', `${api}/number-reservations`, { typeId, issuerId, why })
  await hold('quyet-dinh', 'secret')
  const { id } = await hold('thong-bao', 'paper')
  at(world, workday(world, 7), '10:30')
  await call(world, clerk, 'POST', `${api}/number-reservations/${id}/cancellation`, {
    reason: 'Thường trực Tỉnh ủy quyết định không ban hành thông báo này.',
  })
  at(world, workday(world, 7), '16:45')
  const { items } = await call<{ items: { id: string; email: string }[] }>(
    world,
    admin,
    'GET',
    `${api}/members?limit=100`,
  )
  const left = items.find((one) => one.email === email)
  if (left !== undefined) await call(world, admin, 'POST', `${api}/members/${left.id}/departure`, {})
}

/** Two villages become one: the term of its cell ends by itself on the day before the term of the new cell opens. */
export async function turnover(world: World): Promise<void> {
  const [cell] = cells
  at(world, workday(world, 6), '15:20')
  const opensOn = addDays(world.today, 45)
  const year = Number(opensOn.slice(0, 4))
  await call(world, clerkOf(cell), 'POST', `/api/c/${cell.handle}/terms`, {
    name: `${year}-${year + 2}`,
    opensOn,
    ground: 'reorganisation',
    note: 'Sáp nhập bản Nà Lồng và bản Nà Sản; chi bộ mới tính nhiệm kỳ từ ngày này.',
  })
}

/** What is still under way: some took it, some did not, some sent it back. */
export async function lastDays(world: World): Promise<void> {
  at(world, workday(world, 5), '14:00')
  const resolution = await issue(world, tanLap, {
    paper: 'nghi-quyet-dan-van-tan-lap',
    to: [recipient(province)],
    author: 'chuyen-vien',
  })
  await taken(world, 4, '07:50', resolution.notation, [[province, 'Ban Tuyên giáo và Dân vận Tỉnh ủy']])
  const office = await ownUnit(world, 'Văn phòng Tỉnh ủy')
  const board = await ownUnit(world, 'Ban Tổ chức Tỉnh ủy')
  const decision = await send(world, 4, '10:20', {
    paper: 'quyet-dinh-quy-che-phoi-hop',
    // To two of its own units too: the office has taken it, at the other it waits for its head.
    to: [...all, { kind: 'unit', id: office }, { kind: 'unit', id: board }],
    more: { copies: 8 },
  })
  const receipt = `${api}/documents/${decision.id}/units/${office}/receipt`
  await call(world, staffOf(province, 'chanh-van-phong'), 'POST', receipt, {})
  await taken(world, 3, '08:00', decision.notation, [[tanLap], [sonHa]])
  const plan = await send(world, 3, '09:30', {
    paper: 'ke-hoach-doi-thoai',
    to: [...all, { ...recipient(agency), coIssues: true }],
    more: {
      overrideReason: 'Đảng ủy Văn phòng UBND tỉnh đã ký trên bản giấy; đồng chí Chánh Văn phòng cho phép.',
    },
  })
  await taken(world, 3, '15:10', plan.notation, [[sonHa], [agency]])
  await refuse(world, tanLap, plan.notation, 'unreadable', 'Tệp mở được nhưng thiếu phụ lục lịch đối thoại.')
  await send(world, 2, '10:40', {
    paper: 'cong-van-tap-huan',
    signed: true,
    suffix: 'VPTU',
    to: [...all, recipient(agency)],
    more: { urgency: 2, dueOn: addDays(now(world), 7) },
  })
  at(world, workday(world, 2), '15:00')
  await issue(world, agency, { paper: 'ke-hoach-sinh-hoat-chuyen-de', to: [recipient(province)] })
  at(world, workday(world, 1), '09:15')
  await issue(world, sonHa, { paper: 'bao-cao-doi-thoai-son-ha', to: [recipient(province)] })
  await issue(world, namSoi, { paper: 'cong-van-phoi-hop-dang-vien', to: [recipient(tanLap)] })
  at(world, workday(world, 1), '14:05')
  await call(world, clerkOf(province), 'POST', `${api}/documents/${decision.id}/reminders`, {})
  at(world, workday(world, 1), '14:20')
  const newcomer = { name: 'Cầm Văn Ước', email: `uoc@${province.handle}.example` }
  const { link } = await call<{ link: string }>(
    world,
    staffOf(province, 'quan-tri'),
    'POST',
    `${api}/invitations`,
    { ...newcomer, roles: ['specialist'] },
  )
  await knock(world, newcomer, link)
}

/** A draft that lacks only its number, and some that are still being written. */
export async function drafts(world: World): Promise<void> {
  at(world, workday(world, 1), '15:30')
  const files = [await attach(world, province, 'ke-hoach-hoc-tap-nghi-quyet')]
  await write(world, province, { paper: 'ke-hoach-hoc-tap-nghi-quyet', to: all, more: { files } })
  const begin = async (place: Place, as: string, facts: object) => {
    const issuerId = await issuerOf(world, place, place.suffix)
    return call(world, staffOf(place, as), 'POST', `/api/c/${place.handle}/documents`, { issuerId, ...facts })
  }
  await begin(province, 'chuyen-vien', {
    typeId: 'bao-cao',
    subject: 'kết quả đi cơ sở của cán bộ theo dõi địa bàn trong quý',
  })
  await begin(province, 'truong-ban', {
    typeId: 'chi-thi',
    subject: 'về tăng cường sự lãnh đạo của các cấp ủy đối với công tác tiếp công dân, giải quyết đơn thư',
    decidingBody: 'standing_board',
    necessity:
      'Nhiều cấp ủy chưa đối thoại, trả lời đơn thư đúng hạn; các văn bản đang có chưa quy định trách nhiệm người đứng đầu.',
    recipients: [{ kind: 'group', id: 'subordinates' }],
  })
  await begin(province, 'chuyen-vien', {
    typeId: 'chi-thi',
    subject: 'về đổi mới, nâng cao chất lượng sinh hoạt chi bộ thôn, bản, tổ dân phố',
    decidingBody: 'standing_board',
  })
  for (const place of communes) {
    await begin(place, 'chuyen-vien', {
      typeId: 'ke-hoach',
      subject: `thực hiện Chương trình công tác toàn khóa của Tỉnh ủy tại ${place.name.replace('Đảng ủy ', '')}`,
      recipients: [recipient(province)],
    })
  }
  await begin(agency, 'chuyen-vien', {
    typeId: 'bao-cao',
    subject: 'kết quả sinh hoạt chuyên đề của các chi bộ trong quý',
  })
}

/** The id of one of the province's own units. */
async function ownUnit(world: World, name: string): Promise<string> {
  const found = (await structureOf(world, province)).units.find((one) => one.name === name)
  if (found === undefined) throw new Error(`the province has no ${name}`)
  return found.id
}
