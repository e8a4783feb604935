import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changesOf } from '../../src/audit/changes.ts'
import type { AuditEntry } from '../../src/audit/schema.ts'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { MORNING, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập', { superior: province.handle })
})
afterAll(() => instance.stop())

const list = async (place: Place, query = '') =>
  (await place.clerk.get(`${place.api}/audit?limit=100${query}`)).body as {
    items: AuditEntry[]
    next?: string
    actions?: { id: string; name: string }[]
  }
const actions = (entries: AuditEntry[]) => entries.map((one) => one.action)

test('tells the newest first, what happened in the committee and to it in the directory', async () => {
  await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
  await commune.clerk.post(`${commune.api}/units`, { name: 'Văn phòng Đảng ủy', kind: 'office', rank: 10 })
  const { items } = await list(commune)
  expect(actions(items)).toEqual([
    'unit.create',
    'link.accept',
    'committee.confirm',
    'committee.open',
    'committee.signUp',
  ])
  expect(items[0]).toEqual({
    id: expect.any(String),
    at: new Date(MORNING).toISOString(),
    actor: 'Văn thư Đảng ủy xã Tân Lập',
    action: 'unit.create',
    actionName: 'Lập đơn vị',
    subject: { kind: 'unit', id: expect.any(String), name: 'Văn phòng Đảng ủy' },
    after: {
      name: 'Văn phòng Đảng ủy',
      kind: 'office',
      parent: null,
      rank: 10,
      opensOn: '2026-03-02',
      closesOn: null,
      heir: null,
      closed: false,
    },
    changes: [
      { field: 'name', name: 'Tên', after: 'Văn phòng Đảng ủy' },
      { field: 'kind', name: 'Loại đơn vị', after: 'Văn phòng' },
      { field: 'rank', name: 'Thứ tự', after: '10' },
      { field: 'opensOn', name: 'Ngày thành lập', after: '02/03/2026' },
      { field: 'closed', name: 'Ngừng hoạt động', after: 'Không' },
    ],
  })
  expect(items[1]).toMatchObject({
    actor: 'Văn thư Tỉnh ủy Sơn Bình',
    actionName: 'Chấp nhận cấp dưới trực thuộc',
    subject: { kind: 'committee', name: 'Đảng ủy xã Tân Lập' },
  })
})

test('shows a change field by field, before and after, in words', async () => {
  await joinCommittee(instance, commune.handle, { name: 'Lý A Sáng', roles: ['specialist'] })
  const { items } = (await commune.clerk.get(`${commune.api}/members`)).body
  const member = items.find((one: { name: string }) => one.name === 'Lý A Sáng')
  const [unit] = (await commune.clerk.get(`${commune.api}/organisation`)).body.units
  await commune.clerk.patch(
    `${commune.api}/members/${member.id}`,
    { unitId: unit.id, roles: ['specialist', 'archivist'] },
    { 'if-match': '"v1"' },
  )
  const [entry] = (await list(commune, `&subject=member:${member.id}`)).items
  expect(entry?.changes).toEqual([
    { field: 'unit', name: 'Đơn vị', after: 'Văn phòng Đảng ủy' },
    { field: 'roles', name: 'Vai trò', before: 'Chuyên viên', after: 'Chuyên viên; Lưu trữ' },
  ])
})

describe('filters', () => {
  test('by action, by person, by what was changed', async () => {
    const helper = await joinCommittee(instance, commune.handle, { name: 'Trần Thị Mai', roles: ['admin'] })
    const made = (await helper.post(`${commune.api}/positions`, { name: 'Bí thư' })).body
    await helper.post(`${commune.api}/codes`, { code: 'D12.34', validFrom: '2025-08-16' })
    const { memberId } = (await helper.get(commune.api)).body.me
    expect(actions((await list(commune, `&actor=${memberId}`)).items)).toEqual([
      'code.add',
      'position.create',
    ])
    expect(actions((await list(commune, '&action=unit.create')).items)).toEqual(['unit.create'])
    expect(actions((await list(commune, '&action=code.add')).items)).toEqual(['code.add'])
    expect(actions((await list(commune, `&subject=position:${made.id}`)).items)).toEqual(['position.create'])
    expect((await list(commune, '&actor=khong-co')).items).toEqual([])
    expect((await commune.clerk.get(`${commune.api}/audit?subject=unit`)).status).toBe(422)
  })

  test('are offered with the first page', async () => {
    const { actions: offered } = await list(commune)
    expect(offered).toContainEqual({ id: 'document.issue', name: 'Cấp số, phát hành' })
  })
})

test('pages through everything once, in order, both sources together', async () => {
  const all = (await list(commune)).items
  const seen: AuditEntry[] = []
  let cursor = ''
  do {
    const page = (await commune.clerk.get(`${commune.api}/audit?limit=2${cursor}`)).body
    seen.push(...page.items)
    cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`
  } while (cursor !== '')
  expect(seen).toEqual(all)
  expect(seen.length).toBeGreaterThan(6)
})

test('is for administrators of this committee only', async () => {
  for (const role of ['clerk', 'leader', 'office_chief', 'archivist'] as const) {
    const other = await joinCommittee(instance, commune.handle, { name: role, roles: [role] })
    expect((await other.get(`${commune.api}/audit`)).status).toBe(403)
  }
  expect((await province.clerk.get(`${commune.api}/audit`)).status).toBe(404)
})

test('names every field that the main thread leaves', async () => {
  const sent = await issue(province, [commune])
  const [arrival] = (await commune.clerk.get(`${commune.api}/deliveries`)).body.items
  await commune.clerk.post(`${commune.api}/deliveries/${arrival.id}/acceptance`)
  const [entry] = (await list(province, '&action=document.issue')).items
  expect(entry?.changes).toEqual([
    { field: 'number', name: 'Số', after: '1' },
    { field: 'notation', name: 'Số, ký hiệu', after: sent.notation },
    { field: 'issuedOn', name: 'Ngày ban hành', after: '02/03/2026' },
  ])
  const [accepted] = (await list(commune, '&action=delivery.accept')).items
  expect(accepted?.changes).toEqual([
    { field: 'arrivalNo', name: 'Số đến', after: '1' },
    { field: 'sender', name: 'Nơi gửi', after: 'Tỉnh ủy Sơn Bình' },
  ])
})

describe('changes in words', () => {
  test('tell what came, went and differs, and leave out what stayed or is no concern of people', () => {
    const before = {
      name: 'A',
      closesOn: null,
      roles: ['admin'],
      main: true,
      version: 1,
      term: { name: 'x' },
    }
    const after = { name: 'A', closesOn: '2026-03-01', roles: [], main: false, version: 2, urgency: 3 }
    const fields = {
      name: 'Tên',
      closesOn: 'Ngày kết thúc',
      roles: { name: 'Vai trò', words: { admin: 'Quản trị' } },
      main: 'Cơ quan ban hành chính',
      term: 'Nhiệm kỳ',
      urgency: { name: 'Độ khẩn', words: { '3': 'Hỏa tốc' } },
    }
    expect(changesOf(fields, before, after)).toEqual([
      { field: 'closesOn', name: 'Ngày kết thúc', after: '01/03/2026' },
      { field: 'roles', name: 'Vai trò', before: 'Quản trị' },
      { field: 'main', name: 'Cơ quan ban hành chính', before: 'Có', after: 'Không' },
      { field: 'term', name: 'Nhiệm kỳ', before: 'x' },
      { field: 'urgency', name: 'Độ khẩn', after: 'Hỏa tốc' },
    ])
  })
})
