import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../migrations/apply.ts'
import { tenant } from '../../migrations/all.ts'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** A congress of 18–20 October 2030 whose new committee first meets on the 20th, before it closes. */
const day = (text: string): number => Date.parse(`${text}T03:00:00Z`)
let instance: Instance
let province: Place
let commune: Place
let start: number
beforeAll(async () => {
  instance = await startInstance()
  start = instance.clock.now
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  await instance.keepSessions()
})
afterAll(() => {
  instance.clock.now = start
  return instance.stop()
})

const congressOf = (name: string) =>
  province.clerk.post(`${province.api}/issuers`, { name, suffix: 'ĐH', kind: 'congress' })
const paperOf = (issuerId: string, typeId = 'nghi-quyet') =>
  issue(province, [commune], { issuerId, typeId, decidingBody: 'congress' })
const run = async (issuerId: string) =>
  (await province.clerk.get(`${province.api}/number-series`)).body.items.find(
    (one: { issuer: { id: string } }) => one.issuer.id === issuerId,
  )

test('a congress counts in one run from opening to closing, over the beginning of the new term', async () => {
  instance.clock.now = day('2030-10-18')
  const { body: congress } = await congressOf('Đại hội lần thứ XVIII')
  expect((await paperOf(congress.id)).notation).toBe('01-NQ/ĐH')
  expect((await issue(province, [commune])).notation).toBe('01-CT/TU')

  instance.clock.now = day('2030-10-20')
  expect((await paperOf(congress.id, 'bien-ban')).notation).toBe('02-BB/ĐH')
  // Its papers of this very day do not stand in the way of the term that begins today.
  const term = { name: '2030-2035', opensOn: '2030-10-20' }
  const opened = await province.clerk.post(`${province.api}/terms`, term)
  expect(opened.status).toBe(201)
  expect((await issue(province, [commune])).notation).toBe('01-CT/TU')
  expect((await paperOf(congress.id)).notation).toBe('03-NQ/ĐH')
  expect(await run(congress.id)).toMatchObject({ given: 3, next: 4 })

  const register = await province.clerk.get(`${province.api}/registers/outgoing?term=${opened.body.id}`)
  // Asked for without its id, the term that holds today is the same.
  const current = await province.clerk.get(`${province.api}/registers/outgoing?term=current`)
  expect(current.body).toEqual(register.body)
  expect(register.body.items.map((one: { notation: string }) => one.notation)).toEqual([
    '02-BB/ĐH',
    '01-CT/TU',
    '03-NQ/ĐH',
  ])
  const early = await congressOf('Đại hội khác')
  expect([early.status, early.body.fields]).toMatchObject([422, [{ field: 'suffix' }]])
  const change = { kind: 'office' }
  const changed = await province.clerk.patch(`${province.api}/issuers/${congress.id}`, change, {
    'if-match': `"v${congress.version}"`,
  })
  expect(changed.body.fields).toMatchObject([{ field: 'kind' }])
  expect((await province.clerk.delete(`${province.api}/issuers/${congress.id}`)).status).toBe(200)
})

test('the next congress begins at 01 under the same suffix', async () => {
  instance.clock.now = day('2035-09-10')
  const { status, body: next } = await congressOf('Đại hội lần thứ XIX')
  expect(status).toBe(201)
  expect((await paperOf(next.id)).notation).toBe('01-NQ/ĐH')
  const held = { typeId: 'bien-ban', issuerId: next.id, why: 'paper' }
  expect((await province.clerk.post(`${province.api}/number-reservations`, held)).body.notation).toBe(
    '02-BB/ĐH',
  )
  const set = { issuerId: next.id, series: '*', next: 2 }
  expect((await province.clerk.put(`${province.api}/number-series`, set)).status).toBe(422)
  expect(
    (
      await province.clerk.put(`${province.api}/number-series`, {
        ...set,
        next: 7,
        reason: 'Đã cấp ở sổ giấy',
      })
    ).status,
  ).toBe(200)
  expect((await paperOf(next.id)).notation).toBe('07-NQ/ĐH')
})

test('what a congress counted by terms before becomes one run of its own', async () => {
  const location = await instance.platform.tenants.create('before-congress-runs')
  const client = await instance.platform.tenants.open(location)
  const before = tenant.filter(({ id }) => id < '0010')
  await client.batch(
    [
      'create table migration (id text primary key, at integer not null)',
      ...before.flatMap(({ id, statements }) => [
        { sql: 'insert into migration values (?, 0)', args: [id] },
        ...statements,
      ]),
      `insert into issuer (id, name, suffix, kind, oneRun) values
        ('dh', 'Đại hội', 'ĐH', 'congress', 1), ('tu', 'Tỉnh ủy', 'TU', 'committee', 0)`,
      `insert into number_series (issuerId, termId, series, last) values
        ('dh', 'old', '*', 14), ('dh', 'new', '*', 2), ('tu', 'new', 'CT', 5)`,
      `insert into document (id, state, issuerId, termId, series, number, authorId, authorName, createdAt, updatedAt)
        values ('d', 'issued', 'dh', 'old', '*', 14, '', '', 0, 0), ('t', 'issued', 'tu', 'new', 'CT', 5, '', '', 0, 0)`,
    ],
    'write',
  )
  await migrate(client, 'tenant')
  const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => Object.values(row))
  expect(await rows('select issuerId, termId, last from number_series order by 1')).toEqual([
    ['dh', 'congress', 14],
    ['tu', 'new', 5],
  ])
  expect(await rows('select id, termId from document order by 1')).toEqual([
    ['d', 'congress'],
    ['t', 'new'],
  ])
})

test('a type does not move to a run in which a congress that counts by type would give a number again', async () => {
  instance.clock.now = start
  const made = await openProvince(instance, 'Tỉnh ủy Hòa Giang')
  const { body: congress } = await made.clerk.post(`${made.api}/issuers`, {
    name: 'Đại hội lần thứ XIX',
    suffix: 'ĐH',
    kind: 'congress',
    oneRun: false,
  })
  const sent = { issuerId: congress.id, typeId: 'bien-ban', decidingBody: 'congress' }
  expect((await issue(made, [commune], sent)).notation).toBe('01-BB/ĐH')
  const moved = await made.clerk.patch(
    `${made.api}/document-types/bien-ban`,
    { series: 'thong-bao' },
    { 'if-match': '"v1"' },
  )
  expect(moved.status).toBe(409)
  expect(moved.body.detail).toContain('ĐH')
})
