import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { docx } from '../../src/demo/docx.ts'
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

async function bring(): Promise<{ sha256: string }> {
  const bytes = docx([
    'ĐẢNG CỘNG SẢN VIỆT NAM',
    'Số 12-CT/TU Sơn Bình, ngày 05 tháng 01 năm 2026',
    'CHỈ THỊ',
    'Nơi nhận:',
  ])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = `${province.api}/files/${sha256}?name=chi-thi.docx`
  const done = await province.clerk.put(path, bytes, {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-length': String(bytes.length),
  })
  expect([200, 201]).toContain(done.status)
  return { sha256 }
}
const at = (id: string) => `${province.api}/documents/${id}`

test('what a file prints is held to what the draft says, and another number than its own stops the sending', async () => {
  const { id, version } = await draft(province, [commune])
  const numbered = await province.clerk.post(`${at(id)}/number`, { version })
  expect(numbered.status).toBe(201)
  const whole = (await province.clerk.get(at(id))).body
  const save = (more: object) =>
    province.clerk.put(
      at(id),
      {
        typeId: whole.type.id,
        issuerId: whole.issuer.id,
        decidingBody: whole.decidingBody,
        subject: whole.subject,
        signerName: whole.signer.name,
        signerTitle: whole.signer.title,
        authority: whole.signer.authority,
        recipients: [{ kind: 'committee', handle: commune.handle }],
        ...more,
      },
      { 'if-match': '*' },
    )
  const files = [await bring()]
  expect((await save({ files })).status).toBe(200)
  const { checks, source } = (await province.clerk.get(`${at(id)}/format`)).body
  expect(source).toContain('-HD/VPTW')
  const label = (state: string) =>
    checks.filter((one: { state: string }) => one.state === state).map((one: { id: string }) => one.id)
  expect(label('error')).toContain('format-number')
  expect(label('ok')).toContain('format-head')
  const current = (await province.clerk.get(at(id))).body.version
  const refused = await province.clerk.post(`${at(id)}/issue`, { version: current })
  expect([refused.status, refused.body.fields[0]]).toMatchObject([
    422,
    {
      field: 'files',
      message: expect.stringMatching(/^Tệp ghi số 12-CT\/TU, văn bản đã được cấp số \d+-CT\/TU/),
    },
  ])
  const overrideReason = 'Đồng chí Chánh Văn phòng cho phép: bản quét ghi tay'
  expect((await save({ files, overrideReason })).status).toBe(200)
  const again = (await province.clerk.get(at(id))).body.version
  expect((await province.clerk.post(`${at(id)}/issue`, { version: again })).status).toBe(200)
})

test('a file that cannot be read is said to be unread, and is sent', async () => {
  const { id } = await draft(province, [commune])
  const { checks } = (await province.clerk.get(`${at(id)}/format`)).body
  expect(checks).toMatchObject([{ id: 'format-unread', state: 'warn' }])
})
