import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

type Found = { kind: string; items: Record<string, string>[]; more: boolean }
const find = async (caller: Caller, { api }: Place, query: string): Promise<Found[]> =>
  (await caller.get(`${api}/search?${query}`)).body.groups

test('a paper is found by sender and recipient, each as it stands there, without accents', async () => {
  const { id, notation, issuedOn } = await issue(province, [commune], { subject: 'Về phòng cháy rừng' })
  const [arrival] = await waitingAt(commune)
  const { incomingId } = (await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`))
    .body
  expect(await find(province.clerk, province, 'q=phong chay')).toEqual([
    {
      kind: 'outgoing',
      items: [
        {
          kind: 'outgoing',
          id,
          title: 'Chỉ thị Về phòng cháy rừng',
          sub: 'Nguyễn Văn An',
          notation,
          on: issuedOn,
        },
      ],
      more: false,
    },
  ])
  expect(await find(commune.clerk, commune, 'q=phong chay')).toEqual([
    {
      kind: 'incoming',
      items: [
        {
          kind: 'incoming',
          id: incomingId,
          title: 'Chỉ thị Về phòng cháy rừng',
          sub: province.name,
          notation,
          on: issuedOn,
        },
      ],
      more: false,
    },
  ])
})

test('however many others have drafts with the same words, one’s own is found', async () => {
  const writer = await joinCommittee(instance, province.handle, { name: 'Vàng A Tủa', roles: ['specialist'] })
  const make = (caller: Caller) => caller.post(`${province.api}/documents`, { subject: 'Lũ ống lũ quét' })
  const { id } = (await make(writer)).body
  for (let i = 0; i < 8; i++) await make(province.clerk)
  const [own] = await find(writer, province, 'q=lu ong&limit=3')
  expect([own?.items.map((one) => one.id), own?.more]).toEqual([[id], false])
  const [all] = await find(province.clerk, province, 'q=lu ong&limit=3')
  expect([all?.items.length, all?.more]).toEqual([3, true])
})

test('who reads no papers finds none', async () => {
  const admin = await joinCommittee(instance, province.handle, { name: 'Quản trị', roles: ['admin'] })
  expect(await find(admin, province, 'q=phong chay')).toEqual([])
})
