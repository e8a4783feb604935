import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  await instance.keepSessions()
})
afterAll(() => instance.stop())

/** The last minute of 2026 in Vietnam. */
const LAST = Date.parse('2026-12-31T16:59:00Z')

test('whenever midnight of New Year falls while a paper is taken, its day and its number are of one year', async () => {
  instance.clock.now = LAST
  await issue(province, [commune])
  const [first] = await waitingAt(commune)
  await commune.clerk.post(`${commune.api}/deliveries/${first!.id}/acceptance`)
  for (let before = 1; before <= 8; before++) {
    instance.clock.now = LAST
    await issue(province, [commune])
    const [arrival] = await waitingAt(commune)
    let asked = 0
    const clock = () => (++asked <= before ? LAST : LAST + 120_000)
    const app = createApp({ ...instance.platform, clock })
    const accepted = await commune.clerk
      .via(app.fetch)
      .post(`${commune.api}/deliveries/${arrival!.id}/acceptance`)
    expect(accepted.status).toBe(201)
    const { arrivedOn, arrivalNo } = accepted.body
    const period = arrivedOn.slice(0, 4)
    const book = await commune.clerk.get(`${commune.api}/registers/incoming?period=${period}&limit=100`)
    expect(book.body.items.at(-1)).toMatchObject({ arrivalNo, arrivedOn })
  }
})
