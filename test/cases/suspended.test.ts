import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import { setSuspended } from '../../src/onboarding/suspension.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { inForce, opened } from './support.ts'
import type { Office } from './support.ts'

const TODAY = '2026-03-02'
const DAY = 86_400_000

let instance: Instance
let place: Place
let office: Office
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tạm Ngừng')
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
})
afterAll(() => instance.stop())

test('a committee that is suspended in the middle of a case loses nothing: it goes on where it stood', async () => {
  const { id: procedureId } = await inForce(office, TODAY)
  const id = await opened(place.api, place.clerk, procedureId)
  const step = () =>
    place.clerk.post(`${place.api}/cases/${id}/steps`, {
      no: 1,
      outcome: 'chuyen',
      fields: { noi_dung: 'Việc' },
    })
  await setSuspended(instance.platform, place.handle, true, 'Sáp nhập')
  expect((await step()).status).toBe(403)
  instance.clock.now += DAY
  await runJobs(instance.platform)
  await setSuspended(instance.platform, place.handle, false, 'Xong')
  expect((await step()).status).toBe(200)
  const page = (await place.clerk.get(`${place.api}/cases/${id}`)).body
  expect(page).toMatchObject({ status: 'running', open: [{ name: 'Tham mưu' }] })
  expect(page.runs[0]).toMatchObject({ name: 'Tiếp nhận', late: true })
})
