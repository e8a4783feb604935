import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** What waits comes in one order everywhere: list, desk, next. */
let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  for (const urgency of [0, 2, 0, 4, 1, 0, 3, 1]) {
    instance.clock.now += 60_000
    await issue(province, [commune], { urgency })
  }
})
afterAll(() => instance.stop())

type Row = { id: string; urgency: number; remindedAt?: string; arrivedAt: string; notation: string }
const page = async (query = ''): Promise<{ items: Row[]; next?: string }> =>
  (await commune.clerk.get(`${commune.api}/deliveries${query}`)).body

/** The order in a sentence: more urgent, then asked for, then older. */
const inTurn = (rows: Row[]): Row[] =>
  rows.toSorted(
    (a, b) =>
      b.urgency - a.urgency ||
      Number(b.remindedAt !== undefined) - Number(a.remindedAt !== undefined) ||
      a.arrivedAt.localeCompare(b.arrivedAt),
  )

async function expectOneOrder(): Promise<void> {
  const { items } = await page('?limit=100')
  expect(items.length).toBeGreaterThan(5)
  expect(items.map(({ notation }) => notation)).toEqual(inTurn(items).map(({ notation }) => notation))
  const desk = (await commune.clerk.get(`${commune.api}/desk`)).body.waiting as { kind: string; id: string }[]
  expect(desk.filter(({ kind }) => kind === 'arrival').map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  for (const limit of [1, 2, 3, 5]) {
    const walked: string[] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const { items: rows, next } = await page(
        `?limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      walked.push(...rows.map(({ id }) => id))
      cursor = next
    }
    expect(walked).toEqual(items.map(({ id }) => id))
  }
}

test('list, pages of any size and desk agree: what presses comes first, of equals the oldest', expectOneOrder)

test('what was asked for goes before its like, and not before what is more urgent; twice is as once', async () => {
  const { items } = await page('?limit=100')
  const last = items.filter(({ urgency }) => urgency === 0).at(-1)!
  const sent = (await province.clerk.get(`${province.api}/documents?limit=100`)).body.items as {
    id: string
    notation: string
  }[]
  const { id } = sent.find(({ notation }) => notation === last.notation)!
  const remind = () => province.clerk.post(`${province.api}/documents/${id}/reminders`, {})
  for (let day = 0; day < 3; day++) {
    expect((await remind()).status).toBe(201)
    await instance.keepSessions()
    instance.clock.now += 86_400_000
  }
  await expectOneOrder()
  const now = (await page('?limit=100')).items
  expect(now.findIndex((one) => one.id === last.id)).toBe(now.findIndex(({ urgency }) => urgency === 0))
})

test('after one is taken the next in turn leads', async () => {
  const [first, second] = (await page()).items
  expect((await commune.clerk.post(`${commune.api}/deliveries/${first!.id}/acceptance`, {})).status).toBe(201)
  expect((await page('?limit=1')).items[0]!.id).toBe(second!.id)
})

test('what waits may be walked by the day it came, either way, with the cursor of any page', async () => {
  const came = async (order: string): Promise<string[]> => {
    const rows: Row[] = []
    for (let cursor = ''; ;) {
      const { items, next } = await page(`?limit=3&order=${order}${cursor}`)
      rows.push(...items)
      if (next === undefined) return rows.map(({ id, arrivedAt }) => `${arrivedAt} ${id}`)
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
  }
  const oldest = await came('oldest')
  expect(oldest.length).toBeGreaterThan(5)
  expect(oldest).toEqual(oldest.toSorted())
  expect(await came('newest')).toEqual(oldest.toReversed())
  expect((await came('turn')).toSorted()).toEqual(oldest)
})
