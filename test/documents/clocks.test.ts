import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

/** 23:59:58 on 2 March in Vietnam. */
const LATE = Date.parse('2026-03-02T16:59:58Z')

let instance: Instance
let province: Place
let commune: Place
/** How far the clock of the other process is ahead, in ms. */
let ahead = 1_000
let other: (caller: Caller) => Caller
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const app = createApp({ ...instance.platform, clock: () => instance.clock.now + ahead })
  other = (caller) => caller.via((request) => app.fetch(request))
  instance.clock.now = LATE
})
afterAll(() => instance.stop())

type Line = { number: number; issuedOn: string }
const runsOn = <T>(lines: T[], number: (line: T) => number, day: (line: T) => string): boolean =>
  lines.every((line, i) => {
    const before = lines[i - 1]
    return before === undefined || (number(before) < number(line) && day(before) <= day(line))
  })

test('whichever of two processes gives the numbers around midnight, no day goes back as they go on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }), async (turns) => {
      instance.clock.now = LATE + 1_500
      for (const far of turns) {
        const { id, version } = await draft(province, [commune])
        const clerk = far ? other(province.clerk) : province.clerk
        const done = await clerk.post(`${province.api}/documents/${id}/issue`, { version })
        expect(done.status).toBe(200)
        instance.clock.now += 100
      }
      const book = await province.clerk.get(`${province.api}/registers/outgoing?limit=100`)
      expect(
        runsOn<Line>(
          book.body.items,
          (one) => one.number,
          (one) => one.issuedOn,
        ),
      ).toBe(true)
    }),
    { numRuns: 5 },
  )
})

test('a number that is held follows the day of the last one', async () => {
  instance.clock.now = LATE
  ahead = 86_400_000
  const { issuers } = (await province.clerk.get(`${province.api}/organisation`)).body
  const hold = (clerk: Caller) =>
    clerk.post(`${province.api}/number-reservations`, {
      typeId: 'huong-dan',
      issuerId: issuers[0].id,
      why: 'paper',
    })
  const first = await hold(other(province.clerk))
  const second = await hold(province.clerk)
  expect([first.body.issuedOn, second.body.issuedOn]).toEqual(['2026-03-03', '2026-03-03'])
  ahead = 1_000
})

test('whoever gives a number after one of a day to come is warned of it', async () => {
  instance.clock.now = LATE
  ahead = 86_400_000
  const before = await draft(province, [commune], { typeId: 'ket-luan' })
  await other(province.clerk).post(`${province.api}/documents/${before.id}/issue`, {
    version: before.version,
  })
  const waiting = await waitingAt(commune)
  await other(commune.clerk).post(`${commune.api}/deliveries/${waiting[0]!.id}/acceptance`)
  const next = await draft(province, [commune], { typeId: 'ket-luan' })
  await issue(province, [commune], { typeId: 'ke-hoach' })
  type Told = { checks: { id: string; state: string; detail: string }[] }
  const told = ({ checks }: Told) => checks.filter(({ id }) => id === 'day')
  const drafted = (await province.clerk.get(`${province.api}/documents/${next.id}`)).body as unknown as Told
  const [last] = (await waitingAt(commune)).slice(0, 1)
  const arrived = (await commune.clerk.get(`${commune.api}/deliveries/${last!.id}`)).body as unknown as Told
  expect(told(drafted)).toMatchObject([{ state: 'warn', detail: expect.stringContaining('03/03/2026') }])
  expect(told(arrived)).toMatchObject([{ state: 'warn', detail: expect.stringContaining('03/03/2026') }])
  instance.clock.now = LATE + 86_400_000
  const later = (await province.clerk.get(`${province.api}/documents/${next.id}`)).body as unknown as Told
  expect(told(later)).toEqual([])
  ahead = 1_000
})

test('nor in the book of arrivals', async () => {
  instance.clock.now = LATE + 1_500
  for (const far of [true, false, true, false]) {
    const { notation } = await issue(province, [commune])
    const waiting = (await waitingAt(commune)).find((one) => one.notation === notation)
    const clerk = far ? other(commune.clerk) : commune.clerk
    expect((await clerk.post(`${commune.api}/deliveries/${waiting!.id}/acceptance`)).status).toBe(201)
  }
  const { items } = (await commune.clerk.get(`${commune.api}/registers/incoming?period=2026`)).body
  expect(items.length).toBeGreaterThan(3)
  type Arrived = { arrivalNo: number; arrivedOn: string }
  expect(
    runsOn<Arrived>(
      items,
      (one) => one.arrivalNo,
      (one) => one.arrivedOn,
    ),
  ).toBe(true)
})
