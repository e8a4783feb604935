import { afterAll, beforeAll, expect, test } from 'vitest'
import { recover } from '../../src/core/recovery.ts'
import { CROSSINGS } from '../../src/crossings.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { confirmCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let caller: Caller
let broken = false
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    control: new Proxy(platform.control, {
      get: (target, key) =>
        key === 'batch' && broken
          ? () => Promise.reject(new Error('no answer'))
          : Reflect.get(target, key)?.bind?.(target),
    }),
  }))
  caller = await signUpPerson(instance, 'Tẩn A Sửa')
})
afterAll(() => instance.stop())

const recoverAll = (now: number) =>
  recover(
    {
      control: connect(instance.platform.control, 'control', noTrips()),
      exchange: connect(instance.platform.exchange, 'exchange', noTrips()),
      now,
    },
    CROSSINGS,
    async (id) => connect(await instance.platform.tenants.open(`${id}.db`), 'tenant', noTrips()),
  )
const find = async (q: string) =>
  (await caller.get(`/api/directory?q=${encodeURIComponent(q)}`)).body.items.map(
    (one: { name: string }) => one.name,
  )

test('a new name is found at once, the old one no more, and the history tells', async () => {
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Cũ', handle: 'x-01', place: 'Cốc' })
  const answer = await caller.patch(`/api/c/${handle}/committee`, { name: '  Đảng ủy phường Mới ' })
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ handle, name: 'Đảng ủy phường Mới', place: 'Cốc' })
  expect(await find('phuong moi')).toEqual(['Đảng ủy phường Mới'])
  expect(await find('xa cu')).toEqual([])
  const [event] = (await caller.get(`/api/c/${handle}/audit`)).body.items
  expect(event).toMatchObject({
    action: 'committee.edit',
    actor: 'Tẩn A Sửa',
    before: { name: 'Đảng ủy xã Cũ' },
    after: { name: 'Đảng ủy phường Mới' },
  })
})

test('an edit decided while the directory did not answer takes effect by recovery, once', async () => {
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Chậm', place: 'Chậm' })
  broken = true
  const answer = await caller.patch(`/api/c/${handle}/committee`, { name: 'Đảng ủy xã Nhanh' })
  broken = false
  expect(answer.status).toBe(200)
  expect(await find('xa nhanh')).toEqual([])
  expect(await recoverAll(instance.clock.now + 120_000)).toBe(1)
  expect(await find('xa nhanh')).toEqual(['Đảng ủy xã Nhanh'])
  expect(await recoverAll(instance.clock.now + 120_000)).toBe(0)
})

test('an older edit that settles late does not undo a newer one', async () => {
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Một', place: 'Một' })
  broken = true
  await caller.patch(`/api/c/${handle}/committee`, { name: 'Đảng ủy xã Hai' })
  broken = false
  instance.clock.now += 1_000
  await caller.patch(`/api/c/${handle}/committee`, { name: 'Đảng ủy xã Ba' })
  expect(await recoverAll(instance.clock.now + 120_000)).toBe(1)
  expect((await caller.get(`/api/directory/${handle}`)).body.name).toBe('Đảng ủy xã Ba')
  expect(await find('xa ba')).toEqual(['Đảng ủy xã Ba'])
  expect(await find('xa hai')).toEqual([])
})

test('codes: several, each with its days; one a confirmed committee holds on the same days is refused by name', async () => {
  const first = await signUpCommittee(caller, { name: 'Đảng ủy xã Mã Một', place: 'Mã' })
  const second = await signUpCommittee(caller, { name: 'Đảng ủy xã Mã Hai', place: 'Mã' })
  const code = (handle: string, validFrom: string) =>
    caller.post(`/api/c/${handle}/codes`, { code: 'H26.12', validFrom })
  expect((await code(first, '2025-07-01')).status).toBe(201)
  expect(await find('h26.12')).toEqual(['Đảng ủy xã Mã Một'])
  const closed = await caller.patch(`/api/c/${first}/codes/H26.12`, { validTo: '2025-12-31' })
  expect(closed.body).toEqual({ code: 'H26.12', validFrom: '2025-07-01', validTo: '2025-12-31' })
  await confirmCommittee(instance, first)

  const taken = await code(second, '2025-10-01')
  expect(taken.status).toBe(409)
  expect(taken.body.detail).toContain('Đảng ủy xã Mã Một')
  expect((await code(first, '2026-01-01')).status).toBe(409)
  expect((await code(second, '2026-01-01')).status).toBe(201)
  await confirmCommittee(instance, second)
  expect((await caller.patch(`/api/c/${first}/codes/H26.12`, { validTo: null })).status).toBe(409)
  expect((await caller.patch(`/api/c/${first}/codes/H99`, { validTo: null })).status).toBe(404)
})

test('a code taken at sign-up leaves nothing behind', async () => {
  const held = [{ code: 'A99', validFrom: '2025-07-01' }]
  await signUpCommittee(caller, { name: 'Đảng ủy Giữ Mã', handle: 'giu-ma', codes: held })
  await confirmCommittee(instance, 'giu-ma')
  const facts = {
    name: 'Đảng ủy Xin Mã',
    kind: 'grassroots',
    suffix: 'ĐU',
    place: 'Mã',
    handle: 'xin-ma',
    codes: held,
    term: { name: '2025-2030', opensOn: '2025-08-16' },
  }
  const refused = await caller.post('/api/committees', facts)
  expect(refused.status).toBe(409)
  expect(refused.body.fields).toEqual([{ field: 'codes.0.code', message: refused.body.detail }])
  const { committees } = (await caller.get('/api/me')).body
  expect(committees.map((one: { handle: string }) => one.handle)).not.toContain('xin-ma')
  expect((await caller.post('/api/committees', { ...facts, codes: [] })).status).toBe(201)
})
