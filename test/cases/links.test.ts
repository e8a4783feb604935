import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { everybodys, inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

let instance: Instance
let place: Place
let office: Office
let an: Caller
let procedureId: string
let incomingId: string
beforeAll(async () => {
  instance = await startInstance()
  const province = await openProvince(instance)
  place = await openPlace(instance, 'Đảng ủy xã Gắn Kết')
  an = await joinCommittee(instance, place.handle, { name: 'Nguyễn An', roles: ['specialist'] })
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
  procedureId = (await inForce(office, dayAt(instance.clock.now), opinion(), everybodys)).id
  await issue(province, [place])
  const [arrival] = await waitingAt(place)
  const taken = await place.clerk.post(`${place.api}/deliveries/${arrival!.id}/acceptance`)
  incomingId = taken.body.incomingId
})
afterAll(() => instance.stop())

const start = (who: Caller, from: object) =>
  who.post(`${place.api}/cases`, { procedureId, title: 'Từ văn bản', from })
const casesOf = async (who: Caller, kind: string, id: string) =>
  (await who.get(`${place.api}/case-links?kind=${kind}&id=${id}`)).body.items

test('a case begins from an incoming document, and each knows the other', async () => {
  const made = await start(office.author, { kind: 'incoming', id: incomingId })
  expect(made.status).toBe(201)
  const page = (await office.author.get(`${place.api}/cases/${made.body.id}`)).body
  expect(page.links).toMatchObject([{ kind: 'incoming', targetId: incomingId, step: '', by: 'Lê Chi' }])
  expect(page.links[0].name).toContain('chuyển đổi số')
  expect(await casesOf(office.approver, 'incoming', incomingId)).toMatchObject([
    { id: made.body.id, status: 'running' },
  ])
  expect(await casesOf(an, 'incoming', incomingId)).toEqual([])
  const wrong = await start(office.author, { kind: 'incoming', id: 'khong-co' })
  expect(wrong.body.fields).toMatchObject([{ field: 'from.id' }])
})

test('a step has its document, once, and drafts out of reach are not there', async () => {
  const id = await opened(place.api, an, procedureId)
  const { id: paper } = await draft(place, [])
  const link = (to: object) => an.post(`${place.api}/cases/${id}/links`, { to, no: 1 })
  expect((await link({ kind: 'document', id: paper })).body.fields).toMatchObject([{ field: 'to.id' }])
  const own = (await an.post(`${place.api}/documents`, { subject: 'Dự thảo của bước' })).body.id
  const made = await link({ kind: 'document', id: own })
  expect(made.status).toBe(201)
  expect((await link({ kind: 'document', id: own })).status).toBe(409)
  expect((await link({ kind: 'case', id })).status).toBe(422)
  expect(await casesOf(an, 'document', own)).toMatchObject([{ id, step: 'Tiếp nhận' }])
  const gone = await an.delete(`${place.api}/case-links/${made.body.id}`)
  expect(gone.status).toBe(200)
  expect(await casesOf(an, 'document', own)).toEqual([])
})

test('a case begins from another', async () => {
  const first = await opened(place.api, office.author, procedureId, 'Hồ sơ gốc')
  const made = await start(office.author, { kind: 'case', id: first })
  expect((await office.author.get(`${place.api}/cases/${made.body.id}`)).body.links).toMatchObject([
    { kind: 'case', targetId: first, name: 'Hồ sơ gốc' },
  ])
  expect(await casesOf(office.author, 'case', first)).toMatchObject([{ id: made.body.id }])
})
