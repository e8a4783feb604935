import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseEvent } from '../../src/cases/tables.ts'
import { dayAt } from '../../src/core/dates.ts'
import { memberId } from '../access/world.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

const DAY = 86_400_000

let instance: Instance
let place: Place
let office: Office
let an: Caller
let binh: Caller
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Làm Thay')
  const join = (name: string, roles: Parameters<typeof joinCommittee>[2]['roles']) =>
    joinCommittee(instance, place.handle, { name, roles })
  an = await join('Nguyễn An', ['specialist'])
  binh = await join('Trần Bình', ['specialist'])
  office = {
    api: place.api,
    author: await join('Lê Chi', ['office_chief']),
    approver: await join('Phạm Dung', ['leader']),
  }
})
afterAll(() => instance.stop())

/** A case that waits for An at its first step, which is signed. */
async function waiting(cover: 'deputy' | 'none'): Promise<string> {
  const template = opinion()
  const [first] = template.main.steps
  Object.assign(first!, { role: 'lam', form: [] })
  first!.out[0]!.needs = ['signature']
  template.roles['lam']!.cover = cover
  const holders = [
    { role: 'lam', kind: 'member' as const, targetId: await memberId(place, 'Nguyễn An') },
    { role: 'duyet', kind: 'role' as const, targetId: 'leader' },
  ]
  const { id } = await inForce(office, dayAt(instance.clock.now), template, holders)
  return opened(place.api, office.author, id, 'Hồ sơ khi vắng')
}
const lists = async (who: Caller): Promise<string[]> =>
  (await who.get(`${place.api}/work`)).body.items.map(({ id }: { id: string }) => id)
const sign = (who: Caller, id: string) =>
  who.post(`${place.api}/cases/${id}/steps`, { no: 1, outcome: 'chuyen', signed: true })

test('a deputy works for exactly the days of the absence, and what is signed says as what', async () => {
  const id = await waiting('deputy')
  const closed = await waiting('none')
  expect(await lists(an)).toContain(id)
  expect((await binh.get(`${place.api}/cases/${id}`)).status).toBe(404)
  const today = dayAt(instance.clock.now)
  const away = await office.author.post(`${place.api}/absences`, {
    memberId: await memberId(place, 'Nguyễn An'),
    deputyId: await memberId(place, 'Trần Bình'),
    fromDay: today,
    toDay: today,
    capacity: 'K/T',
  })
  expect(away.status).toBe(201)

  const desk = (await binh.get(`${place.api}/desk`)).body.waiting
  expect(desk.find((one: { id: string }) => one.id === id)).toMatchObject({
    kind: 'case',
    sub: 'Tiếp nhận, làm thay đồng chí Nguyễn An',
  })
  expect((await binh.get(`${place.api}/cases/${id}`)).body.open).toMatchObject([
    { mine: true, cover: { for: { name: 'Nguyễn An' }, capacity: 'K/T' } },
  ])
  expect((await sign(binh, closed)).status).toBe(403)
  expect((await sign(binh, id)).status).toBe(200)
  const tenant = await tenantOf(instance, place.handle)
  const stored = await tenant.select().from(caseEvent).where(eq(caseEvent.caseId, id))
  const done = stored.map(({ event }) => event).find(({ type }) => type === 'closed')
  expect(done).toMatchObject({
    by: await memberId(place, 'Trần Bình'),
    for: await memberId(place, 'Nguyễn An'),
    signature: { capacity: 'K/T' },
  })
  const { history } = (await office.author.get(`${place.api}/cases/${id}`)).body
  expect(history.find((one: { cover?: string }) => one.cover)).toMatchObject({
    by: 'Trần Bình',
    cover: 'K/T Nguyễn An',
  })

  const next = await waiting('deputy')
  instance.clock.now += DAY
  expect(await lists(binh)).not.toContain(next)
  expect((await sign(binh, next)).status).toBe(404)
  expect((await sign(an, next)).status).toBe(200)
})
