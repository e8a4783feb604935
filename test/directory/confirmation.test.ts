import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeInto } from '../../src/onboarding/merge.ts'
import { withdrawConfirmation } from '../../src/onboarding/confirmation.ts'
import { setSuspended } from '../../src/onboarding/suspension.ts'
import { confirmCommittee } from '../support/committee.ts'
import { openProvince, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
})
afterAll(() => instance.stop())

const seen = async (place: Place) => (await province.clerk.get(`/api/directory/${place.handle}`)).body
const below = async (place: Place, above = province) =>
  (await above.clerk.get(`${above.api}/links`)).body.subordinates.find(
    (one: { handle: string }) => one.handle === place.handle,
  )
const self = async (place: Place) => (await place.clerk.get(`${place.api}/links`)).body.self
const accept = (above: Place, place: Place, headers = {}) =>
  above.clerk.post(`${above.api}/links/${place.handle}/acceptance`, {}, headers)
const confirm = (above: Place, place: Place, headers = {}) =>
  above.clerk.post(`${above.api}/links/${place.handle}/confirmation`, {}, headers)

let count = 0
async function commune(above = province): Promise<Place> {
  const place = await openStranger(instance, `Đảng ủy xã Thử ${++count}`, { superior: above.handle })
  expect((await accept(above, place)).status).toBe(200)
  return place
}

test('nobody is confirmed by signing up; the operator confirms a root, whose chain says so', async () => {
  const stranger = await openStranger(instance, 'Tỉnh ủy Nơi Lạ', { kind: 'province', suffix: 'TU' })
  expect(await seen(stranger)).toMatchObject({ confirmed: false, chain: [] })
  expect(await seen(province)).toMatchObject({
    confirmed: true,
    chain: [{ by: 'Đơn vị quản lý hệ thống', at: '2026-03-02T01:00:00.000Z' }],
  })
})

test('accepting a link confirms, through as many levels as there are', async () => {
  const middle = await commune()
  const bottom = await commune(middle)
  expect((await seen(bottom)).chain.map((one: { by: string }) => one.by)).toEqual([
    middle.name,
    province.name,
    'Đơn vị quản lý hệ thống',
  ])
  expect((await self(bottom)).confirmed).toBe(true)
  await withdrawConfirmation(instance.platform, province.handle, 'thử')
  expect([(await seen(middle)).confirmed, (await seen(bottom)).confirmed]).toEqual([false, false])
  await confirmCommittee(instance, province.handle)
  expect((await seen(bottom)).confirmed).toBe(true)
})

test('a superior that is not confirmed itself confirms nobody', async () => {
  const pretender = await openStranger(instance, 'Tỉnh ủy Tự Xưng', { kind: 'province', suffix: 'TU' })
  const place = await commune(pretender)
  expect(await seen(place)).toMatchObject({ confirmed: false, chain: [{ by: pretender.name }] })
})

test('a confirmation ends with the link, whoever ends it, and with the work of the superior', async () => {
  const [left, refused, under] = [await commune(), await commune(), await commune()]
  await left.clerk.delete(`${left.api}/superior`)
  await province.clerk.post(`${province.api}/links/${refused.handle}/refusal`)
  expect([(await seen(left)).confirmed, (await seen(refused)).confirmed]).toEqual([false, false])
  const bottom = await commune(under)
  await setSuspended(instance.platform, under.handle, true, 'thử')
  expect([(await seen(under)).confirmed, (await seen(bottom)).confirmed]).toEqual([false, false])
  await setSuspended(instance.platform, under.handle, false, 'thử')
  expect((await seen(bottom)).confirmed).toBe(true)
})

test('whoever was confirmed by a committee that was merged is so through its heir', async () => {
  const [old, heir] = [await commune(), await commune()]
  const bottom = await commune(old)
  await mergeInto(instance.platform, old.handle, heir.handle, 'sắp xếp')
  expect([(await seen(old)).confirmed, (await seen(bottom)).confirmed]).toEqual([false, true])
  await province.clerk.post(`${province.api}/links/${heir.handle}/refusal`)
  expect((await seen(bottom)).confirmed).toBe(false)
})

test('an accepted subordinate that renames itself is called as it was confirmed until it is confirmed anew', async () => {
  const place = await commune()
  const asked = await place.clerk.patch(`${place.api}/committee`, { name: 'Ban Tổ chức Tỉnh ủy' })
  expect(asked.body).toMatchObject({ name: place.name, waits: { name: 'Ban Tổ chức Tỉnh ủy' } })
  expect((await seen(place)).name).toBe(place.name)
  expect((await self(place)).changes).toEqual([
    { what: 'name', before: place.name, after: 'Ban Tổ chức Tỉnh ủy' },
  ])
  expect((await below(place)).changes).toHaveLength(1)

  const kept = await province.clerk.delete(`${province.api}/links/${place.handle}/changes`)
  expect(kept.status).toBe(200)
  expect((await self(place)).changes).toEqual([])
  expect((await seen(place)).name).toBe(place.name)

  await place.clerk.patch(`${place.api}/committee`, { name: 'Đảng ủy phường Thử' })
  expect((await confirm(province, place)).status).toBe(200)
  expect(await seen(place)).toMatchObject({ name: 'Đảng ủy phường Thử', confirmed: true })
  expect((await self(place)).changes).toEqual([])

  // Papers of those days bear the old name: whoever looks for it is led to the committee as it is called now.
  expect((await seen(place)).formerNames).toMatchObject([{ name: place.name }])
  const found = await place.clerk.get(`/api/directory?q=${encodeURIComponent(place.name)}`)
  expect(found.body.items.map((one: { handle: string }) => one.handle)).toContain(place.handle)
})

test('a name taken back waits no longer; a place is changed at once', async () => {
  const place = await commune()
  await place.clerk.patch(`${place.api}/committee`, { name: 'Tên Khác' })
  await place.clerk.patch(`${place.api}/committee`, { name: place.name, place: 'Nơi Mới' })
  expect((await self(place)).changes).toEqual([])
  expect(await seen(place)).toMatchObject({ name: place.name, place: 'Nơi Mới' })
})

test('codes and issuers of a confirmed committee wait too', async () => {
  const place = await commune()
  const code = await place.clerk.post(`${place.api}/codes`, { code: 'H77.01', validFrom: '2026-01-01' })
  expect(code.body).toMatchObject({ waits: true })
  const issuer = { name: 'Văn phòng Trung ương Đảng', suffix: 'VPTW', kind: 'office' }
  expect((await place.clerk.post(`${place.api}/issuers`, issuer)).status).toBe(201)
  expect((await seen(place)).codes).toEqual([])
  expect((await self(place)).changes).toEqual([
    { what: 'code', after: 'H77.01 từ 01/01/2026' },
    { what: 'issuer', after: 'Văn phòng Trung ương Đảng (VPTW)' },
  ])
  expect((await below(place)).issuers).toEqual([])
  await confirm(province, place)
  expect((await seen(place)).codes).toHaveLength(1)
  expect((await below(place)).issuers).toEqual([{ name: issuer.name, suffix: 'VPTW' }])
})

test('nothing is confirmed that was not seen', async () => {
  const place = await openStranger(instance, 'Đảng ủy xã Ngay Thẳng', { superior: province.handle })
  const { version } = await below(place)
  await place.clerk.patch(`${place.api}/committee`, { name: 'Ban Tổ chức Tỉnh ủy' })
  const late = await accept(province, place, { 'if-match': `"v${version}"` })
  expect([late.status, late.body.code]).toEqual([412, 'stale'])
  const now = await below(place)
  expect((await accept(province, place, { 'if-match': `"v${now.version}"` })).status).toBe(200)
  await place.clerk.post(`${place.api}/codes`, { code: 'H78.01', validFrom: '2026-01-01' })
  expect((await confirm(province, place, { 'if-match': `"v${now.version}"` })).status).toBe(412)
})

test('a code somebody only claims is taken by the committee that is confirmed with it', async () => {
  const squatter = await openStranger(instance, 'Đảng ủy xã Chiếm Chỗ')
  const code = { code: 'H26', validFrom: '2020-01-01' }
  expect((await squatter.clerk.post(`${squatter.api}/codes`, code)).status).toBe(201)
  const owner = await openStranger(instance, 'Đảng ủy xã Chính Chủ', {
    superior: province.handle,
    codes: [code],
  })
  expect((await accept(province, owner)).status).toBe(200)
  await squatter.clerk.put(`${squatter.api}/superior`, { handle: province.handle })
  const refused = await accept(province, squatter)
  expect(refused.status).toBe(409)
  expect(refused.body.detail).toContain('Mã H26 đang được Đảng ủy xã Chính Chủ dùng')
})

test('a name that looks like a confirmed one is told to the superior and to both committees', async () => {
  const twin = await openStranger(instance, 'Tỉnh ủy Sơn Blnh', { superior: province.handle })
  expect((await self(twin)).looksLike).toEqual({ handle: province.handle, name: province.name })
  expect((await below(twin)).looksLike).toEqual({ handle: province.handle, name: province.name })
  expect((await seen(twin)).looksLike).toMatchObject({ handle: province.handle })
  expect((await self(province)).looksLike).toBeUndefined()
})

test('the name of one that a merger closed vouches for nobody who takes it', async () => {
  const [old, heir] = [await commune(), await commune()]
  await mergeInto(instance.platform, old.handle, heir.handle, 'sắp xếp')
  const taker = await openStranger(instance, old.name, { superior: province.handle })
  expect((await below(taker)).looksLike).toEqual({ handle: old.handle, name: old.name })
  expect(await seen(taker)).toMatchObject({ confirmed: false, looksLike: { handle: old.handle } })
})

test('whoever takes a name that a confirmed committee had before is told to be like it', async () => {
  const place = await commune()
  await place.clerk.patch(`${place.api}/committee`, { name: 'Đảng ủy phường Đổi Tên' })
  expect((await confirm(province, place)).status).toBe(200)
  const taker = await openStranger(instance, place.name, { superior: province.handle })
  const like = { handle: place.handle, name: 'Đảng ủy phường Đổi Tên' }
  expect((await below(taker)).looksLike).toEqual(like)
  expect(await seen(taker)).toMatchObject({ confirmed: false, looksLike: like })
  expect((await seen(place)).looksLike).toBeUndefined()
})

test('a root stays one when it is accepted below another', async () => {
  const root = await openStranger(instance, 'Đảng ủy Công an tỉnh')
  await confirmCommittee(instance, root.handle)
  const pretender = await openStranger(instance, 'Đảng ủy Tự Xưng')
  await root.clerk.put(`${root.api}/superior`, { handle: pretender.handle })
  await root.clerk.patch(`${root.api}/committee`, { name: 'Tên Khác Nữa' })
  expect((await accept(pretender, root)).status).toBe(200)
  expect(await seen(root)).toMatchObject({ name: 'Đảng ủy Công an tỉnh', confirmed: true })
  expect((await self(root)).changes).toHaveLength(1)
})
