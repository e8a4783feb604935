import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/audit/schema.ts'
import { LIMITS } from '../../src/documents/outgoing/limits.ts'
import { directive, draft, issue, openPlace, openProvince, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
let other: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Sơn Hà')
})
afterAll(() => instance.stop())

const make = (body: object) => province.clerk.post(`${province.api}/documents`, body)

test('a body that decides nothing in such a committee is refused: competence is judged by it', async () => {
  const body = await directive(province, [commune], { decidingBody: 'ban-nao-do' })
  const answer = await make(body)
  expect([answer.status, answer.body.fields]).toMatchObject([422, [{ field: 'decidingBody' }]])
  // A cell's meeting decides in cells only.
  expect((await make({ ...body, decidingBody: 'cell' })).status).toBe(422)
  expect((await make({ ...body, decidingBody: 'executive' })).status).toBe(201)
  const held = await province.clerk.post(`${province.api}/number-reservations`, {
    typeId: 'chi-thi',
    issuerId: body.issuerId,
    decidingBody: 'ban-nao-do',
    why: 'paper',
  })
  expect([held.status, held.body.fields]).toMatchObject([422, [{ field: 'decidingBody' }]])
})

describe('the name a file is sent under', () => {
  const named = async (name?: string) => {
    const { sha256 } = await upload(province, 'đặt tên')
    return make({ files: [name === undefined ? { sha256 } : { sha256, name }] })
  }

  test.each([
    ['hides what it is', 'chi-thi.exe', 'không đúng loại'],
    ['has no ending', 'chi-thi', 'không đúng loại'],
    ['carries a stamp', 'TUYỆT MẬT - chi-thi.pdf', 'dấu chỉ độ mật'],
    ['turns the direction of writing', 'chi\u202efdp.pdf', 'ký tự không dùng được'],
    ['is a path', '../chi-thi.pdf', 'ký tự không dùng được'],
  ])('is refused when it %s', async (_, name, why) => {
    const answer = await named(name)
    expect(answer.status).toBe(422)
    expect(answer.body.fields).toMatchObject([{ message: expect.stringContaining(why) }])
    expect(answer.body.fields[0].field).toMatch(/^files\.0/)
  })

  test('may differ from that of the upload, and is the upload’s unless given', async () => {
    for (const name of ['Chỉ thị (bản ký).pdf', undefined]) {
      const made = await named(name)
      const found = await province.clerk.get(`${province.api}/documents/${made.body.id}`)
      expect(found.body.files).toMatchObject([{ name: name ?? 'chi-thi.pdf' }])
    }
  })
})

test('a draft brought back that names a group removed meanwhile is not issued to fewer places', async () => {
  const groups = `${province.api}/recipient-groups`
  const { id: group } = (await province.clerk.post(groups, { name: 'Hai xã', members: [other.handle] })).body
  const recipients = [
    { kind: 'committee', handle: commune.handle },
    { kind: 'group', id: group },
  ]
  const { id } = await draft(province, [], { recipients })
  const path = `${province.api}/documents/${id}`
  await province.clerk.delete(path)
  expect((await province.clerk.delete(`${groups}/${group}`)).status).toBe(200)
  await province.clerk.post(`${path}/restoration`)
  const { version } = (await province.clerk.get(path)).body
  const answer = await province.clerk.post(`${path}/issue`, { version })
  expect(answer.status).toBe(422)
  expect(answer.body.fields).toEqual([
    { field: 'recipients', message: 'Nhóm nơi nhận Hai xã không còn. Chọn lại nơi nhận.' },
  ])
})

test('each save leaves in the audit what it changed, before and after, and nothing else', async () => {
  const body = await directive(province, [commune])
  const { id } = (await make(body)).body
  const second = await upload(province, 'phụ lục')
  const save = {
    ...body,
    signerTitle: 'Phó Bí thư',
    recipients: [{ kind: 'committee', handle: other.handle }],
    files: [...body.files, { ...second, name: 'phu-luc.pdf' }],
  }
  const path = `${province.api}/documents/${id}`
  expect((await province.clerk.put(path, save, { 'if-match': '"v1"' })).status).toBe(200)
  const audit = await province.clerk.get(`${province.api}/audit?subject=document:${id}`)
  const [edit, made] = audit.body.items as AuditEntry[]
  expect(edit?.changes).toEqual([
    { field: 'signerTitle', name: 'Chức vụ người ký', before: 'Bí thư', after: 'Phó Bí thư' },
    { field: 'recipients', name: 'Nơi nhận', before: commune.name, after: other.name },
    { field: 'files', name: 'Tệp', before: 'chi-thi.pdf', after: 'chi-thi.pdf; phu-luc.pdf' },
  ])
  expect(made?.changes).toContainEqual({ field: 'typeId', name: 'Tên loại văn bản', after: 'Chỉ thị' })
  expect(made?.changes).toContainEqual({ field: 'recipients', name: 'Nơi nhận', after: commune.name })
})

test('an issuer and a paper answered that changed are shown by name', async () => {
  const { body: office } = await province.clerk.post(`${province.api}/issuers`, {
    name: 'Văn phòng Tỉnh ủy',
    suffix: 'VPTU',
    kind: 'office',
  })
  const asked = await issue(commune, [province])
  const [arrival] = await waitingAt(province)
  await province.clerk.post(`${province.api}/deliveries/${arrival!.id}/acceptance`)
  const { issuerId, ...body } = await directive(province, [commune])
  const { id } = (await make({ ...body, issuerId })).body
  const save = { ...body, issuerId: office.id, replyTo: arrival!.id }
  await province.clerk.put(`${province.api}/documents/${id}`, save, { 'if-match': '"v1"' })
  const audit = await province.clerk.get(`${province.api}/audit?subject=document:${id}`)
  expect(audit.body.items[0].changes).toEqual([
    { field: 'issuer', name: 'Cơ quan ban hành', before: 'Tỉnh ủy Sơn Bình', after: 'Văn phòng Tỉnh ủy' },
    { field: 'replyTo', name: 'Trả lời văn bản', after: `${asked.notation}, ${commune.name}` },
  ])
})

test('a group is no unit, whatever its id: what is counted is what it goes to', async () => {
  const wrong = await make({ recipients: [{ kind: 'unit', id: 'subordinates' }] })
  expect([wrong.status, wrong.body.fields]).toEqual([
    422,
    [{ field: 'recipients.0', message: 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.' }],
  ])
  const right = await make({ recipients: [{ kind: 'group', id: 'subordinates' }] })
  expect(right.status).toBe(201)
})

test.each(['W/"v1"', '"v1-gzip"', '"v7", "v1"', '*'])(
  'a draft is saved on %s, as proxies leave it',
  async (tag) => {
    const { id } = (await make({ subject: 'Dự thảo' })).body
    const path = `${province.api}/documents/${id}`
    const saved = await province.clerk.put(path, { subject: 'Đã sửa' }, { 'if-match': tag })
    expect([saved.status, saved.body]).toEqual([200, { id, version: 2 }])
    const late = await province.clerk.put(path, { subject: 'Sửa muộn' }, { 'if-match': 'W/"v1"' })
    expect(late.status).toBe(412)
  },
)

test.each(Object.entries(LIMITS))('%s holds %i characters, and one more is told', async (field, most) => {
  const long = 'ư'.repeat(most)
  const { id } = (await make({ [field]: long })).body
  expect(JSON.stringify((await province.clerk.get(`${province.api}/documents/${id}`)).body)).toContain(long)
  const answer = await make({ [field]: `${long}ơ` })
  expect([answer.status, answer.body.fields]).toMatchObject([
    422,
    [{ field, message: expect.stringContaining(`dài quá ${most} ký tự`) }],
  ])
})

test('a day with a year that cannot be meant is refused with the year to look at', async () => {
  const answer = await make({ dueOn: '0026-02-28' })
  expect([answer.status, answer.body.fields]).toEqual([
    422,
    [{ field: 'dueOn', message: 'Hạn xử lý ghi năm 0026: đề nghị xem lại năm (từ 1945 đến 2100).' }],
  ])
})

test('a stretch of writing is one line of history, in the paper and in the log; each saving is kept', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Nậm Pì')
  const { id } = await draft(place, [place === province ? commune : province])
  const whole = (await place.clerk.get(`${place.api}/documents/${id}`)).body
  const { typeId, issuerId, ...rest } = await directive(place, [province])
  for (let version = 1; version <= 6; version++)
    expect(
      (
        await place.clerk.put(
          `${place.api}/documents/${id}`,
          { typeId, issuerId, ...rest, subject: `về việc lần thứ ${version}` },
          { 'if-match': `"v${version}"` },
        )
      ).status,
    ).toBe(200)
  const { history } = (await place.clerk.get(`${place.api}/documents/${id}`)).body
  expect(whole.history).toHaveLength(1)
  expect(history.map((one: { text: string }) => one.text)).toEqual(['Tạo dự thảo', 'Sửa dự thảo'])

  const log = async (query: string) =>
    (await place.clerk.get(`${place.api}/audit?limit=100${query}`)).body.items
  const saved = (items: { action: string }[]) => items.filter(({ action }) => action === 'document.edit')
  expect(saved(await log(''))).toHaveLength(1)
  expect(saved(await log(`&subject=document:${id}`))).toHaveLength(6)
})
