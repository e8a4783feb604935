import { afterAll, beforeAll, expect, test } from 'vitest'
import { signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let caller: Caller
beforeAll(async () => {
  instance = await startInstance()
  caller = await signUpPerson(instance, 'Tẩn A Sửa')
})
afterAll(() => instance.stop())

test('a name and a place sent at the same moment both stand, and both are found', async () => {
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Trước', place: 'Chỗ Cũ' })
  const both = await Promise.all([
    caller.patch(`/api/c/${handle}/committee`, { name: 'Đảng ủy xã Sau' }),
    caller.patch(`/api/c/${handle}/committee`, { place: 'Chỗ Mới' }),
  ])
  expect(both.map((answer) => answer.status)).toEqual([200, 200])
  expect((await caller.get(`/api/directory/${handle}`)).body).toMatchObject({
    name: 'Đảng ủy xã Sau',
    place: 'Chỗ Mới',
  })
  const found = await caller.get(`/api/directory?q=${encodeURIComponent('xa sau cho moi')}`)
  expect(found.body.items.map((one: { name: string }) => one.name)).toEqual(['Đảng ủy xã Sau'])
})

test('what was not sent is not told as changed, and the main issuer goes by the new name', async () => {
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Gốc', place: 'Gốc' })
  const answer = await caller.patch(`/api/c/${handle}/committee`, { name: '  Đảng ủy phường Gốc ' })
  expect(answer.body).toEqual({ handle, name: 'Đảng ủy phường Gốc', place: 'Gốc' })
  const [entry] = (await caller.get(`/api/c/${handle}/audit`)).body.items
  expect(entry.changes).toEqual([
    { field: 'name', name: 'Tên', before: 'Đảng ủy xã Gốc', after: 'Đảng ủy phường Gốc' },
  ])
  const { issuers } = (await caller.get(`/api/c/${handle}/organisation`)).body
  expect(issuers).toMatchObject([{ name: 'Đảng ủy phường Gốc', main: true, version: 2 }])
  expect((await caller.patch(`/api/c/${handle}/committee`, {})).status).toBe(422)
})
