import { accept, clerkOf, issue, issuerOf, recipient, staffOf, structureOf } from './clerk.ts'
import { communes, district, province } from './places.ts'
import type { Place } from './places.ts'
import { setUp } from './set-up.ts'
import { at, call } from './world.ts'
import type { World } from './world.ts'

/** The number a run or a book goes on with, by type; `den` is the book of arrivals. */
export type NextNumbers = Record<string, number>

/** A committee that joins with a paper book tells the system where its numbers stand. */
export async function continueBooks(
  world: World,
  place: Place,
  suffix: string,
  next: NextNumbers,
): Promise<void> {
  const clerk = clerkOf(place)
  const api = `/api/c/${place.handle}`
  const issuerId = await issuerOf(world, place, suffix)
  for (const [series, number] of Object.entries(next)) {
    if (series === 'den') {
      const { items } = await call<{ items: { id: string; version: number }[] }>(
        world,
        clerk,
        'GET',
        `${api}/arrival-books`,
      )
      const [book] = items
      if (book !== undefined)
        await call(world, clerk, 'PUT', `${api}/arrival-books/${book.id}`, { next: number }, book.version)
    } else await call(world, clerk, 'PUT', `${api}/number-series`, { issuerId, series, next: number })
  }
}

/** Spring of 2025: the province and a district join with their paper books; the district ends on 30 June. */
export async function before(world: World): Promise<void> {
  const admin = staffOf(province, 'quan-tri')
  at(world, '2025-05-12', '08:10')
  await setUp(world, province)
  for (const [name, suffix, kind] of [
    ['Văn phòng Tỉnh ủy', 'VPTU', 'office'],
    ['Ủy ban Kiểm tra Tỉnh ủy', 'UBKTTU', 'inspection'],
  ]) {
    await call(world, admin, 'POST', `/api/c/${province.handle}/issuers`, { name, suffix, kind })
  }
  // The communes that the province accepts are confirmed through it.
  await world.confirm(province.handle)
  await continueBooks(world, province, 'TU', { 'nghi-quyet': 42, 'cong-van': 1187, den: 1402 })
  at(world, '2025-05-13', '08:30')
  await setUp(world, district)
  await continueBooks(world, district, 'HU', { 'chuong-trinh': 20, den: 256 })
  at(world, '2025-05-14', '09:05')
  await call(world, admin, 'POST', `/api/c/${province.handle}/links/${district.handle}/acceptance`, {})

  at(world, '2025-05-20', '15:20')
  const resolution = await issue(world, province, {
    paper: 'nghi-quyet-cai-cach-hanh-chinh',
    to: [recipient(district)],
    author: 'chuyen-vien',
  })
  at(world, '2025-05-21', '07:55')
  const received = await accept(world, district, resolution.notation)
  at(world, '2025-06-10', '16:10')
  const answer = await issue(world, district, {
    paper: 'chuong-trinh-hanh-dong-huyen-uy',
    to: [recipient(province)],
    more: { replyTo: received },
  })
  at(world, '2025-06-11', '08:15')
  await accept(world, province, answer.notation, 'Văn phòng Tỉnh ủy')
  await endDistrict(world)
}

/** The two-level model of 1 July 2025: the district's term closes, its link ends, its papers stay. */
async function endDistrict(world: World): Promise<void> {
  at(world, '2025-06-30', '16:30')
  const clerk = clerkOf(district)
  const api = `/api/c/${district.handle}`
  const { terms } = await structureOf(world, district)
  const [term] = terms
  if (term === undefined) return
  const note = 'Kết thúc hoạt động theo mô hình chính quyền địa phương hai cấp từ ngày 01/7/2025.'
  await call(world, clerk, 'PATCH', `${api}/terms/${term.id}`, { closesOn: '2025-06-30', note }, term.version)
  await call(world, clerk, 'DELETE', `${api}/superior`)
}

/** Summer and autumn of 2025: the communes join and are acknowledged; the congress of the province opens a term. */
export async function foundation(world: World): Promise<void> {
  const admin = staffOf(province, 'quan-tri')
  const starts: [day: string, next: NextNumbers][] = [
    ['2025-08-18', { 'cong-van': 46, 'bao-cao': 19, den: 88 }],
    ['2025-08-19', { 'cong-van': 31, 'to-trinh': 8, den: 73 }],
    ['2025-08-20', { 'cong-van': 52, 'bao-cao': 24, den: 105 }],
  ]
  for (const [i, place] of communes.entries()) {
    const [day, next] = starts[i] ?? ['2025-08-18', {}]
    at(world, day, '08:20')
    await setUp(world, place)
    await continueBooks(world, place, 'ĐU', next)
    at(world, day, '14:05')
    await call(world, admin, 'POST', `/api/c/${province.handle}/links/${place.handle}/acceptance`, {})
  }
  // The office of the province records where the district's work went: what is sent there is led on to its heir.
  at(world, '2025-08-21', '09:30')
  await world.merge(
    district.handle,
    communes[1].handle,
    'Sắp xếp theo mô hình chính quyền địa phương hai cấp từ ngày 01/7/2025',
  )
  at(world, '2025-09-29', '08:00')
  await call(world, admin, 'POST', `/api/c/${province.handle}/terms`, {
    name: '2025-2030',
    opensOn: '2025-09-27',
    note: 'Đại hội đại biểu Đảng bộ tỉnh Sơn Bình bế mạc ngày 26/9/2025.',
  })
}
