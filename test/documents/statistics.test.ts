import { afterAll, beforeAll, expect, test } from 'vitest'
import { proveNumbers } from '../../src/documents/statistics/proof.ts'
import { draft, issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { clientOf, tenantOf } from '../support/place.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const get = async (path: string) => (await province.clerk.get(`${province.api}/${path}`)).body
const proof = async (name: string) => {
  await province.clerk.post(`${province.api}/number-proof`)
  return (await get('number-proof')).items.find((one: { name: string }) => one.name === name)
}

test('what was issued is counted by year, type and deciding body, with the places it went to', async () => {
  await issue(province, [commune])
  await issue(province, [commune], { decidingBody: 'executive', typeId: 'nghi-quyet' })
  const { id } = await issue(province, [commune])
  await province.clerk.post(`${province.api}/documents/${id}/further-recipients`, {
    recipients: [(await openPlace(instance, 'Đảng ủy xã Sơn Hà')).handle],
  })
  // A number held and a draft are not issued papers.
  const held = await draft(province, [commune])
  await province.clerk.post(`${province.api}/documents/${held.id}/number`, { version: held.version })
  const { items, terms } = await get('document-statistics')
  const told = items.map((one: Record<string, unknown>) => [
    one.typeId,
    one.decidingBody,
    one.papers,
    one.places,
  ])
  expect(told.toSorted()).toEqual([
    ['chi-thi', 'standing_board', 2, 3],
    ['nghi-quyet', 'executive', 1, 1],
  ])
  expect(items[0]).toMatchObject({ year: '2026', termId: terms[0].id })
})

test('the proof holds the counter against the register, with voided numbers and held ones', async () => {
  const { id, version } = await draft(province, [commune], { typeId: 'ke-hoach' })
  const path = `${province.api}/documents/${id}/number`
  await province.clerk.post(path, { version })
  await province.clerk.post(`${path}/void`, { reason: 'Ký lại' })
  await issue(province, [commune], { typeId: 'ke-hoach' })
  expect(await proof('Kế hoạch')).toMatchObject({
    counter: 2,
    first: 1,
    last: 2,
    lines: 2,
    voided: 1,
    gaps: [],
    sound: true,
  })
})

test('a number that is on no line is found, and so is a counter that ran ahead by itself', async () => {
  for (let i = 0; i < 4; i++) await issue(province, [commune], { typeId: 'thong-bao' })
  const client = await clientOf(instance, province.handle)
  await client.execute("delete from document where typeId = 'thong-bao' and number in (2, 3)")
  expect(await proof('Thông báo')).toMatchObject({ gaps: [{ from: 2, to: 3 }], lines: 2, sound: false })
  await client.execute("update number_series set last = 9 where series = 'ke-hoach'")
  expect(await proof('Kế hoạch')).toMatchObject({ counter: 9, last: 2, gaps: [], sound: false })
})

test('a run that was set ahead for a paper book says so and is sound', async () => {
  const issuers = (await get('organisation')).issuers
  const issuerId = issuers.find((one: { main: boolean }) => one.main).id
  await issue(province, [commune], { typeId: 'bao-cao' })
  const set = await province.clerk.put(`${province.api}/number-series`, {
    issuerId,
    series: 'bao-cao',
    next: 120,
    reason: 'Đã cấp đến số 119 ở sổ giấy',
  })
  expect(set.status).toBe(200)
  await issue(province, [commune], { typeId: 'bao-cao' })
  expect(await proof('Báo cáo')).toMatchObject({ gaps: [{ from: 2, to: 119 }], last: 120, sound: true })
})

test('the night weighs by itself and comes again', async () => {
  const tenant = await tenantOf(instance, province.handle)
  const now = instance.clock.now + 86_400_000
  const woken = { tenant, now } as Parameters<typeof proveNumbers>[0]
  expect((await proveNumbers(woken)).next).toBe(now + 86_400_000)
  expect((await get('number-proof')).at).toBe(new Date(now).toISOString())
})

test('a figure opens exactly the lines it counts, also of one deciding body', async () => {
  for (const decidingBody of ['executive', 'standing_board', 'executive'])
    await issue(province, [commune], { typeId: 'ket-luan', decidingBody })
  const { items } = await get('document-statistics')
  const lines = async (query: string) => (await get(`registers/outgoing?limit=100&${query}`)).items.length
  for (const { typeId, decidingBody, papers } of items as Record<string, string>[]) {
    if (typeId !== 'ket-luan') continue
    const days = 'from=2026-01-01&to=2026-12-31'
    expect([decidingBody, await lines(`type=${typeId}&deciding=${decidingBody}&${days}`)]).toEqual([
      decidingBody,
      papers,
    ])
  }
  const executive = (items as { decidingBody: string; papers: number }[])
    .filter((one) => one.decidingBody === 'executive')
    .reduce((sum, { papers }) => sum + papers, 0)
  expect(await lines('deciding=executive')).toBe(executive)
  const words = await province.clerk.get(`${province.api}/registers/outgoing?deciding=executive&q=chuyen`)
  expect([words.status, words.body.fields]).toMatchObject([422, [{ field: 'q' }]])
})
