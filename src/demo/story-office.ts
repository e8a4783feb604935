import { addDays } from '../core/dates.ts'
import { attach, clerkOf, issue, issuerOf, recipient, staffOf, write } from './clerk.ts'
import { communes, province } from './places.ts'
import { at, call, now, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, , sonHa] = communes
const api = `/api/c/${province.handle}`

/** That day, or the Monday after it. */
const weekday = (day: string): string =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? weekday(addDays(day, 1)) : day

/** Does something as somebody of the province. */
const as = <T = { id: string; version: number }>(
  world: World,
  who: string,
  path: string,
  body: object = {},
) => call<T>(world, staffOf(province, who), 'POST', `${api}/${path}`, body)

async function personId(world: World, who: string): Promise<string> {
  const name = province.staff.find((one) => one.as === who)?.name
  const { items } = await call<{ items: { id: string; name: string }[] }>(
    world,
    clerkOf(province),
    'GET',
    `${api}/members?limit=100`,
  )
  return items.find((one) => one.name === name)?.id ?? ''
}

const versionOf = async (world: World, id: string): Promise<number> =>
  (await call<{ version: number }>(world, clerkOf(province), 'GET', `${api}/documents/${id}`)).version

async function begin(world: World, who: string, facts: object): Promise<{ id: string; version: number }> {
  const issuerId = await issuerOf(world, province, 'TU')
  return as(world, who, 'documents', { issuerId, ...facts })
}

/** Drafts on their way through the office: asked about here and outside, handed on, returned, numbered, voided. */
export async function office(world: World): Promise<void> {
  await asked(world)
  await handedOn(world)
  await numbers(world)
  await spilled(world)
}

/** A directive on which opinions were asked; some have answered, what they said is being taken up. */
async function asked(world: World): Promise<void> {
  at(world, workday(world, 4), '08:40')
  const file = await attach(world, province, 'chi-thi')
  const { id } = await begin(world, 'chanh-van-phong', {
    typeId: 'chi-thi',
    subject: 'về đổi mới phương thức lãnh đạo, giảm hội họp, giảm văn bản giấy tờ hành chính',
    decidingBody: 'standing_board',
    recipients: [{ kind: 'group', id: 'subordinates' }],
    files: [file],
  })
  const persons = ['truong-ban', 'chuyen-vien', 'bi-thu']
  const round = await as(world, 'chanh-van-phong', `documents/${id}/rounds`, {
    asked: await Promise.all(
      persons.map(async (who) => ({ kind: 'person', id: await personId(world, who) })),
    ),
    committees: [tanLap.handle, sonHa.handle],
    note: 'Đề nghị góp ý kỹ phần giao chỉ tiêu giảm văn bản và thời hạn ở Điều 3.',
    dueOn: weekday(addDays(now(world), 10)),
    version: await versionOf(world, id),
  })
  at(world, workday(world, 3), '09:10')
  const say = (who: string, body: object) => as(world, who, `rounds/${round.id}/opinion`, body)
  await say('truong-ban', {
    stand: 'remarks',
    remarks: [
      { place: 'Điều 3', text: 'Đề nghị giao chỉ tiêu giảm 15% văn bản mỗi năm thay cho “giảm mạnh”.' },
      { text: 'Bổ sung trách nhiệm rà soát văn bản chồng chéo của từng cơ quan tham mưu.' },
    ],
  })
  await say('chuyen-vien', { stand: 'agree' })
  at(world, workday(world, 2), '14:30')
  await as(world, 'chanh-van-phong', `rounds/${round.id}/uptakes`, {
    items: [{ person: 1, no: 1, uptake: 'accepted', reply: 'Đã sửa Điều 3: giảm ít nhất 15% mỗi năm.' }],
  })
}

/** A plan that went from its author to the head, was sent back once, and lies with its signer until a day. */
async function handedOn(world: World): Promise<void> {
  at(world, workday(world, 3), '10:00')
  const { id } = await begin(world, 'chuyen-vien', {
    typeId: 'ke-hoach',
    subject: 'kiểm tra việc thực hiện quy chế làm việc và chế độ họp, báo cáo ở cấp xã',
    decidingBody: 'standing_board',
    recipients: [{ kind: 'group', id: 'subordinates' }],
    files: [await attach(world, province, 'ke-hoach-doi-thoai')],
  })
  const hand = async (who: string, act: string, more: object = {}) =>
    as(world, who, `documents/${id}/hand-overs`, { act, version: await versionOf(world, id), ...more })
  await hand('chuyen-vien', 'review', { toId: await personId(world, 'truong-ban') })
  at(world, workday(world, 3), '15:20')
  await hand('truong-ban', 'return', {
    note: 'Gộp phần kiểm tra chế độ họp và chế độ báo cáo thành một mục.',
  })
  at(world, workday(world, 2), '09:45')
  await hand('chuyen-vien', 'submit', {
    toId: await personId(world, 'thuong-truc'),
    dueOn: weekday(addDays(now(world), 3)),
  })
}

/** A number that is held for a signed paper until its scan comes, and one that was voided because the paper was signed anew. */
async function numbers(world: World): Promise<void> {
  const clerk = clerkOf(province)
  const numbered = async (paper: string, subject: string) => {
    const { id } = await write(world, province, {
      paper,
      to: communes.map(recipient),
      more: { subject, files: [await attach(world, province, paper)] },
    })
    await call(world, clerk, 'POST', `${api}/documents/${id}/number`, { version: await versionOf(world, id) })
    return id
  }
  at(world, workday(world, 2), '16:10')
  const voided = await numbered(
    'thong-bao-ket-luan-giao-ban',
    'kết luận của Thường trực Tỉnh ủy về chế độ họp, báo cáo',
  )
  await call(world, clerk, 'POST', `${api}/documents/${voided}/number/void`, {
    reason: 'Thường trực Tỉnh ủy yêu cầu sửa kết luận, ký lại văn bản.',
  })
  at(world, workday(world, 1), '15:40')
  await numbered(
    'thong-bao-ket-luan-giao-ban',
    'kết luận của Thường trực Tỉnh ủy về phân công theo dõi địa bàn',
  )
}

/** A form came with a stamp printed on it by mistake: locked at once, and it waits for the office chief to decide. */
async function spilled(world: World): Promise<void> {
  at(world, workday(world, 1), '10:30')
  const sent = await issue(world, sonHa, {
    paper: 'bao-cao-doi-thoai-son-ha',
    to: [recipient(province)],
    more: { subject: 'biểu mẫu thống kê đội ngũ cán bộ xã (gửi lại)' },
  })
  const clerk = clerkOf(province)
  const { items } = await call<{ items: { id: string; notation: string }[] }>(
    world,
    clerk,
    'GET',
    `${api}/deliveries?limit=100`,
  )
  const arrival = items.find(({ notation }) => notation === sent.notation)
  const { incomingId } = await call<{ incomingId: string }>(
    world,
    clerk,
    'POST',
    `${api}/deliveries/${arrival?.id}/acceptance`,
    {},
  )
  at(world, workday(world, 1), '10:50')
  await call(world, clerk, 'POST', `${api}/incoming/${incomingId}/lock`, { found: 'stamp' })
}
