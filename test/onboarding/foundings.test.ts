import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setSuspended } from '../../src/onboarding/suspension.ts'
import { joinCommittee, proveAddress, signUpPerson } from '../support/committee.ts'
import { openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
})
afterAll(() => instance.stop())

let count = 0
const line = (more: object = {}) => ({
  name: `Đảng ủy xã Mời ${++count}`,
  kind: 'commune',
  suffix: 'ĐU',
  place: `Mời ${count}`,
  email: `${randomUUID()}@example.vn`,
  ...more,
})
const invite = (items: object[], headers = {}) =>
  province.clerk.post(`${province.api}/subordinates`, { items }, headers)
const tokenOf = (link: string) => link.split('/').at(-1)!
const term = { name: '2025-2030', opensOn: '2025-08-16' }
async function proven(name: string, email: string): Promise<Caller> {
  const person = await signUpPerson(instance, name, email)
  await proveAddress(instance, email)
  return person
}
const take = (caller: Caller, token: string) => caller.post(`/api/foundings/${token}/acceptance`, { term })
const listed = async () => (await province.clerk.get(`${province.api}/subordinates?limit=100`)).body.items

test('a province brings 130 communes in one act; one taken up arrives confirmed as it was listed', async () => {
  const items = Array.from({ length: 130 }, () => line())
  const mine = line({ codes: [{ code: 'H30.01', validFrom: '2025-07-01' }] })
  const made = await invite([...items, mine])
  expect([made.status, made.body.items.length]).toEqual([201, 131])
  const token = tokenOf(made.body.items.at(-1).link)

  const shown = await new Caller(instance.app.fetch).get(`/api/foundings/${token}`)
  expect(shown.body).toMatchObject({
    name: mine.name,
    email: mine.email,
    superior: { handle: province.handle },
  })
  const founder = await proven('Lý A Sáng', mine.email)
  const begun = await take(founder, token)
  expect(begun.status).toBe(201)
  const { handle } = begun.body
  for (let state = ''; state !== 'ready';)
    state = (await founder.post(`/api/committees/${handle}/provisioning`)).body.state
  expect((await founder.get(`/api/directory/${handle}`)).body).toMatchObject({
    name: mine.name,
    confirmed: true,
    superior: { handle: province.handle },
    codes: [{ code: 'H30.01' }],
    chain: [{ by: province.name }, { by: 'Đơn vị quản lý hệ thống' }],
  })
  expect((await listed()).find((one: { handle?: string }) => one.handle === handle).state).toBe('accepted')
})

test('an invitation is for the address it names, and works once', async () => {
  const mine = line()
  const token = tokenOf((await invite([mine])).body.items[0].link)
  const other = await signUpPerson(instance, 'Người Khác')
  expect((await take(other, token)).status).toBe(403)
  const founder = await proven('Đúng Người', mine.email)
  const both = await Promise.all([take(founder, token), take(founder, token)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)[0]).toBe(201)
  expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
  expect((await take(founder, token)).status).toBe(410)
  expect((await take(founder, 'khong-co')).status).toBe(404)
})

test('the address must be proven, or the superior must say who came', async () => {
  const mine = line()
  const made = (await invite([mine])).body.items[0]
  const token = tokenOf(made.link)
  const founder = await signUpPerson(instance, 'Chưa Xác Nhận', mine.email)
  const refused = await take(founder, token)
  expect([refused.status, refused.body.code, refused.body.mail]).toEqual([409, 'unproven', false])
  const { claim } = (await listed()).find((one: { id: string }) => one.id === made.id)
  expect(claim).toMatchObject({ name: 'Chưa Xác Nhận', vouched: false })
  const vouching = `${province.api}/subordinates/${made.id}/vouching`
  expect((await province.clerk.post(vouching, { at: new Date(0).toISOString() })).status).toBe(409)
  expect((await province.clerk.post(vouching, { at: claim.at })).status).toBe(200)
  expect((await take(founder, token)).status).toBe(201)
  expect((await province.clerk.post(vouching, { at: claim.at })).status).toBe(409)
  const gone = `${province.api}/subordinates/khong-co/vouching`
  expect((await province.clerk.post(gone, { at: claim.at })).status).toBe(404)
})

test('what somebody invited to ends with their role; another administrator invites anew under the same name', async () => {
  const second = await joinCommittee(instance, province.handle, { name: 'Quản Trị Hai', roles: ['admin'] })
  const mine = line()
  const made = await second.post(`${province.api}/subordinates`, { items: [mine] })
  const token = tokenOf(made.body.items[0].link)
  const founder = await proven('Lý A Sáng', mine.email)
  const state = async () =>
    (await listed()).find(({ id }: { id: string }) => id === made.body.items[0].id).state
  const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
  const { id, version } = items.find(({ name }: { name: string }) => name === 'Quản Trị Hai')
  const seen = { 'if-match': `"v${version}"` }
  await province.clerk.patch(`${province.api}/members/${id}`, { roles: ['clerk'] }, seen)

  for (const { status, body } of [await founder.get(`/api/foundings/${token}`), await take(founder, token)]) {
    expect(status).toBe(410)
    expect(body.detail).toContain('Quản Trị Hai gửi lời mời này và nay không còn là quản trị')
  }
  expect(await state()).toBe('lapsed')
  const at = new Date(instance.clock.now).toISOString()
  const vouching = `${province.api}/subordinates/${made.body.items[0].id}/vouching`
  expect((await province.clerk.post(vouching, { at })).status).toBe(409)
  const anew = await invite([mine])
  expect(anew.status).toBe(201)
  expect(await state()).toBe('withdrawn')
  expect((await take(founder, tokenOf(anew.body.items[0].link))).status).toBe(201)
})

test('the desk of who administers tells how many subordinates came and wait for a word', async () => {
  const told = async () => {
    const { waiting } = (await province.clerk.get(`${province.api}/desk`)).body
    const { counts } = (await province.clerk.get(`${province.api}/pulse`)).body
    const titles = waiting
      .filter(({ kind, id }: { kind: string; id: string }) => kind === 'claim' && id === 'foundings')
      .map(({ title }: { title: string }) => title)
    return { titles, n: counts['foundings'] }
  }
  expect(await told()).toEqual({ titles: [], n: 0 })
  const mine = line()
  const made = (await invite([mine])).body.items[0]
  const founder = await signUpPerson(instance, 'Chưa Ai Biết', mine.email)
  await take(founder, tokenOf(made.link))
  expect(await told()).toEqual({
    titles: ['1 cơ quan cấp dưới đã mở lời mời, chờ xác nhận đúng người'],
    n: 1,
  })
  const at = new Date(instance.clock.now).toISOString()
  await province.clerk.post(`${province.api}/subordinates/${made.id}/vouching`, { at })
  expect(await told()).toEqual({ titles: [], n: 0 })
})

test('every line that is wrong is named, and nothing is made until all are right', async () => {
  const before = (await listed()).length
  const twin = line()
  const wrong = await invite([line(), line({ email: 'không phải thư' }), line({ suffix: 'Đ U' })])
  expect([wrong.status, wrong.body.fields.map((one: { field: string }) => one.field)]).toEqual([
    422,
    ['items.1.email', 'items.2.suffix'],
  ])
  const twice = await invite([twin, line(), { ...twin, email: 'khac@example.vn' }])
  expect([twice.status, twice.body.fields[0].field]).toEqual([422, 'items.2.name'])
  expect(await listed()).toHaveLength(before)
})

test('a repeated request makes the same invitations with the same links', async () => {
  const items = [line()]
  const key = { 'idempotency-key': 'moi-mot-lan-thoi' }
  const [first, second] = [await invite(items, key), await invite(items, key)]
  expect(second.body).toEqual(first.body)
})

test('what nobody took up is undone, one or all; what was taken up is not', async () => {
  const [one, two] = [line(), line()]
  const { items } = (await invite([one, two])).body
  expect((await province.clerk.delete(`${province.api}/subordinates/${items[0].id}`)).status).toBe(200)
  const founder = await proven('Chậm Chân', one.email)
  expect((await take(founder, tokenOf(items[0].link))).status).toBe(410)
  const quick = await proven('Nhanh Chân', two.email)
  expect((await take(quick, tokenOf(items[1].link))).status).toBe(201)
  expect((await province.clerk.delete(`${province.api}/subordinates/${items[1].id}`)).status).toBe(409)
  const all = await province.clerk.post(`${province.api}/subordinates/withdrawal`)
  expect(all.body.withdrawn).toBeGreaterThan(0)
  expect((await listed()).some(({ state }: { state: string }) => state === 'waiting')).toBe(false)
})

test('nobody is brought in by a superior that was suspended meanwhile', async () => {
  const mine = line()
  const token = tokenOf((await invite([mine])).body.items[0].link)
  const founder = await proven('Lỡ Hẹn', mine.email)
  await setSuspended(instance.platform, province.handle, true, 'thử')
  expect((await take(founder, token)).status).toBe(404)
  await setSuspended(instance.platform, province.handle, false, 'thử')
  expect((await take(founder, token)).status).toBe(201)
})
