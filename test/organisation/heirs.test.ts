import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../migrations/apply.ts'
import { tenant } from '../../migrations/all.ts'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Answer, Caller, Instance } from '../support/instance.ts'

let instance: Instance
let admin: Caller
let handle: string
let at: string
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  handle = await signUpCommittee(admin)
  at = `/api/c/${handle}`
})
afterAll(() => instance.stop())

type Unit = { id: string; name: string; version: number; opensOn?: string; closesOn?: string }
const make = async (body: object): Promise<Unit> => {
  const made = await admin.post(`${at}/units`, body)
  expect(made.status).toBe(201)
  return made.body
}
const edit = (it: Unit, body: object) =>
  admin.patch(`${at}/units/${it.id}`, body, { 'if-match': `"v${it.version}"` })
const fields = (answer: Answer<any>) => answer.body.fields.map((one: { field: string }) => one.field)

test('a unit opens today unless on another day, and is of a kind', async () => {
  const cell = await make({ name: 'Chi bộ Thôn 1', kind: 'cell' })
  expect(cell).toMatchObject({ kind: 'cell', kindName: 'Chi bộ', opensOn: '2026-03-02', closed: false })
  const old = await make({ name: 'Chi bộ Thôn 2', kind: 'cell', opensOn: '2010-05-19' })
  expect(old.opensOn).toBe('2010-05-19')
  expect(await make({ name: 'Đồn Biên phòng' })).toMatchObject({ kind: 'body' })
  const { unitKinds } = (await admin.get(`${at}/organisation`)).body
  expect(unitKinds).toContainEqual({ id: 'office', name: 'Văn phòng' })
  expect(fields(await admin.post(`${at}/units`, { name: 'A', kind: 'ban' }))).toEqual(['kind'])
})

describe('a unit that closes', () => {
  test('names its heir and the day, in the answer, the structure and the audit', async () => {
    const [old, heir] = [await make({ name: 'Tổ Một' }), await make({ name: 'Tổ Hai' })]
    const closed = await admin.delete(`${at}/units/${old.id}?heir=${heir.id}`)
    expect(closed.body).toMatchObject({
      closed: true,
      closesOn: '2026-03-02',
      heir: { id: heir.id, name: 'Tổ Hai' },
    })
    const { units } = (await admin.get(`${at}/organisation`)).body
    expect(units.find((one: Unit) => one.id === old.id)).toEqual(closed.body)
    const [entry] = (await admin.get(`${at}/audit`)).body.items
    expect(entry.changes).toEqual([
      { field: 'closesOn', name: 'Ngày ngừng hoạt động', after: '02/03/2026' },
      { field: 'heir', name: 'Đơn vị kế thừa', after: 'Tổ Hai' },
      { field: 'closed', name: 'Ngừng hoạt động', before: 'Không', after: 'Có' },
    ])
    const reopened = await edit({ ...old, version: 2 }, { closed: false })
    expect(reopened.body).not.toHaveProperty('heir')
    expect(reopened.body).not.toHaveProperty('closesOn')
  })

  test('is succeeded by one that is there, open and another', async () => {
    const [one, two] = [await make({ name: 'Ban Một' }), await make({ name: 'Ban Hai' })]
    const messages = []
    for (const heirId of [one.id, 'khong-co']) {
      const refused = await edit(one, { closed: true, heirId })
      expect([refused.status, fields(refused)]).toEqual([422, ['heirId']])
      messages.push(refused.body.fields[0].message)
    }
    expect(messages).toEqual(['Ban Một không thể kế thừa chính mình.', 'Đơn vị kế thừa này không có.'])
    expect(fields(await edit(one, { heirId: two.id }))).toEqual(['heirId'])
    expect((await edit(two, { closed: true, heirId: one.id })).status).toBe(200)
    const back = await edit(one, { closed: true, heirId: two.id })
    expect(back.body.fields[0].message).toBe('Ban Hai đã ngừng hoạt động; chọn đơn vị kế thừa khác.')
  })

  test('and its heir do not succeed each other, even when both close at once', async () => {
    const [one, two] = [await make({ name: 'Khối Một' }), await make({ name: 'Khối Hai' })]
    const both = await Promise.all([
      edit(one, { closed: true, heirId: two.id }),
      edit(two, { closed: true, heirId: one.id }),
    ])
    expect(both.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  test('did so on a day that makes sense', async () => {
    const unit = await make({ name: 'Phòng Cũ', opensOn: '2020-01-01' })
    for (const wrong of ['2019-12-31', '2026-03-03', '0226-02-01'])
      expect(fields(await edit(unit, { closed: true, closesOn: wrong }))).toEqual(['closesOn'])
    expect(fields(await edit(unit, { closesOn: '2026-01-01' }))).toEqual(['closesOn'])
    expect((await edit(unit, { closed: true, closesOn: '2025-07-01' })).body.closesOn).toBe('2025-07-01')
    const later = await edit({ ...unit, version: 2 }, { opensOn: '2025-08-01' })
    expect(fields(later)).toEqual(['closesOn'])
  })

  test('gives the persons of its roll to its heir, and closes without one only when none is left', async () => {
    const [old, heir] = [await make({ name: 'Chi bộ A', kind: 'cell' }), await make({ name: 'Chi bộ B' })]
    const add = async (name: string) =>
      (await admin.post(`${at}/persons`, { name, unitId: old.id, opensOn: '2025-01-01' })).body
    const [stays, left] = [await add('Cư Thị Ở'), await add('Cư A Đi')]
    await admin.delete(`${at}/persons/${left.id}?on=2026-02-01`)
    const alone = await admin.delete(`${at}/units/${old.id}`)
    expect(alone.status).toBe(409)
    expect(alone.body.detail).toContain('Cư Thị Ở')
    expect(alone.body.detail).not.toContain('Cư A Đi')

    await joinCommittee(instance, handle, { name: 'Sùng A Chờ', roles: ['specialist'] })
    const { items } = (await admin.get(`${at}/members?limit=100`)).body
    const member = items.find((one: { name: string }) => one.name === 'Sùng A Chờ')
    const place = (unitId: string | null, version: number) =>
      admin.patch(`${at}/members/${member.id}`, { unitId }, { 'if-match': `"v${version}"` })
    await place(old.id, 1)
    expect((await admin.delete(`${at}/units/${old.id}?heir=${heir.id}`)).status).toBe(409)
    await place(null, 2)

    expect((await admin.delete(`${at}/units/${old.id}?heir=${heir.id}`)).status).toBe(200)
    const people = (await admin.get(`${at}/persons`)).body.items
    const unitOf = (id: string) => people.find((one: { id: string }) => one.id === id).unit.name
    expect([unitOf(stays.id), unitOf(left.id)]).toEqual(['Chi bộ B', 'Chi bộ A'])
  })
})

test('units of before have the day they were closed on in Vietnam, and nobody knows since when they stand', async () => {
  const client = await instance.platform.tenants.open(await instance.platform.tenants.create('don-vi-cu'))
  const before = tenant.filter(({ id }) => id < '20261130104500_units')
  const late = Date.parse('2026-02-10T17:30:00Z')
  await client.batch(
    [
      'create table migration (id text primary key, at integer not null)',
      ...before.flatMap(({ id, statements }) => [
        { sql: 'insert into migration values (?, 0)', args: [id] },
        ...statements,
      ]),
      { sql: "insert into unit (id, name, closedAt) values ('a', 'A', null), ('b', 'B', ?)", args: [late] },
    ],
    'write',
  )
  await migrate(client, 'tenant')
  const { rows } = await client.execute('select id, kind, opensOn, closesOn, heirId from unit order by id')
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['a', 'body', null, null, null],
    ['b', 'body', null, '2026-02-11', null],
  ])
})
