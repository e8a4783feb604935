import { afterAll, beforeAll, expect, test } from 'vitest'
import { withdrawConfirmation } from '../../src/onboarding/confirmation.ts'
import { confirmCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, openStranger, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openStranger(instance, 'Đảng ủy xã Tân Lập', { superior: province.handle })
  await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
})
afterAll(() => instance.stop())

type Check = { id: string; state: string; label: string; detail?: string }
const apartAt = async (place: Place) =>
  (await place.clerk.get(`${place.api}/deliveries?state=apart`)).body.items
const opened = async (place: Place, id: string) =>
  (await place.clerk.get(`${place.api}/deliveries/${id}`)).body
const check = (arrival: { checks: Check[] }, id: string) => arrival.checks.find((one) => one.id === id)
const tryIssue = async (from: Place, to: Place[], more = {}) => {
  const { id, version } = await draft(from, to, more)
  return from.clerk.post(`${from.api}/documents/${id}/issue`, { version })
}

test('a superior is told as the one who confirmed the sender, with the whole chain', async () => {
  await issue(commune, [province])
  const { id } = (await waitingAt(province))[0]!
  const arrival = await opened(province, id)
  expect(arrival.sender).toEqual({ handle: commune.handle, name: commune.name, confirmed: true })
  expect(check(arrival, 'sender')).toEqual({
    id: 'sender',
    state: 'ok',
    label: 'Nơi gửi đã được Tỉnh ủy Sơn Bình xác nhận: Đảng ủy xã Tân Lập',
  })
  expect(arrival.chain.map((one: { by: string }) => one.by)).toEqual([
    province.name,
    'Đơn vị quản lý hệ thống',
  ])
})

test("a stranger's Tỉnh ủy lies apart, is not on the desk, and is called what it is", async () => {
  const fake = await openStranger(instance, 'Tỉnh ủy Sơn Blnh', { kind: 'province', suffix: 'TU' })
  const before = (await waitingAt(commune)).length
  await issue(fake, [commune])
  expect(await waitingAt(commune)).toHaveLength(before)
  const [row] = await apartAt(commune)
  expect(row.sender).toEqual({ handle: fake.handle, name: fake.name, confirmed: false })
  const arrival = await opened(commune, row.id)
  expect(check(arrival, 'sender')).toMatchObject({
    state: 'warn',
    label: 'Nơi gửi chưa được cấp trên xác nhận: Tỉnh ủy Sơn Blnh',
  })
  expect(check(arrival, 'sender')!.detail).toContain('Tên dễ nhầm với Tỉnh ủy Sơn Bình')
  const desk = (await commune.clerk.get(`${commune.api}/desk`)).body.waiting
  expect(JSON.stringify(desk)).not.toContain('Blnh')
  expect((await commune.clerk.get(commune.api)).body.counts).toMatchObject({ apart: 1 })
  expect((await commune.clerk.post(`${commune.api}/deliveries/${row.id}/acceptance`, {})).status).toBe(201)
  const accepted = (await commune.clerk.get(`${commune.api}/deliveries?state=accepted`)).body.items
  expect(accepted.map((one: { id: string }) => one.id)).toContain(row.id)
})

test('an unconfirmed committee reaches those it is linked with, either way, as everybody does', async () => {
  const above = await openStranger(instance, 'Đảng ủy Khối Chưa Xác Nhận')
  const below = await openStranger(instance, 'Đảng ủy Trường Chưa Xác Nhận', { superior: above.handle })
  await above.clerk.post(`${above.api}/links/${below.handle}/acceptance`)
  await issue(below, [above])
  await issue(above, [below])
  expect([await waitingAt(above), await waitingAt(below)].map((all) => all.length)).toEqual([1, 1])
  const { id } = (await waitingAt(below))[0]!
  expect(check(await opened(below, id), 'sender')!.state).toBe('warn')
})

test('an issuer is never named without its committee, and one that was not confirmed with it is told', async () => {
  const issuer = { name: 'Văn phòng Trung ương Đảng', suffix: 'VPTW', kind: 'office' }
  const { id: issuerId } = (await commune.clerk.post(`${commune.api}/issuers`, issuer)).body
  const { id: sentId, notation } = await issue(commune, [province], {
    issuerId,
    typeId: 'cong-van',
    decidingBody: 'office',
  })
  expect(sentId).toBeTruthy()
  const row = (await waitingAt(province)).find((one) => one.notation === notation)!
  const arrival = await opened(province, row.id)
  expect(arrival.sender).toEqual({
    handle: commune.handle,
    name: commune.name,
    issuer: issuer.name,
    confirmed: true,
  })
  expect(check(arrival, 'issuer')).toMatchObject({
    state: 'warn',
    label: 'Cơ quan ban hành chưa được cấp trên xác nhận: Văn phòng Trung ương Đảng (VPTW)',
  })
  await province.clerk.post(`${province.api}/links/${commune.handle}/confirmation`)
  expect(check(await opened(province, row.id), 'issuer')).toBeUndefined()
  await province.clerk.post(`${province.api}/deliveries/${row.id}/acceptance`, {})
  const { items } = (await province.clerk.get(`${province.api}/registers/incoming?limit=100`)).body
  expect(JSON.stringify(items)).toContain('Văn phòng Trung ương Đảng (Đảng ủy xã Tân Lập)')
})

test('the check looks at the directory of now', async () => {
  const sender = await openPlace(instance, 'Đảng ủy Được Rồi Thôi')
  const { notation } = await issue(sender, [province])
  const row = (await waitingAt(province)).find((one) => one.notation === notation)!
  await withdrawConfirmation(instance.platform, sender.handle, 'thử')
  expect(check(await opened(province, row.id), 'sender')!.state).toBe('warn')
  const listed = (await waitingAt(province)) as unknown as { id: string; sender: { confirmed: boolean } }[]
  expect(listed.find((one) => one.id === row.id)!.sender.confirmed).toBe(false)
  await confirmCommittee(instance, sender.handle)
  expect(check(await opened(province, row.id), 'sender')!.state).toBe('ok')
})

test('strangers reach ten places a day, however many try at once, and others again the day after', async () => {
  const stranger = await openStranger(instance, 'Cơ quan Gửi Nhiều')
  const many = await Promise.all(
    Array.from({ length: 11 }, (_, i) => openStranger(instance, `Nơi Nhận ${i}`)),
  )
  const all = await tryIssue(stranger, many)
  expect(all.status).toBe(409)
  expect(all.body.detail).toContain('mỗi ngày chỉ gửi được đến 10 nơi')
  const drafts = await Promise.all(many.map((one) => draft(stranger, [one])))
  const tries = await Promise.all(
    drafts.map(({ id, version }) =>
      stranger.clerk.post(`${stranger.api}/documents/${id}/issue`, { version }),
    ),
  )
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(10)
  const left = drafts[tries.findIndex(({ status }) => status !== 200)]!
  const again = () =>
    stranger.clerk.post(`${stranger.api}/documents/${left.id}/issue`, { version: left.version })
  expect((await again()).status).toBe(409)
  instance.clock.now += 86_400_000
  expect((await again()).status).toBe(200)
})

test('a blocked sender is refused where it sends, and reaches the place again once it is unblocked', async () => {
  const sender = await openPlace(instance, 'Đảng ủy Bị Chặn')
  const blocked = await commune.clerk.post(`${commune.api}/blocks`, { handle: sender.handle })
  expect([blocked.status, blocked.body]).toEqual([
    201,
    { handle: sender.handle, name: sender.name, blocked: true },
  ])
  const refused = await tryIssue(sender, [commune])
  expect([refused.status, refused.body.fields[0].field]).toEqual([422, 'recipients'])
  expect(refused.body.fields[0].message).toContain('Đảng ủy xã Tân Lập không nhận văn bản')
  const { items } = (await commune.clerk.get(`${commune.api}/blocks`)).body
  expect(items).toMatchObject([
    { handle: sender.handle, name: sender.name, by: 'Văn thư Đảng ủy xã Tân Lập' },
  ])
  instance.clock.now += 1
  await commune.clerk.delete(`${commune.api}/blocks/${sender.handle}`)
  expect((await commune.clerk.get(`${commune.api}/blocks`)).body.items).toEqual([])
  expect((await tryIssue(sender, [commune])).status).toBe(200)
})

test('nobody blocks the superior, nor is out of its reach by a block from before', async () => {
  const own = await commune.clerk.post(`${commune.api}/blocks`, { handle: province.handle })
  expect([own.status, own.body.detail]).toEqual([
    409,
    'Tỉnh ủy Sơn Bình là cấp trên trực tiếp của cơ quan, không chặn được.',
  ])
  const later = await openStranger(instance, 'Đảng ủy Chặn Trước')
  await later.clerk.post(`${later.api}/blocks`, { handle: province.handle })
  expect((await tryIssue(province, [later])).status).toBe(422)
  await later.clerk.put(`${later.api}/superior`, { handle: province.handle })
  await province.clerk.post(`${province.api}/links/${later.handle}/acceptance`)
  expect((await tryIssue(province, [later])).status).toBe(200)
})

test('nobody blocks himself or whoever is not there', async () => {
  for (const handle of [commune.handle, 'khong-co-ai'])
    expect((await commune.clerk.post(`${commune.api}/blocks`, { handle })).status).toBe(422)
  expect((await commune.clerk.delete(`${commune.api}/blocks/khong-co-ai`)).status).toBe(404)
})
