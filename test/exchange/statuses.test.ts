import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** What the recipient tells once it works on a paper: no route does yet, the national axis does. */
const tell = (id: string, status: string) =>
  instance.platform.exchange.execute({
    sql: 'update delivery set status = ? where consignmentId = ?',
    args: [status, id],
  })

test('a paper stays accepted while the recipient tells how far it has come, page by page', async () => {
  const sent: { id: string; arrival: string }[] = []
  for (const status of ['03', '04', '05', '06', '02', '03']) {
    instance.clock.now += 60_000
    const { id } = await issue(province, [commune])
    const [arrival] = await waitingAt(commune)
    await tell(arrival!.id, status)
    sent.push({ id, arrival: arrival!.id })
  }
  const accepted = sent.toSpliced(4, 1)
  const listed: string[] = []
  let cursor = ''
  do {
    const { body } = await commune.clerk.get(`${commune.api}/deliveries?state=accepted&limit=2${cursor}`)
    listed.push(...body.items.map((one: { id: string }) => one.id))
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`
  } while (cursor !== '')
  expect(listed).toEqual(accepted.map(({ arrival }) => arrival).toReversed())
  for (const { id } of accepted) {
    const board = await province.clerk.get(`${province.api}/documents/${id}/deliveries?status=accepted`)
    expect(board.body.summary).toEqual({
      total: 1,
      waiting: 0,
      accepted: 1,
      refused: 0,
      recalled: 0,
      settled: 0,
    })
    expect(board.body.items).toHaveLength(1)
  }
})
