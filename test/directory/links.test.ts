import { afterAll, beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { subordinatesOf } from '../../src/directory/places.ts'
import { callOf } from '../../src/entrance/enter.ts'
import { house } from '../../src/app.ts'
import type { Context } from '../../src/core/context.ts'
import { committee } from '../../src/entrance/control-tables.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let above: Caller
let below: Caller
let province: string
beforeAll(async () => {
  instance = await startInstance()
  above = await signUpPerson(instance, 'Hoàng Văn Tỉnh')
  below = await signUpPerson(instance, 'Lý Thị Xã')
  province = await signUpCommittee(above, {
    name: 'Tỉnh ủy Lào Cai',
    kind: 'province',
    suffix: 'TU',
    place: 'Lào Cai',
  })
})
afterAll(() => instance.stop())

let count = 0
const commune = (facts: { superior?: string } = {}) =>
  signUpCommittee(below, { name: `Đảng ủy xã Số ${++count}`, place: `Số ${count}`, ...facts })

async function counted(): Promise<string[]> {
  const control = connect(instance.platform.control, 'control', noTrips())
  const [row] = await control
    .select({ id: committee.id })
    .from(committee)
    .where(eq(committee.handle, province))
  const here = { ...callOf({ platform: instance.platform, house }), committee: row } as unknown as Context
  return (await subordinatesOf(here)).map((one) => one.handle)
}

test('a link asked for at sign-up counts once the superior accepts, and both can see it', async () => {
  const handle = await commune({ superior: province })
  expect(await counted()).not.toContain(handle)
  expect((await below.get(`/api/c/${handle}/links`)).body.superior).toEqual({
    handle: province,
    name: 'Tỉnh ủy Lào Cai',
    state: 'pending',
  })
  const waiting = (await above.get(`/api/c/${province}/links`)).body.subordinates
  expect(waiting).toMatchObject([{ handle, state: 'pending', askedAt: '2026-03-02T01:00:00.000Z' }])
  expect((await below.get(`/api/directory/${handle}`)).body.superior).toBeUndefined()

  const answer = await above.post(`/api/c/${province}/links/${handle}/acceptance`)
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ handle, state: 'accepted' })
  expect(await counted()).toContain(handle)
  expect((await below.get(`/api/directory/${handle}`)).body.superior).toEqual({
    handle: province,
    name: 'Tỉnh ủy Lào Cai',
  })
  const listed = await below.get(`/api/directory?superior=${province}`)
  expect(listed.body.items.map((one: { handle: string }) => one.handle)).toContain(handle)

  const again = await above.post(`/api/c/${province}/links/${handle}/acceptance`)
  expect(again.status).toBe(409)
  expect(again.body.detail).toBe(
    'Đồng chí Hoàng Văn Tỉnh đã chấp nhận liên kết này lúc 08:00 ngày 02/03/2026.',
  )
})

test('a repeated acceptance with one key answers as the first did', async () => {
  const handle = await commune({ superior: province })
  const key = { 'idempotency-key': 'accept-once-please' }
  const path = `/api/c/${province}/links/${handle}/acceptance`
  const [one, two] = await Promise.all([above.post(path, {}, key), above.post(path, {}, key)])
  expect([one.status, two.status]).toEqual([200, 200])
  expect(one.body).toEqual(two.body)
})

test('two administrators answer at once: one outcome, the other is told', async () => {
  const handle = await commune({ superior: province })
  const second = await joinCommittee(instance, province, { name: 'Trần Thị Hai', roles: ['admin'] })
  const answers = await Promise.all([
    above.post(`/api/c/${province}/links/${handle}/acceptance`),
    second.post(`/api/c/${province}/links/${handle}/acceptance`),
  ])
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { items } = (await below.get(`/api/c/${handle}/audit`)).body
  expect(items.filter((one: { action: string }) => one.action === 'link.accept')).toHaveLength(1)
})

test('a refused link is gone for both, and the history of both says who', async () => {
  const handle = await commune({ superior: province })
  const answer = await above.post(`/api/c/${province}/links/${handle}/refusal`)
  expect(answer.body).toEqual({ handle, state: 'refused' })
  expect((await below.get(`/api/c/${handle}/links`)).body.superior).toBeUndefined()
  expect((await above.post(`/api/c/${province}/links/${handle}/acceptance`)).status).toBe(404)
  for (const [caller, place] of [
    [below, handle],
    [above, province],
  ] as const) {
    const [last] = (await caller.get(`/api/c/${place}/audit`)).body.items
    expect(last).toMatchObject({
      action: 'link.refuse',
      actor: 'Hoàng Văn Tỉnh',
      actionName: 'Từ chối liên kết cấp dưới',
    })
  }
})

test('leaving ends an accepted link; asking somewhere else makes it pending again', async () => {
  const handle = await commune({ superior: province })
  await above.post(`/api/c/${province}/links/${handle}/acceptance`)
  expect((await below.delete(`/api/c/${handle}/superior`)).body).toEqual({})
  expect(await counted()).not.toContain(handle)
  const other = await commune()
  const asked = await below.put(`/api/c/${handle}/superior`, { handle: other })
  expect(asked.body.superior).toMatchObject({ handle: other, state: 'pending' })
  expect(await counted()).not.toContain(handle)
})

test('nobody stands above himself, directly or round about', async () => {
  const top = await commune()
  const middle = await commune({ superior: top })
  const bottom = await commune({ superior: middle })
  const self = await below.put(`/api/c/${top}/superior`, { handle: top })
  expect(self.status).toBe(422)
  await below.post(`/api/c/${top}/links/${middle}/acceptance`)
  await below.post(`/api/c/${middle}/links/${bottom}/acceptance`)
  expect((await below.put(`/api/c/${top}/superior`, { handle: bottom })).status).toBe(200)
  const answer = await below.post(`/api/c/${bottom}/links/${top}/acceptance`)
  expect(answer.status).toBe(409)
  expect(answer.body.detail).toContain('đang là cấp trên')
})

test('an unknown superior, and one still being set up, are named alike', async () => {
  const handle = await commune()
  const half = await below.post('/api/committees', {
    name: 'Đảng ủy Chưa Xong',
    kind: 'grassroots',
    suffix: 'ĐU',
    place: 'Chưa Xong',
    term: { name: '2025-2030', opensOn: '2025-08-16' },
  })
  const unknown = await below.put(`/api/c/${handle}/superior`, { handle: 'khong-co-ai' })
  const hidden = await below.put(`/api/c/${handle}/superior`, { handle: half.body.handle })
  expect(unknown.status).toBe(422)
  expect(unknown.body.fields[0].field).toBe('handle')
  expect(hidden.body).toEqual(unknown.body)
})

test('only an administrator moves links', async () => {
  const clerk = await joinCommittee(instance, province, { name: 'Đỗ Văn Thư', roles: ['clerk', 'leader'] })
  const handle = await commune({ superior: province })
  expect((await clerk.post(`/api/c/${province}/links/${handle}/acceptance`)).status).toBe(403)
  expect((await clerk.post(`/api/c/${province}/links/${handle}/refusal`)).status).toBe(403)
  expect((await clerk.put(`/api/c/${province}/superior`, { handle })).status).toBe(403)
  expect((await clerk.delete(`/api/c/${province}/superior`)).status).toBe(403)
  expect((await clerk.get(`/api/c/${province}/links`)).status).toBe(200)
})
