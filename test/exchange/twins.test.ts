import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, openPlace, openProvince, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let other: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  other = await openPlace(instance, 'Huyện ủy Mường Chà')
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const duplicateOf = async (id: string) =>
  (await commune.clerk.get(`${commune.api}/deliveries/${id}`)).body.checks.find(
    (one: { id: string }) => one.id === 'duplicate',
  )

test('the same file under another number is told at the door, from whichever sender it comes', async () => {
  await issue(province, [commune], { files: [await upload(province, 'cùng một tệp')] })
  const [first] = await waitingAt(commune)
  expect(await duplicateOf(first!.id)).toMatchObject({ state: 'ok' })
  expect((await commune.clerk.post(`${commune.api}/deliveries/${first!.id}/acceptance`, {})).status).toBe(201)
  // Its own entry is no twin of a paper.
  expect(await duplicateOf(first!.id)).toMatchObject({ state: 'ok' })

  await issue(other, [commune], { files: [await upload(other, 'cùng một tệp')] })
  const [again] = await waitingAt(commune)
  expect(await duplicateOf(again!.id)).toMatchObject({
    state: 'warn',
    detail: expect.stringMatching(/^Có tệp giống hệt tệp của văn bản số đến 1 ngày/),
  })

  await issue(province, [commune], { files: [await upload(province, 'tệp khác')] })
  const [fresh] = await waitingAt(commune)
  expect(await duplicateOf(fresh!.id)).toMatchObject({ state: 'ok' })
})
