import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { arrive, staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

let instance: Instance
let province: Place
let commune: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance()
  instance.clock.now = Date.parse('2026-11-30T02:00:00Z')
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, commune)
})
afterAll(() => instance.stop())

const asks = async (caller: Caller): Promise<string[]> => {
  const { status, body } = await caller.get(`${commune.api}/work`)
  expect(status).toBe(200)
  return body.items.map((one: { kind: string; ask: string }) => `${one.kind} ${one.ask}`)
}

/** What the sender is shown of the one place it went to. */
async function seenBySender(id: string) {
  const { body } = await province.clerk.get(`${province.api}/documents/${id}/deliveries`)
  const { status, history } = body.items[0]
  return { status, history: history.map((one: { status: string }) => one.status) }
}

/** A step, taken; the clock moves on so that history has an order. */
async function act(caller: Caller, path: string, body: object = {}) {
  instance.clock.now += 60_000
  const answer = await caller.post(`${commune.api}/${path}`, body)
  expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body])
  return answer.body
}

test('from arrival to result: each step lies on one desk, and the sender sees 03, 04, 05, 06 by themselves', async () => {
  const { chief, leader, head, specialist, board, office } = people
  const paper = await arrive(province, commune)
  const at = `incoming/${paper.incomingId}`
  expect(await asks(chief.caller)).toEqual(['incoming route'])
  expect(await asks(leader.caller)).toEqual([])

  const lead = { kind: 'unit', id: board }
  await act(chief.caller, `${at}/proposal`, {
    lead,
    cooperate: [{ kind: 'unit', id: office }],
    dueOn: '2026-12-10',
    note: 'Đề nghị giao Ban Xây dựng Đảng',
  })
  expect(await asks(chief.caller)).toEqual([])
  expect(await asks(leader.caller)).toEqual(['incoming direct'])
  const shown = (await leader.caller.get(`${commune.api}/${at}/handling`)).body
  expect(shown).toMatchObject({
    state: 'directing',
    proposal: { lead: { name: 'Ban Xây dựng Đảng' }, dueOn: '2026-12-10', by: chief.name },
    actions: ['direct', 'handBack'],
  })

  const { taskId } = await act(leader.caller, `${at}/direction`, {
    lead,
    cooperate: [{ kind: 'unit', id: office }],
    inform: [{ kind: 'person', id: people.other.id }],
    dueOn: '2026-12-10',
    text: 'Giao Ban Xây dựng Đảng tham mưu, báo cáo trước 10/12.',
  })
  expect(await seenBySender(paper.id)).toEqual({ status: '04', history: ['01', '03', '04'] })
  expect(await asks(leader.caller)).toEqual([])
  expect(await asks(head.caller)).toEqual(['task name'])
  expect(await asks(people.other.caller)).toEqual(['incoming note'])

  await act(head.caller, `tasks/${taskId}/person`, { personId: specialist.id })
  expect(await asks(head.caller)).toEqual([])
  expect(await asks(specialist.caller)).toEqual(['task accept'])
  await act(specialist.caller, `tasks/${taskId}/acceptance`)
  expect((await seenBySender(paper.id)).status).toBe('05')
  await act(people.other.caller, `${at}/acknowledgement`)

  await act(specialist.caller, `tasks/${taskId}/report`, { text: 'Đã ban hành kế hoạch' })
  expect((await seenBySender(paper.id)).status).toBe('05')
  expect(await asks(specialist.caller)).toEqual([])
  expect(await asks(head.caller)).toEqual(['task judge'])
  await act(head.caller, `tasks/${taskId}/approval`)
  expect(await asks(head.caller)).toEqual([])
  expect(await seenBySender(paper.id)).toEqual({ status: '06', history: ['01', '03', '04', '05', '06'] })

  const done = (await commune.clerk.get(`${commune.api}/${at}/handling`)).body
  expect(done).toMatchObject({
    state: 'done',
    directions: [
      { kind: 'direct', by: leader.name, text: 'Giao Ban Xây dựng Đảng tham mưu, báo cáo trước 10/12.' },
    ],
    readers: [{ name: people.other.name, ackBy: people.other.name }],
    task: { owner: 'Ban Xây dựng Đảng', stateName: 'Hoàn thành', late: false },
    actions: ['keep'],
  })
  await act(commune.clerk, `${at}/keeping`)
  expect((await commune.clerk.get(`${commune.api}/${at}/handling`)).body.state).toBe('kept')
})
