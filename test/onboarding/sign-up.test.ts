import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyCommittee, joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('kinds say what is historic today and who decides in them', async () => {
  const caller = await signUpPerson(instance, 'Lò Văn Xem')
  const { items } = (await caller.get('/api/committee-kinds')).body
  const find = (id: string) => items.find((kind: { id: string }) => kind.id === id)
  expect(find('province')).toMatchObject({ name: 'Tỉnh ủy', suffix: 'TU', party: true, historic: false })
  expect(find('district')).toMatchObject({ suffix: 'HU', historic: true, until: '2025-06-30' })
  expect(find('commune')).toMatchObject({ suffix: 'ĐU', historic: false, from: '2025-07-01' })
  expect(find('cell').deciding).toEqual([
    { id: 'cell', name: 'Chi bộ' },
    { id: 'congress', name: 'Đại hội' },
  ])
  expect(find('non_party').party).toBe(false)
})

test('a committee is brought up step by step, each told, and is then in the switcher', async () => {
  const caller = await signUpPerson(instance, 'Giàng A Páo')
  const made = await caller.post('/api/committees', anyCommittee)
  expect(made.status).toBe(201)
  expect(made.body.handle).toBe('dang-uy-xa-ta-van')
  expect(made.body.steps.map((step: { done: boolean }) => step.done)).toEqual(Array(5).fill(false))

  const counts: number[] = []
  let state = 'provisioning'
  while (state === 'provisioning') {
    const answer = await caller.post('/api/committees/dang-uy-xa-ta-van/provisioning')
    counts.push(answer.body.steps.filter((step: { done: boolean }) => step.done).length)
    state = answer.body.state
  }
  expect(counts).toEqual([1, 2, 3, 4, 5])

  const me = (await caller.get('/api/me')).body
  expect(me.user).toMatchObject({ name: 'Giàng A Páo', twoFactor: false })
  expect(me.committees).toEqual([
    { handle: 'dang-uy-xa-ta-van', name: 'Đảng ủy xã Tả Van', kind: 'commune', suffix: 'ĐU', state: 'ready' },
  ])
  const again = await caller.post('/api/committees/dang-uy-xa-ta-van/provisioning')
  expect(again.body.state).toBe('ready')
})

test('a second committee of the same name gets a handle of its own', async () => {
  const caller = await signUpPerson(instance, 'Vàng Thị Mỷ')
  expect(await signUpCommittee(caller, { name: 'Đảng ủy xã Bản Hồ' })).toBe('dang-uy-xa-ban-ho')
  expect(await signUpCommittee(caller, { name: 'Đảng uỷ xã Bản Hồ' })).toBe('dang-uy-xa-ban-ho-2')
  const member = await joinCommittee(instance, 'dang-uy-xa-ban-ho', { name: 'Sùng A Chớ', roles: ['leader'] })
  const mine = (await member.get('/api/me')).body.committees
  expect(mine.map((one: { handle: string }) => one.handle)).toEqual(['dang-uy-xa-ban-ho'])
})

test('wrong facts are named one by one, in Vietnamese', async () => {
  const caller = await signUpPerson(instance, 'Nguyễn Văn Sai')
  const answer = await caller.post('/api/committees', {
    name: '  ',
    kind: 'kingdom',
    suffix: 'T U',
    place: 'Sa Pa',
    handle: 'Có Dấu',
    codes: [{ code: 'H26', validFrom: '2025-07-01', validTo: '2025-06-30' }],
    term: { name: '2025-2030', opensOn: '2025-02-30' },
  })
  expect(answer.status).toBe(422)
  expect(answer.body.fields.map((one: { field: string }) => one.field).sort()).toEqual([
    'codes.0.validTo',
    'handle',
    'kind',
    'name',
    'suffix',
    'term.opensOn',
  ])
})
