import { afterAll, beforeAll, expect, test } from 'vitest'
import { document } from '../../src/documents/tables.ts'
import { delivery } from '../../src/exchange/exchange-tables.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Trips } from '../../src/platform/database.ts'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

let instance: Instance
let admin: Caller
let province: string
let commune: string
const cost = new Map<string, Trips>()
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    measured: (route, trips) => void cost.set(route, { ...trips }),
  }))
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  province = await signUpCommittee(admin, {
    name: 'Tỉnh ủy Mường Khương',
    kind: 'province',
    suffix: 'TU',
    place: 'Mường Khương',
  })
  commune = await signUpCommittee(admin, { name: 'Đảng ủy xã Tả Van', superior: province })
})
afterAll(() => instance.stop())

test('says where one is, who one is there, and the term', async () => {
  const { status, body } = await admin.get(`/api/c/${commune}`)
  expect(status).toBe(200)
  expect(body).toEqual({
    committee: {
      handle: commune,
      name: 'Đảng ủy xã Tả Van',
      kind: 'commune',
      kindName: 'Đảng ủy xã, phường, đặc khu',
      suffix: 'ĐU',
      place: 'Tả Van',
      superior: { handle: province, name: 'Tỉnh ủy Mường Khương', state: 'pending' },
    },
    me: {
      memberId: expect.any(String),
      name: 'Lò Văn Xem',
      roles: ['clerk', 'admin'],
      permissions: expect.arrayContaining(['documents.issue', 'organisation.manage', 'audit.read']),
    },
    term: { id: expect.any(String), name: '2025-2030', opensOn: '2025-08-16' },
    counts: {
      arrivals: 0,
      apart: 0,
      asks: 0,
      cases: 0,
      claims: 0,
      drafts: 0,
      foundings: 0,
      handling: 0,
      links: 0,
      rounds: 0,
      tasks: 0,
    },
    limits: { fileBytes: 50 * 1024 * 1024 },
  })
  expect((await admin.get(`/api/c/${province}`)).body.committee).not.toHaveProperty('superior')
})

test('costs one trip to each database beside the one that lets the person in', async () => {
  await admin.get(`/api/c/${commune}`)
  const [trips] = [...cost]
    .filter(([route]) => route.startsWith('GET /api/c/{committee}'))
    .map(([, it]) => it)
  expect(trips).toEqual({ control: 2, exchange: 1, tenant: 1 })
})

test.each(['desk', 'pulse'])(
  'the %s asks the directory once, where nobody asks to stand below',
  async (what) => {
    cost.clear()
    await admin.get(`/api/c/${commune}/${what}`)
    expect(cost.get(`GET /api/c/{committee}/${what}`)).toMatchObject({ control: 1, exchange: 1, tenant: 1 })
    cost.clear()
    const { body } = await admin.get(`/api/c/${province}/desk`)
    expect(body.waiting).toContainEqual(expect.objectContaining({ kind: 'link', id: commune }))
    expect(cost.get('GET /api/c/{committee}/desk')?.control).toBe(2)
  },
)

test('shows the unit and position one was given', async () => {
  const at = `/api/c/${commune}`
  const unit = (await admin.post(`${at}/units`, { name: 'Văn phòng Đảng ủy' })).body
  const position = (await admin.post(`${at}/positions`, { name: 'Chánh Văn phòng' })).body
  const [me] = (await admin.get(`${at}/members`)).body.items
  await admin.patch(
    `${at}/members/${me.id}`,
    { unitId: unit.id, positionId: position.id },
    { 'if-match': '"v1"' },
  )
  expect((await admin.get(at)).body.me).toMatchObject({
    unit: 'Văn phòng Đảng ủy',
    position: 'Chánh Văn phòng',
  })
})

test('counts what waits only for those who may act on it', async () => {
  const clerk = await joinCommittee(instance, province, { name: 'Nguyễn Thị Hoa', roles: ['clerk'] })
  const writer = await joinCommittee(instance, province, { name: 'Giàng A Páo', roles: ['specialist'] })
  const keeper = await joinCommittee(instance, province, { name: 'Vàng Thị Mỷ', roles: ['archivist'] })
  const at = `/api/c/${province}`
  const own = (await writer.get(at)).body.me.memberId
  const tenant = await tenantOf(instance, province)
  await tenant.insert(document).values(
    [own, own, 'somebody else'].map((authorId, i) => ({
      id: `draft-${i}`,
      state: 'draft' as const,
      authorId,
      authorName: 'x',
      createdAt: 0,
      updatedAt: 0,
    })),
  )
  const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
  const [found] = (
    await instance.platform.control.execute('select id from committee order by createdAt limit 1')
  ).rows
  await exchange.insert(delivery).values(
    ['01', '01', '03'].map((status, i) => ({
      consignmentId: `sent-${i}`,
      recipientId: found!.id as string,
      recipientHandle: province,
      recipientName: 'x',
      status,
      at: 0,
      arrivedAt: 0,
    })),
  )
  const counts = async (who: Caller) => (await who.get(at)).body.counts
  expect(await counts(admin)).toEqual({
    arrivals: 2,
    apart: 0,
    asks: 0,
    cases: 0,
    claims: 0,
    drafts: 3,
    foundings: 0,
    handling: 0,
    links: 1,
    rounds: 0,
    tasks: 0,
  })
  expect(await counts(clerk)).toEqual({
    arrivals: 2,
    apart: 0,
    asks: 0,
    cases: 0,
    claims: 0,
    drafts: 3,
    foundings: 0,
    handling: 0,
    links: 0,
    rounds: 0,
    tasks: 0,
  })
  expect(await counts(writer)).toEqual({
    arrivals: 0,
    apart: 0,
    asks: 0,
    cases: 0,
    claims: 0,
    drafts: 2,
    foundings: 0,
    handling: 0,
    links: 0,
    rounds: 0,
    tasks: 0,
  })
  expect(await counts(keeper)).toEqual({
    arrivals: 0,
    apart: 0,
    asks: 0,
    cases: 0,
    claims: 0,
    drafts: 0,
    foundings: 0,
    handling: 0,
    links: 0,
    rounds: 0,
    tasks: 0,
  })
})

test('is not found by those outside', async () => {
  const stranger = await signUpPerson(instance, 'Sùng A Chớ')
  expect((await stranger.get(`/api/c/${commune}`)).status).toBe(404)
  expect((await stranger.get('/api/c/khong-co/')).status).toBe(404)
})

test('keeps showing the last term of an organisation that ended', async () => {
  const at = `/api/c/${commune}`
  const [term] = (await admin.get(`${at}/organisation`)).body.terms
  await admin.patch(`${at}/terms/${term.id}`, { closesOn: '2026-03-01' }, { 'if-match': '"v1"' })
  expect((await admin.get(at)).body.term).toMatchObject({ name: '2025-2030', closesOn: '2026-03-01' })
})
