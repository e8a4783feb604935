import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, issue, openPlace, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { described } from './census.ts'
import { buildWorld } from './world.ts'
import type { World } from './world.ts'

let instance: Instance
let world: World
beforeAll(async () => {
  instance = await startInstance()
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

const lists = async () =>
  (await described(instance))
    .filter(({ method, path }) => method === 'GET' && /^\/api\/c\/\{committee\}[^{]*$/.test(path))
    .map(({ path }) => path.replace('/api/c/{committee}', ''))

test('words that one committee wrote are read in no other, nor in any log', async () => {
  const { here, there } = world
  const canary = `chim${randomUUID().slice(0, 8)}`
  const unit = await here.clerk.post(`${here.api}/units`, { name: `Phòng ${canary}` })
  await here.clerk.post(`${here.api}/positions`, { name: `Chức vụ ${canary}` })
  await here.clerk.post(`${here.api}/recipient-groups`, { name: `Nhóm ${canary}`, members: [there.handle] })
  await here.clerk.post(`${here.api}/invitations`, {
    name: `Người ${canary}`,
    email: `${canary}@example.vn`,
    unitId: unit.body.id,
    roles: ['clerk'],
  })
  const files = [await upload(here, canary)]
  const { id } = await draft(here, [there], { subject: `Trích yếu ${canary}`, note: canary, files })
  await here.clerk.delete(`${here.api}/documents/${id}`, { 'if-match': '"v1"' })
  await draft(here, [there], { subject: `Trích yếu ${canary}`, note: canary, files })

  const paths = await lists()
  expect(paths.length).toBeGreaterThan(10)
  const own = await Promise.all(paths.map((path) => here.clerk.get(`${here.api}${path}`)))
  expect(own.filter((answer) => JSON.stringify(answer.body).includes(canary)).length).toBeGreaterThan(4)

  const asked = [
    ...paths.flatMap((path) => [path, `${path}?q=${canary}`]).map((path) => `${there.api}${path}`),
    '/api/me',
    '/api/directory?limit=100',
    `/api/directory?q=${canary}`,
    `/api/directory/${here.handle}`,
    `${there.api}/files/${files[0]!.sha256}`,
  ]
  const answers = await Promise.all(asked.map((path) => there.clerk.get(path)))
  const leaks = asked.filter((_, i) => JSON.stringify(answers[i]?.body).includes(canary))
  expect(leaks).toEqual([])
  expect(JSON.stringify(instance.logs)).not.toContain(canary)
})

test('an id of another committee inside a body names nothing', async () => {
  const { here, there } = world
  const theirs = {
    unit: (await there.clerk.post(`${there.api}/units`, { name: 'Phòng của họ' })).body.id,
    position: (await there.clerk.post(`${there.api}/positions`, { name: 'Chức vụ của họ' })).body.id,
    member: (await there.clerk.get(`${there.api}/members`)).body.items[0].id,
    issuer: (await there.clerk.get(`${there.api}/organisation`)).body.issuers[0].id,
    group: (
      await there.clerk.post(`${there.api}/recipient-groups`, { name: 'Nhóm của họ', members: [here.handle] })
    ).body.id,
    file: await upload(there, `chỉ của họ ${randomUUID()}`),
  }
  const other = await openPlace(instance, 'Đảng ủy xã Thứ Ba')
  await issue(other, [there], { subject: 'Gửi cho họ' })
  const delivery = (await waitingAt(there)).find((one) => one.subject === 'Gửi cho họ')!.id
  await issue(other, [here], { subject: 'Gửi cho ta' })
  const mine = (await waitingAt(here)).find((one) => one.subject === 'Gửi cho ta')!.id
  const { id: member, version } = await newest(here)

  const invite = { name: 'A', email: `${randomUUID()}@example.vn`, roles: ['clerk'] }
  const tries: [string, string, unknown, string?][] = [
    ['POST', 'units', { name: 'Con', parentId: theirs.unit }],
    ['POST', 'invitations', { ...invite, unitId: theirs.unit }],
    ['POST', 'invitations', { ...invite, positionId: theirs.position }],
    ['PATCH', `members/${member}`, { unitId: theirs.unit }, `"v${version}"`],
    ['PATCH', `members/${member}`, { positionId: theirs.position }, `"v${version}"`],
    ['POST', `deliveries/${mine}/acceptance`, { unitId: theirs.unit }],
    ['PUT', 'number-series', { issuerId: theirs.issuer, series: 'bao-cao', next: 9 }],
    ['POST', 'number-reservations', { issuerId: theirs.issuer, typeId: 'bao-cao', why: 'paper' }],
    ['POST', 'documents', { issuerId: theirs.issuer }],
    ['POST', 'documents', { signerId: theirs.member }],
    ['POST', 'documents', { replyTo: delivery }],
    ['POST', 'documents', { files: [theirs.file] }],
    ['POST', 'documents', { recipients: [{ kind: 'unit', id: theirs.unit }] }],
    ['POST', 'documents', { recipients: [{ kind: 'group', id: theirs.group }] }],
  ]
  const outcomes = await Promise.all(
    tries.map(async ([method, path, body, tag]) => {
      const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag }
      const answer = await here.clerk.call(method, `${here.api}/${path}`, body, headers)
      return [method, path, JSON.stringify(body), answer.status]
    }),
  )
  expect(outcomes.filter((one) => one[3] !== 422)).toEqual([])
})

const newest = async (place: Place): Promise<{ id: string; version: number }> =>
  (await place.clerk.get(`${place.api}/members?limit=100`)).body.items.at(-1)

test('many committees at once: nobody is answered with the place of another', async () => {
  const places = await Promise.all(
    Array.from({ length: 5 }, (_, i) => openPlace(instance, `Đảng ủy xã Song Song ${i + 1}`)),
  )
  for (const place of places) {
    await place.clerk.post(`${place.api}/units`, { name: `Văn phòng ${place.name}` })
    await place.clerk.post(`${place.api}/documents`, { subject: `Dự thảo của ${place.name}` })
  }
  const asks = places.flatMap((place) =>
    ['', '/organisation', '/documents?state=draft', '/members'].flatMap((path) => [
      { place, path },
      { place, path },
      { place, path },
    ]),
  )
  // By path and not by place, so that neighbours in time are of different committees.
  asks.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const answers = await Promise.all(asks.map(({ place, path }) => place.clerk.get(`${place.api}${path}`)))
  for (const [i, { place, path }] of asks.entries()) {
    const text = JSON.stringify(answers[i]?.body)
    const named = places.filter((one) => text.includes(one.name)).map((one) => one.name)
    expect([path, answers[i]?.status, named]).toEqual([path, 200, [place.name]])
  }
})
