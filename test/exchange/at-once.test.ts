import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import {
  draft,
  issue,
  openPlace,
  openProvince,
  openStranger,
  runRecovery,
  waitingAt,
} from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
let other: Place
beforeAll(async () => {
  // One that lost a race looks again, which costs a trip.
  instance = await startInstance((platform) => ({ ...platform, measured: undefined }))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Bản Hồ')
})
afterAll(() => instance.stop())

const ROUNDS = Array.from({ length: 8 }, (_, i) => i)
const at = (path: string) => `${province.api}/documents/${path}`
const board = async (id: string) => (await province.clerk.get(at(`${id}/deliveries`))).body.items
const recall = (id: string) => province.clerk.post(at(`${id}/recall`), { reason: 'Sai thẩm quyền ký' })
const codes = (items: { status: string; recall?: { code: string } }[]) =>
  items.map((one) => [one.status, one.recall?.code])

test.each(ROUNDS)(
  'a paper is recalled while two take it: it is back, or is taken and asked for (%i)',
  async () => {
    const { id, notation } = await issue(province, [commune])
    const paper = (await waitingAt(commune)).find((one) => one.notation === notation)!
    const take = () => commune.clerk.post(`${commune.api}/deliveries/${paper.id}/acceptance`)
    const [back, ...taken] = await Promise.all([recall(id), take(), take()])
    await runRecovery(instance)
    expect(back.status).toBe(201)
    const got = taken.filter(({ status }) => status === 201)
    expect(taken.filter(({ status }) => status >= 500)).toEqual([])
    const [[status, recalled] = []] = codes(await board(id))
    const ways = got.length === 1 ? ['03 13'] : ['15 15', '01 13']
    expect(ways).toContain(`${status} ${recalled}`)
    const book = (await commune.clerk.get(`${commune.api}/registers/incoming?limit=100`)).body.items
    expect(book.filter((row: { notation: string }) => row.notation === notation)).toHaveLength(got.length)
  },
)

test.each(ROUNDS)('a paper is recalled while it is sent on: no place keeps it unasked (%i)', async () => {
  const { id } = await issue(province, [commune])
  const [back, on, again] = await Promise.all([
    recall(id),
    province.clerk.post(at(`${id}/further-recipients`), { recipients: [other.handle] }),
    recall(id),
  ])
  await runRecovery(instance)
  expect([back.status, again.status].toSorted((a, b) => a - b)).toEqual([201, 409])
  expect([201, 409]).toContain(on.status)
  const places = codes(await board(id))
  expect(places).toHaveLength(on.status === 201 ? 2 : 1)
  expect(places.filter(([, code]) => code !== '15')).toEqual([])
})

test.each(ROUNDS)('a term ends while papers are issued: none stands outside its term (%i)', async (round) => {
  const place = await openStranger(instance, `Đảng ủy xã Nhiệm Kỳ ${round + 1}`)
  const drafts = [await draft(place, [commune]), await draft(place, [commune])]
  const day = new Date(instance.clock.now + 7 * 3_600_000).toISOString().slice(0, 10)
  const [opened, ...issued] = await Promise.all([
    place.clerk.post(`${place.api}/terms`, { name: '2030-2035', opensOn: day }),
    ...drafts.map(({ id, version }) => place.clerk.post(`${place.api}/documents/${id}/issue`, { version })),
  ])
  expect([201, 409, 422]).toContain(opened.status)
  expect(issued.map(({ status }) => status).filter((one) => one >= 500)).toEqual([])
  const { control, tenants } = instance.platform
  const [row] = (
    await control.execute({ sql: 'select location from committee where handle = ?', args: [place.handle] })
  ).rows
  const tenant = await tenants.open(row!.location as string)
  const outside = await tenant.execute(
    'select d.id from document d join term t on t.id = d.termId where d.issuedOn < t.opensOn or d.issuedOn > t.closesOn',
  )
  expect(outside.rows).toEqual([])
  const numbers = issued.filter(({ status }) => status === 200).map(({ body }) => body.number)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test.each(ROUNDS)(
  'a link is accepted by two while it is withdrawn: both sides say the same (%i)',
  async (round) => {
    const asking = await openStranger(instance, `Đảng ủy xã Trực Thuộc ${round + 1}`)
    const second = await joinCommittee(instance, province.handle, {
      name: `Quản trị ${round}`,
      roles: ['admin'],
    })
    await asking.clerk.put(`${asking.api}/superior`, { handle: province.handle })
    const accept = `${province.api}/links/${asking.handle}/acceptance`
    const answers = await Promise.all([
      province.clerk.post(accept),
      second.post(accept),
      asking.clerk.delete(`${asking.api}/superior`),
    ])
    expect(answers.map(({ status }) => status).filter((one) => one >= 500)).toEqual([])
    const { superior } = (await asking.clerk.get(`${asking.api}/links`)).body
    const { subordinates } = (await province.clerk.get(`${province.api}/links`)).body
    const below = subordinates.find((one: { handle: string }) => one.handle === asking.handle)
    expect(below?.state).toBe(superior?.state)
    const face = (await province.clerk.get(`/api/directory/${asking.handle}`)).body
    expect(face.confirmed).toBe(superior?.state === 'accepted')
  },
)
