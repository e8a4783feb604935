import { staffOf } from './clerk.ts'
import { province } from './places.ts'
import type { Place } from './places.ts'
import { publicOpinion } from './public-opinion.ts'
import { at, call, now, workday } from './world.ts'
import type { World } from './world.ts'

const api = `/api/c/${province.handle}`
const as = (who: string): string => staffOf(province, who)

/** The processes the province works by: two approved, one of the library still being adapted. */
export async function processes(world: World): Promise<void> {
  at(world, workday(world, 39), '08:30')
  const chief = as('chanh-van-phong')
  const { draftId } = await begin(world, { code: publicOpinion.code, name: publicOpinion.name })
  const body = { content: publicOpinion, note: 'Ban hành lần đầu theo Chương trình công tác toàn khóa' }
  await call(world, chief, 'PUT', `${api}/procedure-versions/${draftId}`, body, 1)
  const { items } = await call<{ items: { id: string; code: string }[] }>(
    world,
    chief,
    'GET',
    `${api}/procedures`,
  )
  const id = items.find(({ code }) => code === publicOpinion.code)?.id ?? ''
  const holders = { van_thu: 'clerk', chanh_vp: 'office_chief', thuong_truc: 'leader' }
  await call(world, chief, 'PUT', `${api}/procedures/${id}/holders`, {
    holders: Object.entries(holders).map(([role, targetId]) => ({ role, kind: 'role', targetId })),
  })
  await approve(world, draftId)
  const incoming = await begin(world, {
    code: 'QT.01-VBDEN',
    name: 'Tiếp nhận và xử lý văn bản đến',
    from: 'QT.01-VBDEN',
  })
  await approve(world, incoming.draftId)
  for (const who of ['van-thu', 'chanh-van-phong'])
    await call(world, as(who), 'POST', `${api}/procedure-versions/${draftId}/receipt`, {})
  // Objectives are looked at again every quarter, by itself; and the office has a day of its own.
  await call(world, chief, 'POST', `${api}/case-schedules`, {
    procedureId: id,
    title: 'Rà soát nội dung dư luận xã hội còn tồn',
    every: 'quarter',
    month: 3,
    day: 25,
    land: 'previous',
  })
  const { items: library } = await call<{ items: { code: string; name: string }[] }>(
    world,
    chief,
    'GET',
    `${api}/procedure-library`,
  )
  const evaluation = library.find(({ name }) => name.startsWith('Đánh giá'))
  if (evaluation !== undefined) await begin(world, { ...evaluation, from: evaluation.code })
}

/** The province hands its process down; a commune adapts it: one step more, a shorter limit. */
export async function adapted(world: World, commune: Place): Promise<void> {
  const { items } = await call<{ items: { id: string; code: string }[] }>(
    world,
    as('chanh-van-phong'),
    'GET',
    `${api}/procedures`,
  )
  const id = items.find(({ code }) => code === publicOpinion.code)?.id ?? ''
  await call(world, as('thuong-truc'), 'POST', `${api}/procedures/${id}/recipients`, {})
  const [here, who] = [`/api/c/${commune.handle}`, (one: string) => staffOf(commune, one)]
  const path = `${here}/procedure-bases/${id}/adaptations`
  const made = await call<{ draftId: string }>(world, who('chanh-van-phong'), 'POST', path, {
    code: 'QT.03-DLXH',
  })
  const check = {
    id: 'xin_y_kien',
    name: 'Xin ý kiến bí thư chi bộ thôn, bản',
    role: 'xu_ly',
    limit: { n: 1, u: 'wd' },
    guide: 'Hỏi lại chi bộ nơi phản ánh trước khi trình; ghi ý kiến vào phiếu xác minh.',
    records: [{ name: 'Phiếu lấy ý kiến chi bộ', form: 'BM.03-01', keep_years: 5 }],
    back: true,
  }
  const ops = [
    { op: 'add', at: 'after', step: 'xac_minh', new: check },
    { op: 'limit', step: 'xac_minh', limit: { n: 3, u: 'wd' } },
    { op: 'limit', step: '', limit: { n: 8, u: 'wd' } },
  ]
  const version = `${here}/procedure-versions/${made.draftId}`
  const body = { ops, note: 'Áp dụng quy trình của Tỉnh ủy cho xã' }
  await call(world, who('chanh-van-phong'), 'PUT', `${version}/overlay`, body, 1)
  await call(world, who('chanh-van-phong'), 'POST', `${version}/submission`, {})
  await call(world, who('bi-thu'), 'POST', `${version}/approval`, { effectiveFrom: now(world) })
}

/** Begins a process, its draft empty or from the library. */
export const begin = (
  world: World,
  body: { code: string; name: string; from?: string },
): Promise<{ id: string; draftId: string }> =>
  call(world, as('chanh-van-phong'), 'POST', `${api}/procedures`, {
    code: body.code,
    name: body.name,
    ...(body.from === undefined ? {} : { from: body.from }),
  })

/** Lays a draft before whoever approves, and approves it from today. */
export async function approve(world: World, versionId: string): Promise<void> {
  const path = `${api}/procedure-versions/${versionId}`
  await call(world, as('chanh-van-phong'), 'POST', `${path}/submission`, {})
  await call(world, as('thuong-truc'), 'POST', `${path}/approval`, { effectiveFrom: now(world) })
}

/** What people said, how far each matter came: settled, returned and settled, late, just begun. */
const MATTERS = [
  { title: 'Đường vào thôn 3 xã Tân Lập xuống cấp sau mưa', began: 37, until: 5, returned: false },
  { title: 'Giờ tiếp công dân của một số xã chưa niêm yết', began: 34, until: 5, returned: true },
  { title: 'Thu hồi đất làm kênh thủy lợi chậm công khai phương án', began: 27, until: 5, returned: false },
  { title: 'Chợ Nậm Sỏi ùn tắc, mất vệ sinh', began: 21, until: 3, returned: true },
  { title: 'Lớp học tăng ca của cán bộ xã trùng mùa vụ', began: 20, until: 2, returned: false },
]

/** Cases of the process, told day by day up to the third week before today. */
export async function matters(world: World, from: number, to: number): Promise<void> {
  for (const matter of MATTERS.filter(({ began }) => began <= from && began > to)) await tell(world, matter)
}

async function tell(
  world: World,
  { title, began, until, returned }: (typeof MATTERS)[number],
): Promise<void> {
  at(world, workday(world, began), '08:20')
  const { items } = await call<{ items: { id: string; code: string }[] }>(
    world,
    as('van-thu'),
    'GET',
    `${api}/procedures`,
  )
  const procedureId = items.find(({ code }) => code === publicOpinion.code)?.id
  const { id } = await call(world, as('van-thu'), 'POST', `${api}/cases`, { procedureId, title })
  const members = await call<{ items: { id: string; email: string }[] }>(
    world,
    as('van-thu'),
    'GET',
    `${api}/members?limit=100`,
  )
  const handler = members.items.find(({ email }) => email === as('chuyen-vien'))?.id ?? ''
  let no = 0
  const step = (who: string, body: object) =>
    call(world, as(who), 'POST', `${api}/cases/${id}/steps`, { no: ++no, ...body })
  await step('van-thu', { outcome: 'chuyen', fields: { noi_dung: title, nguon: 'Giao ban' } })
  if (until < 3) return
  at(world, workday(world, began), '14:10')
  await step('chanh-van-phong', { outcome: 'chuyen', picks: { xu_ly: [handler] } })
  const answer = {
    outcome: 'chuyen',
    fields: { tra_loi: 'Đã xác minh; nội dung phản ánh đúng, đã có hướng khắc phục.' },
  }
  await step('chuyen-vien', answer)
  if (returned) {
    at(world, workday(world, began - 1), '09:00')
    const why = { reasonCode: 'content', reason: 'Chưa nêu thời hạn khắc phục và ai chịu trách nhiệm.' }
    await step('thuong-truc', { outcome: 'tra_lai', ...why })
    if (until < 5) return
    at(world, workday(world, began - 1), '15:30')
    await step('chuyen-vien', answer)
  }
  at(world, workday(world, began - 1), '16:10')
  await step('thuong-truc', { outcome: 'ky', signed: true })
  await step('van-thu', { outcome: 'chuyen', fields: { so_tra_loi: `${began}-CV/VPTU` } })
}
