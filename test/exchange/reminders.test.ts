import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, runRecovery, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

const DAY = 86_400_000
const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let province: Place
let communes: Place[]

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  communes = []
  for (const name of ['Tân Lập', 'Đông Hà', 'Mường Khoa']) {
    communes.push(await openPlace(instance, `Đảng ủy xã ${name}`))
  }
})
afterAll(() => instance.stop())

const remind = (id: string, body: object = {}, headers: Record<string, string> = {}) =>
  province.clerk.post(`${province.api}/documents/${id}/reminders`, body, headers)
const boardOf = async (id: string) =>
  (await province.clerk.get(`${province.api}/documents/${id}/deliveries`)).body
const arrivalAt = async (place: Place, notation: string) => {
  const found = (await waitingAt(place)).find((one) => one.notation === notation)
  return (await place.clerk.get(`${place.api}/deliveries/${found!.id}`)).body
}

test('who has not taken a document is reminded, once a day; who has taken it is left in peace', async () => {
  const [first, second, third] = communes as [Place, Place, Place]
  const { id, notation } = await issue(province, communes)
  const { id: taken } = await arrivalAt(first, notation)
  await first.clerk.post(`${first.api}/deliveries/${taken}/acceptance`)

  expect(await remind(id, { recipients: [second.handle] })).toMatchObject({
    status: 201,
    body: { reminded: 1 },
  })
  const again = await remind(id, { recipients: [second.handle] })
  expect(again.status).toBe(409)
  expect(again.body.detail).toBe(`${second.name} đã được đôn đốc trong ngày.`)
  expect((await remind(id)).body).toEqual({ reminded: 1 })
  expect((await remind(id)).status).toBe(409)

  const seen = await arrivalAt(third, notation)
  expect(seen.remindedAt).toBe(new Date(instance.clock.now).toISOString())
  expect(seen.history.at(-1)).toMatchObject({ statusName: 'Nơi gửi đôn đốc tiếp nhận' })
  const desk = (await third.clerk.get(`${third.api}/desk`)).body.waiting
  expect(desk.find((one: { id: string }) => one.id === seen.id).remindedAt).toBe(seen.remindedAt)
  const { items } = await boardOf(id)
  expect(items.map((one: { name: string; remindedAt?: string }) => [one.name, !!one.remindedAt])).toEqual([
    [second.name, true],
    [third.name, true],
    [first.name, false],
  ])

  instance.clock.now += DAY
  expect((await remind(id)).body).toEqual({ reminded: 2 })
  const third2 = await arrivalAt(third, notation)
  await third.clerk.post(`${third.api}/deliveries/${third2.id}/acceptance`)
  instance.clock.now += DAY
  const late = await remind(id, { recipients: [third.handle] })
  expect(late.body.detail).toContain('Không còn nơi nào như vậy chưa tiếp nhận')
})

test('only the clerk of the sender reminds, only of what was issued', async () => {
  const { id } = await issue(province, communes)
  const writer = await joinCommittee(instance, province.handle, { name: 'Vàng A Tủa', roles: ['specialist'] })
  expect((await writer.post(`${province.api}/documents/${id}/reminders`)).status).toBe(403)
  const stranger = communes[0]!
  expect((await stranger.clerk.post(`${stranger.api}/documents/${id}/reminders`)).status).toBe(404)
  const kept = await draft(province, communes)
  expect((await remind(kept.id)).status).toBe(404)
  const wrong = await remind(id, { recipients: [] })
  expect(wrong.body.fields).toEqual([{ field: 'recipients', message: 'Chọn nơi nhận cần đôn đốc.' }])
})

test('the audit names who was reminded', async () => {
  const { id } = await issue(province, communes)
  await remind(id)
  const { items } = (await province.clerk.get(`${province.api}/audit?limit=5`)).body
  expect(items[0]).toMatchObject({ action: 'delivery.remind', actionName: 'Đôn đốc nơi nhận' })
  expect(JSON.stringify(items[0])).toContain(communes.map((one) => one.name).join('; '))
})

test.each([1, 2, 3, 4, 5].flatMap((at) => [`before ${at}`, `after ${at}`]))(
  'the connection is lost %s: tried again, each place is reminded once',
  async (fault) => {
    const [how = '', at = ''] = fault.split(' ')
    const { id } = await issue(province, communes)
    const key = { 'idempotency-key': `remind-${how}-${at}` }
    Object.assign(plan, { at: Number(at), how, calls: 0 })
    await remind(id, {}, key)
    plan.at = undefined
    expect((await remind(id, {}, key)).body).toEqual({ reminded: 3 })
    await runRecovery(instance)
    for (const { history } of (await boardOf(id)).items) {
      expect(history.filter((one: { status: string }) => one.status === 'reminded')).toHaveLength(1)
    }
  },
)
