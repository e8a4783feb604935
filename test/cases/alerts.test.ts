import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseAlert } from '../../src/cases/tables.ts'
import { dayAt } from '../../src/core/dates.ts'
import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import type { Alert, Limit, Step, Template } from '../../src/processes/template.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { mailingTo } from '../support/mails.ts'
import { tenantOf } from '../support/place.ts'
import { inForce, opened, opinion, officeOf } from './support.ts'
import type { Office } from './support.ts'

/** Monday, 2 March 2026, 08:00 in Việt Nam: the office opens at 07:30. */
const MONDAY = Date.parse('2026-03-02T01:00:00Z')
const at = (day: number, time: string) => Date.parse(`2026-03-0${day}T${time}:00+07:00`)
const mails: Mail[] = []

let instance: Instance
let place: Place
let office: Office
let an: Caller
beforeAll(async () => {
  instance = await startInstance(mailingTo(mails))
  instance.clock.now = MONDAY
  place = await openPlace(instance, 'Đảng ủy xã Cảnh Báo')
  office = await officeOf(instance, place)
  an = await joinCommittee(instance, place.handle, { name: 'Nguyễn An', roles: ['specialist'] })
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

/** The first step takes eight working hours, unless told otherwise, and has these alerts. */
function alerting(alerts: Alert[], limit: Limit = { n: 8, u: 'wh' }): Template {
  const { main, ...rest } = opinion()
  const steps = main.steps.map((step): Step =>
    step.id === 'tiep_nhan' ? ({ ...step, limit, alerts } as Step) : step,
  )
  return { ...rest, limit: { n: 20, u: 'wd' }, main: { ...main, steps } }
}

/** Who was written about an alert by an instant, as the jobs run then. */
async function toldBy(now: number): Promise<string[]> {
  mails.length = 0
  for (const later of [0, 60_000, 120_000]) {
    instance.clock.now = now + later
    await runJobs(instance.platform)
    await instance.settle()
  }
  const names = new Map<string, string>()
  for (const [name, who] of Object.entries({ chi: office.author, dung: office.approver, an }))
    names.set((await who.get('/api/me')).body.user.email, name)
  return mails
    .filter(({ subject }) => subject.startsWith('Cảnh báo thời hạn'))
    .map(({ to }) => names.get(to) ?? to)
    .toSorted()
}
const waiting = async () =>
  (await (await tenantOf(instance, place.handle)).select().from(caseAlert)).map((one) => [one.i, one.at])

test('by a share, before and after: each is told once, to whom the template names', async () => {
  const alerts: Alert[] = [
    { at: { pct: 50 }, to: ['performer'] },
    { at: { before: { n: 1, u: 'wh' } }, to: ['performer', 'duyet'] },
    { at: { after: { n: 2, u: 'wh' } }, to: ['lam'] },
  ]
  instance.clock.now = MONDAY
  const { id: procedureId } = await inForce(office, dayAt(MONDAY), alerting(alerts))
  const id = await opened(place.api, an, procedureId, 'Hồ sơ kín')
  const { deadline } = (await an.get(`${place.api}/cases/${id}`)).body.open[0]
  const stored = await waiting()
  expect(new Set(stored.map(([i]) => i))).toEqual(new Set([0, 1, 2]))
  const [half, before, after] = [0, 1, 2].map((i) => stored.find(([n]) => n === i)![1]!) as [
    number,
    number,
    number,
  ]
  expect([half < before, before < Date.parse(deadline.due), Date.parse(deadline.due) < after]).toEqual([
    true,
    true,
    true,
  ])
  expect(await toldBy(half - 600_000)).toEqual([])
  expect(await toldBy(half)).toEqual(['an'])
  expect(await toldBy(before)).toEqual(['an', 'dung'])
  expect(await toldBy(after)).toEqual(['chi'])
  expect(await toldBy(after + 3_600_000)).toEqual([])
  expect(JSON.stringify(mails)).not.toContain('Hồ sơ kín')
  expect(await waiting()).toEqual([])
})

test('a step that is done in time is not told of', async () => {
  instance.clock.now = at(4, '08:00')
  const alerts: Alert[] = [{ at: { pct: 80 }, to: ['performer'] }]
  const { id: procedureId } = await inForce(office, dayAt(instance.clock.now), alerting(alerts))
  const id = await opened(place.api, an, procedureId)
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } }
  expect((await an.post(`${place.api}/cases/${id}/steps`, body)).status).toBe(200)
  expect(await waiting()).toEqual([])
  expect(await toldBy(at(6, '16:00'))).toEqual([])
})

test('a deadline that is moved takes its alerts along', async () => {
  instance.clock.now = at(9, '08:00')
  const alerts: Alert[] = [{ at: { before: { n: 1, u: 'wd' } }, to: ['performer'] }]
  const { id: procedureId } = await inForce(
    office,
    dayAt(instance.clock.now),
    alerting(alerts, { n: 3, u: 'wd' }),
  )
  const id = await opened(place.api, an, procedureId)
  const due = '2026-03-20T10:00:00.000Z'
  const order = { type: 'redate', no: 1, due, reason: 'Chờ thêm' }
  expect((await office.author.post(`${place.api}/cases/${id}/orders`, order)).status).toBe(200)
  // The opening of the working day before.
  expect(await waiting()).toEqual([[0, Date.parse('2026-03-19T07:30:00+07:00')]])
})
