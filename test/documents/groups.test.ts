import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { setSuspended } from '../../src/onboarding/suspension.ts'

let instance: Instance
let province: Place
let communes: Place[]
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  communes = []
  for (const name of ['Đảng ủy xã Tân Lập', 'Đảng ủy xã Ấm Hạ', 'Đảng ủy xã Đại Sơn']) {
    communes.push(await openPlace(instance, name, { superior: province.handle }))
  }
})
afterAll(() => instance.stop())

const handles = (places: Place[]) => places.map((place) => place.handle)
const save = (body: object) => province.clerk.post(`${province.api}/recipient-groups`, body)
const groups = async () => (await province.clerk.get(`${province.api}/recipient-groups`)).body.items

test('the automatic group holds those whose link was accepted, and is nobody’s to change', async () => {
  expect(await groups()).toEqual([
    { id: 'subordinates', name: 'Tất cả cấp dưới trực thuộc', count: 0, automatic: true, version: 1 },
  ])
  for (const place of communes.slice(0, 2)) {
    const done = await province.clerk.post(`${province.api}/links/${place.handle}/acceptance`)
    expect(done.status).toBeLessThan(300)
  }
  const found = (await province.clerk.get(`${province.api}/recipient-groups/subordinates`)).body
  expect(found).toMatchObject({ count: 2, automatic: true })
  expect(found.members.map((one: { name: string }) => one.name)).toEqual([
    'Đảng ủy xã Ấm Hạ',
    'Đảng ủy xã Tân Lập',
  ])
  const body = { name: 'Khác', members: handles(communes) }
  const path = `${province.api}/recipient-groups/subordinates`
  expect((await province.clerk.put(path, body, { 'if-match': '"v1"' })).status).toBe(409)
  expect((await province.clerk.delete(path)).status).toBe(409)
})

test('a group is saved, edited on the version seen, and listed by name', async () => {
  const made = await save({ name: 'Các xã vùng thấp', members: handles([communes[0]!, communes[0]!]) })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ count: 1, automatic: false, version: 1 })
  await save({ name: 'Các xã biên giới', members: handles(communes) })
  expect((await groups()).map((one: { name: string; count: number }) => [one.name, one.count])).toEqual([
    ['Tất cả cấp dưới trực thuộc', 2],
    ['Các xã biên giới', 3],
    ['Các xã vùng thấp', 1],
  ])
  const path = `${province.api}/recipient-groups/${made.body.id}`
  const body = { name: 'Các xã vùng thấp và ven sông', members: handles(communes.slice(1)) }
  const saved = await province.clerk.put(path, body, { 'if-match': '"v1"' })
  expect(saved.headers.get('etag')).toBe('"v2"')
  expect(saved.body.members.map((one: { handle: string }) => one.handle)).toEqual(
    handles([communes[1]!, communes[2]!]),
  )
  expect((await province.clerk.put(path, body, { 'if-match': '"v1"' })).status).toBe(412)
  const read = await province.clerk.get(path)
  expect(read.body).toEqual(saved.body)
})

test('what is wrong in a group is named', async () => {
  const wrong = await save({
    name: 'các xã biên giới',
    members: [communes[0]!.handle, 'khong-co', province.handle],
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.fields).toEqual([
    { field: 'name', message: 'Đã có nhóm Các xã biên giới. Đề nghị đặt tên khác.' },
    { field: 'members.1', message: 'Không có nơi nhận "khong-co" trong danh bạ.' },
    { field: 'members.2', message: 'Nhóm nơi nhận không gồm chính cơ quan mình.' },
  ])
  expect((await save({ name: 'Rỗng', members: [] })).status).toBe(422)
})

test('a document sent to a group reaches each of its members once', async () => {
  const { body: group } = await save({ name: 'Hai xã', members: handles(communes.slice(0, 2)) })
  const sent = await issue(province, [communes[0]!], {
    recipients: [
      { kind: 'committee', handle: communes[0]!.handle },
      { kind: 'group', id: group.id },
    ],
  })
  expect(sent).toMatchObject({ recipients: 2 })
  for (const place of communes.slice(0, 2)) {
    const found = (await waitingAt(place)).filter((one) => one.notation === sent.notation)
    expect(found).toHaveLength(1)
  }
})

test('a draft says how many places it goes to, each counted once', async () => {
  const { body: group } = await save({ name: 'Cả ba xã', members: handles(communes) })
  const { body: unit } = await province.clerk.post(`${province.api}/units`, { name: 'Ban Nội chính' })
  const kept = await draft(province, [], {
    recipients: [
      { kind: 'group', id: group.id },
      { kind: 'committee', handle: communes[0]!.handle },
      { kind: 'unit', id: unit.id },
    ],
  })
  const path = `${province.api}/documents/${kept.id}`
  const seen = (await province.clerk.get(path)).body
  expect(seen.recipientCount).toBe(communes.length + 1)
  expect(seen.recipients.map((one: { kind: string }) => one.kind)).toEqual(['group', 'committee', 'unit'])
  const issued = await province.clerk.post(`${path}/issue`, { version: kept.version })
  expect(issued.body).toMatchObject({ recipients: communes.length + 1 })
})

test('a subject that repeats the name of its type is told so, and may still be issued', async () => {
  const subjectOf = async (subject: string) => {
    const { id } = await draft(province, communes, { subject })
    const { checks } = (await province.clerk.get(`${province.api}/documents/${id}`)).body
    return checks.find((one: { id: string }) => one.id === 'subject')
  }
  const label = 'Trích yếu'
  expect(await subjectOf('chỉ thị về công tác dân vận')).toEqual({
    id: 'subject',
    state: 'warn',
    label,
    detail: 'Bỏ chữ “Chỉ thị” ở đầu: tên loại đã ghi riêng.',
  })
  expect(await subjectOf('thực hiện Chỉ thị số 05-CT/TW')).toEqual({ id: 'subject', state: 'ok', label })
})

test('a draft that goes to nobody says so before it is issued', async () => {
  const place = communes[0]!
  const kept = await draft(place, [], { recipients: [{ kind: 'group', id: 'subordinates' }] })
  const { recipientCount, checks } = (await place.clerk.get(`${place.api}/documents/${kept.id}`)).body
  expect(recipientCount).toBe(0)
  expect(checks).toContainEqual(expect.objectContaining({ id: 'recipients', state: 'error' }))
})

test('a draft names subordinates that are suspended, which nothing reaches', async () => {
  const kept = await draft(province, [], { recipients: [{ kind: 'group', id: 'subordinates' }] })
  const path = `${province.api}/documents/${kept.id}`
  const seen = async () => {
    const { recipientCount, checks } = (await province.clerk.get(path)).body
    return { recipientCount, told: checks.find((one: { id: string }) => one.id === 'suspended') }
  }
  expect(await seen()).toEqual({ recipientCount: 2, told: undefined })
  await setSuspended(instance.platform, communes[0]!.handle, true, 'Thử')
  expect(await seen()).toEqual({
    recipientCount: 1,
    told: {
      id: 'suspended',
      state: 'warn',
      label: 'Đang tạm dừng, không nhận được',
      detail: `${communes[0]!.name}. Gửi bản giấy cho những nơi này.`,
    },
  })
  await setSuspended(instance.platform, communes[0]!.handle, false, 'Thử')
})

test('a unit that closed since stops a draft, on its page and when it is issued', async () => {
  const { body: unit } = await province.clerk.post(`${province.api}/units`, { name: 'Ban Dân vận' })
  const kept = await draft(province, communes, { recipients: [{ kind: 'unit', id: unit.id }] })
  await province.clerk.delete(`${province.api}/units/${unit.id}`, { 'if-match': '"v1"' })
  const path = `${province.api}/documents/${kept.id}`
  const message = 'Đơn vị Ban Dân vận đã ngừng hoạt động. Chọn lại nơi nhận.'
  const { checks } = (await province.clerk.get(path)).body
  expect(checks).toContainEqual({
    id: 'gone-0',
    state: 'error',
    label: 'Nơi nhận không còn',
    detail: message,
  })
  const refused = await province.clerk.post(`${path}/issue`, { version: kept.version })
  expect(refused.body.fields).toEqual([{ field: 'recipients', message }])
})

test('a draft gives back every recipient it names, however many', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Mường Pồn')
  const units: string[] = []
  for (let i = 1; i <= 201; i += 1) {
    units.push((await place.clerk.post(`${place.api}/units`, { name: `Chi bộ bản ${i}` })).body.id)
  }
  const kept = await draft(place, [], { recipients: units.map((id) => ({ kind: 'unit', id })) })
  const { recipients } = (await place.clerk.get(`${place.api}/documents/${kept.id}`)).body
  expect(recipients.map((one: { id: string }) => one.id)).toEqual(units)
})

test('a group that a draft names stays until the draft is changed', async () => {
  const { body: group } = await save({ name: 'Ba xã', members: handles(communes) })
  const kept = await draft(province, [], { recipients: [{ kind: 'group', id: group.id }] })
  const path = `${province.api}/recipient-groups/${group.id}`
  const early = await province.clerk.delete(path)
  expect(early.status).toBe(409)
  expect(early.body.detail).toContain('đang là nơi nhận của dự thảo')
  await province.clerk.delete(`${province.api}/documents/${kept.id}`)
  expect((await province.clerk.delete(path)).status).toBe(200)
  expect((await province.clerk.get(path)).status).toBe(404)
})

test('groups are kept by clerks and the chief of office; everybody sees them, nobody outside', async () => {
  const chief = await joinCommittee(instance, province.handle, {
    name: 'Trần Thị Mai',
    roles: ['office_chief'],
  })
  const writer = await joinCommittee(instance, province.handle, {
    name: 'Lý A Sáng',
    roles: ['specialist'],
  })
  const path = `${province.api}/recipient-groups`
  const made = await chief.post(path, { name: 'Của chánh văn phòng', members: handles(communes) })
  expect(made.status).toBe(201)
  expect((await writer.get(path)).status).toBe(200)
  expect((await writer.post(path, { name: 'Khác', members: handles(communes) })).status).toBe(403)
  expect((await communes[0]!.clerk.get(`${communes[0]!.api}/recipient-groups/${made.body.id}`)).status).toBe(
    404,
  )
  expect((await communes[0]!.clerk.get(path)).status).toBe(404)
})
