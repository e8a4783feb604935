import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseEvent, caseSpan, caseWork, processCase } from '../../src/cases/tables.ts'
import { spanOf } from '../../src/cases/figures.ts'
import { workOf } from '../../src/cases/derive.ts'
import { dayAt } from '../../src/core/dates.ts'
import { replay } from '../../src/processes/apply.ts'
import { spansOf } from '../../src/processes/history.ts'
import { mayMove } from '../../src/processes/migration.ts'
import type { State } from '../../src/processes/case.ts'
import type { Template } from '../../src/processes/template.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { everybodys, inForce, nextVersion, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

const DAY = 86_400_000

let instance: Instance
let place: Place
let office: Office
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Chuyển Lần')
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
})
afterAll(() => instance.stop())

const step = async (id: string, no: number, outcome: string, fields: object) =>
  expect(
    (await office.author.post(`${place.api}/cases/${id}/steps`, { no, outcome, fields })).body,
  ).toMatchObject({ id })
const preview = async (id: string) =>
  (await office.approver.get(`${place.api}/case-moves?procedure=${id}`)).body
const move = (id: string, seq: number) =>
  office.approver.post(`${place.api}/cases/${id}/moves`, { seq, reason: 'Bước mới hợp lý hơn' })

/** The procedure with its second step under another id, and one more before the end. */
function changed(): Template {
  const template = opinion()
  const [first, second, last] = template.main.steps
  second!.id = 'du_thao'
  first!.out[0]!.to = 'du_thao'
  last!.name = 'Duyệt, ký'
  last!.out[1]!.to = 'du_thao'
  return template
}

test('each running case is told whether it moves, and moving is that', async () => {
  const { id: procedureId } = await inForce(office, dayAt(instance.clock.now), opinion(), everybodys)
  const cases: string[] = []
  for (let i = 0; i < 3; i++) cases.push(await opened(place.api, office.author, procedureId, `Hồ sơ ${i}`))
  const [first, second, third] = cases as [string, string, string]
  for (const id of [second, third]) await step(id, 1, 'chuyen', { noi_dung: 'Việc' })
  await step(third, 2, 'trinh', { ket_qua: 'Xong' })
  instance.clock.now += DAY
  expect((await preview(procedureId)).items).toEqual([])
  await nextVersion(office, procedureId, dayAt(instance.clock.now), changed())

  const seen = await preview(procedureId)
  const told = new Map(seen.items.map((one: { id: string }) => [one.id, one]))
  expect([first, second, third].map((id) => told.get(id))).toMatchObject([
    { number: 1, now: ['Tiếp nhận'], moves: true },
    { now: ['Tham mưu'], moves: false, why: expect.stringContaining('tham_muu') },
    { now: ['Duyệt'], moves: true },
  ])
  expect(seen.target.number).toBe(2)
  const seqOf = (id: string) => (told.get(id) as { seq: number }).seq

  expect((await move(second, seqOf(second))).body.detail).toContain('tham_muu')
  expect((await move(third, seqOf(third) - 1)).status).toBe(409)
  expect((await move(third, seqOf(third))).status).toBe(200)
  expect((await move(third, seqOf(third))).body.detail).toContain('đang theo lần ban hành')
  const page = (await office.approver.get(`${place.api}/cases/${third}`)).body
  expect(page).toMatchObject({ versionNumber: 2, now: [{ name: 'Duyệt, ký' }] })
  expect(page.history.at(-1)).toMatchObject({ type: 'moved', reason: 'Bước mới hợp lý hơn' })
  await expectWhole(third, changed())

  const done = await office.approver.post(`${place.api}/cases/${third}/steps`, { no: 3, outcome: 'dong_y' })
  expect(done.body).toMatchObject({ status: 'done' })
  await expectWhole(third, changed())
  expect((await preview(procedureId)).items).toHaveLength(2)
})

/** What is kept of a case is what its events give, on the template it is on now. */
async function expectWhole(id: string, template: Template): Promise<void> {
  const tenant = await tenantOf(instance, place.handle)
  const [row] = await tenant.select().from(processCase).where(eq(processCase.id, id))
  const stored = await tenant.select().from(caseEvent).where(eq(caseEvent.caseId, id)).orderBy(caseEvent.seq)
  const events = stored.map(({ event }) => event)
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  const state = replay(events) as State
  expect(JSON.parse(row!.state)).toEqual(plain(state))
  expect(state.template).toBe(row!.versionId)
  const spans = await tenant.select().from(caseSpan).where(eq(caseSpan.caseId, id)).orderBy(caseSpan.no)
  expect(spans.map(spanOf)).toEqual(plain(spansOf({ events, unit: row!.unitId })))
  const work = await tenant.select().from(caseWork).where(eq(caseWork.caseId, id))
  const wanted = workOf({ ...template, code: row!.code }, state, '').map(
    ({ no, step: name }) => `${no} ${name}`,
  )
  expect(work.map(({ no, step: name }) => `${no} ${name}`)).toEqual(wanted)
  expect(state.status === 'running' ? mayMove(template, state).moves : true).toBe(true)
}

test('without a version in force there is nothing to move to', async () => {
  const { id } = await inForce(office, dayAt(instance.clock.now), opinion(), everybodys)
  await office.approver.post(`${place.api}/procedures/${id}/withdrawal`, { reason: 'Thôi' })
  expect((await office.approver.get(`${place.api}/case-moves?procedure=${id}`)).status).toBe(409)
})

test('work is sent back for a reason of the list, whatever the template asks', async () => {
  const template = opinion()
  delete template.main.steps[1]!.out[1]!.needs
  const { id: procedureId } = await inForce(office, dayAt(instance.clock.now), template, everybodys)
  const id = await opened(place.api, office.author, procedureId)
  await step(id, 1, 'chuyen', { noi_dung: 'Việc' })
  const back = (more: object) =>
    office.author.post(`${place.api}/cases/${id}/steps`, { no: 2, outcome: 'tra', ...more })
  expect((await back({ reason: 'Vì thế' })).body.fields).toMatchObject([{ field: 'reasonCode' }])
  expect((await back({ reasonCode: 'khac' })).status).toBe(422)
  expect((await back({ reasonCode: 'other' })).body.fields).toMatchObject([{ field: 'reason' }])
  instance.clock.now += 3_600_000
  expect((await back({ reasonCode: 'incomplete' })).status).toBe(200)
  instance.clock.now += 2 * 3_600_000
  await step(id, 3, 'chuyen', { noi_dung: 'Đủ' })
  const { returns } = (await office.author.get(`${place.api}/cases/${id}`)).body
  expect(returns).toMatchObject([{ name: 'Tham mưu', reason: 'incomplete', count: 1 }])
})
