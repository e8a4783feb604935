import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let communes: Place[]

beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  communes = [
    await openPlace(instance, 'Đảng ủy xã Tân Lập'),
    await openPlace(instance, 'Đảng ủy phường Đông Hà'),
    await openPlace(instance, 'Đảng ủy xã Mường Khoa'),
  ]
})
afterAll(() => instance.stop())

test('province issues to three communes, two accept, one refuses, the province sees it', async () => {
  const [first, second, third] = communes as [Place, Place, Place]
  const done = await issue(province, communes)
  expect(done).toMatchObject({ number: 1, notation: '01-CT/TU', issuedOn: '2026-03-02', recipients: 3 })

  for (const commune of [first, second]) {
    const [arrival] = await waitingAt(commune)
    const accepted = await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`, {
      note: 'Đã xem',
    })
    expect(accepted.status).toBe(201)
    expect(accepted.body).toMatchObject({ arrivalNo: 1, arrivedOn: '2026-03-02' })
  }
  const [arrival] = await waitingAt(third)
  const wordless = await third.clerk.post(`${third.api}/deliveries/${arrival!.id}/refusal`, {
    reason: 'other',
  })
  expect(wordless.body.fields).toEqual([{ field: 'text', message: 'Ghi rõ lý do từ chối.' }])
  const refused = await third.clerk.post(`${third.api}/deliveries/${arrival!.id}/refusal`, {
    reason: 'unreadable',
    text: 'Thiếu trang 2',
  })
  expect(refused.status).toBe(201)

  const board = (await province.clerk.get(`${province.api}/documents/${done.id}/deliveries`)).body
  expect(board.summary).toEqual({ total: 3, waiting: 0, accepted: 2, refused: 1, recalled: 0, settled: 0 })
  expect(board.items[0]).toMatchObject({
    name: third.name,
    status: '02',
    statusName: 'Từ chối tiếp nhận',
    reason: { code: 'unreadable', name: 'Tệp không đọc được hoặc thiếu trang', text: 'Thiếu trang 2' },
  })
  const desk = (await province.clerk.get(`${province.api}/desk`)).body
  const refusals = desk.waiting.filter((one: { kind: string }) => one.kind === 'refused')
  expect(refusals).toMatchObject([
    { kind: 'refused', id: done.id, sub: `${third.name} từ chối: Thiếu trang 2` },
  ])
})

test('the desk of a new committee has its first steps, and each goes once it is taken', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Pa Thơm')
  const steps = async () => {
    const { waiting } = (await place.clerk.get(`${place.api}/desk`)).body
    return waiting.map((one: { kind: string; id: string }) => `${one.kind} ${one.id}`)
  }
  expect((await steps()).toSorted()).toEqual(['setup numbers', 'setup people', 'setup units'])
  expect((await place.clerk.post(`${place.api}/units`, { name: 'Văn phòng' })).status).toBe(201)
  await issue(place, [province])
  expect(await steps()).toEqual(['setup people'])
})

test('the recipient keeps a copy of its own, opens its file, and answers; the link is kept both ways', async () => {
  const commune = communes[0]!
  const sent = await issue(province, [commune], {
    subject: 'Yêu cầu báo cáo tình hình tổ chức cơ sở đảng',
    files: [await upload(province, 'một tệp khác')],
  })
  const [arrival] = await waitingAt(commune)
  const before = (await commune.clerk.get(`${commune.api}/deliveries/${arrival!.id}`)).body
  expect(before).toMatchObject({
    notation: sent.notation,
    nextArrivalNo: 2,
    status: '01',
    signer: 'T/M Bí thư Nguyễn Văn An',
  })
  const { sha256 } = before.files[0]
  expect((await commune.clerk.get(`${commune.api}/deliveries/${arrival!.id}/files/${sha256}`)).status).toBe(
    200,
  )
  expect((await commune.clerk.get(`${commune.api}/files/${sha256}`)).status).toBe(404)
  const { incomingId } = (await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`))
    .body
  expect((await commune.clerk.get(`${commune.api}/files/${sha256}`)).status).toBe(200)

  const answer = await issue(commune, [province], {
    typeId: 'bao-cao',
    subject: 'Báo cáo tổ chức cơ sở đảng',
    replyTo: arrival!.id,
  })
  expect(answer.notation).toBe('01-BC/ĐU')
  const [back] = await waitingAt(province)
  expect(back).toMatchObject({
    notation: '01-BC/ĐU',
    replyTo: { documentId: sent.id, notation: sent.notation },
  })
  await province.clerk.post(`${province.api}/deliveries/${back!.id}/acceptance`)
  expect((await province.clerk.get(`${province.api}/documents/${sent.id}`)).body.replies).toMatchObject([
    { notation: '01-BC/ĐU', senderName: commune.name },
  ])
  expect((await commune.clerk.get(`${commune.api}/incoming/${incomingId}`)).body.replies).toMatchObject([
    { notation: '01-BC/ĐU' },
  ])
})

test('two clerks at once: one accepts, the other is told who was first', async () => {
  const commune = communes[1]!
  await issue(province, [commune], { subject: 'Hai văn thư cùng tiếp nhận' })
  const [arrival] = await waitingAt(commune)
  const path = `${commune.api}/deliveries/${arrival!.id}/acceptance`
  const both = await Promise.all([commune.clerk.post(path), commune.clerk.post(path)])
  expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409])
  const second = both.find((one) => one.status === 409)!
  expect(second.body).toMatchObject({
    code: 'conflict',
    detail: `Đồng chí Văn thư ${commune.name} đã tiếp nhận lúc 08:00 ngày 02/03/2026, số đến 2.`,
  })
  const refusal = await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/refusal`, {
    reason: 'duplicate',
  })
  expect(refusal.status).toBe(409)
})

test('an issued document is frozen: no edit, no second number, no discard', async () => {
  const sent = await issue(province, [communes[0]!], { subject: 'Văn bản đã đóng' })
  const found = (await province.clerk.get(`${province.api}/documents/${sent.id}`)).body
  const edit = await province.clerk.put(
    `${province.api}/documents/${sent.id}`,
    { subject: 'Sửa' },
    { 'if-match': `"v${found.version}"` },
  )
  expect(edit.status).toBe(409)
  const again = await province.clerk.post(`${province.api}/documents/${sent.id}/issue`, {
    version: found.version,
  })
  expect(again.body.detail).toBe(`Văn bản đã được Văn thư ${province.name} ban hành, số ${sent.notation}.`)
  expect((await province.clerk.delete(`${province.api}/documents/${sent.id}`)).status).toBe(409)
})

test('issuing names everything that is missing, and the draft keeps what was typed', async () => {
  const made = await province.clerk.post(`${province.api}/documents`, { subject: 'Mới có trích yếu' })
  const tried = await province.clerk.post(`${province.api}/documents/${made.body.id}/issue`, { version: 1 })
  expect(tried.status).toBe(422)
  expect(tried.body.fields.map((one: { field: string }) => one.field)).toEqual([
    'typeId',
    'issuerId',
    'decidingBody',
    'signerName',
    'recipients',
    'files',
  ])
  expect((await province.clerk.get(`${province.api}/documents/${made.body.id}`)).body.subject).toBe(
    'Mới có trích yếu',
  )
})

test('a body without the competence needs a reason, which is kept', async () => {
  const { id, version } = await draft(province, [communes[0]!], { decidingBody: 'executive' })
  const tried = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect(tried.body.fields).toMatchObject([{ field: 'overrideReason' }])
  const reasoned = await draft(province, [communes[0]!], {
    decidingBody: 'executive',
    overrideReason: 'Theo quy chế làm việc, Bí thư cho phép',
  })
  expect(
    (await province.clerk.post(`${province.api}/documents/${reasoned.id}/issue`, { version: 1 })).status,
  ).toBe(200)
})

test('what does not exist or cannot receive is named; secrets are refused; text is kept NFC', async () => {
  const secret = await province.clerk.post(`${province.api}/documents`, { subject: 'Kế hoạch (TỐI MẬT)' })
  expect([secret.status, secret.body.fields]).toMatchObject([422, [{ field: 'subject' }]])
  const wrong = await province.clerk.post(`${province.api}/documents`, {
    typeId: 'khong-co',
    recipients: [
      { kind: 'committee', handle: 'khong-co' },
      { kind: 'committee', handle: province.handle },
      { kind: 'unit', id: 'x' },
      { kind: 'group', id: 'y' },
    ],
    files: [{ sha256: '0'.repeat(64), name: 'a.pdf' }],
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.fields.map((one: { field: string }) => one.field)).toEqual([
    'typeId',
    'recipients.0',
    'recipients.1',
    'recipients.2',
    'recipients.3',
    'files.0',
  ])
  const nfd = 'Uỷ ban kiểm tra'.normalize('NFD')
  const made = await province.clerk.post(`${province.api}/documents`, { subject: nfd })
  expect((await province.clerk.get(`${province.api}/documents/${made.body.id}`)).body.subject).toBe(
    'Uỷ ban kiểm tra',
  )
})

test('lists are searched without accents and by number, paged by key without gaps or repeats', async () => {
  const all = (await province.clerk.get(`${province.api}/documents?limit=100`)).body.items
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = (
      await province.clerk.get(
        `${province.api}/documents?limit=2${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      )
    ).body
    seen.push(...page.items.map((one: { id: string }) => one.id))
    cursor = page.next
  } while (cursor !== undefined)
  expect(seen).toEqual(all.map((one: { id: string }) => one.id))
  const found = (
    await province.clerk.get(`${province.api}/documents?q=${encodeURIComponent('to chuc co so dang')}`)
  ).body.items
  expect(found).toMatchObject([{ notation: '02-CT/TU' }])
  const numbered = (await province.clerk.get(`${province.api}/documents?q=${encodeURIComponent('02-CT/TU')}`))
    .body.items
  expect(numbered).toMatchObject([{ notation: '02-CT/TU' }])
})

test('an arrival waits for the clerk; who may only read it sees that it waits for the clerk', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Nà Tấu')
  const leader = await joinCommittee(instance, place.handle, { name: 'Lò Văn Bình', roles: ['leader'] })
  await issue(province, [place], { subject: 'về công tác dân vận' })
  const title = 'Chỉ thị về công tác dân vận'
  const see = async (caller: Caller) => {
    const { waiting, arriving } = (await caller.get(`${place.api}/desk`)).body
    const { counts } = (await caller.get(place.api)).body
    const arrivals = waiting.filter((one: { kind: string }) => one.kind === 'arrival')
    return { arrivals, arriving, counted: counts.arrivals }
  }
  expect(await see(place.clerk)).toMatchObject({ arrivals: [{ title }], arriving: [], counted: 1 })
  expect(await see(leader)).toMatchObject({ arrivals: [], arriving: [{ title }], counted: 0 })
})

test('own drafts wait on the desk however many others have been written since', async () => {
  const place = await openPlace(instance, 'Đảng ủy xã Sính Phình')
  const roles: ['specialist'] = ['specialist']
  const writer = await joinCommittee(instance, place.handle, { name: 'Giàng Thị Mai', roles })
  const typeId = 'bao-cao'
  expect((await writer.post(`${place.api}/documents`, { typeId, subject: 'của tôi' })).status).toBe(201)
  for (let i = 0; i < 21; i += 1) await place.clerk.post(`${place.api}/documents`, { subject: `khác ${i}` })
  const { waiting } = (await writer.get(`${place.api}/desk`)).body
  expect(waiting).toMatchObject([{ kind: 'draft', title: 'Báo cáo của tôi' }])
})

test('an hour that a paper must be there by goes with it, and leaves with its degree of urgency', async () => {
  const commune = await openPlace(instance, 'Đảng ủy xã Nậm Nhừ')
  const deliverBy = '2026-03-02T08:30:00.000Z'
  const { id } = await issue(province, [commune], { urgency: 4, deliverBy })
  expect((await province.clerk.get(`${province.api}/documents/${id}`)).body).toMatchObject({ deliverBy })
  const [arrival] = await waitingAt(commune)
  const at = `${commune.api}/deliveries/${arrival!.id}`
  expect((await commune.clerk.get(at)).body).toMatchObject({ urgency: 4, deliverBy })
  const { incomingId } = (await commune.clerk.post(`${at}/acceptance`, {})).body
  expect((await commune.clerk.get(`${commune.api}/incoming/${incomingId}`)).body).toMatchObject({ deliverBy })

  const other = await draft(province, [commune], { urgency: 3, deliverBy })
  const kept = (await province.clerk.get(`${province.api}/documents/${other.id}`)).body
  expect(kept.deliverBy).toBeUndefined()
  const wrong = await province.clerk.post(`${province.api}/documents`, { urgency: 4, deliverBy: '15:30' })
  expect(wrong.body.fields).toMatchObject([{ field: 'deliverBy' }])
})
