import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

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
          deliveryId: arrival!.id,
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

test('a draft is found in the list of drafts, however many papers have the same words', async () => {
  const { id } = (await province.clerk.post(`${province.api}/documents`, { subject: 'Hạn hán kéo dài' })).body
  const tenant = await tenantOf(instance, province.handle)
  await tenant.run(sql`insert into found (rowid, marks, words)
    with recursive many(i) as (select 1 union all select i + 1 from many where i < 600)
    select 9000000000000000000 + i, 'ko', 'han han' from many`)
  const { items } = (await province.clerk.get(`${province.api}/documents?state=draft&q=han%20han`)).body
  expect(items.map((one: { id: string }) => one.id)).toEqual([id])
})

const notations = async (place: Place, path: string): Promise<string[]> =>
  (await place.clerk.get(`${place.api}/${path}`)).body.items.map((one: { notation?: string }) => one.notation)

test('the newest come first, page by page, as far as there are any', async () => {
  const issued: string[] = []
  for (let i = 0; i < 5; i += 1) {
    instance.clock.now += 60_000
    issued.unshift((await issue(province, [commune], { subject: `Sâu bệnh hại lúa ${i}` })).notation)
  }
  const found: string[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const page: { body: any } = await province.clerk.get(
      `${province.api}/documents?limit=2&q=sau%20benh${next && `&cursor=${next}`}`,
    )
    found.push(...page.body.items.map((one: { notation: string }) => one.notation))
    next = page.body.next && encodeURIComponent(page.body.next)
  }
  expect(found).toEqual(issued)
  const book = await province.clerk.get(`${province.api}/registers/outgoing?q=sau%20benh&limit=3`)
  expect(book.body).toMatchObject({ total: 5 })
  expect(book.body.items.map((one: { notation: string }) => one.notation)).toEqual(
    issued.toReversed().slice(0, 3),
  )
  const rest = encodeURIComponent(book.body.next)
  expect(await notations(province, `registers/outgoing?q=sau%20benh&limit=3&cursor=${rest}`)).toEqual(
    issued.toReversed().slice(3),
  )
})

test('what has the accents that were typed comes before what has not, though newer', async () => {
  const man = await issue(province, [commune], { subject: 'Mận được mùa' })
  instance.clock.now += 60_000
  const newer = await issue(province, [commune], { subject: 'Mạn đàm đầu xuân' })
  const at = async (q: string) => notations(province, `documents?q=${encodeURIComponent(q)}`)
  expect(await at('mận')).toEqual([man.notation, newer.notation])
  expect(await at('man')).toEqual([newer.notation, man.notation])
  const first = await province.clerk.get(`${province.api}/documents?limit=1&q=${encodeURIComponent('mận')}`)
  expect(
    await notations(
      province,
      `documents?limit=1&q=${encodeURIComponent('mận')}&cursor=${encodeURIComponent(first.body.next)}`,
    ),
  ).toEqual([newer.notation])
})

test('only the last word is a beginning', async () => {
  const { notation } = await issue(province, [commune], { subject: 'Xây dựng nông thôn' })
  expect(await notations(province, 'documents?q=xa')).toContain(notation)
  expect(await notations(province, 'documents?q=xa%20nong')).toEqual([])
})

test('a paper is found by its number however it is typed, before those that only speak of it', async () => {
  const { notation } = await issue(province, [commune], { subject: 'Thủy lợi nội đồng' })
  const [number] = notation.split('-')
  instance.clock.now += 60_000
  await issue(province, [commune], { subject: `Thực hiện Chỉ thị số ${notation}` })
  for (const typed of [notation, notation.toLowerCase(), `0${number} CT TU`]) {
    const [group] = await find(province.clerk, province, `q=${encodeURIComponent(typed)}&limit=2`)
    expect(group?.items.map((one) => one.notation)[0]).toBe(notation)
  }
})

test('a number that was held is found in the register, and its cancelling does not lose it', async () => {
  const { issuers } = (await province.clerk.get(`${province.api}/organisation`)).body
  const held = await province.clerk.post(`${province.api}/number-reservations`, {
    typeId: 'huong-dan',
    issuerId: issuers[0].id,
    why: 'secret',
  })
  expect(held.status).toBe(201)
  const { id, notation } = held.body
  const lines = () => notations(province, `registers/outgoing?q=${encodeURIComponent(notation)}`)
  expect(await lines()).toEqual([notation])
  await province.clerk.post(`${province.api}/number-reservations/${id}/cancellation`, { reason: 'Ghi nhầm' })
  expect(await lines()).toEqual([notation])
})

test('a paper at the door is found by who may see it, and by its entry once it was taken', async () => {
  const { notation } = await issue(province, [commune], { subject: 'Trồng rừng đầu nguồn' })
  const kinds = async (caller: Caller) => (await find(caller, commune, 'q=trong rung')).map((one) => one.kind)
  const admin = await joinCommittee(instance, commune.handle, { name: 'Quản trị', roles: ['admin'] })
  expect([await kinds(commune.clerk), await kinds(admin)]).toEqual([['arrival'], []])
  const waiting = (await waitingAt(commune)).find((one) => one.notation === notation)
  await commune.clerk.post(`${commune.api}/deliveries/${waiting!.id}/acceptance`)
  expect(await kinds(commune.clerk)).toEqual(['incoming'])
  const [line] = (await commune.clerk.get(`${commune.api}/registers/incoming?q=trong%20rung&from=2026-01-01`))
    .body.items
  expect(line.notation).toBe(notation)
})

test('a draft is found as it now is, and not once it is put away', async () => {
  const { id } = (await province.clerk.post(`${province.api}/documents`, { subject: 'Bão số chín' })).body
  const found = async (q: string) =>
    (await province.clerk.get(`${province.api}/documents?state=draft&q=${q}`)).body.items.length
  instance.clock.now += 60_000
  const files = [await upload(province, 'một'), await upload(province, 'hai')]
  const edit = { subject: 'Lốc xoáy', files }
  await province.clerk.put(`${province.api}/documents/${id}`, edit, { 'if-match': '"v1"' })
  expect([await found('bao%20so%20chin'), await found('loc%20xoay')]).toEqual([0, 1])
  await province.clerk.delete(`${province.api}/documents/${id}`)
  expect(await found('loc%20xoay')).toBe(0)
  await province.clerk.post(`${province.api}/documents/${id}/restoration`)
  expect(await found('loc%20xoay')).toBe(1)
})

test('some papers end their words, so that a long beginning is not sought through half a book; nobody finds that', async () => {
  const drafts: string[] = []
  for (let i = 0; i < 64; i += 1) {
    const made = await commune.clerk.post(`${commune.api}/documents`, { subject: 'Giếng khơi 15 thôn' })
    drafts.push(made.body.id)
  }
  const tenant = await tenantOf(instance, commune.handle)
  const places = async (word: string) =>
    (
      await tenant.all<{ side: number }>(
        sql`select sign(rowid) as side from found where found match ${`words : "${word}"`}`,
      )
    ).map(({ side }) => side)
  expect(await places('gieng0')).toEqual([-1])
  expect(await places('giếng0')).toEqual([-1])
  expect(await places('150')).toEqual([])
  expect(await find(commune.clerk, commune, 'q=gieng0')).toEqual([])
  expect(await find(commune.clerk, commune, 'q=giengkhoi')).toEqual([])
  for (const id of drafts) await commune.clerk.delete(`${commune.api}/documents/${id}`)
  expect(await places('gieng0')).toEqual([])
})

test('what is no search is said, and none is without bounds', async () => {
  for (const path of [
    'search',
    'documents',
    'documents?state=draft',
    'incoming',
    'registers/outgoing',
    'registers/incoming',
  ]) {
    const ask = (q: string) =>
      province.clerk.get(`${province.api}/${path}${path.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`)
    const signs = await ask('—/*"')
    expect({ path, status: signs.status, field: signs.body.fields?.[0].field }).toEqual({
      path,
      status: 422,
      field: 'q',
    })
    expect({ path, status: (await ask('a'.repeat(2_000))).status }).toEqual({ path, status: 422 })
    for (const q of ['x', 'a '.repeat(99), '"x" OR NOT (', 'm\u0323 đ'])
      expect({ path, q, status: (await ask(q)).status }).toEqual({ path, q, status: 200 })
  }
})

test('who reads no papers finds none', async () => {
  const admin = await joinCommittee(instance, province.handle, { name: 'Quản trị', roles: ['admin'] })
  expect(await find(admin, province, 'q=phong chay')).toEqual([])
})

test('says of a paper found what became of it since: ended, run out, amended', async () => {
  const paper = (more: object = {}) => issue(province, [commune], { subject: 'Về quản lý đê điều', ...more })
  const relate = (kind: string, { id }: { id: string }) => paper({ relates: [{ kind, documentId: id }] })
  const [old, stands, run, back] = [
    await paper(),
    await paper(),
    await paper({ expiresOn: '2026-03-10' }),
    await paper(),
  ]
  await relate('replaces', old!)
  await relate('amends', stands!)
  await province.clerk.post(`${province.api}/documents/${back!.id}/recall`, { reason: 'Sai số liệu' })
  const before = instance.clock.now
  instance.clock.now = Date.parse('2026-03-12T03:00:00Z')
  const [group] = await find(province.clerk, province, 'q=de dieu&limit=20')
  instance.clock.now = before
  const marks = new Map(group!.items.map(({ id, mark }) => [id, mark as unknown]))
  expect([old, stands, run, back].map((one) => marks.get(one!.id))).toEqual([
    { text: expect.stringMatching(/^Đã được thay thế từ ngày/), ended: true },
    { text: 'Đã được sửa đổi, bổ sung', ended: false },
    { text: 'Hết hiệu lực từ ngày 11/03/2026', ended: true },
    { text: expect.stringMatching(/^Đã thu hồi từ ngày/), ended: true },
  ])
  expect([...marks.values()].filter((mark) => mark === undefined)).toHaveLength(2)
})
