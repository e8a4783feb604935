import { back, kept, on, task, wd, wh } from '../processes/library/parts.ts'
import type { Template } from '../processes/template.ts'
import { staffOf } from './clerk.ts'
import { province } from './places.ts'
import { publicOpinion } from './public-opinion.ts'
import { approve, begin } from './story-processes.ts'
import { at, call, workday } from './world.ts'
import type { World } from './world.ts'

const api = `/api/c/${province.handle}`
const as = (who: string): string => staffOf(province, who)

/** What a briefing of the month raised: each matter goes through the process for it, and comes back answered. */
const briefing: Template = {
  schema: 'quytrinh/1',
  code: 'QT.15-GB',
  name: 'Theo dõi kết luận giao ban dư luận xã hội',
  basis: ['Quy chế làm việc của Tỉnh ủy'],
  clauses: ['8.1', '9.1.3'],
  roles: {
    chanh_vp: { name: 'Chánh Văn phòng', by: 'group', ref: 'chanh_van_phong', cover: 'deputy' },
    thuong_truc: { name: 'Thường trực', by: 'group', ref: 'thuong_truc', cover: 'deputy' },
  },
  fields: {
    noi_dung: { type: 'text', label: 'Nội dung phản ánh' },
    ket_qua: { type: 'text', label: 'Kết quả xác minh và dự thảo trả lời' },
  },
  limit: wd(20),
  main: {
    start: 'ket_luan',
    steps: [
      task('ket_luan', 'Ghi kết luận giao ban', 'chanh_vp', wh(4), {
        form: { req: ['noi_dung'] },
        records: [kept('Thông báo kết luận giao ban', 10, 'BM.15-01')],
        guide: 'Mỗi nội dung phải giải quyết mở một hồ sơ.',
        out: [on('giai_quyet', 'Chuyển giải quyết')],
      }),
      {
        id: 'giai_quyet',
        kind: 'call',
        name: 'Giải quyết nội dung phản ánh',
        template: publicOpinion.code,
        form: [{ f: 'ket_qua', mode: 'req' }],
        out: [on('bao_cao', 'Đã giải quyết')],
      },
      task('bao_cao', 'Báo cáo kết quả tại kỳ giao ban sau', 'thuong_truc', wd(2), {
        form: { ro: ['noi_dung', 'ket_qua'] },
        records: [kept('Báo cáo kết quả thực hiện kết luận', 10, 'BM.15-02')],
        guide: 'Nêu rõ việc đã giải quyết, việc còn lại và thời hạn.',
        out: [on('END', 'Đã báo cáo'), back('ket_luan', 'Chưa đạt, làm lại')],
      }),
    ],
  },
}

/** A case whose step called another process: the one waits, the other is with the specialist. */
export async function briefed(world: World): Promise<void> {
  at(world, workday(world, 13), '08:30')
  const chief = as('chanh-van-phong')
  const { id: procedureId, draftId } = await begin(world, { code: briefing.code, name: briefing.name })
  const body = { content: briefing, note: 'Ban hành lần đầu' }
  await call(world, chief, 'PUT', `${api}/procedure-versions/${draftId}`, body, 1)
  const holders = { chanh_vp: 'office_chief', thuong_truc: 'leader' }
  await call(world, chief, 'PUT', `${api}/procedures/${procedureId}/holders`, {
    holders: Object.entries(holders).map(([role, targetId]) => ({ role, kind: 'role', targetId })),
  })
  await approve(world, draftId)
  const title = 'Bến đò Nậm Sỏi chưa có áo phao cho học sinh'
  const caller = await call<{ id: string }>(world, chief, 'POST', `${api}/cases`, { procedureId, title })
  const step = (who: string, id: string, order: object) =>
    call(world, as(who), 'POST', `${api}/cases/${id}/steps`, order)
  const told = `${title}; đề nghị kiểm tra và trang bị trước mùa mưa.`
  await step('chanh-van-phong', caller.id, { no: 1, outcome: 'chuyen', fields: { noi_dung: told } })
  type Page = { open: { called?: { id: string } }[] }
  const { open } = await call<Page>(world, chief, 'GET', `${api}/cases/${caller.id}`)
  const called = open[0]?.called?.id ?? ''
  at(world, workday(world, 13), '10:00')
  await step('van-thu', called, { no: 1, outcome: 'chuyen', fields: { noi_dung: told, nguon: 'Giao ban' } })
  const members = await call<{ items: { id: string; email: string }[] }>(
    world,
    chief,
    'GET',
    `${api}/members?limit=100`,
  )
  const handler = members.items.find(({ email }) => email === as('chuyen-vien'))?.id ?? ''
  await step('chanh-van-phong', called, { no: 2, outcome: 'chuyen', picks: { xu_ly: [handler] } })
}
