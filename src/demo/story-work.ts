import { addDays } from '../core/dates.ts'
import { staffOf } from './clerk.ts'
import { communes, province } from './places.ts'
import type { Place } from './places.ts'
import { at, call, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, namSoi, sonHa] = communes

type Named = { id: string; name: string }
type Booked = Named & { notation: string; state: string }

/** Does something as somebody of a place, by what they are there. */
const as = <T = Record<string, string>>(
  world: World,
  place: Place,
  who: string,
  path: string,
  body: object = {},
) => call<T>(world, staffOf(place, who), 'POST', `/api/c/${place.handle}/${path}`, body)

/** Something of a place, as its chief sees it. */
const see = <T>(world: World, place: Place, path: string) =>
  call<T>(world, staffOf(place, 'chanh-van-phong'), 'GET', `/api/c/${place.handle}/${path}`)

/** What stands in the book of a place and waits to be routed, the oldest first. */
async function waiting(world: World, place: Place): Promise<Booked[]> {
  const { items } = await see<{ items: Booked[] }>(world, place, 'incoming?state=routing&limit=100')
  return items.toReversed()
}

async function memberId(world: World, place: Place, who: string): Promise<string> {
  const name = place.staff.find((one) => one.as === who)?.name
  const { items } = await see<{ items: Named[] }>(world, place, 'members?limit=100')
  return items.find((one) => one.name === name)?.id ?? ''
}

async function unitId(world: World, place: Place, name: string): Promise<string> {
  const { units } = await see<{ units: Named[] }>(world, place, 'organisation')
  return units.find((one) => one.name === name)?.id ?? ''
}

/** How far the papers of a place have come: those before the last few are done, the last ones lie where they wait. */
export async function work(world: World): Promise<void> {
  for (const place of [tanLap, namSoi, sonHa]) await settleOld(world, place)
  await provinceAtWork(world)
  await lastOfTanLap(world)
}

/** Papers of the weeks before: given to the specialist, done, put away. */
async function settleOld(world: World, place: Place): Promise<void> {
  at(world, workday(world, 2), '09:00')
  const lead = { kind: 'person', id: await memberId(world, place, 'chuyen-vien') }
  const all = await waiting(world, place)
  const old = place === tanLap ? all.slice(0, -3) : all
  for (const { id } of old) {
    const { taskId } = await as(world, place, 'bi-thu', `incoming/${id}/direction`, {
      lead,
      text: 'Giao đồng chí chuyên viên tham mưu kế hoạch thực hiện, quy định rõ người, rõ việc, rõ thời gian hoàn thành.',
    })
    await as(world, place, 'chuyen-vien', `tasks/${taskId}/acceptance`)
    await as(world, place, 'chuyen-vien', `tasks/${taskId}/report`, {
      text: 'Đã xây dựng kế hoạch, trình Thường trực duyệt.',
    })
    await as(world, place, 'bi-thu', `tasks/${taskId}/approval`)
    await as(world, place, 'van-thu', `incoming/${id}/keeping`)
  }
}

/** The province: one paper for information, the others with a lead; a task given by the secretary; somebody away. */
async function provinceAtWork(world: World): Promise<void> {
  at(world, workday(world, 2), '14:00')
  const board = await unitId(world, province, 'Ban Tổ chức Tỉnh ủy')
  const deputy = await memberId(world, province, 'chuyen-vien')
  const head = await memberId(world, province, 'truong-ban')
  const [first, ...others] = await waiting(world, province)
  if (first !== undefined)
    await as(world, province, 'chanh-van-phong', `incoming/${first.id}/assignment`, {
      inform: [{ kind: 'person', id: head }],
      text: 'Chuyển để biết.',
    })
  for (const { id } of others.slice(0, 2))
    await as(world, province, 'chanh-van-phong', `incoming/${id}/proposal`, {
      lead: { kind: 'unit', id: board },
      cooperate: [{ kind: 'person', id: deputy }],
      note: 'Đề nghị giao Ban Tổ chức Tỉnh ủy chủ trì thẩm định, báo cáo Thường trực.',
    })
  at(world, workday(world, 2), '15:30')
  await as(world, province, 'bi-thu', 'tasks', {
    lead: { kind: 'unit', id: board },
    title: 'Xây dựng bảng chấm điểm đánh giá chất lượng chi bộ hằng năm',
    product: 'Dự thảo bảng chấm điểm',
    urgency: 1,
  })
  await as(world, province, 'thuong-truc', 'absences', {
    deputyId: await memberId(world, province, 'bi-thu'),
    fromDay: world.today,
    toDay: addDays(world.today, 2),
    capacity: 'K/T',
    reason: 'Đi cơ sở theo dõi địa bàn',
  })
}

/** Tân Lập yesterday: one paper waits to be routed, one for the secretary, one is being worked on. */
async function lastOfTanLap(world: World): Promise<void> {
  at(world, workday(world, 1), '15:00')
  const [doing, proposed] = await waiting(world, tanLap)
  const lead = { kind: 'person', id: await memberId(world, tanLap, 'chuyen-vien') }
  const { lands: dueOn } = await see<{ lands: string }>(
    world,
    tanLap,
    `deadline?on=${addDays(world.today, 10)}`,
  )
  if (doing !== undefined) {
    const text =
      'Giao đồng chí chuyên viên chủ trì, phối hợp Ủy ban nhân dân xã rà soát, báo cáo Thường trực.'
    const { taskId } = await as(world, tanLap, 'bi-thu', `incoming/${doing.id}/direction`, {
      lead,
      text,
      dueOn,
    })
    await as(world, tanLap, 'chuyen-vien', `tasks/${taskId}/acceptance`)
  }
  if (proposed !== undefined)
    await as(world, tanLap, 'chanh-van-phong', `incoming/${proposed.id}/proposal`, {
      lead,
      dueOn,
      note: 'Đề nghị giao chuyên viên tham mưu, phối hợp Mặt trận Tổ quốc xã.',
    })
  await weeklyReports(world, lead)
  await as(world, tanLap, 'van-thu', 'incoming', {
    channel: 'paper',
    senderName: 'Ủy ban nhân dân xã Tân Lập',
    notation: '87/UBND-VP',
    typeName: 'Công văn',
    issuedOn: workday(world, 2),
    subject: 'về việc đăng ký nội dung làm việc với Thường trực Đảng ủy',
    signer: 'Lường Văn Hặc',
  })
}

/** Weekly reports go to the specialist by themselves: the rule, and last week's paper that met it. */
async function weeklyReports(world: World, lead: object): Promise<void> {
  await as(world, tanLap, 'chanh-van-phong', 'routing-rules', {
    name: 'Báo cáo tuần của Công an xã',
    sender: 'Công an xã',
    typeName: 'Báo cáo',
    words: 'tuần',
    lead,
    dueDays: 3,
  })
  await as(world, tanLap, 'van-thu', 'incoming', {
    channel: 'paper',
    senderName: 'Công an xã Tân Lập',
    notation: '112/BC-CAX',
    typeName: 'Báo cáo',
    issuedOn: workday(world, 2),
    subject: 'tình hình an ninh, trật tự trong tuần',
    signer: 'Quàng Văn Thắng',
  })
}
