import { staffOf } from './clerk.ts'
import { communes, province } from './places.ts'
import type { Place } from './places.ts'
import { at, call, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, namSoi, sonHa] = communes

type Named = { id: string; name: string }

/** Does or sees something as somebody of a place. */
const as = <T = { id: string }>(world: World, place: Place, who: string, path: string, body?: object) =>
  call<T>(
    world,
    staffOf(place, who),
    body === undefined ? 'GET' : 'POST',
    `/api/c/${place.handle}/${path}`,
    body,
  )

async function unitId(world: World, place: Place, name: string): Promise<string> {
  const { units } = await as<{ units: Named[] }>(world, place, 'chanh-van-phong', 'organisation')
  return units.find((one) => one.name === name)?.id ?? units[0]?.id ?? ''
}

async function workerId(world: World, place: Place): Promise<string> {
  const name = place.staff.find((one) => one.as === 'chuyen-vien')?.name
  const { items } = await as<{ items: Named[] }>(world, place, 'chanh-van-phong', 'members?limit=100')
  return items.find((one) => one.name === name)?.id ?? ''
}

/** A day as a deadline: itself, or the next one that is worked. */
async function due(world: World, day: string): Promise<string> {
  return (await as<{ lands: string }>(world, province, 'chanh-van-phong', `deadline?on=${day}`)).lands
}

/**
 * A resolution on its way to results (seeds 001, 003): a programme whose every task has owner, start, due and product;
 * one of them asked of all communes, of which one is done and recognised, one at work, and one has named nobody.
 */
export async function planned(world: World): Promise<void> {
  at(world, workday(world, 12), '08:30')
  const { items } = await as<{ items: { id: string; notation: string }[] }>(
    world,
    province,
    'chanh-van-phong',
    'documents?state=issued&limit=100',
  )
  const resolution = items.find(({ notation }) => notation.includes('-NQ/TU'))
  const late = await due(world, workday(world, 2))
  const sent = await programme(world, resolution?.id, late)
  at(world, workday(world, 9), '09:00')
  const done = await taken(world, tanLap, { kind: 'person', id: await workerId(world, tanLap) })
  await taken(world, sonHa, { kind: 'unit', id: await unitId(world, sonHa, 'Văn phòng') })
  const doing = await taken(world, namSoi, { kind: 'person', id: await workerId(world, namSoi) })
  at(world, workday(world, 8), '08:00')
  await as(world, namSoi, 'chuyen-vien', `tasks/${doing}/acceptance`, {})
  await as(world, tanLap, 'chuyen-vien', `tasks/${done}/acceptance`, {})
  at(world, workday(world, 4), '15:00')
  await as(world, tanLap, 'chuyen-vien', `tasks/${done}/report`, {
    text: 'Đã rà soát 31 văn bản, đề nghị thay thế 4 văn bản, bãi bỏ 2 văn bản.',
  })
  await as(world, tanLap, 'chanh-van-phong', `tasks/${done}/approval`, {})
  at(world, workday(world, 3), '09:30')
  await as(world, province, 'chanh-van-phong', `asks/${sent}/recognition`, {})
}

/** @returns the sending that its line for all communes became */
async function programme(world: World, resolution: string | undefined, late: string): Promise<string> {
  const line = { startOn: workday(world, 12), dueOn: late }
  const units = {
    training: await unitId(world, province, 'Ban Tuyên giáo và Dân vận Tỉnh ủy'),
    cadres: await unitId(world, province, 'Ban Tổ chức Tỉnh ủy'),
    control: await unitId(world, province, 'Ủy ban Kiểm tra Tỉnh ủy'),
  }
  const lead = (id: string) => ({ lead: { kind: 'unit', id } })
  const { id } = await as(world, province, 'chanh-van-phong', 'plans', {
    kindId: 'plan.action',
    name: 'Chương trình hành động tăng cường sự lãnh đạo của Đảng đối với cải cách hành chính',
    period: '2025–2030',
    goal: 'Phân công rõ trách nhiệm của từng cơ quan, đơn vị và cá nhân; quy định rõ thời gian thực hiện và hoàn thành.',
    basis: resolution === undefined ? [] : [{ kind: 'document', id: resolution }],
    lines: [
      {
        ...line,
        ...lead(units.training),
        title: 'Tổ chức quán triệt, học tập nội dung nghị quyết trong toàn Đảng bộ',
        product: 'Hội nghị trực tuyến',
        measure: 'Tỷ lệ đảng viên dự học',
        target: '98 %',
        priority: 1,
      },
      {
        ...line,
        ...lead(units.cadres),
        title: 'Xây dựng đề án vị trí việc làm, tinh giản biên chế',
        product: 'Đề án',
        priority: 2,
      },
      {
        ...line,
        ...lead(units.control),
        title: 'Kiểm tra, giám sát việc thực hiện kế hoạch ở cơ sở',
        product: 'Thông báo kết luận',
      },
      {
        ...line,
        lead: { kind: 'below', id: 'all' },
        title: 'Rà soát, đề xuất thay thế văn bản chồng chéo ở cơ sở',
        product: 'Báo cáo rà soát',
        measure: 'Văn bản còn hiệu lực được rà soát',
        target: '100 %',
        priority: 2,
      },
    ],
  })
  await as(world, province, 'chanh-van-phong', `plans/${id}/issue`, { version: 1 })
  const { lines } = await as<{ lines: { asked?: { id: string } }[] }>(
    world,
    province,
    'chanh-van-phong',
    `plans/${id}`,
  )
  return lines.find(({ asked }) => asked)?.asked?.id ?? ''
}

/** Takes what the province asked, gives it out, and tells which task it became. */
async function taken(world: World, place: Place, lead: object): Promise<string> {
  const { items } = await as<{ items: { id: string }[] }>(world, place, 'chanh-van-phong', 'arrived-asks')
  const path = `arrived-asks/${items[0]?.id}/acceptance`
  return (await as<{ taskId: string }>(world, place, 'chanh-van-phong', path, { lead })).taskId
}
