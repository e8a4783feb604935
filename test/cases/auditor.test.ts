import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { inForce, opened, opinion, officeOf } from './support.ts'
import type { Office } from './support.ts'

const DAY = 86_400_000

let instance: Instance
let place: Place
let office: Office
let auditor: Caller
let procedureId: string
let versionId: string
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Được Đánh Giá')
  office = await officeOf(instance, place)
  auditor = await joinCommittee(instance, place.handle, { name: 'Vũ Kiểm', roles: ['inspector'] })
  const made = await inForce(office, dayAt(instance.clock.now), opinion(), [
    { role: 'duyet', kind: 'role', targetId: 'leader' },
    { role: 'lam', kind: 'role', targetId: 'office_chief' },
  ])
  ;[procedureId, versionId] = [made.id, made.draftId]
})
afterAll(() => instance.stop())

const step = async (by: Caller, id: string, no: number, outcome: string, fields = {}) =>
  expect((await by.post(`${place.api}/cases/${id}/steps`, { no, outcome, fields })).status).toBe(200)
const read = async (path: string) => {
  const { status, body } = await auditor.get(`${place.api}/${path}`)
  expect([path, status]).toEqual([path, 200])
  return body
}
const ids = async (asked: string): Promise<string[]> =>
  (await read(`cases?procedure=${procedureId}&limit=100&${asked}`)).items.map((one: { id: string }) => one.id)

test('an auditor sees the procedure, who read it, its cases and figures, each number its cases, and changes nothing', async () => {
  const [done, open, ended] = [
    await opened(place.api, place.clerk, procedureId, 'Xong'),
    await opened(place.api, place.clerk, procedureId, 'Đang chạy'),
    await opened(place.api, place.clerk, procedureId, 'Rút'),
  ] as const
  await step(place.clerk, done, 1, 'chuyen', { noi_dung: 'Việc' })
  await step(office.author, done, 2, 'trinh', { ket_qua: 'Xong' })
  await step(office.approver, done, 3, 'dong_y')
  const withdrawn = { type: 'withdraw', reason: 'Thôi' }
  expect((await office.approver.post(`${place.api}/cases/${ended}/orders`, withdrawn)).status).toBe(200)
  await office.author.post(`${place.api}/procedure-versions/${versionId}/receipt`)

  expect(await read(`procedures/${procedureId}`)).toMatchObject({ receipts: [{ name: 'Lê Chi' }] })
  expect(await read(`procedure-versions/${versionId}`)).toMatchObject({ standing: 'effective' })
  expect(await read(`case-standing?procedure=${procedureId}`)).toEqual({ running: 1, late: 0, stuck: 0 })
  expect([await ids('only=late'), await ids('only=stuck')]).toEqual([[], []])
  expect(await ids('state=ended')).toEqual(expect.arrayContaining([done, ended]))
  const month = dayAt(instance.clock.now).slice(0, 7)
  const [whole] = (await read(`case-figures?procedure=${procedureId}&month=${month}`)).steps
  expect(whole).toMatchObject({ step: '', finished: 1, inTime: 1, overdue: 0, rate: 1 })
  expect(await ids(`state=all&month=${month}&late=false`)).toEqual([done])
  expect(await read(`cases/${done}`)).toMatchObject({ title: 'Xong', runs: expect.any(Array) })

  instance.clock.now += 12 * DAY
  expect(await read(`case-standing?procedure=${procedureId}`)).toEqual({ running: 1, late: 1, stuck: 0 })
  expect(await ids('only=late')).toEqual([open])
  const order = { type: 'withdraw', reason: 'Không được' }
  const refused = await Promise.all([
    auditor.post(`${place.api}/cases/${open}/orders`, order),
    auditor.post(`${place.api}/cases/${open}/steps`, { no: 1, outcome: 'chuyen', fields: {} }),
    auditor.post(`${place.api}/cases`, { procedureId, title: 'Không được' }),
    auditor.post(`${place.api}/procedures/${procedureId}/withdrawal`, { reason: 'Không được' }),
    auditor.get(`${place.api}/documents`),
    auditor.get(`${place.api}/incoming`),
    auditor.get(`${place.api}/tasks?list=given`),
  ])
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
})
