import { addDays } from '../core/dates.ts'
import { accept, clerkOf, issue, recipient, refuse } from './clerk.ts'
import { docx } from './docx.ts'
import { agency, communes, province } from './places.ts'
import type { Place } from './places.ts'
import { send, taken } from './sending.ts'
import { setUp } from './set-up.ts'
import { adapted, matters, processes } from './story-processes.ts'
import { briefed } from './story-calls.ts'
import { copied, recalled, replaced } from './story-after.ts'
import { drafts, lastDays, people, turnover } from './story-last.ts'
import { office } from './story-office.ts'
import { continueBooks } from './story-past.ts'
import { work } from './story-work.ts'
import { at, call, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, namSoi, sonHa] = communes
const all = communes.map(recipient)
const api = `/api/c/${province.handle}`

/** The last weeks: the province's working life up to yesterday. */
export async function recent(world: World): Promise<void> {
  await prepare(world)
  await processes(world)
  await adapted(world, tanLap)
  const every: [Place, string?][] = [[tanLap], [namSoi], [sonHa]]
  const directive = await send(world, 38, '09:40', {
    paper: 'chi-thi',
    to: [{ kind: 'group', id: 'subordinates' }],
    author: 'truong-ban',
    more: { urgency: 1 },
  })
  await taken(world, 38, '14:10', directive.notation, every)
  await matters(world, 38, 33)
  const programme = await send(world, 33, '10:15', { paper: 'chuong-trinh-doi-moi-phuong-thuc', to: all })
  await taken(world, 32, '07:50', programme.notation, every)
  await guidance(world)
  await matters(world, 33, 22)
  const rule = await send(world, 22, '08:50', {
    paper: 'quy-dinh-theo-doi-dia-ban',
    to: all,
    author: 'chuyen-vien',
  })
  await taken(world, 21, '08:05', rule.notation, every)
  await matters(world, 22, 18)
  const conclusion = await send(world, 18, '16:20', { paper: 'ket-luan-du-luan-xa-hoi', to: all })
  await taken(world, 17, '07:45', conclusion.notation, every)
  await copied(world, conclusion.notation)
  const notice = await send(world, 14, '11:00', { paper: 'thong-bao-ket-luan-giao-ban', to: all })
  await taken(world, 14, '15:30', notice.notation, every)
  await briefed(world)
  await replaced(world, rule.id)
  await joinAgency(world)
  await review(world)
  await people(world)
  await turnover(world)
  await lastDays(world)
  await recalled(world)
  await work(world)
  await drafts(world)
  await office(world)
}

/** Groups of recipients, and the numbers of the term up to now, which stand in the paper book. */
async function prepare(world: World): Promise<void> {
  const clerk = clerkOf(province)
  at(world, workday(world, 45), '08:00')
  await continueBooks(world, province, 'TU', {
    'nghi-quyet': 8,
    'chi-thi': 5,
    'ket-luan': 14,
    QĐ: 356,
    'thong-bao': 88,
    'ke-hoach': 61,
    'chuong-trinh': 4,
    'bao-cao': 143,
    'cong-van': 512,
    'huong-dan': 7,
    den: 1288,
  })
  await continueBooks(world, province, 'VPTU', { 'cong-van': 931 })
  for (const [name, members] of [
    ['Các xã vùng cao', [namSoi.handle]],
    ['Các xã, phường vùng thấp', [tanLap.handle, sonHa.handle]],
  ] as const) {
    await call(world, clerk, 'POST', `${api}/recipient-groups`, { name, members })
  }
}

/** A guidance that lacks its forms: two take it, one sends it back and gets the forms. */
async function guidance(world: World): Promise<void> {
  const sent = await send(world, 27, '14:30', { paper: 'huong-dan-danh-gia-can-bo', to: all })
  await taken(world, 26, '08:00', sent.notation, [
    [tanLap, 'Ban Xây dựng Đảng'],
    [sonHa, 'Ban Xây dựng Đảng'],
  ])
  await refuse(
    world,
    namSoi,
    sent.notation,
    'wrong_form',
    'Thiếu biểu mẫu BM01, BM02, BM03 nêu tại mục 4. Đề nghị gửi bổ sung.',
  )
  const form = docx([
    'BM02 - PHIẾU TỰ ĐÁNH GIÁ KẾT QUẢ CÔNG TÁC THÁNG',
    'Họ và tên: ........................................ Chức vụ: ........................................',
    '1. Nhiệm vụ được giao và sản phẩm hoàn thành:',
    '2. Nhiệm vụ chưa hoàn thành, nguyên nhân:',
    '3. Tự chấm điểm: ......../100',
    '4. Tự nhận mức: ........................................',
  ])
  const again = await send(world, 25, '09:10', {
    paper: 'cong-van-gui-lai-bieu-mau',
    suffix: 'VPTU',
    to: [recipient(namSoi)],
    extra: [{ name: 'BM02 - Phiếu tự đánh giá.docx', bytes: form }],
  })
  await call(world, clerkOf(province), 'POST', `${api}/documents/${sent.id}/settlements`, {
    recipients: [namSoi.handle],
    how: 'sent',
    note: `Đã gửi bổ sung biểu mẫu bằng công văn số ${again.notation}.`,
  })
  await taken(world, 24, '07:40', again.notation, [[namSoi, 'Ban Xây dựng Đảng']])
}

/** An agency joins; its link upwards still waits for the province. */
async function joinAgency(world: World): Promise<void> {
  at(world, workday(world, 12), '08:30')
  await setUp(world, agency)
  await continueBooks(world, agency, 'ĐU', { 'nghi-quyet': 3, 'ke-hoach': 11, den: 64 })
  at(world, workday(world, 11), '10:00')
  const resolution = await issue(world, agency, {
    paper: 'nghi-quyet-nhiem-vu-nam-ubnd',
    to: [recipient(province)],
    author: 'chuyen-vien',
  })
  await taken(world, 10, '08:20', resolution.notation, [[province, 'Ban Tổ chức Tỉnh ủy']])
}

/** A request with a deadline, an answer that keeps the link, a submission sent back. */
async function review(world: World): Promise<void> {
  const day = workday(world, 9)
  const request = await send(world, 9, '15:00', {
    paper: 'cong-van-bao-cao-van-ban-chong-cheo',
    to: all,
    author: 'chuyen-vien',
    more: { urgency: 1, dueOn: addDays(day, 14) },
  })
  at(world, workday(world, 8), '07:50')
  const received = await accept(world, tanLap, request.notation, 'Văn phòng Đảng ủy')
  await taken(world, 8, '08:40', request.notation, [[namSoi], [sonHa]])
  at(world, workday(world, 6), '16:00')
  const report = await issue(world, tanLap, {
    paper: 'bao-cao-ra-soat-tan-lap',
    to: [recipient(province)],
    author: 'chuyen-vien',
    more: { replyTo: received },
  })
  const submission = await issue(world, namSoi, {
    paper: 'to-trinh-thanh-lap-chi-bo',
    to: [recipient(province)],
  })
  await taken(world, 5, '08:10', report.notation, [[province, 'Phòng Tổng hợp']])
  await refuse(
    world,
    province,
    submission.notation,
    'wrong_form',
    'Thiếu đề án và danh sách trích ngang đảng viên kèm theo Tờ trình.',
  )
}
