import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { progress } from '../../src/exchange/progress.ts'
import { receive } from '../../src/exchange/receive.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { issue, openPlace, openProvince, runRecovery, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { arrive, staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let province: Place
let commune: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, commune)
})
afterAll(() => instance.stop())

async function board(id: string) {
  const { body } = await province.clerk.get(`${province.api}/documents/${id}/deliveries`)
  const { status, arrivalNo, by, history } = body.items[0]
  return { status, arrivalNo, by, history: history.map((one: { status: string }) => one.status) }
}

type Fault = { at: number; how: 'before' | 'after' }
async function faulty<T>(fault: Fault, run: () => Promise<T>): Promise<T> {
  Object.assign(plan, fault, { calls: 0 })
  try {
    return await run()
  } finally {
    plan.at = undefined
  }
}

const FAULTS: Fault[] = [1, 2, 3, 4, 5].flatMap((at) => [
  { at, how: 'before' as const },
  { at, how: 'after' as const },
])

describe.each(FAULTS)('the connection is lost $how call $at', (fault) => {
  test('deciding and approving, then trying again: one task, each status once', async () => {
    const { leader, specialist, board: unit } = people
    const paper = await arrive(province, commune)
    const text = 'Giao tham mưu'
    const once = async (caller: typeof leader.caller, path: string, body: object) => {
      const key = { 'idempotency-key': `${path}-${fault.at}-${fault.how}`.replaceAll('/', '-').slice(-90) }
      const request = () => caller.post(`${commune.api}/${path}`, body, key)
      await faulty(fault, request)
      const again = await request()
      expect([path, again.status]).toEqual([path, 200])
      return again.body
    }
    const lead = { kind: 'person', id: specialist.id }
    const cooperate = [{ kind: 'unit', id: unit }]
    const { taskId } = await once(leader.caller, `incoming/${paper.incomingId}/direction`, {
      lead,
      cooperate,
      text,
    })
    await runRecovery(instance)
    expect((await board(paper.id)).status).toBe('04')
    await once(specialist.caller, `tasks/${taskId}/acceptance`, {})
    await once(specialist.caller, `tasks/${taskId}/report`, { text: 'Xong' })
    await once(leader.caller, `tasks/${taskId}/approval`, {})
    await runRecovery(instance)
    expect(await board(paper.id)).toMatchObject({ status: '06', history: ['01', '03', '04', '05', '06'] })
    const { body } = await leader.caller.get(`${commune.api}/incoming/${paper.incomingId}/handling`)
    expect([body.state, body.directions.length]).toEqual(['done', 1])
    const { body: task } = await leader.caller.get(`${commune.api}/tasks/${taskId}`)
    expect(task.events.map((one: { what: string }) => one.what)).toEqual([
      'assign',
      'accept',
      'report',
      'approve',
    ])
  })
})

test('the faults above meet every call of a step that crosses', async () => {
  const paper = await arrive(province, commune)
  Object.assign(plan, { calls: 0, log: [] })
  const lead = { kind: 'person', id: people.specialist.id }
  const path = `${commune.api}/incoming/${paper.incomingId}/direction`
  expect((await people.leader.caller.post(path, { lead, text: 'Giao' })).status).toBe(200)
  expect(plan.log).toEqual(['tenant', 'exchange', 'tenant', 'exchange'])
})

test('whatever comes late, twice or out of order: the furthest stands, the rest is history', async () => {
  const steps = ['03', '04', '05', '06'] as const
  const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...steps, ...steps], { minLength: 1 }), async (order) => {
      const sent = await issue(province, [commune])
      const found = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
      const [row] = (
        await instance.platform.exchange.execute({
          sql: 'select recipientId from delivery where consignmentId = ?',
          args: [found.id],
        })
      ).rows
      const to = { consignmentId: found.id, recipientId: row!.recipientId as string, arrivalNo: 7 }
      for (const [i, status] of order.entries()) {
        const at = instance.clock.now + i
        const id = `${found.id}-${status}`
        const told =
          status === '03'
            ? receive.exchange!(
                exchange,
                { ...to, status, byName: 'Văn thư', reason: null, reasonText: null, assigned: false },
                at,
                id,
              )
            : progress.exchange!(exchange, { ...to, status }, at, id)
        await exchange.batch(told as never)
      }
      const shown = await board(sent.id)
      const heard = [...new Set<string>(order)]
      expect(shown.status).toBe(heard.toSorted().at(-1))
      expect(shown.history.toSorted()).toEqual(['01', ...heard].toSorted())
      expect(shown.arrivalNo).toBe(7)
      expect(shown.by).toBe(heard.includes('03') ? 'Văn thư' : undefined)
    }),
    { numRuns: 25 },
  )
})

test('a refusal stays a refusal', async () => {
  const sent = await issue(province, [commune])
  const found = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
  await commune.clerk.post(`${commune.api}/deliveries/${found.id}/refusal`, { reason: 'unreadable' })
  const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
  const sql = 'select recipientId from delivery where consignmentId = ?'
  const [row] = (await instance.platform.exchange.execute({ sql, args: [found.id] })).rows
  const effect = {
    consignmentId: found.id,
    recipientId: row!.recipientId as string,
    arrivalNo: 1,
    status: '06' as const,
  }
  await exchange.batch(progress.exchange!(exchange, effect, instance.clock.now, 'x') as never)
  expect((await board(sent.id)).status).toBe('02')
})
