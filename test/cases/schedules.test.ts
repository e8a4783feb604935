import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheduled } from '../../src/cases/schedules/open.ts'
import { dayAfter, EVERY, nextOf, opensAt, periodOf } from '../../src/cases/schedules/rules.ts'
import type { Rule } from '../../src/cases/schedules/rules.ts'
import { caseSchedule, processCase } from '../../src/cases/tables.ts'
import { workingTime } from '../../src/cases/working-time.ts'
import { addDays, dayAt } from '../../src/core/dates.ts'
import type { Woken } from '../../src/core/domain.ts'
import { JOBS, runJobs } from '../../src/jobs.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import type { Platform } from '../../src/platform/platform.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { tenantOf } from '../support/place.ts'
import { inForce, submitted } from './support.ts'
import type { Office } from './support.ts'

const calendar = workingTime()
const days = fc
  .integer({ min: Date.parse('2025-01-01') / 86_400_000, max: Date.parse('2029-12-31') / 86_400_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
const rules: fc.Arbitrary<Rule> = fc.constantFrom(...EVERY).chain((every) =>
  fc.record({
    every: fc.constant(every),
    month: fc.integer({ min: 1, max: every === 'quarter' ? 3 : 12 }),
    day: fc.integer({ min: 1, max: every === 'week' ? 7 : 31 }),
  }),
)

/** Whether a day is one of a rule, said day by day. */
function falls({ every, month, day }: Rule, on: string): boolean {
  const date = new Date(on)
  if (every === 'week') return date.getUTCDay() === day % 7
  const [n, last] = [
    date.getUTCMonth() + 1,
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)),
  ]
  const right = every === 'month' || (every === 'quarter' ? (n - 1) % 3 === month - 1 : n === month)
  return right && date.getUTCDate() === Math.min(day, last.getUTCDate())
}

test('the next day of a rule is the first that falls, looked for day by day', () => {
  fc.assert(
    fc.property(rules, days, (rule, after) => {
      let on = addDays(after, 1)
      while (!falls(rule, on)) on = addDays(on, 1)
      expect(dayAfter(rule, after)).toBe(on)
    }),
  )
})

test('a case opens as the office opens, on a working day, after now, and periods have each their own name', () => {
  fc.assert(
    fc.property(rules, days, fc.constantFrom('next', 'previous'), (rule, after, land) => {
      const now = Date.parse(`${after}T04:00:00Z`)
      const { on, at } = nextOf(rule, land as 'next', calendar, { after: addDays(after, -1), now })
      expect(at).toBeGreaterThan(now)
      expect(new Date(at + 7 * 3_600_000).toISOString().slice(11, 16)).toBe('07:30')
      expect(land === 'next' ? dayAt(at) >= on : dayAt(at) <= on).toBe(true)
      expect(opensAt(calendar, dayAt(at), land as 'next')).toBe(at)
      expect(periodOf(rule.every, dayAfter(rule, on))).not.toBe(periodOf(rule.every, on))
    }),
  )
  expect([periodOf('quarter', '2026-12-31'), periodOf('month', '2026-03-01')]).toEqual([
    'quý IV/2026',
    'tháng 03/2026',
  ])
  expect([periodOf('week', '2027-01-01'), periodOf('week', '2026-12-28')]).toEqual([
    'tuần 53/2026',
    'tuần 53/2026',
  ])
})

let instance: Instance
let place: Place
let office: Office
let procedureId: string
/** Monday, 2 March 2026, 09:10 in Việt Nam. */
const MINUTE = 60_000
const MONDAY = Date.parse('2026-03-02T02:10:00Z')
beforeAll(async () => {
  instance = await startInstance()
  instance.clock.now = MONDAY
  place = await openPlace(instance, 'Đảng ủy xã Định Kỳ')
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
  procedureId = (await inForce(office, dayAt(MONDAY))).id
})
afterAll(() => instance.stop())

const set = async (body: object, of = procedureId) => {
  const made = await office.approver.post(`${place.api}/case-schedules`, {
    procedureId: of,
    title: 'Rà soát mục tiêu',
    ...body,
  })
  expect([made.status, made.status === 201 ? '' : JSON.stringify(made.body)]).toEqual([201, ''])
  return made.body.id as string
}
const list = async (of = procedureId) =>
  (await place.clerk.get(`${place.api}/case-schedules?procedure=${of}`)).body.items
const titles = async () => {
  const tenant = await tenantOf(instance, place.handle)
  return (await tenant.select({ title: processCase.title }).from(processCase))
    .map(({ title }) => title)
    .toSorted()
}
const tick = async (at: string) => {
  instance.clock.now = Date.parse(at)
  await runJobs(instance.platform)
}

test('a schedule opens one case a period, on the working day its day lands on, and what was missed too', async () => {
  // 7 March 2026 is a Saturday.
  const id = await set({ every: 'month', day: 7 })
  expect((await list())[0]).toMatchObject({
    id,
    next: ['2026-03-09T00:30:00.000Z', '2026-04-07T00:30:00.000Z', '2026-05-07T00:30:00.000Z'],
    starter: { name: 'Phạm Dung' },
    opened: 0,
  })
  await tick('2026-03-09T00:20:00Z')
  expect(await titles()).toEqual([])
  await tick('2026-03-09T00:31:00Z')
  await tick('2026-03-09T00:33:00Z')
  expect(await titles()).toEqual(['Rà soát mục tiêu, tháng 03/2026'])
  const tenant = await tenantOf(instance, place.handle)
  const [kept] = await tenant.select().from(processCase)
  const page = (await office.approver.get(`${place.api}/cases/${kept?.id}`)).body
  expect(page).toMatchObject({ starter: { name: 'Phạm Dung' }, open: [{ name: 'Tiếp nhận', mine: true }] })
  // Nobody woke for two months: each period has its case.
  await tick('2026-05-11T01:00:00Z')
  await tick('2026-05-11T01:02:00Z')
  expect(await titles()).toEqual(['03', '04', '05'].map((month) => `Rà soát mục tiêu, tháng ${month}/2026`))
  expect((await list())[0]).toMatchObject({
    opened: 3,
    next: ['2026-06-08T00:30:00.000Z', expect.anything(), expect.anything()],
  })
  expect((await office.approver.delete(`${place.api}/case-schedules/${id}`)).status).toBe(200)
  expect((await office.approver.delete(`${place.api}/case-schedules/${id}`)).status).toBe(404)
  await tick('2026-06-09T01:00:00Z')
  expect(await titles()).toHaveLength(3)
})

test('however many wake at once, a period has one case; its last is the last', async () => {
  const before = (await titles()).length
  const id = await set({ every: 'week', day: 3, until: '2026-06-20', title: 'Giao ban' })
  const tenant = await tenantOf(instance, place.handle)
  const woken = { tenant, now: Date.parse('2026-06-10T00:31:00Z') } as Woken
  const done = await Promise.all([1, 2, 3, 4].map(() => scheduled(woken)))
  expect(done.reduce((sum, one) => sum + one.done, 0)).toBe(1)
  await scheduled({ ...woken, now: Date.parse('2026-06-17T00:31:00Z') })
  await scheduled({ ...woken, now: Date.parse('2026-06-30T00:31:00Z') })
  expect((await titles()).filter((title) => title.startsWith('Giao ban'))).toEqual([
    'Giao ban, tuần 24/2026',
    'Giao ban, tuần 25/2026',
  ])
  expect((await titles()).length).toBe(before + 2)
  expect(
    (await tenant.select().from(caseSchedule).where(eq(caseSchedule.id, id)))[0]?.stoppedAt,
  ).not.toBeNull()
})

test('two hosts on one store, one of which loses a database at any call: each period has one case', async () => {
  const second = await nodePlatform(instance.platform.env)
  const wakes = JOBS.filter(({ name }) => name === 'wakes')
  const plan: Plan = { calls: 0, log: [] }
  const host = (platform: Platform): Platform => ({
    ...platform,
    clock: () => instance.clock.now,
    later: instance.platform.later,
    log: () => undefined,
  })
  const [dying, other] = [host(withFaults(instance.platform, plan, ['control', 'tenant'])), host(second)]
  try {
    instance.clock.now = Date.parse('2026-06-15T01:00:00Z')
    await instance.keepSessions()
    const id = await set({ every: 'week', day: 3, title: 'Hai máy' })
    const mine = async () => (await titles()).filter((title) => title.startsWith('Hai máy'))
    let weeks = 0
    const week = async (work: () => Promise<unknown>) => {
      Object.assign(plan, { calls: 0, at: undefined })
      const { next } = (await list()).find((one: { id: string }) => one.id === id)
      instance.clock.now = Date.parse(next[0]) + MINUTE
      await work()
      // Whoever was cut off is looked after ten minutes later.
      instance.clock.now += 11 * MINUTE
      await runJobs(other, wakes)
      weeks++
      expect(await mine()).toHaveLength(weeks)
    }
    for (const how of ['before', 'after'] as const)
      for (let at = 1, over = false; !over; at++)
        await week(async () => {
          Object.assign(plan, { calls: 0, at, how })
          await runJobs(dying, wakes)
          over = plan.calls < at
        })
    expect(weeks).toBeGreaterThan(20)
    const tenants = [
      await tenantOf(instance, place.handle),
      await tenantOf({ ...instance, platform: other }, place.handle),
    ]
    const done: number[] = []
    for (let i = 0; i < 5; i++)
      await week(async () => {
        const woken = tenants.map((tenant) => scheduled({ tenant, now: instance.clock.now } as Woken))
        done.push((await Promise.all(woken)).reduce((sum, one) => sum + one.done, 0))
      })
    expect(done).toEqual([1, 1, 1, 1, 1])
    expect(new Set(await mine()).size).toBe(weeks)
    expect((await list()).find((one: { id: string }) => one.id === id).opened).toBe(weeks)
    await office.approver.delete(`${place.api}/case-schedules/${id}`)
  } finally {
    await second.close()
  }
}, 60_000)

test('what cannot be opened is told to the owner, and opened when it can be', async () => {
  instance.clock.now = Date.parse('2026-07-01T02:00:00Z')
  const { id, draftId } = await submitted(office)
  await set({ every: 'week', day: 5, title: 'Chưa ban hành' }, id)
  await tick('2026-07-03T01:00:00Z')
  expect((await list(id))[0]).toMatchObject({
    problem: expect.stringContaining('chưa có lần ban hành nào'),
    opened: 0,
  })
  const desk = async () =>
    (await office.author.get(`${place.api}/desk`)).body.waiting.filter(
      (one: { kind: string }) => one.kind === 'schedule',
    )
  expect(await desk()).toMatchObject([{ id, sub: expect.stringContaining('chưa có lần ban hành') }])
  const body = { effectiveFrom: '2026-07-03' }
  await office.approver.post(`${place.api}/procedure-versions/${draftId}/approval`, body)
  await tick('2026-07-04T01:30:00Z')
  expect((await titles()).filter((title) => title.startsWith('Chưa ban hành'))).toEqual([
    'Chưa ban hành, tuần 27/2026',
  ])
  expect([await desk(), (await list(id))[0].problem]).toEqual([[], undefined])
  await office.approver.post(`${place.api}/procedures/${id}/withdrawal`, { reason: 'Không dùng nữa' })
  await tick('2026-07-10T01:30:00Z')
  expect(await list(id)).toEqual([])
})

test('a day that cannot be is refused at its field', async () => {
  const refused = async (body: object) => {
    const made = await office.approver.post(`${place.api}/case-schedules`, {
      procedureId,
      title: 'X',
      ...body,
    })
    return [made.status, made.body.fields?.[0]?.field]
  }
  expect(await refused({ every: 'week', day: 8 })).toEqual([422, 'day'])
  expect(await refused({ every: 'quarter', month: 4, day: 1 })).toEqual([422, 'month'])
  expect(await refused({ every: 'month', day: 1, until: '2026-07-11' })).toEqual([422, 'until'])
  expect(await refused({ every: 'month', day: 1, starterId: 'nobody' })).toEqual([422, 'starterId'])
})
