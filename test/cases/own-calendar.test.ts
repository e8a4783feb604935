import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import type { Template } from '../../src/processes/template.ts'
import { deadlinesOf } from '../../web/processes/trial-core.ts'
import { inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

let instance: Instance
let place: Place
let office: Office
let procedureId: string

/** Monday, 2 March 2026, 09:10 in Việt Nam. */
const MONDAY = Date.parse('2026-03-02T02:10:00Z')

beforeAll(async () => {
  instance = await startInstance()
  instance.clock.now = MONDAY
})
beforeEach(async () => {
  place = await openPlace(instance, `Đảng ủy xã Lịch Riêng ${crypto.randomUUID().slice(0, 6)}`)
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
  procedureId = (await inForce(office, dayAt(instance.clock.now))).id
})
afterAll(() => instance.stop())

type Day = { date: string; day: unknown; reason: string; to?: string; source?: string }
const put = (days: Day[], version: number, weeks: object[] = []) =>
  office.approver.put(
    `${place.api}/calendar`,
    { days, weeks, note: 'Lịch của cơ quan' },
    { 'if-match': `"v${version}"` },
  )
const off = (date: string, more: Partial<Day> = {}): Day => ({
  date,
  day: 'off',
  reason: 'Nghỉ riêng',
  ...more,
})
const recounts = async () => (await office.approver.get(`${place.api}/calendar-recounts`)).body.items
const read = async (id: string) => (await office.approver.get(`${place.api}/cases/${id}`)).body

test('a committee adds its own days; what begins then is counted by them, and says so', async () => {
  expect((await put([off('2026-03-04', { source: 'Thông báo số 3-TB/ĐU' })], 0)).body).toEqual({ version: 1 })
  const { days, number, own } = (await place.clerk.get(`${place.api}/calendar?year=2026`)).body
  expect({ number, own }).toMatchObject({ number: 1, own: { days: [{ date: '2026-03-04' }] } })
  expect(days.find(({ date }: Day) => date === '2026-03-04')).toMatchObject({ own: true, kind: 'off' })
  const counted = await place.clerk.get(`${place.api}/calendar-deadlines?from=2026-03-02T02:10:00Z&n=3&u=wd`)
  expect(counted.body.due).toBe('2026-03-06T10:00:00.000Z')
  expect(counted.body.lines.join(' ')).toContain('Thông báo số 3-TB/ĐU')
  const id = await opened(place.api, place.clerk, procedureId)
  expect((await read(id)).deadline.due).toBe('2026-03-10T10:00:00.000Z')
  expect(await recounts()).toEqual([])
})

test('a Saturday of duty counts hours, and hours of the week hold from their day on', async () => {
  await put([{ date: '2026-03-07', day: ['07:30-11:30'], reason: 'Trực thứ Bảy' }], 0)
  const due = async (asked: string) =>
    (await place.clerk.get(`${place.api}/calendar-deadlines?${asked}`)).body.due
  // Friday 16:30: half an hour that day, one and a half on Saturday.
  expect(await due('from=2026-03-06T09:30:00Z&n=2&u=wh')).toBe('2026-03-07T02:00:00.000Z')
  const weeks = [{ from: '2026-03-16', days: { sat: ['07:30-11:30'] }, source: 'Quy chế làm việc' }]
  await put([], 1, weeks)
  expect(await due('from=2026-03-13T09:30:00Z&n=2&u=wh')).toBe('2026-03-16T02:00:00.000Z')
  expect(await due('from=2026-03-20T09:30:00Z&n=2&u=wh')).toBe('2026-03-21T02:00:00.000Z')
})

test('open deadlines move by the list that is approved, with the reason, and nothing else does', async () => {
  const running = await opened(place.api, place.clerk, procedureId, 'Đang chạy')
  const fixed = await opened(place.api, place.clerk, procedureId, 'Đã ấn định')
  for (const no of [0, 1]) {
    const order = { type: 'redate', no, due: '2026-03-20T10:00:00.000Z', reason: 'Chờ kỳ họp' }
    expect((await office.approver.post(`${place.api}/cases/${fixed}/orders`, order)).status).toBe(200)
  }
  const before = (await read(running)).deadline.due
  expect(await recounts()).toEqual([])
  await put([off('2026-03-04', { reason: 'Đại hội Đảng bộ xã' })], 0)
  expect((await read(running)).deadline.due).toBe(before)
  const list = await recounts()
  expect(list).toMatchObject([
    {
      id: running,
      why: expect.stringContaining('thêm ngày 04/03/2026 nghỉ (Đại hội Đảng bộ xã)'),
      deadlines: [{ no: 0, from: '2026-03-09T10:00:00.000Z', to: '2026-03-10T10:00:00.000Z' }],
    },
  ])
  const approve = (seq: number) => office.approver.post(`${place.api}/cases/${running}/recounts`, { seq })
  expect((await approve(list[0].seq + 1)).status).toBe(409)
  expect((await approve(list[0].seq)).status).toBe(200)
  const after = await read(running)
  expect(after.deadline.due).toBe('2026-03-10T10:00:00.000Z')
  expect(after.deadline.lines.join(' ')).toContain('Đại hội Đảng bộ xã')
  expect(after.open[0].deadline.due).toBe('2026-03-02T08:10:00.000Z')
  expect(await recounts()).toEqual([])
  expect((await approve(after.open[0].no + 99)).status).toBe(409)
  // The day is taken back: the deadline returns by another list.
  await put([], 1)
  expect((await recounts())[0]).toMatchObject({
    id: running,
    deadlines: [{ to: before }],
    why: expect.stringContaining('bỏ ngày 04/03/2026'),
  })
})

test('what has run out is not judged again', async () => {
  await opened(place.api, place.clerk, procedureId)
  const now = instance.clock.now
  try {
    instance.clock.now = Date.parse('2026-03-10T02:00:00Z')
    await put([off('2026-03-11')], 0)
    expect(await recounts()).toEqual([])
  } finally {
    instance.clock.now = now
  }
})

test.each([
  ['a day that does not exist', [off('2026-02-30')], 422, 'days.0.date'],
  ['a day that has passed', [off('2026-03-01')], 422, 'days'],
  [
    'hours that overlap',
    [{ date: '2026-03-07', day: ['07:30-11:30', '11:00-12:00'], reason: 'Trực' }],
    422,
    'days.0',
  ],
  ['one day twice', [off('2026-03-05'), off('2026-03-05')], 422, 'days.1'],
  ['an end before its beginning', [off('2026-03-05', { to: '2026-03-03' })], 422, 'days.0'],
  ['a day without a reason', [off('2026-03-05', { reason: ' ' })], 422, 'days.0.reason'],
] as const)('%s is refused at its place', async (_, days, status, field) => {
  const answer = await put([...days] as Day[], 0)
  expect([answer.status, answer.body.fields?.[0]?.field]).toEqual([status, field])
})

test('a week in which nobody works is refused, and so is a version that is not the last', async () => {
  const none = { mon: 'off', tue: 'off', wed: 'off', thu: 'off', fri: 'off' }
  const answer = await put([], 0, [{ from: '2026-04-01', days: none }])
  expect([answer.status, answer.body.fields[0].message]).toEqual([
    422,
    expect.stringContaining('không có ngày làm việc nào'),
  ])
  await put([], 0)
  expect((await put([off('2026-03-05')], 0)).status).toBe(409)
})

/** Work, then a wait in which the time of the case stands still, then the end. */
const waiting = (): Template => {
  const template = opinion({ limit: { n: 5, u: 'wd', pause: ['cho'] } })
  const [first, ...rest] = template.main.steps
  first!.out[0]!.to = 'cho'
  const out = [{ id: 'den', label: 'Đã đến', to: 'tham_muu' }]
  template.main.steps = [
    first!,
    { id: 'cho', kind: 'wait', name: 'Chờ trả lời', until: { event: 'den' }, out },
    ...rest,
  ]
  return template
}
const act = async (id: string, body: object) =>
  expect((await place.clerk.post(`${place.api}/cases/${id}/steps`, body)).status).toBe(200)
const at = async (instant: string, does: () => Promise<unknown>) => {
  const now = instance.clock.now
  instance.clock.now = Date.parse(instant)
  try {
    await does()
  } finally {
    instance.clock.now = now
  }
}

test('a deadline that stands still is moved like any other, though its day passed meanwhile', async () => {
  const { id: of } = await inForce(office, dayAt(instance.clock.now), waiting())
  const id = await opened(place.api, place.clerk, of)
  await act(id, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  expect((await read(id)).deadline).toMatchObject({
    due: '2026-03-09T10:00:00.000Z',
    pausedSince: expect.any(String),
  })
  await at('2026-03-12T02:00:00Z', async () => {
    await put([off('2026-03-13')], 0)
    // Nothing of what is left lies on that day yet: it is counted from the day on which the clock goes on.
    expect(await recounts()).toEqual([])
    await put([], 1)
  })
  await put([off('2026-03-04')], 2)
  await at('2026-03-12T02:00:00Z', async () => {
    const [one] = await recounts()
    expect(one.deadlines).toMatchObject([{ no: 0, to: '2026-03-10T10:00:00.000Z' }])
    expect((await office.approver.post(`${place.api}/cases/${id}/recounts`, { seq: one.seq })).status).toBe(
      200,
    )
    expect((await read(id)).deadline).toMatchObject({ due: '2026-03-10T10:00:00.000Z', late: false })
    expect(await recounts()).toEqual([])
  })
})

test('a deadline that was moved by a pause on another calendar is still listed, and comes to what that calendar says', async () => {
  const { id: of } = await inForce(office, dayAt(instance.clock.now), waiting())
  const before = await opened(place.api, place.clerk, of, 'Trước khi đổi lịch')
  await act(before, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  await put([off('2026-03-05')], 0)
  const after = await opened(place.api, place.clerk, of, 'Sau khi đổi lịch')
  await act(after, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
  await at('2026-03-04T02:10:00Z', async () => {
    for (const id of [before, after]) await act(id, { no: 2, outcome: 'den' })
    const { due } = (await read(after)).deadline
    const [one, ...more] = await recounts()
    expect([one.id, one.deadlines[0].to, more]).toEqual([before, due, []])
    expect((await read(before)).deadline.due).not.toBe(due)
    expect(
      (await office.approver.post(`${place.api}/cases/${before}/recounts`, { seq: one.seq })).status,
    ).toBe(200)
    expect((await read(before)).deadline.due).toBe(due)
    expect(await recounts()).toEqual([])
  })
})

test('a trial run counts by the calendar of the committee, as a case would', async () => {
  await put([off('2026-03-05'), { date: '2026-03-07', day: ['07:30-11:30'], reason: 'Trực thứ Bảy' }], 0, [
    { from: '2026-03-16', days: { sat: ['07:30-11:30'] } },
  ])
  const { own } = (await place.clerk.get(`${place.api}/calendar?year=2026`)).body
  for (const limit of [
    { n: 3, u: 'wd' },
    { n: 30, u: 'wh' },
    { n: 12, u: 'wd' },
    { n: 4, u: 'cd' },
  ] as const) {
    const asked = `from=${new Date(MONDAY).toISOString()}&n=${limit.n}&u=${limit.u}`
    const { due } = (await place.clerk.get(`${place.api}/calendar-deadlines?${asked}`)).body
    expect(new Date(deadlinesOf(own).due(MONDAY, limit).due).toISOString()).toBe(due)
  }
})
