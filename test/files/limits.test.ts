import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openPlace, openProvince, pdf } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  const most = { stored: 2_000, uploadsAnHour: 12, papersAnHour: 2 }
  instance = await startInstance((platform) => ({ ...platform, env: { ...platform.env, most } }))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const limitIn = (usage: { limits: { what: string }[] }, what: string) =>
  usage.limits.find((one) => one.what === what)

const put = (place: Place, bytes: Uint8Array) =>
  place.clerk.put(`${place.api}/files/${hashOf(bytes)}?name=a.pdf`, bytes, {
    'content-length': String(bytes.length),
  })

test('papers an hour: the next waits as long as it is told, and others are not held up', async () => {
  const start = async (place: Place, to: Place) => {
    const { id, version } = await draft(place, [to])
    return place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
  }
  expect((await start(province, commune)).status).toBe(200)
  expect((await start(province, commune)).status).toBe(200)
  const third = await start(province, commune)
  expect([third.status, third.body.detail]).toEqual([429, expect.stringMatching(/mức 2 văn bản.*60 phút/)])
  const usage = (await province.clerk.get(`${province.api}/usage`)).body
  expect(limitIn(usage, 'papers')).toEqual({
    what: 'papers',
    whose: 'committee',
    count: 2,
    most: 2,
    left: 0,
    within: 3600,
    until: '2026-03-02T02:00:00.000Z',
  })
  const other = await openPlace(instance, 'Đảng ủy xã Nậm Sỏi')
  expect((await put(other, pdf('của nơi khác'))).status).toBe(201)
  instance.clock.now += Number(third.headers.get('retry-after')) * 1000
  expect((await start(province, commune)).status).toBe(200)
})

test('bytes stored: what does not fit is refused with the limit, what is there may be brought in again', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Tả Van')
  const some = Array.from({ length: 12 }, (_, i) => pdf(`tệp ${i}`))
  const answers = []
  for (const bytes of some) answers.push(await put(place, bytes))
  const refused = answers.find(({ status }) => status === 422)
  expect(refused?.body).toMatchObject({ code: 'file_quota', detail: expect.stringContaining('dung lượng') })
  const usage = (await place.clerk.get(`${place.api}/usage`)).body
  const { stored, lostFiles } = usage
  const kept = answers.filter(({ status }) => status === 201).length
  expect(stored).toEqual({
    bytes: some.slice(0, kept).reduce((sum, { length }) => sum + length, 0),
    most: 2_000,
  })
  // What was refused counts too, as it does where it is refused.
  expect([limitIn(usage, 'uploads'), lostFiles]).toMatchObject([{ count: 12, most: 12, left: 0 }, 0])
  const over = await put(place, some[0]!)
  expect([over.status, over.body.detail]).toEqual([429, expect.stringContaining('mức 12 tệp tải lên')])
  instance.clock.now += 3_600_000
  expect((await put(place, some[0]!)).status).toBe(200)
})

test('what is asked of others is told too: link requests and invitations of whoever asks, places of strangers', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Đếm')
  const { clerk, api } = place
  const usage = async () => (await clerk.get(`${api}/usage`)).body
  expect(limitIn(await usage(), 'askSuperior')).toEqual({
    what: 'askSuperior',
    whose: 'person',
    count: 0,
    most: 60,
    left: 60,
    within: 3600,
  })
  await clerk.put(`${api}/superior`, { handle: province.handle })
  await clerk.post(`${api}/invitations`, { name: 'A', email: 'a@example.vn', roles: ['clerk'] })
  await clerk.post(`${api}/invitations`, {})
  const now = await usage()
  expect([limitIn(now, 'askSuperior'), limitIn(now, 'invite'), limitIn(now, 'strangers')]).toMatchObject([
    { count: 1, left: 59 },
    { count: 2, left: 598 },
    { count: 0, most: 10, within: 86_400 },
  ])
  instance.clock.now += 3_600_000
  expect(limitIn(await usage(), 'invite')).toMatchObject({ count: 0, left: 600 })
})
