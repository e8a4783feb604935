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
  const sent = await issue(district, [province])
  const kept = await draft(district, [province])
  const given = await district.clerk.post(`${district.api}/documents/${kept.id}/number`, { version: 1 })
  await draft(district, [province])
  const left = { held: given.body.notation, drafts: 1, waiting: 1 }
  expect(await merge(district, commune)).toEqual({ name: district.name, heir: commune.name, left })
  const entry = (await province.clerk.get(`/api/directory/${district.handle}`)).body
  expect(entry).toMatchObject({
    state: 'suspended',
    heir: { handle: commune.handle, name: commune.name },
  })
  // Its books are read by who worked there, its numbers found; nothing is written any more, and its term is over.
  const register = (await district.clerk.get(`${district.api}/registers/outgoing?q=${sent.notation}`)).body
  expect(register.items).toMatchObject([{ notation: sent.notation, state: 'issued' }])
  expect((await district.clerk.get('/api/me')).body.committees).toMatchObject([{ heir: commune.name }])
  const { terms } = (await district.clerk.get(`${district.api}/organisation`)).body
  expect(terms).toMatchObject([{ closesOn: '2026-03-02', note: `Đã hợp nhất vào ${commune.name}.` }])
  // What would be refused is not offered.
  const shell = (await district.clerk.get(district.api)).body
  expect(shell).toMatchObject({ committee: { closed: true }, counts: {} })
  expect(shell.me.permissions).toContain('registers.read')
  expect(shell.me.permissions).not.toContain('documents.draft')
  const number = { version: 2 }
  for (const refused of [
    await district.clerk.post(`${district.api}/documents/${kept.id}/issue`, number),
    await district.clerk.post(`${district.api}/documents`, { subject: 'sau khi hợp nhất' }),
    await district.clerk.delete(`${district.api}/documents/${kept.id}`),
  ])
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('đã hợp nhất')])
  expect((await province.clerk.get(`${district.api}/documents`)).status).toBe(404)
  // The runs of the heir go on.
  expect((await issue(commune, [province])).number).toBe(1)
  const late = await province.clerk.post(`${province.api}/documents/${waiting.id}/issue`, { version: 1 })
  expect([late.status, late.body.fields?.[0]?.field]).toEqual([422, 'recipients'])
  const audit = (await commune.clerk.get(`${commune.api}/audit?action=committee.merge`)).body.items
  expect(audit[0]).toMatchObject({
    actor: 'Đơn vị quản lý hệ thống',
    changes: [
      { name: 'Cơ quan kế thừa', after: commune.name },
      { name: 'Lý do', after: 'Sắp xếp đơn vị hành chính 2025' },
      { name: 'Số đã cấp, chưa phát hành', after: given.body.notation },
      { name: 'Dự thảo chưa phát hành', after: '1' },
      { name: 'Văn bản đến chưa tiếp nhận', after: '1' },
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
