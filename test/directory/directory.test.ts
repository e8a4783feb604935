import { afterAll, beforeAll, expect, test } from 'vitest'
import { signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let caller: Caller
beforeAll(async () => {
  instance = await startInstance()
  caller = await signUpPerson(instance, 'Lù Thị Say')
  const communes = ['Tả Van', 'Bản Hồ', 'Mường Hoa', 'Đăk Pék', 'Ea Súp']
  for (const place of communes) await signUpCommittee(caller, { name: `Đảng ủy xã ${place}`, place })
  await signUpCommittee(caller, {
    name: 'Tỉnh uỷ Lào Cai',
    kind: 'province',
    suffix: 'TU',
    place: 'Lào Cai',
    codes: [{ code: 'A53', validFrom: '2015-01-01', validTo: '2025-06-30' }],
  })
})
afterAll(() => instance.stop())

const names = (body: { items: { name: string }[] }) => body.items.map((one) => one.name)
const find = async (query: string) => names((await caller.get(`/api/directory?${query}`)).body)

test('a search without accents finds names, whichever way they are spelt', async () => {
  expect(await find('q=dak%20pek')).toEqual(['Đảng ủy xã Đăk Pék'])
  expect(await find(`q=${encodeURIComponent('tỉnh ủy lào cai'.normalize('NFD'))}`)).toEqual([
    'Tỉnh uỷ Lào Cai',
  ])
  expect(await find('q=a53')).toEqual(['Tỉnh uỷ Lào Cai'])
  expect(await find('q=khong-co-noi-nay')).toEqual([])
})

test('what looks like operators of a search is words', async () => {
  for (const q of ['"', 'NOT', 'a" OR "b', 'text:', '*', '(', 'xã*', "'; drop table committee; --"]) {
    const answer = await caller.get(`/api/directory?q=${encodeURIComponent(q)}`)
    expect(answer.status).toBe(200)
  }
})

test('pages follow the order of Vietnamese names, without gap or repeat', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await caller.get(`/api/directory?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
    seen.push(...names(body))
    cursor = body.next === undefined ? '' : encodeURIComponent(body.next)
  } while (cursor !== '')
  expect(seen).toEqual([
    'Đảng ủy xã Bản Hồ',
    'Đảng ủy xã Đăk Pék',
    'Đảng ủy xã Ea Súp',
    'Đảng ủy xã Mường Hoa',
    'Đảng ủy xã Tả Van',
    'Tỉnh uỷ Lào Cai',
  ])
})

test('pages of a search join without gap or repeat', async () => {
  const first = (await caller.get('/api/directory?q=xa&limit=3')).body
  const second = (await caller.get(`/api/directory?q=xa&limit=3&cursor=${encodeURIComponent(first.next)}`))
    .body
  expect(new Set([...names(first), ...names(second)]).size).toBe(5)
  expect(second.next).toBeUndefined()
})

test('a kind narrows the list, alone and with a search', async () => {
  expect(await find('kind=province')).toEqual(['Tỉnh uỷ Lào Cai'])
  expect(await find('kind=province&q=ta')).toEqual([])
  expect(await find('kind=commune&q=ta%20van')).toEqual(['Đảng ủy xã Tả Van'])
})

test('one committee shows its facts and all its codes', async () => {
  const { status, body } = await caller.get('/api/directory/tinh-uy-lao-cai')
  expect(status).toBe(200)
  expect(body).toEqual({
    formerNames: [],
    handle: 'tinh-uy-lao-cai',
    name: 'Tỉnh uỷ Lào Cai',
    kind: 'province',
    kindName: 'Tỉnh ủy',
    suffix: 'TU',
    place: 'Lào Cai',
    state: 'ready',
    codes: [{ code: 'A53', validFrom: '2015-01-01', validTo: '2025-06-30' }],
    confirmed: false,
    chain: [],
  })
})

test('what is half set up is nowhere to be seen', async () => {
  const made = await caller.post('/api/committees', {
    name: 'Đảng ủy xã Dở Dang',
    kind: 'commune',
    suffix: 'ĐU',
    place: 'Dở Dang',
    term: { name: '2025-2030', opensOn: '2025-08-16' },
  })
  await caller.post(`/api/committees/${made.body.handle}/provisioning`)
  expect(await find('q=do%20dang')).toEqual([])
  expect(await find('limit=100')).not.toContain('Đảng ủy xã Dở Dang')
  const unknown = await caller.get('/api/directory/khong-co')
  const hidden = await caller.get(`/api/directory/${made.body.handle}`)
  expect(hidden.status).toBe(404)
  expect(hidden.body).toEqual(unknown.body)
})

test('a cursor of another list is refused, not misread', async () => {
  const { body } = await caller.get('/api/directory?limit=2')
  const answer = await caller.get(`/api/directory?q=xa&cursor=${encodeURIComponent(body.next)}`)
  expect(answer.status).toBe(422)
})

test('nobody browses the directory signed out', async () => {
  const { Caller: Fresh } = await import('../support/instance.ts')
  const stranger = new Fresh(instance.app.fetch)
  expect((await stranger.get('/api/directory')).status).toBe(401)
  expect((await stranger.get('/api/directory/tinh-uy-lao-cai')).status).toBe(401)
  expect((await stranger.get('/api/me')).status).toBe(401)
})
