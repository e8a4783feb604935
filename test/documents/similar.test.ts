import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, issue, openPlace, openProvince } from '../support/exchange.ts'
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

const similar = async (subject: string, type = 'chi-thi', place = province) => {
  const query = new URLSearchParams({ subject, type })
  const { items } = (await place.clerk.get(`${place.api}/similar-documents?${query}`)).body
  return items as { id: string; notation: string; subject: string; sameType: boolean }[]
}
const at = (id: string) => `${province.api}/documents/${id}`

test('papers in force on nearly the same are shown, those of the very type first, others not', async () => {
  const report = await issue(province, [commune], {
    typeId: 'ke-hoach',
    subject: 'tiếp công dân, giải quyết đơn thư năm 2026',
  })
  const first = await issue(province, [commune], {
    subject: 'Về tăng cường lãnh đạo công tác tiếp công dân, giải quyết đơn thư',
  })
  await issue(province, [commune], { subject: 'Về phòng cháy, chữa cháy rừng mùa khô' })
  await draft(province, [commune], { subject: 'Về tiếp công dân, giải quyết đơn thư (dự thảo)' })

  const found = await similar('Về sự lãnh đạo của cấp ủy đối với tiếp công dân và giải quyết đơn thư')
  expect(found.map(({ id, sameType }) => [id, sameType])).toEqual([
    [first.id, true],
    [report.id, false],
  ])
  expect(await similar('Về công tác cán bộ nữ')).toEqual([])
  expect(await similar('Về')).toEqual([])
  expect(await similar('tiếp công dân giải quyết đơn thư', 'chi-thi', commune)).toEqual([])

  // What was replaced holds no more, so nothing is built beside it any more.
  const later = await issue(province, [commune], {
    subject: 'Về tiếp công dân, giải quyết đơn thư, kiến nghị',
    relates: [{ kind: 'replaces', documentId: first.id }],
  })
  const now = await similar('Về tiếp công dân, giải quyết đơn thư')
  expect(now.map(({ id }) => id)).toEqual([later.id, report.id])
})

test('a type that asks for it warns while no necessity is told, and shows it to whoever judges the draft', async () => {
  const { id } = await draft(province, [commune])
  const check = async () => {
    const { body } = await province.clerk.get(at(id))
    return [body.necessity, body.checks.find((one: { id: string }) => one.id === 'necessity')?.state]
  }
  expect(await check()).toEqual([undefined, 'warn'])
  const necessity = 'Ba chỉ thị trước chưa quy định trách nhiệm người đứng đầu.'
  const other = await draft(province, [commune], { necessity })
  const { body } = await province.clerk.get(at(other.id))
  expect([body.necessity, body.checks.find((one: { id: string }) => one.id === 'necessity')?.state]).toEqual([
    necessity,
    'ok',
  ])

  // Which types ask is the committee's own to set.
  const types = (await province.clerk.get(`${province.api}/document-types`)).body.items
  const asking = types.filter((one: { asksNecessity: boolean }) => one.asksNecessity)
  expect(asking.map((one: { id: string }) => one.id)).toEqual(['nghi-quyet', 'chi-thi'])
  const path = `${province.api}/document-types/chi-thi`
  const { version } = asking[1]
  const edited = await province.clerk.patch(path, { asksNecessity: false }, { 'if-match': `"v${version}"` })
  expect([edited.status, edited.body.asksNecessity]).toEqual([200, false])
  expect(await check()).toEqual([undefined, undefined])
})
