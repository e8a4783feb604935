import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { holder, pemOf } from '../../src/demo/signing/holder.ts'
import { plainPdf, signPdf } from '../../src/demo/signing/pdf.ts'
import type { Holder } from '../../src/demo/signing/holder.ts'

let instance: Instance
let province: Place
let commune: Place
let an: Holder
beforeAll(async () => {
  const root = await holder('Chứng thực gốc', { ca: true })
  an = await holder('Nguyễn Văn An', { by: root })
  instance = await startInstance((one) => one, { SIGNATURE_ROOTS: pemOf(root) })
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

async function bring(bytes: Uint8Array): Promise<{ sha256: string }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const done = await province.clerk.put(`${province.api}/files/${sha256}?name=chi-thi.pdf`, bytes, {
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
  })
  expect([200, 201]).toContain(done.status)
  return { sha256 }
}
const at = (id: string) => `${province.api}/documents/${id}`
const versionOf = async (id: string): Promise<number> => (await province.clerk.get(at(id))).body.version

test('a paper signed before its number goes out as it was signed, and is checked again where it comes', async () => {
  const file = await bring(await signPdf(plainPdf('Chi thi'), an))
  const { id, version } = await draft(province, [commune], { files: [file] })
  const { checks } = (await province.clerk.get(`${at(id)}/format`)).body
  const signature = checks.find((one: { id: string }) => one.id === 'format-signature')
  expect(signature).toMatchObject({
    state: 'warn',
    label: 'Chữ ký của Nguyễn Văn An, Tỉnh ủy Sơn Bình: toàn vẹn',
    detail: expect.stringContaining('Chưa kiểm tra được: chứng thư có bị thu hồi không'),
  })

  expect((await province.clerk.post(`${at(id)}/number`, { version })).status).toBe(201)
  const held = (await province.clerk.get(at(id))).body
  expect(held.checks.map((one: { id: string }) => one.id)).not.toContain('scan')
  expect(held.files).toMatchObject([{ ...file, signed: 1 }])
  const sent = await province.clerk.post(`${at(id)}/issue`, { version: held.version })
  expect(sent.status).toBe(200)

  const [waiting] = await waitingAt(commune)
  const there = `${commune.api}/deliveries/${waiting!.id}`
  const arrival = (await commune.clerk.get(there)).body
  expect(arrival.files).toMatchObject([{ ...file, signed: 1 }])
  expect(arrival.checks.map((one: { id: string }) => one.id)).not.toContain('signature')
  const report = (await commune.clerk.get(`${there}/files/${file.sha256}/signatures`)).body
  expect(report.signatures).toMatchObject([
    {
      integrity: 'intact',
      after: 'nothing',
      signer: 'Nguyễn Văn An, Tỉnh ủy Sơn Bình',
      chain: 'to_root',
      revocation: 'not_checked',
      covers: { whole: true },
    },
  ])
  const taken = await commune.clerk.post(`${there}/acceptance`, {})
  expect(taken.status).toBe(201)
  const kept = await commune.clerk.get(`${commune.api}/files/${file.sha256}/signatures`)
  expect(kept.body.signatures).toEqual(report.signatures)
})

test('a file that was changed after it was signed stops the sending, unless somebody answers for it', async () => {
  const signed = await signPdf(plainPdf('Ban goc'), an)
  const changed = Uint8Array.from(
    Buffer.from(Buffer.from(signed).toString('latin1').replace('Ban goc', 'Ban sua'), 'latin1'),
  )
  const file = await bring(changed)
  const { id, version } = await draft(province, [commune], { files: [file] })
  expect((await province.clerk.post(`${at(id)}/number`, { version })).status).toBe(201)
  const refused = await province.clerk.post(`${at(id)}/issue`, { version: await versionOf(id) })
  expect([refused.status, refused.body.fields]).toMatchObject([
    422,
    [{ field: 'files', message: expect.stringContaining('tệp đã bị sửa sau khi ký') }],
  ])
})

test('a file without signatures says so, and one that is no PDF too', async () => {
  const file = await bring(plainPdf('Khong ky'))
  const { body } = await province.clerk.get(`${province.api}/files/${file.sha256}/signatures`)
  expect(body).toMatchObject({ sha256: file.sha256, signatures: [] })
})
