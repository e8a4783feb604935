import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Person, Staff } from '../support/people.ts'

let instance: Instance
let place: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
})
afterAll(() => instance.stop())

const unit = (id: string) => ({ kind: 'unit', id })
const units = async (id: string, who = people.chief) =>
  (await who.caller.get(`${place.api}/documents/${id}/units`)).body.items
const post = (who: Person, id: string, unitId: string, path: string, body: object = {}) =>
  who.caller.post(`${place.api}/documents/${id}/units/${unitId}/${path}`, body)
const waits = async (who: Person, id: string) =>
  (await who.caller.get(`${place.api}/work`)).body.items.some(
    (one: { kind: string; id: string }) => one.kind === 'inside' && one.id === id,
  )

test('a paper sent to a unit of one’s own waits for its head, is given to somebody there, and its board follows their task', async () => {
  const paper = await issue(place, [], { recipients: [unit(people.board), unit(people.office)] })
  expect(await units(paper.id)).toMatchObject([
    { unitId: people.board, name: 'Ban Xây dựng Đảng', status: '01' },
    { unitId: people.office, status: '01' },
  ])
  expect([await waits(people.head, paper.id), await waits(people.specialist, paper.id)]).toEqual([
    true,
    false,
  ])
  const counted = (await people.head.caller.get(place.api)).body.counts.handling
  expect(counted).toBe(1)
  expect((await units(paper.id, people.head)).map(({ may }: { may: boolean }) => may)).toEqual([true, false])

  const elsewhere = await post(people.head, paper.id, people.board, 'assignment', {
    personId: people.other.id,
  })
  expect([elsewhere.status, elsewhere.body.fields]).toEqual([
    422,
    [{ field: 'personId', message: expect.stringContaining('không ở Ban Xây dựng Đảng') }],
  ])
  const past = await post(people.head, paper.id, people.board, 'assignment', {
    personId: people.specialist.id,
    dueOn: '2026-01-05',
  })
  expect(past.body.fields).toMatchObject([{ field: 'dueOn' }])
  expect((await post(people.head, paper.id, people.office, 'receipt')).status).toBe(404)

  const body = { personId: people.specialist.id, dueOn: '2026-03-20' }
  const given = await post(people.head, paper.id, people.board, 'assignment', body)
  expect(given.status).toBe(200)
  const late = await post(people.chief, paper.id, people.board, 'receipt')
  expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining(people.head.name)])
  const two = await Promise.all(
    [people.chief, people.chief].map((who) => post(who, paper.id, people.office, 'receipt')),
  )
  expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { taskId } = given.body
  const status = async () => (await units(paper.id))[0].status
  expect([await status(), await waits(people.head, paper.id)]).toEqual(['04', false])
  const { body: task } = await people.specialist.caller.get(`${place.api}/tasks/${taskId}`)
  expect(task.source).toEqual({ kind: 'document', id: paper.id, name: paper.notation })
  await people.specialist.caller.post(`${place.api}/tasks/${taskId}/acceptance`, {})
  expect(await status()).toBe('05')
  await people.specialist.caller.post(`${place.api}/tasks/${taskId}/report`, { text: 'Xong' })
  await people.head.caller.post(`${place.api}/tasks/${taskId}/approval`, {})
  expect(await status()).toBe('06')
  const became = (await people.chief.caller.get(`${place.api}/documents/${paper.id}/results`)).body
  expect(became.tasks).toMatchObject([{ id: taskId, stateName: 'Hoàn thành' }])
})

test('a unit takes a paper for its information once; a paper that went to no unit has none', async () => {
  const paper = await issue(place, [], { recipients: [unit(people.board)], subject: 'Để biết' })
  expect((await post(people.specialist, paper.id, people.board, 'receipt')).status).toBe(403)
  expect((await post(people.head, paper.id, people.board, 'receipt')).status).toBe(200)
  expect((await units(paper.id))[0]).toMatchObject({ status: '03', by: people.head.name, may: false })
  const again = await post(people.chief, paper.id, people.board, 'receipt')
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining(people.head.name)])
  const outside = await issue(place, [await openPlace(instance, 'Đảng ủy xã Sơn Hà')])
  expect((await people.chief.caller.get(`${place.api}/documents/${outside.id}/units`)).status).toBe(404)
})
