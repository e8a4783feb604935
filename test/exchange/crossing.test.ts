import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { draft, issue, openPlace, openProvince, runRecovery, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** How many calls to databases a verb makes at most; faults are tried at each and one beyond. */
const MOST_CALLS = 6
const faults = Array.from({ length: MOST_CALLS }, (_, i) => i + 1).flatMap((at) => [
  { at, how: 'before' as const },
  { at, how: 'after' as const },
])

let instance: Instance
const plan: Plan = { calls: 0, log: [] }
let province: Place
let commune: Place

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

/** Runs one request with a fault; tells whether the fault was met. */
async function faulty<T>(fault: { at: number; how: 'before' | 'after' }, run: () => Promise<T>): Promise<T> {
  Object.assign(plan, fault, { calls: 0 })
  try {
    return await run()
  } finally {
    plan.at = undefined
  }
}

const documentOf = async (id: string) => (await province.clerk.get(`${province.api}/documents/${id}`)).body
const boardOf = async (id: string) =>
  (await province.clerk.get(`${province.api}/documents/${id}/deliveries`)).body

describe.each(faults)('the connection is lost $how call $at', (fault) => {
  test('issuing, then trying again: issued once, delivered once, no number lost', async () => {
    const before = await issue(province, [commune])
    const { id, version } = await draft(province, [commune])
    const key = { 'idempotency-key': `issue-${fault.at}-${fault.how}` }
    await faulty(fault, () => province.clerk.post(`${province.api}/documents/${id}/issue`, { version }, key))
    const again = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version }, key)
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ id, number: before.number + 1 })
    await runRecovery(instance)
    expect((await boardOf(id)).summary).toEqual({
      total: 1,
      waiting: 1,
      accepted: 0,
      refused: 0,
      recalled: 0,
      settled: 0,
    })
    expect((await waitingAt(commune)).filter((one) => one.notation === again.body.notation)).toHaveLength(1)
  })

  test('issuing, and nobody tries again: wholly issued and delivered, or not at all', async () => {
    const { id, version } = await draft(province, [commune])
    await faulty(fault, () => province.clerk.post(`${province.api}/documents/${id}/issue`, { version }))
    await runRecovery(instance)
    const found = await documentOf(id)
    const delivered = (await boardOf(id)).summary.total
    expect([found.state, delivered]).toEqual(found.number === undefined ? ['draft', 0] : ['issued', 1])
    const next = await issue(province, [commune])
    const last = found.number ?? next.number - 1
    expect(next.number).toBe(last + 1)
  })

  test('accepting, then trying again: one số đến, and the sender sees 03 with it', async () => {
    const { notation, id } = await issue(province, [commune])
    const arrival = (await waitingAt(commune)).find((one) => one.notation === notation)!
    const accept = () =>
      commune.clerk.post(
        `${commune.api}/deliveries/${arrival.id}/acceptance`,
        {},
        { 'idempotency-key': `accept-${fault.at}-${fault.how}` },
      )
    await faulty(fault, accept)
    const again = await accept()
    expect(again.status).toBe(201)
    await runRecovery(instance)
    const board = await boardOf(id)
    expect(board.items).toMatchObject([{ status: '03', arrivalNo: again.body.arrivalNo }])
    expect(board.items[0].history.map((one: { status: string }) => one.status)).toEqual(['01', '03'])
    const book = await commune.clerk.get(`${commune.api}/registers/incoming?limit=100`)
    expect(book.body.items.map((row: { arrivalNo: number }) => row.arrivalNo)).toEqual(
      Array.from({ length: book.body.items.length }, (_, i) => i + 1),
    )
    expect(book.body.items.filter((row: { notation: string }) => row.notation === notation)).toHaveLength(1)
  })
})

test('the faults above meet every call that issuing and accepting make', async () => {
  const { id, version } = await draft(province, [commune])
  Object.assign(plan, { calls: 0, log: [] })
  const done = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect(done.status).toBe(200)
  expect(plan.log).toEqual(['tenant', 'exchange', 'tenant', 'exchange'])
  const arrival = (await waitingAt(commune)).find((one) => one.notation === done.body.notation)!
  Object.assign(plan, { calls: 0, log: [] })
  expect((await commune.clerk.post(`${commune.api}/deliveries/${arrival.id}/acceptance`)).status).toBe(201)
  expect(plan.log).toEqual(['tenant', 'exchange', 'tenant', 'exchange'])
  expect(plan.log.length).toBeLessThanOrEqual(MOST_CALLS)
})

test('a decision that comes after recovery gave it up fails, and nothing is sent', async () => {
  const { id, version } = await draft(province, [commune])
  let recovered = 0
  const slow = createApp({
    ...instance.platform,
    tenants: {
      ...instance.platform.tenants,
      open: async (location) => {
        const client = await instance.platform.tenants.open(location)
        let batches = 0
        return new Proxy(client, {
          get(target, key) {
            if (key !== 'batch') return Reflect.get(target, key) as unknown
            return async (...args: Parameters<typeof client.batch>) => {
              batches += 1
              if (batches === 2) recovered = await runRecovery(instance)
              return target.batch(...args)
            }
          },
        })
      },
    },
  })
  const late = await province.clerk.via(slow.fetch).post(`${province.api}/documents/${id}/issue`, { version })
  expect(recovered).toBe(1)
  expect(late.status).toBe(412)
  expect((await documentOf(id)).state).toBe('draft')
  expect((await boardOf(id)).summary.total).toBe(0)
  const done = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect(done.status).toBe(200)
})

test('what was decided by a process that died is settled as soon as anybody looks; what was not keeps its time', async () => {
  const decided = await draft(province, [commune])
  await faulty({ at: 4, how: 'before' }, () =>
    province.clerk.post(`${province.api}/documents/${decided.id}/issue`, { version: decided.version }),
  )
  const undecided = await draft(province, [commune])
  await faulty({ at: 3, how: 'before' }, () =>
    province.clerk.post(`${province.api}/documents/${undecided.id}/issue`, { version: undecided.version }),
  )
  expect((await boardOf(decided.id)).summary.total).toBe(0)
  expect([await runRecovery(instance, 4_000), await runRecovery(instance, 2_000)]).toEqual([0, 1])
  expect((await boardOf(decided.id)).summary.total).toBe(1)
  expect([await runRecovery(instance, 50_000), await runRecovery(instance, 10_000)]).toEqual([0, 1])
  expect((await documentOf(undecided.id)).state).toBe('draft')
})
