import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
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
})
afterAll(() => instance.stop())

type Desk = { since?: string; waiting: { kind: string; at: string }[] }
const desk = async (): Promise<Desk> => (await commune.clerk.get(`${commune.api}/desk`)).body
const look = async () => {
  const { status } = await commune.clerk.call('PUT', `${commune.api}/desk/visit`)
  expect(status).toBe(200)
}
const fresh = ({ since, waiting }: Desk) =>
  waiting.filter(({ kind, at }) => kind === 'arrival' && since !== undefined && at > since).length
const later = (minutes: number) => void (instance.clock.now += minutes * 60_000)

test('what came since the last visit is new until the next one, on every device; a first visit has nothing new', async () => {
  await issue(province, [commune])
  expect((await desk()).since).toBeUndefined()
  await look()
  later(1)
  expect((await desk()).since).toBeUndefined()

  later(120)
  await issue(province, [commune])
  const opened = await desk()
  expect(fresh(opened)).toBe(1)
  // Looking again, also from elsewhere and for as long as the visit lasts, leaves it new.
  for (const minutes of [0, 10, 25]) {
    later(minutes)
    await look()
    expect((await desk()).since).toBe(opened.since)
  }
  later(1)
  await issue(province, [commune])
  expect(fresh(await desk())).toBe(2)

  later(40)
  const next = await desk()
  expect(next.since! > opened.since!).toBe(true)
  expect(fresh(next)).toBe(1)
})

test('each has a visit of their own', async () => {
  await look()
  later(60)
  const theirs = (await province.clerk.get(`${province.api}/desk`)).body
  expect(theirs.since).toBeUndefined()
})
