import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

let instance: Instance
let place: Place
let people: Staff

beforeAll(async () => {
  instance = await startInstance()
  // Monday, 2 March 2026, 09:10 in Việt Nam.
  instance.clock.now = Date.parse('2026-03-02T02:10:00Z')
  place = await openPlace(instance, 'Đảng ủy xã Lịch Riêng')
  people = await staff(instance, place)
  const days = [
    { date: '2026-03-04', day: 'off', reason: 'Ngày truyền thống', source: 'Thông báo số 3-TB/ĐU' },
    { date: '2026-03-07', day: ['07:30-11:30'], reason: 'Trực thứ Bảy' },
    // Friday the 13th is off, Saturday the 14th is worked with its hours.
    { date: '2026-03-13', day: 'off', reason: 'Hoán đổi với thứ Bảy 14/3' },
    { date: '2026-03-14', day: 'fri', reason: 'Làm bù thứ Sáu 13/3' },
  ]
  await people.leader.caller.put(
    `${place.api}/calendar`,
    { days, weeks: [], note: 'Lịch của cơ quan' },
    { 'if-match': '"v0"' },
  )
})
afterAll(() => instance.stop())

const give = (dueOn: string, { api } = place, { leader, board } = people) =>
  leader.caller.post(`${api}/tasks`, { title: 'Việc mới', lead: { kind: 'unit', id: board }, dueOn })
const explained = async (day: string) =>
  (await people.leader.caller.get(`${place.api}/deadline?on=${day}`)).body

test('an own day off is no deadline: the next day worked there is offered, and why is told', async () => {
  const { status, body } = await give('2026-03-04')
  expect(status).toBe(422)
  expect(body.fields).toEqual([
    { field: 'dueOn', message: 'Ngày 04/03/2026 là ngày nghỉ. Ngày làm việc tiếp theo là 05/03/2026.' },
  ])
  const told = await explained('2026-03-04')
  expect(told).toMatchObject({ working: false, lands: '2026-03-05' })
  expect(told.lines.join(' ')).toContain('Thông báo số 3-TB/ĐU')
})

test('a Saturday of duty is a deadline until the end of its hours', async () => {
  const { status, body } = await give('2026-03-07')
  expect(status).toBe(201)
  const read = await people.leader.caller.get(`${place.api}/tasks/${body.id}/deadline`)
  expect(read.body).toMatchObject({ working: true, due: '2026-03-07T04:30:00.000Z' })
  expect((await give('2026-03-21')).status).toBe(422)
})

test('of two days that were swapped the one that is worked is the deadline', async () => {
  expect((await give('2026-03-13')).body.fields[0].message).toContain('tiếp theo là 14/03/2026')
  expect((await give('2026-03-14')).status).toBe(201)
  expect(await explained('2026-03-14')).toMatchObject({ working: true, due: '2026-03-14T10:00:00.000Z' })
})

test('more time is asked for by the same days', async () => {
  const { leader, specialist } = people
  const { id } = (
    await leader.caller.post(`${place.api}/tasks`, {
      title: 'Việc gia hạn',
      lead: { kind: 'person', id: specialist.id },
      dueOn: '2026-03-03',
    })
  ).body
  const ask = (dueOn: string) =>
    specialist.caller.post(`${place.api}/tasks/${id}/extension`, { dueOn, reason: 'Chờ số liệu' })
  expect((await ask('2026-03-04')).body.fields[0].message).toContain('tiếp theo là 05/03/2026')
  expect((await ask('2026-03-07')).status).toBe(200)
})

test('the days of one committee are not those of another', async () => {
  const other = await openPlace(instance, 'Đảng ủy xã Lịch Chung')
  const theirs = await staff(instance, other)
  expect((await give('2026-03-04', other, theirs)).status).toBe(201)
  expect((await give('2026-03-07', other, theirs)).status).toBe(422)
})
