import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorRoutes } from '../../src/onboarding/operator/routes.ts'
import { setOperator } from '../../src/onboarding/operators.ts'
import { mergeInto } from '../../src/onboarding/merge.ts'
import { signUpPerson } from '../support/committee.ts'
import { openPlace, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let operator: Caller
let place: Place
const EMAIL = 'van-hanh@example.vn'
beforeAll(async () => {
  instance = await startInstance()
  operator = await signUpPerson(instance, 'Trần Vận Hành', EMAIL)
  await setOperator(instance.platform, EMAIL, true)
  place = await openStranger(instance, 'Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
})
afterAll(() => instance.stop())

const API = '/api/operator'
const overview = async (query = '') => (await operator.get(`${API}/committees${query}`)).body.items
const act = (what: string, body: object = { why: 'thử' }, headers = {}) =>
  operator.post(`${API}/committees/${place.handle}/${what}`, body, headers)

test.each(Object.values(operatorRoutes.routes).map((route) => [route.key, route] as const))(
  '%s is not there for anybody else, an administrator too',
  async (_, { method, path }) => {
    const at = `/api${path.replace('{handle}', place.handle).replace('{id}', 'x')}`
    const answer = await place.clerk.call(
      method,
      at,
      method === 'GET' ? undefined : { why: 'thử', outcome: 'thử' },
    )
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  },
)

test('a committee is confirmed as it was seen, with the name of who did it, and no more once withdrawn', async () => {
  const [row] = await overview('?unconfirmed=true')
  expect(row).toMatchObject({
    handle: place.handle,
    confirmed: false,
    root: false,
    kindName: 'Tỉnh ủy',
    reports: 0,
  })
  await place.clerk.post(`${place.api}/codes`, { code: 'H30', validFrom: '2026-01-01' })
  expect((await act('confirmation', {}, { 'if-match': `"v${row.version}"` })).status).toBe(412)
  const [now] = await overview('?unconfirmed=true')
  expect((await act('confirmation', {}, { 'if-match': `"v${now.version}"` })).status).toBe(200)
  expect(await overview('?unconfirmed=true')).toEqual([])
  expect((await overview('?q=son binh'))[0]).toMatchObject({ confirmed: true, root: true })
  const { items } = (await place.clerk.get(`${place.api}/audit`)).body
  expect(items[0]).toMatchObject({ action: 'committee.confirm', actor: 'Trần Vận Hành' })
  expect((await act('withdrawal')).status).toBe(200)
  expect((await overview())[0]).toMatchObject({ confirmed: false, root: false })
  await act('confirmation')
})

test('what a root changed is seen once the operator confirms it again', async () => {
  await place.clerk.patch(`${place.api}/committee`, { name: 'Tỉnh ủy Sơn Bình Mới' })
  expect((await overview())[0]).toMatchObject({
    name: 'Tỉnh ủy Sơn Bình',
    changes: [{ what: 'name', before: 'Tỉnh ủy Sơn Bình', after: 'Tỉnh ủy Sơn Bình Mới' }],
  })
  await act('confirmation')
  expect((await overview())[0]).toMatchObject({ name: 'Tỉnh ủy Sơn Bình Mới', changes: [] })
})

test('a report reaches the operator, who suspends the committee and says what came of it', async () => {
  const fake = await openStranger(instance, 'Tỉnh ủy Sơn Blnh')
  const text = 'Tự nhận là Tỉnh ủy, gửi văn bản lạ.'
  expect((await place.clerk.post(`${place.api}/reports`, { handle: fake.handle, text })).status).toBe(201)
  const [report] = (await operator.get(`${API}/reports`)).body.items
  expect(report).toMatchObject({ about: { handle: fake.handle }, by: { handle: place.handle }, text })
  expect((await overview())[0]).toMatchObject({ handle: fake.handle, reports: 1 })
  const suspended = await operator.post(`${API}/committees/${fake.handle}/suspension`, { why: 'Mạo danh' })
  expect(suspended.body).toEqual({ handle: fake.handle, name: fake.name })
  expect((await fake.clerk.get(fake.api)).status).toBe(403)
  const settled = await operator.post(`${API}/reports/${report.id}/settlement`, { outcome: 'Đã tạm dừng.' })
  expect(settled.status).toBe(200)
  expect((await operator.get(`${API}/reports`)).body.items).toEqual([])
  expect((await operator.post(`${API}/reports/khong-co/settlement`, { outcome: 'x' })).status).toBe(404)
  await operator.post(`${API}/committees/${fake.handle}/resumption`, { why: 'Nhầm' })
  expect((await fake.clerk.get(fake.api)).status).toBe(200)
})

test('what waits for the operator is listed by itself: reports, changes of roots, files that are lost', async () => {
  const waiting = async () =>
    (await overview('?waiting=true')).map(({ handle }: { handle: string }) => handle)
  expect(await waiting()).toEqual([])
  await place.clerk.patch(`${place.api}/committee`, { name: 'Tỉnh ủy Sơn Bình Đổi' })
  expect(await waiting()).toEqual([place.handle])
  await act('confirmation')
  const other = await openPlace(instance, 'Đảng ủy Mất Tệp')
  const { rows } = await instance.platform.control.execute({
    sql: 'select id from committee where handle = ?',
    args: [other.handle],
  })
  await instance.platform.control.execute({
    sql: 'insert into upkeep (committeeId, at, files, bytes, lost, damaged) values (?, 0, 3, 5000, 1, 0)',
    args: [rows[0]!.id as string],
  })
  expect(await waiting()).toEqual([other.handle])
  expect((await overview('?q=mat tep'))[0].stored).toMatchObject({ files: 3, bytes: 5000, wrong: 1 })
  expect((await operator.get(`${API}/state`)).body.stored).toEqual({
    files: 3,
    bytes: 5000,
    lost: 1,
    damaged: 0,
  })
})

test('who runs the instance is told so, nobody else', async () => {
  expect((await operator.get('/api/me')).body.operator).toBe(true)
  expect((await place.clerk.get('/api/me')).body.operator).toBe(false)
})

test('a committee that was merged is not brought back beside its heir', async () => {
  const old = await openStranger(instance, 'Huyện ủy Cũ')
  await mergeInto(instance.platform, old.handle, place.handle, 'sắp xếp')
  const back = await operator.post(`${API}/committees/${old.handle}/resumption`, { why: 'thử' })
  expect(back.status).toBe(409)
})

test('the state of the instance says how many stand how, and what is limited', async () => {
  await openPlace(instance, 'Đảng ủy Thêm')
  const { body } = await operator.get(`${API}/state`)
  expect(body).toMatchObject({ reports: 0, suspended: 1, limits: { strangersADay: 10 } })
  expect(body.committees).toBeGreaterThan(body.confirmed)
})

test('an operator sees no committee from inside, and is none any more once that was taken away', async () => {
  expect((await operator.get(place.api)).status).toBe(404)
  expect((await operator.get(`${place.api}/documents`)).status).toBe(404)
  await setOperator(instance.platform, EMAIL, false)
  expect((await operator.get(`${API}/state`)).status).toBe(404)
  await expect(setOperator(instance.platform, 'khong-co@example.vn', true)).rejects.toThrow(
    'Không có tài khoản',
  )
})
