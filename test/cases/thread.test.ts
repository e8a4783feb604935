import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseEvent, caseSpan, caseWork, processCase } from '../../src/cases/tables.ts'
import { spanOf } from '../../src/cases/figures.ts'
import { replay } from '../../src/processes/apply.ts'
import { spansOf } from '../../src/processes/history.ts'
import { runJobs } from '../../src/jobs.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { memberId } from '../access/world.ts'
import { drafted, everybodys, inForce, opened, opinion, submitted } from './support.ts'
import type { Office } from './support.ts'

const TODAY = '2026-03-02'
const HOUR = 3_600_000

let instance: Instance
let place: Place
let office: Office
let people: { an: Caller; binh: Caller; chi: Caller; dung: Caller }
let holders: { role: string; kind: 'member'; targetId: string }[]
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const join = (name: string, roles: Parameters<typeof joinCommittee>[2]['roles']) =>
    joinCommittee(instance, place.handle, { name, roles })
  people = {
    an: await join('Nguyễn An', ['specialist']),
    binh: await join('Trần Bình', ['specialist']),
    chi: await join('Lê Chi', ['office_chief']),
    dung: await join('Phạm Dung', ['leader']),
  }
  office = { api: place.api, author: people.chi, approver: people.dung }
  holders = [
    { role: 'lam', kind: 'member', targetId: await memberId(place, 'Trần Bình') },
    { role: 'duyet', kind: 'member', targetId: await memberId(place, 'Phạm Dung') },
  ]
})
afterAll(() => instance.stop())

const act = (who: Caller, id: string, body: object, key: string = randomUUID()) =>
  who.post(`${place.api}/cases/${id}/steps`, body, { 'idempotency-key': key })
const page = async (who: Caller, id: string) => (await who.get(`${place.api}/cases/${id}`)).body

test('a case runs with a return to its end, and everything says so alike', async () => {
  const { id: procedureId } = await inForce(office, TODAY, opinion(), holders)
  const id = await opened(place.api, people.an, procedureId, 'Kế hoạch tháng 3')
  let seen = await page(people.an, id)
  expect(seen.open).toMatchObject([
    { no: 1, name: 'Tiếp nhận', mine: true, holders: [{ name: 'Nguyễn An' }] },
  ])
  expect(seen.open[0].deadline.lines[0]).toContain('Bắt đầu: 08 giờ 00')
  expect((await act(people.an, id, { no: 1, outcome: 'chuyen' })).status).toBe(422)
  expect((await act(people.an, id, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })).status).toBe(
    200,
  )

  const mine = (await people.binh.get(`${place.api}/case-work`)).body
  expect(mine.items).toMatchObject([{ caseId: id, step: 'Tham mưu', kind: 'step', late: false }])
  const desk = (await people.binh.get(`${place.api}/desk`)).body
  expect(desk.waiting.filter((one: { kind: string }) => one.kind === 'case')).toMatchObject([
    { id, sub: 'Tham mưu' },
  ])
  expect((await people.binh.get(place.api)).body.counts).toMatchObject({ cases: 1 })

  expect((await act(people.binh, id, { no: 2, outcome: 'tra' })).status).toBe(422)
  await act(people.binh, id, { no: 2, outcome: 'tra', reasonCode: 'incomplete' })
  instance.clock.now += HOUR
  await act(people.an, id, { no: 3, outcome: 'chuyen', fields: { noi_dung: 'Đủ' } })
  await act(people.binh, id, { no: 4, outcome: 'trinh', fields: { ket_qua: 'Xong' } })
  expect((await act(people.dung, id, { no: 5, outcome: 'dong_y' })).body).toMatchObject({ status: 'done' })

  seen = await page(people.an, id)
  expect(seen).toMatchObject({ status: 'done', open: [], late: false })
  expect(seen.history.map((one: { type: string }) => one.type)).toEqual([
    'started',
    'forward',
    'return',
    'forward',
    'forward',
    'forward',
    'finished',
  ])
  const figures = (await people.dung.get(`${place.api}/case-figures?procedure=${procedureId}&month=2026-03`))
    .body
  expect(figures.steps[0]).toMatchObject({ step: '', finished: 1, inTime: 1, rate: 1 })
  expect(figures.returns).toEqual([
    { step: 'tham_muu', name: 'Tham mưu', reason: 'incomplete', count: 1, hours: 1 },
  ])
  const behind = await people.dung.get(
    `${place.api}/cases?state=all&procedure=${procedureId}&month=2026-03&step=tham_muu`,
  )
  expect(behind.body.items.map((one: { id: string }) => one.id)).toEqual([id])
  const sentBack = async (reason: string) =>
    (
      await people.dung.get(
        `${place.api}/cases?state=all&procedure=${procedureId}&month=2026-03&step=tham_muu&returned=${reason}`,
      )
    ).body.items.length
  expect([await sentBack('incomplete'), await sentBack('content')]).toEqual([1, 0])
  expect(figures.versions).toMatchObject([{ name: '1', finished: 1, inTime: 1, rate: 1 }])
  await expectWhole(id)
})

/** What is kept beside the events is what the events give. */
async function expectWhole(id: string): Promise<void> {
  const tenant = await tenantOf(instance, place.handle)
  const events = (
    await tenant.select().from(caseEvent).where(eq(caseEvent.caseId, id)).orderBy(caseEvent.seq)
  ).map(({ event }) => event)
  const [row] = await tenant.select().from(processCase).where(eq(processCase.id, id))
  expect(JSON.parse(row!.state)).toEqual(JSON.parse(JSON.stringify(replay(events))))
  const spans = await tenant.select().from(caseSpan).where(eq(caseSpan.caseId, id)).orderBy(caseSpan.no)
  expect(spans.map(spanOf)).toEqual(JSON.parse(JSON.stringify(spansOf({ events, unit: row!.unitId }))))
}

test('a command sent twice does its work once, and who is second is told who was first', async () => {
  const { id: procedureId } = await inForce(office, TODAY, opinion(), [
    ...holders,
    { role: 'lam', kind: 'member', targetId: await memberId(place, 'Nguyễn An') },
  ])
  const id = await opened(place.api, people.an, procedureId)
  await act(people.an, id, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  const body = { no: 2, outcome: 'trinh', fields: { ket_qua: 'Xong' } }
  const key = randomUUID()
  const twice = await Promise.all([act(people.binh, id, body, key), act(people.an, id, body)])
  expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const told = twice.find(({ status }) => status === 409)?.body.detail
  expect(told).toMatch(/^(Nguyễn An|Trần Bình) /)
  const again = await act(people.binh, id, body, key)
  const late = await act(people.an, id, body)
  const winner = (await page(people.dung, id)).history.at(-1).by
  expect(late.status).toBe(409)
  expect(late.body.detail).toContain(`${winner} đã xử lý việc này lúc`)
  expect(again.status).toBe(winner === 'Trần Bình' ? 200 : 409)
  const tenant = await tenantOf(instance, place.handle)
  const events = await tenant.select().from(caseEvent).where(eq(caseEvent.caseId, id))
  expect(events.filter(({ event }) => event.type === 'closed' && event.no === 2)).toHaveLength(1)
  await expectWhole(id)
})

test('who does not hold a step is refused, and orders take a permission', async () => {
  const { id: procedureId } = await inForce(office, TODAY, opinion(), holders)
  const id = await opened(place.api, people.an, procedureId)
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } }
  expect((await act(people.binh, id, body)).status).toBe(404)
  expect((await act(people.chi, id, body)).status).toBe(403)
  const order = (who: Caller, what: object) => who.post(`${place.api}/cases/${id}/orders`, what)
  expect((await order(people.an, { type: 'withdraw', reason: 'Thôi' })).status).toBe(403)
  expect((await order(people.chi, { type: 'withdraw', reason: '' })).status).toBe(422)
  const binh = await memberId(place, 'Trần Bình')
  expect(
    (await order(people.chi, { type: 'assign', no: 1, holders: ['khong-co'], reason: 'Nghỉ' })).status,
  ).toBe(422)
  expect((await order(people.chi, { type: 'assign', no: 1, holders: [binh], reason: 'Nghỉ' })).status).toBe(
    200,
  )
  expect((await page(people.binh, id)).open).toMatchObject([{ mine: true, holders: [{ name: 'Trần Bình' }] }])
  expect((await act(people.an, id, body)).status).toBe(403)
  expect(
    (await order(people.chi, { type: 'redate', no: 1, due: '2026-03-09T09:00:00Z', reason: 'Xin thêm' }))
      .status,
  ).toBe(200)
  expect((await order(people.chi, { type: 'skip', no: 1, outcome: 'chuyen', reason: 'Gấp' })).status).toBe(
    422,
  )
  expect((await order(people.chi, { type: 'withdraw', reason: 'Thôi' })).body).toMatchObject({
    status: 'withdrawn',
  })
  await expectWhole(id)
})

test('a role that nobody holds any more is an incident on the desk of the owner, first on the board', async () => {
  const { id: procedureId } = await inForce(office, TODAY, opinion(), holders)
  const fine = await opened(place.api, people.an, procedureId)
  const id = await opened(place.api, people.an, procedureId)
  await office.author.put(`${place.api}/procedures/${procedureId}/holders`, { holders: [] })
  await act(people.an, id, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  const work = (await people.chi.get(`${place.api}/case-work`)).body.items
  expect(work.find((one: { caseId: string }) => one.caseId === id)).toMatchObject({
    kind: 'orphan',
    step: 'Tham mưu',
  })
  const board = (await people.chi.get(`${place.api}/cases?procedure=${procedureId}`)).body.items
  expect(board.map((one: { id: string; stuck: boolean }) => [one.id, one.stuck])).toEqual([
    [id, true],
    [fine, false],
  ])
})

test('a host whose clock is behind lifts the time', async () => {
  const { id: procedureId } = await inForce(office, TODAY, opinion(), holders)
  const id = await opened(place.api, people.an, procedureId)
  const before = instance.clock.now
  instance.clock.now -= 5 * HOUR
  const done = await act(people.an, id, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  instance.clock.now = before
  expect(done.status).toBe(200)
  const [first, second] = (await page(people.an, id)).history
  expect(second.at).toBe(first.at)
})

test('a step whose time is over is left by the way for it, when the committee is woken', async () => {
  const template = opinion()
  const step = template.main.steps[0]!
  step.out.push({ id: 'het_han', label: 'Hết hạn', to: 'END', kind: 'timeout' })
  const { id: procedureId } = await inForce(office, TODAY, template, holders)
  const id = await opened(place.api, people.an, procedureId)
  await runJobs(instance.platform)
  expect(await page(people.an, id)).toMatchObject({ status: 'running' })
  instance.clock.now += 24 * HOUR
  await runJobs(instance.platform)
  const seen = await page(people.an, id)
  expect(seen).toMatchObject({ status: 'expired', open: [] })
  expect(seen.history.at(-1)).toMatchObject({ by: 'Hệ thống', type: 'finished' })
  const tenant = await tenantOf(instance, place.handle)
  expect(await tenant.select().from(caseWork).where(eq(caseWork.caseId, id))).toEqual([])
  await expectWhole(id)
})

test('no case of what is not in force, and none of what was withdrawn', async () => {
  const { id } = await drafted(office, opinion(), everybodys)
  const start = () => people.an.post(`${place.api}/cases`, { procedureId: id, title: 'Sớm' })
  expect((await start()).status).toBe(409)
  const other = await submitted(office, opinion(), holders)
  await people.dung.post(`${place.api}/procedure-versions/${other.draftId}/approval`, {
    effectiveFrom: '2026-12-01',
  })
  expect((await people.an.post(`${place.api}/cases`, { procedureId: other.id, title: 'Sớm' })).status).toBe(
    409,
  )
})
