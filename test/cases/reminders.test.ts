import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { mailingTo, morningOf } from '../support/mails.ts'
import { inForce, opened, officeOf } from './support.ts'
import type { Office } from './support.ts'

/** Monday, 2 March 2026, 09:10 in Việt Nam. */
const MONDAY = Date.parse('2026-03-02T02:10:00Z')
const mails: Mail[] = []

let instance: Instance
let place: Place
let office: Office
let specialist: Caller
beforeAll(async () => {
  instance = await startInstance(mailingTo(mails))
  instance.clock.now = MONDAY
  place = await openPlace(instance, 'Đảng ủy xã Nhắc Hạn')
  office = await officeOf(instance, place)
  specialist = await joinCommittee(instance, place.handle, { name: 'Nguyễn An', roles: ['specialist'] })
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

const morning = (day: string) =>
  morningOf(
    instance,
    mails,
    Object.entries({ chi: office.author, dung: office.approver, an: specialist }),
    day,
  )

test('whoever holds a step is told the day before, on its day and after it; the chief from the third day on', async () => {
  const { id: procedureId } = await inForce(office, dayAt(MONDAY))
  const id = await opened(place.api, specialist, procedureId, 'Tên hồ sơ kín')
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } }
  expect((await specialist.post(`${place.api}/cases/${id}/steps`, body)).status).toBe(200)
  // The chief holds the second step: two working days, until the end of Wednesday 4 March.
  expect([...(await morning('2026-03-03')).keys()]).toEqual(['chi'])
  const onDay = await morning('2026-03-04')
  expect(onDay.get('chi')).toContain('Bước quy trình sắp đến hạn')
  expect(onDay.get('chi')).toContain('1 bước quy trình đồng chí giữ hết hạn hôm nay hoặc ngày mai')
  const after = await morning('2026-03-05')
  expect(after.get('chi')).toContain('1 bước quy trình đồng chí giữ đã quá hạn')
  expect([...(await morning('2026-03-06')).keys()]).toEqual([])
  const third = await morning('2026-03-07')
  expect([...third.keys()]).toEqual(['chi'])
  expect(third.get('chi')).not.toContain('trong cơ quan')
  expect(JSON.stringify([...onDay.values(), ...after.values()])).not.toContain('Tên hồ sơ kín')
})
