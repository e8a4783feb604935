import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { docx, hashOf, png } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

type Check = { id: string; state: string; detail?: string }

const acting = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

/** Brings files in, names them in a draft, issues it; gives what the drafter and what the receiver were told. */
async function toldOf(files: { name: string; bytes: Uint8Array; declared?: string }[]) {
  for (const { name, bytes, declared } of files) {
    const query = new URLSearchParams({ name, ...(declared === undefined ? {} : { declared }) })
    const put = await province.clerk.put(`${province.api}/files/${hashOf(bytes)}?${query}`, bytes, {
      'content-length': String(bytes.length),
    })
    expect(put.status).toBe(201)
  }
  const named = files.map(({ name, bytes }) => ({ name, sha256: hashOf(bytes) }))
  const { id, version } = await draft(province, [commune], { files: named })
  const path = `${province.api}/documents/${id}`
  const drafter = (await province.clerk.get(path)).body.checks as Check[]
  expect((await province.clerk.post(`${path}/issue`, { version })).status).toBe(200)
  const [{ id: arrival } = { id: '' }] = await waitingAt(commune)
  const receiver = (await commune.clerk.get(`${commune.api}/deliveries/${arrival}`)).body.checks as Check[]
  const taken = await commune.clerk.post(`${commune.api}/deliveries/${arrival}/acceptance`, {})
  const booked = await commune.clerk.get(`${commune.api}/incoming/${taken.body.incomingId}`)
  const pick = (checks: Check[]) =>
    checks.filter(({ id: of }) => ['active', 'unread', 'declared'].includes(of))
  return { drafter: pick(drafter), receiver: pick(receiver), booked: pick(booked.body.checks) }
}

test('what acts by itself and what cannot be read is told to the drafter and to the receiver', async () => {
  const { drafter, receiver, booked } = await toldOf([
    { name: 'ke-hoach.pdf', bytes: acting },
    { name: 'anh.png', bytes: png() },
    { name: 'phu-luc.docx', bytes: docx(['Phụ lục']) },
  ])
  expect(drafter).toMatchObject([
    { id: 'active', state: 'warn', detail: expect.stringMatching(/^ke-hoach\.pdf: /) },
    { id: 'unread', state: 'warn', detail: 'anh.png: ảnh: hệ thống không đọc được chữ trong ảnh.' },
  ])
  expect(receiver).toEqual(drafter)
  expect(booked).toEqual(drafter)
})

test('who declared a stamp to be none, and why, travels with the paper', async () => {
  const reason = 'Mẫu biểu hướng dẫn đóng dấu, không phải dấu mật'
  const { drafter, receiver, booked } = await toldOf([
    { name: 'mau.docx', bytes: docx(['MẬT']), declared: reason },
  ])
  expect(drafter).toMatchObject([{ id: 'declared', detail: expect.stringContaining(reason) }])
  expect(receiver).toEqual(drafter)
  expect(booked).toEqual(drafter)
  expect(receiver[0]?.detail).toContain('đồng chí Văn thư Tỉnh ủy Sơn Bình cam kết')
})

test('a file that nothing is to be said of has no remark', async () => {
  const { drafter, receiver, booked } = await toldOf([{ name: 'thuong.docx', bytes: docx(['Thường']) }])
  expect([drafter, receiver, booked]).toEqual([[], [], []])
})

test('a scan brought in by hand keeps what was seen in it', async () => {
  const reason = 'Mẫu biểu hướng dẫn đóng dấu, không phải dấu mật'
  const bytes = docx(['TỐI MẬT', 'mẫu'])
  const query = new URLSearchParams({ name: 'mau-giay.docx', declared: reason })
  await commune.clerk.put(`${commune.api}/files/${hashOf(bytes)}?${query}`, bytes, {
    'content-length': String(bytes.length),
  })
  const entered = await commune.clerk.post(`${commune.api}/incoming`, {
    channel: 'paper',
    senderName: 'UBND xã Tân Lập',
    notation: '12/HD-UBND',
    typeName: 'Hướng dẫn',
    issuedOn: '2026-01-05',
    subject: 'Hướng dẫn đóng dấu',
    files: [{ sha256: hashOf(bytes), name: 'mau-giay.docx' }],
  })
  expect(entered.status).toBe(201)
  const { checks } = (await commune.clerk.get(`${commune.api}/incoming/${entered.body.incomingId}`)).body
  expect(checks).toMatchObject([{ id: 'declared', detail: expect.stringContaining(reason) }])
})

test('no free text takes a stamp: notes, reasons, titles', async () => {
  const stamped = 'TUYỆT MẬT: nội dung kèm theo'
  const { id } = await draft(province, [commune])
  const issued = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version: 1 })
  expect(issued.status).toBe(200)
  const [{ id: arrival } = { id: '' }] = await waitingAt(commune)
  const tries: [Place, string, Record<string, unknown>, string][] = [
    [province, '/documents', { subject: 'Về việc A', note: stamped }, 'note'],
    [province, '/documents', { subject: stamped }, 'subject'],
    [province, '/documents', { signerTitle: stamped }, 'signerTitle'],
    [province, '/documents', { overrideReason: stamped }, 'overrideReason'],
    [province, '/recipient-groups', { name: 'TỐI MẬT', members: [commune.handle] }, 'name'],
    [commune, `/deliveries/${arrival}/acceptance`, { note: stamped }, 'note'],
    [commune, `/deliveries/${arrival}/refusal`, { reason: 'other', text: stamped }, 'text'],
  ]
  for (const [place, path, body, field] of tries) {
    const answer = await place.clerk.post(`${place.api}${path}`, body)
    expect([path, answer.status, answer.body.fields]).toMatchObject([path, 422, [{ field }]])
    expect(answer.body.fields[0].message).toContain('dấu chỉ độ mật')
  }
  const speaks = { note: 'Đã kiểm tra, không có dấu mật; văn bản nói về bảo vệ bí mật nhà nước' }
  expect((await province.clerk.post(`${province.api}/documents`, speaks)).status).toBe(201)
})
