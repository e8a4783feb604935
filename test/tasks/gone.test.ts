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
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
})
afterAll(() => instance.stop())

const versionOf = async (path: 'members' | 'organisation', id: string): Promise<number> => {
  const { body } = await place.clerk.get(`${place.api}/${path}${path === 'members' ? '?limit=100' : ''}`)
  const all = (path === 'members' ? body.items : body.units) as { id: string; version: number }[]
  return all.find((one) => one.id === id)!.version
}

test('nobody leaves with tasks to do, and no unit closes over open ones: who gives them on is said', async () => {
  const { leader, chief, head, specialist, board } = people
  const give = async (lead: object): Promise<string> => {
    const made = await leader.caller.post(`${place.api}/tasks`, { title: 'Rà soát văn bản', lead })
    expect(made.status).toBe(201)
    return made.body.id
  }
  const own = await give({ kind: 'person', id: specialist.id })
  const leave = () => place.clerk.post(`${place.api}/members/${specialist.id}/departure`, {})
  const refused = await leave()
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    'Đồng chí Giàng Thị Viên còn 1 nhiệm vụ chưa xong. Trưởng đơn vị hoặc Chánh Văn phòng giao lại các nhiệm vụ đó trước.',
  ])
  const passed = await head.caller.post(`${place.api}/tasks/${own}/person`, { personId: head.id })
  expect(passed.status).toBe(200)
  expect((await leave()).status).toBe(200)

  await chief.caller.post(`${place.api}/tasks/${own}/cancellation`, { reason: 'Trùng việc' })
  const units = await give({ kind: 'unit', id: board })
  const moved = await place.clerk.patch(
    `${place.api}/members/${head.id}`,
    { unitId: null },
    { 'if-match': `"v${await versionOf('members', head.id)}"` },
  )
  expect(moved.status).toBe(200)
  const close = async () =>
    place.clerk.patch(
      `${place.api}/units/${board}`,
      { closed: true },
      { 'if-match': `"v${await versionOf('organisation', board)}"` },
    )
  const open = await close()
  expect([open.status, open.body.detail]).toEqual([
    409,
    expect.stringContaining('Ban Xây dựng Đảng còn 1 nhiệm vụ chưa xong.'),
  ])
  await leader.caller.post(`${place.api}/tasks/${units}/reassignment`, {
    lead: { kind: 'unit', id: people.office },
  })
  expect((await close()).status).toBe(200)
})
