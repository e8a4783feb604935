import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { numberSeries } from '../../src/documents/tables.ts'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Answer, Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

let instance: Instance
let admin: Caller
let handle: string
let at: string
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  handle = await signUpCommittee(admin, { name: 'Tỉnh ủy Mường Khương', kind: 'province', suffix: 'TU' })
  at = `/api/c/${handle}`
})
afterAll(() => instance.stop())

const structure = async () => (await admin.get(`${at}/organisation`)).body
const make = async (kind: string, body: object) => {
  const made = await admin.post(`${at}/${kind}`, body)
  expect(made.status).toBe(201)
  return made.body as { id: string; version: number }
}
const edit = (kind: string, it: { id: string; version: number }, body: object) =>
  admin.patch(`${at}/${kind}/${it.id}`, body, { 'if-match': `"v${it.version}"` })
const fields = (answer: Answer<any>) => answer.body.fields.map((one: { field: string }) => one.field)

test('a new committee has its issuer, its term and the bodies of its kind', async () => {
  const found = await structure()
  expect(found.issuers).toMatchObject([
    { suffix: 'TU', name: 'Tỉnh ủy Mường Khương', kind: 'committee', main: true, oneRun: false },
  ])
  expect(found.terms).toMatchObject([{ name: '2025-2030', opensOn: '2025-08-16', current: true }])
  expect(found.deciding).toContainEqual({ id: 'standing_board', name: 'Ban Thường vụ' })
  expect(found.units).toEqual([])
})

describe('units', () => {
  test('stand in rank order, then as Vietnamese sorts their names', async () => {
    for (const [name, rank] of [
      ['Ban Tuyên giáo và Dân vận', 30],
      ['Văn phòng Tỉnh ủy', 10],
      ['Đảng ủy Quân sự', 40],
      ['Ủy ban Kiểm tra', 20],
      ['Ban Tổ chức', 30],
      ['Báo Mường Khương', 40],
    ] as const) {
      await make('units', { name, rank })
    }
    const names = (await structure()).units.map((unit: { name: string }) => unit.name)
    expect(names).toEqual([
      'Văn phòng Tỉnh ủy',
      'Ủy ban Kiểm tra',
      'Ban Tổ chức',
      'Ban Tuyên giáo và Dân vận',
      'Báo Mường Khương',
      'Đảng ủy Quân sự',
    ])
  })

  test('are renamed, moved and ranked on the version seen', async () => {
    const office = await make('units', { name: 'Phòng Tổng hợp', rank: 5 })
    const group = await make('units', { name: 'Tổ Văn thư', parentId: office.id })
    const moved = await edit('units', group, { name: 'Tổ Văn thư, Lưu trữ', parentId: null, rank: 7 })
    expect(moved.status).toBe(200)
    expect(moved.headers.get('etag')).toBe('"v2"')
    expect(moved.body).toEqual({
      id: group.id,
      name: 'Tổ Văn thư, Lưu trữ',
      kind: 'body',
      kindName: 'Cơ quan, đơn vị khác',
      rank: 7,
      opensOn: '2026-03-02',
      closed: false,
      version: 2,
    })
    const stale = await edit('units', group, { name: 'Tổ khác' })
    expect(stale.status).toBe(412)
    expect(stale.body.code).toBe('stale')
    expect((await admin.patch(`${at}/units/${group.id}`, { rank: 1 })).status).toBe(422)
  })

  test('never come under themselves, even when two moves meet', async () => {
    const a = await make('units', { name: 'Khối A' })
    const b = await make('units', { name: 'Khối B', parentId: a.id })
    const c = await make('units', { name: 'Khối C', parentId: b.id })
    const own = await edit('units', a, { parentId: a.id })
    const below = await edit('units', a, { parentId: c.id })
    expect([own.status, below.status]).toEqual([422, 422])
    expect(fields(below)).toEqual(['parentId'])
    expect(below.body.fields[0].message).toBe('Khối C nằm trong Khối A, không thể là cấp trên của Khối A.')

    const x = await make('units', { name: 'Khối X' })
    const y = await make('units', { name: 'Khối Y' })
    const both = await Promise.all([
      edit('units', x, { parentId: y.id }),
      edit('units', y, { parentId: x.id }),
    ])
    expect(both.filter((one) => one.status === 200)).toHaveLength(1)
    const { units } = await structure()
    const parentOf = (id: string) => units.find((unit: { id: string }) => unit.id === id).parentId
    expect([parentOf(x.id), parentOf(y.id)].filter((one) => one === undefined)).toHaveLength(1)
  })

  test('of one superior have different names, tones counted and capitals not', async () => {
    await make('units', { name: 'Tổ Hà' })
    expect((await admin.post(`${at}/units`, { name: 'Tổ Hạ' })).status).toBe(201)
    const twin = await admin.post(`${at}/units`, { name: 'TỔ HÀ' })
    expect(twin.status).toBe(422)
    expect(fields(twin)).toEqual(['name'])
  })

  test('keep their spelling, composed', async () => {
    const made = await make('units', { name: '  Uỷ ban Kiểm tra cơ sở '.normalize('NFD') })
    expect(made).toMatchObject({ name: 'Uỷ ban Kiểm tra cơ sở'.normalize('NFC') })
  })

  test('close only when empty, stay for old papers, and can be reopened', async () => {
    const parent = await make('units', { name: 'Ban Nội chính' })
    const child = await make('units', { name: 'Phòng Nghiệp vụ', parentId: parent.id })
    const early = await admin.delete(`${at}/units/${parent.id}`)
    expect(early.status).toBe(409)
    expect(early.body.detail).toContain('Phòng Nghiệp vụ')

    await joinCommittee(instance, handle, { name: 'Giàng A Páo', roles: ['specialist'] })
    const person = (await admin.get(`${at}/members?limit=100`)).body.items.find(
      (one: { name: string }) => one.name === 'Giàng A Páo',
    )
    expect((await edit('members', person, { unitId: child.id })).status).toBe(200)
    const held = await admin.delete(`${at}/units/${child.id}`)
    expect(held.status).toBe(409)
    expect(held.body.detail).toContain('Giàng A Páo')
    await edit('members', { ...person, version: 2 }, { unitId: null })

    expect((await admin.delete(`${at}/units/${child.id}`)).body).toMatchObject({ closed: true, version: 2 })
    expect((await admin.delete(`${at}/units/${parent.id}`)).status).toBe(200)
    const under = await admin.post(`${at}/units`, { name: 'Phòng mới', parentId: parent.id })
    expect(fields(under)).toEqual(['parentId'])
    const shown = (await structure()).units.find((unit: { id: string }) => unit.id === parent.id)
    expect(shown.closed).toBe(true)
    const reopened = await edit('units', { id: parent.id, version: 2 }, { closed: false })
    expect(reopened.body.closed).toBe(false)
  })

  test('of another committee, or none, are not found', async () => {
    const stranger = await signUpPerson(instance, 'Vàng Thị Mỷ')
    const other = await signUpCommittee(stranger, { name: 'Đảng ủy xã Bản Hồ' })
    const theirs = (await stranger.post(`/api/c/${other}/units`, { name: 'Văn phòng' })).body
    expect((await edit('units', theirs, { name: 'Của tôi' })).status).toBe(404)
    expect((await admin.delete(`${at}/units/${theirs.id}`)).status).toBe(404)
    expect((await stranger.get(`${at}/organisation`)).status).toBe(404)
    const named = await admin.post(`${at}/units`, { name: 'Phòng ngoài', parentId: theirs.id })
    expect(fields(named)).toEqual(['parentId'])
  })
})

test('positions are added, ranked and closed, one of a name', async () => {
  const chief = await make('positions', { name: 'Chánh Văn phòng', rank: 30 })
  await make('positions', { name: 'Bí thư', rank: 1 })
  expect((await admin.post(`${at}/positions`, { name: 'bí thư' })).status).toBe(422)
  expect((await edit('positions', chief, { rank: 20 })).body).toMatchObject({ rank: 20, version: 2 })
  const names = (await structure()).positions.map((one: { name: string }) => one.name)
  expect(names).toEqual(['Bí thư', 'Chánh Văn phòng'])
  expect((await admin.delete(`${at}/positions/${chief.id}`)).body.closed).toBe(true)
})

describe('issuers', () => {
  test('each have a suffix of their own, and a congress counts in one run', async () => {
    const office = await make('issuers', { name: 'Văn phòng Tỉnh ủy', suffix: 'VPTU', kind: 'office' })
    expect(office).toMatchObject({ main: false, oneRun: false, kindName: 'Văn phòng cấp ủy' })
    const congress = await make('issuers', {
      name: 'Đại hội Đảng bộ tỉnh',
      suffix: 'ĐH',
      kind: 'congress',
    })
    expect(congress).toMatchObject({ oneRun: true })
    const taken = await admin.post(`${at}/issuers`, { name: 'Văn phòng hai', suffix: 'vptu', kind: 'office' })
    expect(taken.status).toBe(422)
    expect(taken.body.fields[0]).toEqual({
      field: 'suffix',
      message: 'Ký hiệu VPTU đã dùng cho Văn phòng Tỉnh ủy. Mỗi cơ quan ban hành một ký hiệu.',
    })
    const wrong = await admin.post(`${at}/issuers`, { name: '', suffix: 'VP TU', kind: 'ban' })
    expect(fields(wrong).sort()).toEqual(['kind', 'name', 'suffix'])
  })

  test('have one main one, which cannot be closed', async () => {
    const next = await make('issuers', { name: 'Đảng ủy hợp nhất', suffix: 'ĐUHN', kind: 'committee' })
    const first = (await structure()).issuers[0]
    expect(first.main).toBe(true)
    expect((await admin.delete(`${at}/issuers/${first.id}`)).status).toBe(409)
    expect((await edit('issuers', next, { main: true })).body.main).toBe(true)
    const after = (await structure()).issuers.filter((one: { main: boolean }) => one.main)
    expect(after.map((one: { id: string }) => one.id)).toEqual([next.id])
    await edit('issuers', { id: first.id, version: first.version + 1 }, { main: true })
    const back = await edit('issuers', { id: next.id, version: 3 }, { closed: true })
    expect(back.body).toMatchObject({ closed: true, main: false })
  })

  test('keep suffix and way of counting once a number was given', async () => {
    const body = await make('issuers', { name: 'Ban Chỉ đạo 35', suffix: 'BCĐ', kind: 'steering' })
    const renamed = await edit('issuers', body, { suffix: 'BCĐ35' })
    expect(renamed.body.suffix).toBe('BCĐ35')
    const tenant = await tenantOf(instance, handle)
    await tenant.insert(numberSeries).values({ issuerId: body.id, termId: 'any', series: 'CV', last: 1 })
    const belied = await edit('issuers', { ...body, version: 2 }, { suffix: 'BCĐ', oneRun: true })
    expect(belied.status).toBe(422)
    expect(fields(belied)).toEqual(['suffix', 'oneRun'])
    expect((await edit('issuers', { ...body, version: 2 }, { name: 'Ban Chỉ đạo 35 tỉnh' })).status).toBe(200)
  })
})

test('only administrators change the structure; every member sees it', async () => {
  const clerk = await joinCommittee(instance, handle, { name: 'Nguyễn Thị Hoa', roles: ['clerk'] })
  expect((await clerk.get(`${at}/organisation`)).status).toBe(200)
  for (const kind of ['units', 'positions', 'issuers', 'terms']) {
    const body = { name: 'Thử', suffix: 'THU', kind: 'office', opensOn: '2030-01-01' }
    expect((await clerk.post(`${at}/${kind}`, body)).status).toBe(403)
  }
})

test('a repeated request opens one unit and tells the same again', async () => {
  const headers = { 'idempotency-key': 'one-unit-once' }
  const first = await admin.post(`${at}/units`, { name: 'Tổ Giúp việc' }, headers)
  const again = await admin.post(`${at}/units`, { name: 'Tổ Giúp việc' }, headers)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  const { units } = await structure()
  expect(units.filter((one: { name: string }) => one.name === 'Tổ Giúp việc')).toHaveLength(1)
})
