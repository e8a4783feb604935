import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
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

const DUE = '2026-03-20'
const send = (who: Person, path: string, body: object = {}) => who.caller.post(`${place.api}/${path}`, body)
const person = ({ id }: Person) => ({ kind: 'person', id })
const give = (more: object = {}) =>
  send(people.leader, 'tasks', {
    title: 'Rà soát',
    product: 'Báo cáo',
    lead: person(people.specialist),
    dueOn: DUE,
    ...more,
  })
const given = async (more: object = {}): Promise<string> => {
  const made = await give(more)
  expect([made.status, made.body]).toEqual([201, made.body])
  return made.body.id
}
/** The status of a refusal with the sentence it says: at its field, or as a whole. */
const told = ({
  status,
  body,
}: {
  status: number
  body: { fields?: { message: string }[]; detail?: string }
}) => [status, body.fields?.map(({ message }) => message).join(' ') ?? body.detail]

test('two chủ trì: exactly one leads, and whoever leads has no second part', async () => {
  const two = await give({ lead: [person(people.specialist), person(people.other)] })
  expect(two.status).toBe(422)
  expect(two.body.fields.map(({ field }: { field: string }) => field)).toContain('lead')
  expect(told(await give({ lead: undefined }))).toEqual([422, expect.any(String)])
  expect(told(await give({ cooperate: [person(people.specialist)] }))).toEqual([
    422,
    'Giàng Thị Viên đã có phần việc khác. Mỗi nơi chỉ một phần.',
  ])
})

test('a loop of transfers: what one hands back lies with whoever gave it, and only they give it on', async () => {
  const id = await given()
  expect(
    (await send(people.specialist, `tasks/${id}/reassignment`, { lead: person(people.other) })).status,
  ).toBeGreaterThan(400)
  expect(
    (await send(people.specialist, `tasks/${id}/refusal`, { reason: 'Việc của Văn phòng' })).status,
  ).toBe(200)
  expect(
    told(await send(people.specialist, `tasks/${id}/refusal`, { reason: 'Việc của Văn phòng' })),
  ).toEqual([409, 'Nhiệm vụ đang ở trạng thái “Xin chuyển, chờ giao lại” nên không thể xin chuyển.'])
  const { items } = (await people.leader.caller.get(`${place.api}/work`)).body
  expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ ask: 'reassign' })
  expect((await send(people.leader, `tasks/${id}/reassignment`, { lead: person(people.other) })).status).toBe(
    200,
  )
})

test('completing without a product; extension of a finished task', async () => {
  const id = await given()
  await send(people.specialist, `tasks/${id}/acceptance`)
  expect(told(await send(people.specialist, `tasks/${id}/report`, { text: ' ' }))).toEqual([
    422,
    'Ghi kết quả, sản phẩm đã hoàn thành: nhiệm vụ chỉ xong khi có sản phẩm.',
  ])
  const none = { text: 'Đã ban hành', documentId: 'khong-co' }
  expect(told(await send(people.specialist, `tasks/${id}/report`, none))).toEqual([
    422,
    'Văn bản này chưa phát hành ở cơ quan. Chọn văn bản đi đã có số.',
  ])
  await send(people.specialist, `tasks/${id}/report`, { text: 'Đã rà soát' })
  expect((await send(people.leader, `tasks/${id}/approval`)).status).toBe(200)
  const more = { dueOn: '2026-03-27', reason: 'Chờ số liệu' }
  expect(told(await send(people.specialist, `tasks/${id}/extension`, more))).toEqual([
    409,
    'Nhiệm vụ đang ở trạng thái “Hoàn thành” nên không thể xin gia hạn.',
  ])
})

test('a deadline in the past, on a holiday, beyond the confirmed calendar', async () => {
  expect(told(await give({ dueOn: '2026-02-27' }))).toEqual([
    422,
    'Ngày 27/02/2026 đã qua. Chọn hạn từ hôm nay trở đi.',
  ])
  // 30 April and 1 May, then Saturday and Sunday.
  expect(told(await give({ dueOn: '2026-04-30' }))).toEqual([
    422,
    'Ngày 30/04/2026 là ngày nghỉ. Ngày làm việc tiếp theo là 04/05/2026.',
  ])
  const deadline = async (day: string) =>
    (await people.leader.caller.get(`${place.api}/deadline?on=${day}`)).body
  expect(await deadline('2026-03-20')).toMatchObject({ working: true, provisional: false })
  expect(await deadline('2031-03-20')).toMatchObject({ working: true, provisional: true })
})

test('a delegation to oneself, overlapping, in a circle; a deputy who leaves', async () => {
  const { specialist, other, head } = people
  const away = (who: Person, deputy: Person, fromDay: string, toDay: string) =>
    send(who, 'absences', { deputyId: deputy.id, fromDay, toDay, capacity: 'K/T' })
  expect(told(await away(specialist, specialist, '2026-03-09', '2026-03-13'))).toEqual([
    422,
    'Không tự làm thay mình được. Chọn đồng chí khác.',
  ])
  expect((await away(specialist, other, '2026-03-09', '2026-03-13')).status).toBe(201)
  expect(told(await away(specialist, head, '2026-03-13', '2026-03-16'))).toEqual([
    422,
    'Đồng chí Giàng Thị Viên đã báo vắng mặt từ 09/03/2026 đến hết 13/03/2026.',
  ])
  expect(told(await away(other, specialist, '2026-03-10', '2026-03-11'))).toEqual([
    422,
    expect.stringContaining('Đồng chí Giàng Thị Viên cũng vắng mặt'),
  ])
  expect(told(await away(other, head, '2026-03-10', '2026-03-11'))).toEqual([
    422,
    'Đồng chí Lù Văn Khác đang làm thay đồng chí Giàng Thị Viên từ 09/03/2026 đến hết 13/03/2026. Đề nghị đổi người làm thay trước.',
  ])
  const { items } = (await place.clerk.get(`${place.api}/task-board?list=all&personId=${other.id}`)).body ?? {
    items: [],
  }
  for (const one of items ?? [])
    if (one.person?.id === other.id)
      await send(people.chief, `tasks/${one.id}/cancellation`, { reason: 'Thôi' })
  expect(told(await place.clerk.post(`${place.api}/members/${other.id}/departure`, {}))).toEqual([
    409,
    'Đồng chí Lù Văn Khác đang làm thay đồng chí Giàng Thị Viên đến hết ngày 13/03/2026. Đề nghị đổi người làm thay trước.',
  ])
})

test('the last who takes papers in neither leaves nor gives the role away', async () => {
  const { items } = (await place.clerk.get(`${place.api}/members?limit=100`)).body
  const { id, version, roles } = items.find((one: { roles: string[] }) => one.roles.includes('clerk'))
  // Somebody else administers, so that it is the clerk's role alone that holds them.
  const { id: chiefId, version: chiefs } = items.find((one: { id: string }) => one.id === people.chief.id)
  const admin = await place.clerk.patch(
    `${place.api}/members/${chiefId}`,
    { roles: ['office_chief', 'admin'] },
    { 'if-match': `"v${chiefs}"` },
  )
  expect(admin.status).toBe(200)
  const kept = 'văn thư cuối cùng. Đề nghị giao vai trò văn thư cho đồng chí khác trước'
  const without = roles.filter((role: string) => role !== 'clerk').concat('archivist')
  const lost = await people.chief.caller.patch(
    `${place.api}/members/${id}`,
    { roles: without },
    { 'if-match': `"v${version}"` },
  )
  expect(told(lost)).toEqual([409, expect.stringContaining(kept)])
  const left = await people.chief.caller.post(`${place.api}/members/${id}/departure`, {})
  expect(told(left)).toEqual([409, expect.stringContaining(kept)])
})

test('what whoever left would have judged, and parts of a unit without a head, are done by who runs the office', async () => {
  const { head, specialist, chief, board } = people
  const id = await given({ cooperate: [{ kind: 'unit', id: board }] })
  await send(specialist, `tasks/${id}/acceptance`)
  await send(specialist, `tasks/${id}/report`, { text: 'Đã rà soát' })
  const mine = async (who: Person) =>
    (await who.caller.get(`${place.api}/work`)).body.items
      .filter((one: { id: string }) => one.id === id)
      .map(({ ask }: { ask: string }) => ask)
  expect(await mine(chief)).toEqual([])
  const version = async (who: Person) =>
    (await place.clerk.get(`${place.api}/members?limit=100`)).body.items.find(
      (one: Person) => one.id === who.id,
    ).version
  for (const who of [people.leader, head]) {
    const body = { roles: ['specialist'] }
    const path = `${place.api}/members/${who.id}`
    const done = await place.clerk.patch(path, body, { 'if-match': `"v${await version(who)}"` })
    expect(done.status).toBe(200)
  }
  expect((await mine(chief)).toSorted()).toEqual(['judge', 'part'])
  expect((await send(chief, `tasks/${id}/part`, { note: 'Ban đã góp ý' })).status).toBe(200)
  expect((await send(chief, `tasks/${id}/approval`)).status).toBe(200)
  expect(await mine(chief)).toEqual([])
})
