import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** Three days of papers from the province, taken by the commune on the day they came. */
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04']
let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  let hold = true
  for (const _ of DAYS) {
    for (const typeId of ['chi-thi', 'ke-hoach']) {
      await issue(province, [commune], { typeId, subject: 'Về việc phòng, chống thiên tai' })
      const [waiting] = await waitingAt(commune)
      await commune.clerk.post(`${commune.api}/deliveries/${waiting!.id}/acceptance`, { hold })
      hold = false
    }
    instance.clock.now += 86_400_000
  }
})
afterAll(() => instance.stop())

type Row = { notation: string; arrivedOn?: string; issuedOn?: string }
/** Every row of a list, two a page. */
async function all(place: Place, list: string, query: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor = ''; ;) {
    const { status, body } = await place.clerk.get(`${place.api}/${list}?limit=2&${query}${cursor}`)
    expect([query, status]).toEqual([query, 200])
    rows.push(...(body.items as Row[]))
    if (body.next === undefined) return rows
    cursor = `&cursor=${encodeURIComponent(body.next)}`
  }
}
const day = ({ arrivedOn, issuedOn }: Row, list: string) => (list === 'incoming' ? arrivedOn : issuedOn)

test.each([
  ['incoming', () => commune],
  ['documents', () => province],
] as const)(
  '%s are narrowed by days and turned round, page after page, searched or not',
  async (list, at) => {
    const whole = await all(at(), list, '')
    expect(whole.map((row) => day(row, list))).toEqual(DAYS.toReversed().flatMap((one) => [one, one]))
    expect(await all(at(), list, 'order=oldest')).toEqual(whole.toReversed())
    for (const more of ['', '&order=oldest', '&q=thien tai']) {
      const found = await all(at(), list, `from=2026-03-03&to=2026-03-03${more}`)
      expect([more, found.map((row) => day(row, list))]).toEqual([more, ['2026-03-03', '2026-03-03']])
    }
    expect(await all(at(), list, 'from=2026-03-05')).toEqual([])
    expect(await all(at(), list, 'to=2026-03-02&q=thien tai')).toHaveLength(2)
    expect((await at().clerk.get(`${at().api}/${list}?from=2026-02-30`)).status).toBe(422)
  },
)

test('a search within a state finds what is there, however many of other states come first', async () => {
  expect(await all(commune, 'incoming', 'state=received&q=thien tai')).toMatchObject([{ arrivedOn: DAYS[0] }])
  expect(await all(commune, 'incoming', 'state=routing&q=thien tai')).toHaveLength(5)
})

test('issued papers come by their type, each as it was numbered, page after page, narrowed or not', async () => {
  const rows = await all(province, 'documents', 'order=type')
  const numbers = (all: readonly Row[]) => all.map(({ notation }) => notation)
  expect(numbers(rows)).toEqual(['01-CT/TU', '02-CT/TU', '03-CT/TU', '01-KH/TU', '02-KH/TU', '03-KH/TU'])
  const day = await all(province, 'documents', 'order=type&from=2026-03-03&to=2026-03-03')
  expect(numbers(day)).toEqual(['02-CT/TU', '02-KH/TU'])
  expect(numbers(await all(province, 'documents', 'order=type&type=ke-hoach'))).toEqual(
    numbers(rows.slice(3)),
  )
  const drafts = await province.clerk.get(`${province.api}/documents?state=draft&order=type`)
  expect([drafts.status, drafts.body.fields[0].field]).toEqual([422, 'order'])
})

test.each([
  ['registers/outgoing', () => province, 'term=current'],
  ['registers/incoming', () => commune, 'period=2026'],
] as const)('%s: a book is read from its last line too, narrowed and searched', async (book, at, within) => {
  for (const more of [within, `${within}&q=thien tai`, `${within}&from=2026-03-03&to=2026-03-04`]) {
    const entered = await all(at(), book, more)
    expect([more, entered.length]).toEqual([more, more.includes('from') ? 4 : 6])
    expect(await all(at(), book, `${more}&order=newest`)).toEqual(entered.toReversed())
  }
  expect((await at().clerk.get(`${at().api}/${book}?order=type`)).status).toBe(422)
})
