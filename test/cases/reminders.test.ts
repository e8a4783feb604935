import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { inForce, opened } from './support.ts'
import type { Office } from './support.ts'

/** Monday, 2 March 2026, 09:10 in Việt Nam. */
const MONDAY = Date.parse('2026-03-02T02:10:00Z')
const mails: Mail[] = []

let instance: Instance
let place: Place
let office: Office
let specialist: Caller
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    mail: {
      send: (mail) => {
        mails.push(mail)
        return Promise.resolve({ outcome: 'accepted' as const })
      },
    },
  }))
  instance.clock.now = MONDAY
  place = await openPlace(instance, 'Đảng ủy xã Nhắc Hạn')
  const join = (name: string, roles: Parameters<typeof joinCommittee>[2]['roles']) =>
    joinCommittee(instance, place.handle, { name, roles })
  office = {
    api: place.api,
    author: await join('Lê Chi', ['office_chief']),
    approver: await join('Phạm Dung', ['leader']),
  }
  specialist = await join('Nguyễn An', ['specialist'])
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

/** What went out on the morning of a day, by name. */
async function morningOf(day: string): Promise<Map<string, string>> {
  mails.length = 0
  await instance.settle()
  for (const later of [0, 120_000]) {
    instance.clock.now = Date.parse(`${day}T03:00:00Z`) + later
    await runJobs(instance.platform)
    await instance.settle()
  }
  const names = new Map<string, string>()
  for (const [name, who] of Object.entries({ chi: office.author, dung: office.approver, an: specialist }))
    names.set((await who.get('/api/me')).body.user.email, name)
  return new Map(mails.map(({ to, subject, text }) => [names.get(to) ?? to, `${subject}\n${text}`]))
}

test('whoever holds a step is told the day before, on its day and after it; the chief from the third day on', async () => {
  const { id: procedureId } = await inForce(office, dayAt(MONDAY))
  const id = await opened(place.api, specialist, procedureId, 'Tên hồ sơ kín')
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } }
  expect((await specialist.post(`${place.api}/cases/${id}/steps`, body)).status).toBe(200)
  // The chief holds the second step: two working days, until the end of Wednesday 4 March.
  expect([...(await morningOf('2026-03-03')).keys()]).toEqual(['chi'])
  const onDay = await morningOf('2026-03-04')
  expect(onDay.get('chi')).toContain('Bước quy trình sắp đến hạn')
  expect(onDay.get('chi')).toContain('1 bước quy trình đồng chí giữ hết hạn hôm nay hoặc ngày mai')
  const after = await morningOf('2026-03-05')
  expect(after.get('chi')).toContain('1 bước quy trình đồng chí giữ đã quá hạn')
  expect([...(await morningOf('2026-03-06')).keys()]).toEqual([])
  const third = await morningOf('2026-03-07')
  expect([...third.keys()]).toEqual(['chi'])
  expect(third.get('chi')).not.toContain('trong cơ quan')
  expect(JSON.stringify([...onDay.values(), ...after.values()])).not.toContain('Tên hồ sơ kín')
})
