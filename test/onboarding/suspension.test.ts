import { afterAll, beforeAll, expect, test } from 'vitest'
import { setSuspended } from '../../src/onboarding/suspension.ts'
import { draft, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tạm Dừng')
})
afterAll(() => instance.stop())

test('a suspended committee is closed, named to who writes to it, and comes back as it was', async () => {
  const { id, version } = await draft(province, [commune])
  await setSuspended(instance.platform, commune.handle, true, 'Sáp nhập từ 01/3/2026')
  await setSuspended(instance.platform, commune.handle, true, 'Sáp nhập từ 01/3/2026')

  const inside = await commune.clerk.get(`${commune.api}/documents`)
  expect(inside.status).toBe(403)
  expect(inside.body.detail).toContain('tạm dừng')
  expect((await commune.clerk.get('/api/me')).body.committees).toMatchObject([{ state: 'suspended' }])
  const seen = await province.clerk.get(`/api/directory/${commune.handle}`)
  expect(seen.body.state).toBe('suspended')
  const sent = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect(sent.status).toBe(422)
  expect(JSON.stringify(sent.body.fields)).toContain('Đảng ủy xã Tạm Dừng')

  await setSuspended(instance.platform, commune.handle, false, 'Hoàn tất sáp nhập')
  expect((await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })).status).toBe(200)
  const { items } = (await commune.clerk.get(`${commune.api}/audit`)).body
  const told = items.filter((one: { action: string }) => /suspend|resume/.test(one.action))
  expect(told).toMatchObject([
    { action: 'committee.resume', actor: 'Đơn vị quản lý hệ thống' },
    { action: 'committee.suspend' },
  ])
})

test('what is not there, or still being set up, is not suspended', async () => {
  await expect(setSuspended(instance.platform, 'khong-co', true, 'thử')).rejects.toThrow('khong-co')
  await commune.clerk.post('/api/committees', {
    name: 'Đảng ủy Dở',
    kind: 'grassroots',
    suffix: 'ĐU',
    place: 'Dở',
    handle: 'do-dang',
    term: { name: '2025-2030', opensOn: '2025-08-16' },
  })
  await expect(setSuspended(instance.platform, 'do-dang', true, 'thử')).rejects.toThrow('do-dang')
})
