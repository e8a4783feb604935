import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import type { News } from '../../src/core/part.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { STATES } from '../../src/tasks/states.ts'
import type { State } from '../../src/tasks/states.ts'
import { task } from '../../src/tasks/tables.ts'
import { dueWithin, newsJson, verdictBy, verdictOf } from '../../src/tasks/verdicts.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { mailingTo, morningOf } from '../support/mails.ts'
import { tenantOf } from '../support/place.ts'
import { unallowed, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'
import { openTree } from './support.ts'
import type { Seat } from './support.ts'

let instance: Instance
let province: Seat
let tanLap: Seat
const mails: Mail[] = []
const ran: Ran[] = []
const DAY = 86_400_000

beforeAll(async () => {
  instance = await startInstance((platform) => mailingTo(mails)(recording(platform, ran)))
  ;({ province, tanLap } = await openTree(instance))
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

const post = async (at: Seat, path: string, body: object = {}, who = at.chief) => {
  const done = await who.post(`${at.api}/${path}`, body)
  expect([path, done.status, done.body]).toEqual([path, expect.toSatisfy((n) => n < 300), done.body])
  return done.body
}
async function give(title: string, dueOn = '2026-03-20') {
  const sending = await post(province, 'asks', { title, product: 'Báo cáo', dueOn, to: [tanLap.handle] })
  const { items } = (await tanLap.chief.get(`${tanLap.api}/arrived-asks`)).body
  const { id } = items.find((one: { title: string }) => one.title === title)
  const lead = { kind: 'person', id: tanLap.workerId }
  const { taskId } = await post(tanLap, `arrived-asks/${id}/acceptance`, { lead })
  await post(tanLap, `tasks/${taskId}/acceptance`, {}, tanLap.worker)
  return { sending: sending.id as string, id: id as string, taskId: taskId as string }
}
const month = (from: string, to: string) => `from=${from}&to=${to}`
const total = async (period: string) =>
  (await tanLap.chief.get(`${tanLap.api}/task-figures?${period}`)).body.total
const drilled = async (period: string, more = '') =>
  (await tanLap.chief.get(`${tanLap.api}/task-board?list=due&${period}${more}`)).body.items.map(
    (one: { id: string; dueOn: string; late: boolean }) => [one.id, one.dueOn, one.late],
  )

test('figures, what opens from them and what presses go by the day that was decided, before anybody here noted it', async () => {
  const [march, april] = [month('2026-03-01', '2026-03-31'), month('2026-04-01', '2026-04-30')]
  const moved = await give('Dời ngày')
  const recalled = await give('Thu hồi')
  const stays = await give('Giữ nguyên')
  instance.clock.now += 21 * DAY
  expect(dayAt(instance.clock.now)).toBe('2026-03-23')
  expect(await total(march)).toMatchObject({ all: 3, overdue: 3 })
  await post(province, `asks/${moved.sending}/deadline`, { dueOn: '2026-04-20', reason: 'Chờ số liệu' })
  await post(province, `asks/${recalled.sending}/recall`, { reason: 'Thay thế' })

  expect(await total(march)).toMatchObject({ all: 2, overdue: 1, open: 1 })
  expect(await total(april)).toMatchObject({ all: 1, overdue: 0, open: 1, extended: 1 })
  expect(await drilled(march, '&verdict=overdue')).toEqual([[stays.taskId, '2026-03-20', true]])
  expect(await drilled(march, '&verdict=open')).toEqual([[recalled.taskId, '2026-03-20', false]])
  expect(await drilled(april)).toEqual([[moved.taskId, '2026-04-20', false]])
  expect(await drilled(`${month('2026-03-01', '2026-04-30')}&limit=2`)).toHaveLength(2)

  const overdue = (await tanLap.chief.get(`${tanLap.api}/work`)).body.items
    .filter((one: { ask: string }) => one.ask === 'overdue')
    .map((one: { id: string }) => one.id)
  expect(overdue).toEqual([stays.taskId])
  const lately = ran.filter((one) => one.sql.includes('json_each') && one.sql.includes('n.key'))
  expect(lately.length).toBeGreaterThan(2)
  expect(
    await unallowed(lately, [
      ['few news', (line) => line.startsWith('SCAN n ')],
      ['groups and pages of what lies in one period', (line) => line.includes('TEMP B-TREE')],
    ]),
  ).toEqual([])

  // Noting it changes nothing of what is shown.
  await post(tanLap, `arrived-asks/${moved.id}/sight`)
  await post(tanLap, `arrived-asks/${recalled.id}/sight`)
  expect(await total(march)).toMatchObject({ all: 2, overdue: 1, open: 1 })
  expect(await total(april)).toMatchObject({ all: 1, overdue: 0, open: 1, extended: 1 })
  await post(tanLap, `tasks/${stays.taskId}/cancellation`, { reason: 'Xong phần này' })
  instance.clock.now -= 21 * DAY
})

test('nobody is recalled by mail to a day that whoever asked moved, but to the one it moved to; nor to what was taken back', async () => {
  const callers: [string, Caller][] = [['worker', tanLap.worker]]
  const told = async (day: string) => Object.fromEntries(await morningOf(instance, mails, callers, day))
  const moved = await give('Sắp đến hạn', '2026-03-27')
  const recalled = await give('Sẽ thu hồi', '2026-03-27')
  await post(province, `asks/${moved.sending}/deadline`, { dueOn: '2026-03-31', reason: 'Chờ số liệu' })
  await post(province, `asks/${recalled.sending}/recall`, { reason: 'Thay thế' })
  expect(await told('2026-03-20')).not.toHaveProperty('worker')
  expect((await told('2026-03-24'))['worker']).toMatch(/1 nhiệm vụ/)
})

test('the day of an ask is judged by the calendar of whoever gives it', async () => {
  instance.clock.now = Date.parse('2026-05-04T02:00:00Z')
  await instance.keepSessions()
  // Saturday 16 May is worked at the province alone, Friday 15 May is off at the commune alone.
  const days = (date: string, day: unknown, reason: string) => ({
    days: [{ date, day, reason, ...(day === 'off' ? { source: 'Thông báo' } : {}) }],
    weeks: [],
    note: 'Lịch',
  })
  const set = (at: Seat, body: object) => at.chief.put(`${at.api}/calendar`, body, { 'if-match': '"v0"' })
  expect((await set(province, days('2026-05-16', ['07:30-11:30'], 'Trực'))).status).toBe(200)
  expect((await set(tanLap, days('2026-05-15', 'off', 'Ngày riêng'))).status).toBe(200)
  const { sending, taskId } = await give('Theo lịch của tỉnh', '2026-05-15')
  const explained = (await tanLap.worker.get(`${tanLap.api}/tasks/${taskId}/deadline`)).body
  expect(explained).toMatchObject({ working: true, lands: '2026-05-15' })
  expect(explained.lines).toEqual([expect.stringContaining('Hạn do Tỉnh ủy Sơn Bình giao')])
  const wish = (dueOn: string) =>
    tanLap.worker.post(`${tanLap.api}/tasks/${taskId}/extension`, { dueOn, reason: 'Chờ số liệu' })
  expect((await wish('2026-05-02')).status).toBe(422)
  expect((await wish('2026-05-16')).status).toBe(200)
  await post(province, `asks/${sending}/extension`)
  const off = await give('Ngày nghỉ của tỉnh', '2026-05-15')
  const sunday = { dueOn: '2026-05-17', reason: 'Chờ số liệu' }
  await post(tanLap, `tasks/${off.taskId}/extension`, sunday, tanLap.worker)
  const refused = await province.chief.post(`${province.api}/asks/${off.sending}/extension`, {})
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    'Đảng ủy xã Tân Lập xin gia hạn: Ngày 17/05/2026 là ngày nghỉ. Ngày làm việc tiếp theo là 18/05/2026. Đề nghị dùng Đổi hạn.',
  ])
})

const days = fc.constantFrom('2026-03-10', '2026-03-19', '2026-03-20', '2026-03-21', '2026-04-02')
const rows = fc.array(
  fc.record({
    source: fc.constantFrom('ask', 'own', 'incoming'),
    sourceId: fc.constantFrom('a', 'b', 'c-1', 'd.e'),
    dueOn: fc.option(days),
    state: fc.constantFrom(...(Object.keys(STATES) as State[])),
    reportedAt: fc.integer({ min: 0, max: 40 }).map((n) => Date.parse('2026-03-01T00:00:00Z') + n * DAY),
  }),
  { minLength: 1, maxLength: 12 },
)
const news = fc.array(
  fc.record({ origin: fc.constantFrom('a', 'b', 'c-1'), dueOn: days, over: fc.boolean() }),
  { maxLength: 3 },
)

test('the rule over rows and the rule in SQL judge alike, and put a task in the same period', async () => {
  const db = await tenantOf(instance, tanLap.handle)
  const today = '2026-03-20'
  await fc.assert(
    fc.asyncProperty(rows, news, async (tasks, told) => {
      const decided: News[] = told.map((one) => ({ ...one, text: '' }))
      const json = newsJson(decided)
      const all = JSON.stringify(tasks)
      // The rule is asked over rows that stand where the table would.
      const judged =
        (await db.all(sql`with ${task}(rowid, source, sourceId, dueOn, state, reportedAt) as (select key,
          value ->> 'source', value ->> 'sourceId', value ->> 'dueOn', value ->> 'state', value ->> 'reportedAt'
          from json_each(${all}))
        select ${verdictBy('due', today, json)} as verdict, ${task}.rowid as n,
          coalesce(${dueWithin('2026-03-19', '2026-03-21', json)}, 0) as inside from ${task} order by 2`)) as {
          verdict: string
          inside: number
        }[]
      const now = (one: (typeof tasks)[number]) => {
        const own = one.source === 'ask' ? decided.filter(({ origin }) => origin === one.sourceId) : []
        return (own.find(({ over }) => over) ?? own[0] ?? one).dueOn
      }
      expect(judged.map(({ inside }) => inside)).toEqual(
        tasks.map((one) => {
          const due = now(one)
          return Number(
            one.state !== 'cancelled' && due !== null && due >= '2026-03-19' && due <= '2026-03-21',
          )
        }),
      )
      expect(judged.map(({ verdict }) => verdict)).toEqual(
        tasks.map((one) => verdictOf(one as never, today, decided)),
      )
    }),
  )
})
