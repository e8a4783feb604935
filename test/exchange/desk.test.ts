import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Statement } from '../../src/core/batch.ts'
import { consign } from '../../src/exchange/consign.ts'
import type { Consignment } from '../../src/exchange/consign.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
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
})
afterAll(() => instance.stop())

type Item = { kind: string; title: string; urgency: number }
const deskOf = async (place: Place): Promise<Item[]> =>
  (await place.clerk.get(`${place.api}/desk`)).body.waiting

/** Sends many papers like one that was issued, without writing each: the desk is about how many wait. */
async function sendMore(subjects: string[]): Promise<void> {
  const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
  const { rows } = await instance.platform.exchange.execute(
    'select c.*, d.recipientId from consignment c join delivery d on d.consignmentId = c.id limit 1',
  )
  const { recipientId, ...model } = rows[0] as unknown as Consignment & { recipientId: string }
  const to = [{ id: recipientId, handle: commune.handle, name: commune.name, apart: false }]
  for (const [i, subject] of subjects.entries()) {
    const effect = {
      ...model,
      paperFollows: false,
      urgency: 0,
      files: [],
      subject,
      to,
      consignmentId: `more-${i}`,
    }
    const statements = consign.exchange!(exchange, effect, instance.clock.now + i, `crossing-${i}`)
    await exchange.batch(statements as [Statement, ...Statement[]])
  }
}

test('however many wait, the urgent one that came last stands first, and an early refusal is still told', async () => {
  await issue(province, [commune], { subject: 'Văn bản sẽ bị từ chối', urgency: 0 })
  const [first] = await waitingAt(commune)
  const refusal = { reason: 'wrong_form' }
  await commune.clerk.post(`${commune.api}/deliveries/${first!.id}/refusal`, refusal)
  instance.clock.now += 1000
  await sendMore(Array.from({ length: 60 }, (_, i) => `Văn bản thường ${i}`))
  instance.clock.now += 1000
  await issue(province, [commune], { subject: 'Văn bản hỏa tốc', urgency: 3 })

  const waiting = await deskOf(commune)
  expect(waiting.filter(({ kind }) => kind === 'arrival')).toHaveLength(50)
  expect(waiting.slice(0, 3).map(({ title }) => title)).toEqual([
    'Chỉ thị Văn bản hỏa tốc',
    'Chỉ thị Văn bản thường 0',
    'Chỉ thị Văn bản thường 1',
  ])
  const told = (await deskOf(province)).filter(({ kind }) => kind === 'refused')
  expect(told.map(({ title }) => title)).toEqual(['Chỉ thị Văn bản sẽ bị từ chối'])
})
