import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeInto } from '../../src/onboarding/merge.ts'
import { draft, issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let district: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  district = await openPlace(instance, 'Huyện ủy Sơn Hà')
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const merge = (from: Place, into: Place) =>
  mergeInto(instance.platform, from.handle, into.handle, 'Sắp xếp đơn vị hành chính 2025')

test('a merged committee is closed, and the directory leads to its heir', async () => {
  await issue(province, [district])
  const waiting = await draft(province, [district])
  expect(await merge(district, commune)).toEqual({ name: district.name, heir: commune.name })
  const entry = (await province.clerk.get(`/api/directory/${district.handle}`)).body
  expect(entry).toMatchObject({
    state: 'suspended',
    heir: { handle: commune.handle, name: commune.name },
  })
  expect((await district.clerk.get(`${district.api}/documents`)).status).toBe(403)
  const late = await province.clerk.post(`${province.api}/documents/${waiting.id}/issue`, { version: 1 })
  expect([late.status, late.body.fields?.[0]?.field]).toEqual([422, 'recipients'])
  const audit = (await commune.clerk.get(`${commune.api}/audit?action=committee.merge`)).body.items
  expect(audit[0]).toMatchObject({
    actor: 'Đơn vị quản lý hệ thống',
    changes: [
      { name: 'Cơ quan kế thừa', after: commune.name },
      { name: 'Lý do', after: 'Sắp xếp đơn vị hành chính 2025' },
    ],
  })
})

test('repeating a merger changes nothing', async () => {
  const before = (await commune.clerk.get(`${commune.api}/audit`)).body.items.length
  await merge(district, commune)
  expect((await commune.clerk.get(`${commune.api}/audit`)).body.items).toHaveLength(before)
})

test('a closed committee inherits nothing, and nobody comes after themselves', async () => {
  await expect(merge(province, district)).rejects.toThrow('không còn hoạt động')
  await expect(merge(commune, commune)).rejects.toThrow('chính mình')
  await expect(mergeInto(instance.platform, 'khong-co', commune.handle, 'x')).rejects.toThrow('khong-co')
})
