import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Answer, Caller, Instance } from '../support/instance.ts'

let instance: Instance
let admin: Caller
let handle: string
let at: string
let cell: { id: string }
let other: { id: string }
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  handle = await signUpCommittee(admin)
  at = `/api/c/${handle}`
  cell = (await admin.post(`${at}/units`, { name: 'Chi bộ Thôn 1', kind: 'cell' })).body
  other = (await admin.post(`${at}/units`, { name: 'Chi bộ Thôn 2', kind: 'cell' })).body
})
afterAll(() => instance.stop())

type Person = { id: string; name: string; version: number; offered?: { id: string; name: string } }

const add = async (name: string, facts: object = {}, caller = admin): Promise<Person> => {
  const made = await caller.post(`${at}/persons`, { name, unitId: cell.id, ...facts })
  expect(made.status).toBe(201)
  return made.body
}
const edit = (it: Person, body: object, caller = admin) =>
  caller.patch(`${at}/persons/${it.id}`, body, { 'if-match': `"v${it.version}"` })
const list = async (query = '', caller = admin): Promise<Person[]> =>
  (await caller.get(`${at}/persons?limit=100${query}`)).body.items
const names = async (query = '', caller = admin) => (await list(query, caller)).map((one) => one.name)
const fields = (answer: Answer<any>) => answer.body.fields.map((one: { field: string }) => one.field)
const memberNamed = async (name: string) =>
  (await admin.get(`${at}/members?limit=100`)).body.items.find((one: { name: string }) => one.name === name)

/** Somebody who heads a unit. */
async function headOf(unitId: string, name: string): Promise<Caller> {
  const caller = await joinCommittee(instance, handle, { name, roles: ['unit_head'] })
  const { id, version } = await memberNamed(name)
  await admin.patch(`${at}/members/${id}`, { unitId }, { 'if-match': `"v${version}"` })
  return caller
}

test('the roll is read by given name as Vietnamese sorts it, page by page; names may be shared', async () => {
  for (const name of ['Vàng Thị Đào', 'Giàng A Dế', 'Bùi Văn Ánh', 'Giàng A Dế']) await add(name)
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await admin.get(`${at}/persons?limit=2&unit=${cell.id}${cursor}`)
    seen.push(...page.body.items.map((one: Person) => one.name))
    cursor = page.body.next === undefined ? '' : `&cursor=${encodeURIComponent(page.body.next)}`
  } while (cursor !== '')
  expect(seen).toEqual(['Bùi Văn Ánh', 'Giàng A Dế', 'Giàng A Dế', 'Vàng Thị Đào'])
  expect(await names(`&unit=${other.id}`)).toEqual([])
  expect((await admin.get(`${at}/persons?cursor=x`)).status).toBe(422)
})

test('who left stays for the days before', async () => {
  const person = await add('Lý Thị Đi', { unitId: other.id, opensOn: '2020-01-01' })
  expect(fields(await admin.delete(`${at}/persons/${person.id}?on=2019-12-31`))).toEqual(['closesOn'])
  const left = await admin.delete(`${at}/persons/${person.id}?on=2026-02-01`)
  expect(left.body).toMatchObject({ closesOn: '2026-02-01', version: 2 })
  const on = (day: string) => names(`&unit=${other.id}&on=${day}`)
  expect(await on('2019-12-31')).toEqual([])
  expect(await on('2026-01-31')).toEqual(['Lý Thị Đi'])
  expect(await on('2026-02-01')).toEqual([])
  expect(await names(`&unit=${other.id}`)).toEqual(['Lý Thị Đi'])
  const [entry] = (await admin.get(`${at}/audit`)).body.items
  expect(entry).toMatchObject({ action: 'person.close', subject: { name: 'Lý Thị Đi' } })
  const back = await edit({ ...person, version: 2 }, { closesOn: null })
  expect(back.body).not.toHaveProperty('closesOn')
  expect((await admin.delete(`${at}/persons/${person.id}`)).body.closesOn).toBe('2026-03-02')
})

describe('an account', () => {
  test('of the same name is offered until it is tied, and is one person only', async () => {
    await joinCommittee(instance, handle, { name: 'Cư Seo Chứ', roles: ['specialist'] })
    const account = await memberNamed('Cư Seo Chứ')
    const [one, two] = [await add('Cư Seo Chứ'), await add('Cư Seo Chứ')]
    const offered = (await list()).filter((person) => person.name === 'Cư Seo Chứ')
    expect(offered.map((person) => person.offered)).toEqual([
      { id: account.id, name: 'Cư Seo Chứ' },
      { id: account.id, name: 'Cư Seo Chứ' },
    ])
    const tied = await edit(one, { memberId: account.id })
    expect(tied.body.member).toEqual({ id: account.id, name: 'Cư Seo Chứ' })
    expect((await list()).filter((person) => person.offered !== undefined)).toEqual([])
    const again = await edit(two, { memberId: account.id })
    expect(again.status).toBe(422)
    expect(again.body.fields).toEqual([
      { field: 'memberId', message: 'Tài khoản này đã gắn với đồng chí Cư Seo Chứ trong danh sách.' },
    ])
    expect((await edit({ ...one, version: 2 }, { memberId: account.id, name: 'Cư Seo Chứ A' })).status).toBe(
      200,
    )
    expect((await edit({ ...one, version: 3 }, { memberId: null })).body).not.toHaveProperty('member')
  })

  test('is tied once when two ask at the same moment', async () => {
    await joinCommittee(instance, handle, { name: 'Má A Lù', roles: ['specialist'] })
    const { id: memberId } = await memberNamed('Má A Lù')
    const both = await Promise.all([
      admin.post(`${at}/persons`, { name: 'Má A Lù', unitId: cell.id, memberId }),
      admin.post(`${at}/persons`, { name: 'Má A Lù', unitId: cell.id, memberId }),
    ])
    expect(both.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect((await names()).filter((name) => name === 'Má A Lù')).toHaveLength(1)
  })

  test('of somebody who left, or of nobody, is not tied', async () => {
    await joinCommittee(instance, handle, { name: 'Đã Thôi', roles: ['specialist'] })
    const { id } = await memberNamed('Đã Thôi')
    await admin.post(`${at}/members/${id}/departure`)
    for (const memberId of [id, 'khong-co']) {
      const wrong = { name: 'Đã Thôi', unitId: cell.id, memberId }
      expect(fields(await admin.post(`${at}/persons`, wrong))).toEqual(['memberId'])
    }
  })
})

test('a unit that is closed or not there takes nobody', async () => {
  const closed = (await admin.post(`${at}/units`, { name: 'Chi bộ Đóng' })).body
  await admin.delete(`${at}/units/${closed.id}`)
  for (const unitId of [closed.id, 'khong-co'])
    expect(fields(await admin.post(`${at}/persons`, { name: 'A', unitId }))).toEqual(['unitId'])
  expect(fields(await admin.post(`${at}/persons`, {}))).toEqual(['name', 'unitId'])

  const gone = (await admin.post(`${at}/units`, { name: 'Chi bộ Giải Thể' })).body
  const left = await add('Hạng Thị Về', { unitId: gone.id, opensOn: '2020-01-01' })
  await admin.delete(`${at}/persons/${left.id}?on=2026-01-01`)
  expect((await admin.delete(`${at}/units/${gone.id}`)).status).toBe(200)
  for (const closesOn of [null, '2026-12-31'])
    expect(fields(await edit({ ...left, version: 2 }, { closesOn }))).toEqual(['unitId'])
  expect((await edit({ ...left, version: 2 }, { closesOn: '2026-01-15' })).status).toBe(200)
  expect((await edit({ ...left, version: 3 }, { closesOn: null, unitId: cell.id })).status).toBe(200)
})

test('the head of a unit sees and keeps the roll of that unit and those below it, and of no other', async () => {
  const below = (await admin.post(`${at}/units`, { name: 'Tổ đảng 1', parentId: other.id })).body
  const theirs = await add('Tẩn Láo Tả', { unitId: other.id })
  const under = await add('Tẩn Láo Lở', { unitId: below.id })
  const foreign = await add('Phàn A Xa', { unitId: cell.id })
  const head = await headOf(other.id, 'Bí Thư Thôn Hai')

  const seen = await names('', head)
  expect(seen).toContain('Tẩn Láo Tả')
  expect(seen).toContain('Tẩn Láo Lở')
  expect(seen).not.toContain('Phàn A Xa')
  expect((await edit(under, { name: 'Tẩn Láo Lở Mới' }, head)).status).toBe(200)
  expect((await edit(foreign, { name: 'Của Tôi' }, head)).status).toBe(404)
  expect((await head.delete(`${at}/persons/${foreign.id}`)).status).toBe(404)
  expect(fields(await edit(theirs, { unitId: cell.id }, head))).toEqual(['unitId'])
  expect(fields(await head.post(`${at}/persons`, { name: 'A', unitId: cell.id }))).toEqual(['unitId'])
  await add('Tẩn Láo Ba', { unitId: below.id }, head)

  const clerk = await joinCommittee(instance, handle, { name: 'Văn Thư', roles: ['clerk'] })
  expect(await names('', clerk)).toContain('Phàn A Xa')
  expect((await clerk.post(`${at}/persons`, { name: 'A', unitId: cell.id })).status).toBe(403)
  const specialist = await joinCommittee(instance, handle, { name: 'Chuyên Viên', roles: ['specialist'] })
  expect((await specialist.get(`${at}/persons`)).status).toBe(403)
})
