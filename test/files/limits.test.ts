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
  expect(usage.papersThisHour).toEqual({ count: 2, most: 2 })
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
  const { stored, uploadsThisHour, lostFiles } = (await place.clerk.get(`${place.api}/usage`)).body
  const kept = answers.filter(({ status }) => status === 201).length
  expect(stored).toEqual({
    bytes: some.slice(0, kept).reduce((sum, { length }) => sum + length, 0),
    most: 2_000,
  })
  expect([uploadsThisHour, lostFiles]).toEqual([{ count: kept, most: 12 }, 0])
  const over = await put(place, some[0]!)
  expect([over.status, over.body.detail]).toEqual([429, expect.stringContaining('mức 12 tệp tải lên')])
  instance.clock.now += 3_600_000
  expect((await put(place, some[0]!)).status).toBe(200)
})
