import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { tidyFiles } from '../../src/documents/files/tidy.ts'
import { runJobs } from '../../src/jobs.ts'
import { joinCommittee } from '../support/committee.ts'
import { draft, openPlace, pdf, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { everybodys, inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

let instance: Instance
let place: Place
let other: Place
let office: Office
let apart: Caller
let procedureId: string
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Kèm Tệp')
  other = await openPlace(instance, 'Đảng ủy xã Bên Cạnh')
  const join = (name: string, role: 'office_chief' | 'leader' | 'specialist') =>
    joinCommittee(instance, place.handle, { name, roles: [role] })
  office = {
    api: place.api,
    author: await join('Lê Chi', 'office_chief'),
    approver: await join('Phạm Dung', 'leader'),
  }
  apart = await join('Nguyễn An', 'specialist')
  const template = opinion()
  template.fields = {
    noi_dung: { type: 'file', label: 'Đơn và hồ sơ kèm theo' },
    ket_qua: { type: 'string', label: 'Kết quả' },
  }
  procedureId = (await inForce(office, dayAt(instance.clock.now), template, everybodys)).id
})
afterAll(() => instance.stop())

const open = () => opened(place.api, office.author, procedureId)
const act = (id: string, noi_dung: unknown) =>
  office.author.post(`${place.api}/cases/${id}/steps`, { no: 1, outcome: 'chuyen', fields: { noi_dung } })
const page = async (id: string) => (await office.author.get(`${place.api}/cases/${id}`)).body
const get = async (who: Caller, id: string, sha256: string) =>
  (await who.get(`${place.api}/cases/${id}/files/${sha256}`)).status

test('a file attached at a step stands in the case and its history, for those who read the case', async () => {
  const [id, elsewhere] = [await open(), await open()]
  const { sha256 } = await upload(place, 'don xin')
  expect((await act(id, [{ sha256, name: 'Đơn.pdf' }])).status).toBe(200)
  const facts = {
    sha256,
    name: 'Đơn.pdf',
    type: 'application/pdf',
    size: pdf('don xin').length,
  }
  const filled = { f: 'noi_dung', value: [facts], text: 'Đơn.pdf (1 KB)' }
  const seen = await page(id)
  expect(seen.fields).toMatchObject([filled])
  expect(seen.history.flatMap((one: { filled?: unknown[] }) => one.filled ?? [])).toMatchObject([filled])
  expect(await get(office.author, id, sha256)).toBe(200)
  expect(await get(office.approver, id, sha256)).toBe(200)
  // Who has nothing to do with the case, whoever is of another committee, and another case.
  expect(await get(apart, id, sha256)).toBe(404)
  expect(await get(other.clerk, id, sha256)).toBe(404)
  expect(await get(office.author, elsewhere, sha256)).toBe(404)
})

test('what is required is asked for, and files that are not here are refused with their field', async () => {
  const id = await open()
  expect((await act(id, [])).status).toBe(422)
  const theirs = await upload(other, 'cua noi khac')
  const wrong = [[{ sha256: theirs.sha256 }], [{ sha256: 'a'.repeat(64) }], 'Đơn ở tủ 2', [{ sha256: 'a' }]]
  for (const value of wrong) {
    const { status, body } = await act(id, value)
    expect([status, body.fields?.[0]?.field]).toEqual([422, 'fields.noi_dung'])
  }
  const { sha256 } = await upload(place, 'don hai')
  expect((await act(id, [{ sha256, name: 'Đơn.docx' }])).body.fields).toMatchObject([
    { field: 'fields.noi_dung' },
  ])
  expect(await get(office.author, id, sha256)).toBe(404)
  const begun = { procedureId, title: 'Mở kèm tệp', fields: { noi_dung: [{ sha256: theirs.sha256 }] } }
  expect((await office.author.post(`${place.api}/cases`, begun)).body.fields).toMatchObject([
    { field: 'fields.noi_dung' },
  ])
})

test('the sweep leaves what a case has, and takes what nothing names', async () => {
  const id = await open()
  const [kept, left] = [await upload(place, 'giu lai'), await upload(place, 'bo quen')]
  expect((await act(id, [{ sha256: kept.sha256 }])).status).toBe(200)
  const tenant = await tenantOf(instance, place.handle)
  const { files } = instance.platform
  const now = instance.clock.now + 8 * 86_400_000
  expect((await tidyFiles({ tenant, files, committeeId: place.handle, now } as never)).done).toBeGreaterThan(
    0,
  )
  expect(await get(office.author, id, kept.sha256)).toBe(200)
  expect((await place.clerk.get(`${place.api}/files/${left.sha256}`)).status).toBe(404)
})

test('a case that began from a locked paper gives its files to nobody, again once it is given back, never once it is purged', async () => {
  const made = await draft(place, [])
  const from = { kind: 'document', id: made.id }
  const begun = await place.clerk.post(`${place.api}/cases`, { procedureId, title: 'Từ văn bản', from })
  expect(begun.status).toBe(201)
  const { id } = begun.body
  const { sha256 } = await upload(place, 'khong duoc giu')
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: [{ sha256 }] } }
  expect((await place.clerk.post(`${place.api}/cases/${id}/steps`, body)).status).toBe(200)
  const lock = async () =>
    (await place.clerk.post(`${place.api}/documents/${made.id}/lock`, { found: 'content' })).body.id
  const decided = async (spill: string, how: string, why: object) => {
    expect((await office.author.post(`${place.api}/spills/${spill}/${how}`, why)).status).toBe(201)
    await instance.settle()
    instance.clock.now += 60_000
    await runJobs(instance.platform)
  }
  const first = await lock()
  expect(await get(place.clerk, id, sha256)).toBe(404)
  expect((await place.clerk.get(`${place.api}/files/${sha256}`)).status).toBe(404)
  await decided(first, 'release', { reason: 'Dấu của mẫu biểu' })
  expect(await get(place.clerk, id, sha256)).toBe(200)
  await decided(await lock(), 'purge', {})
  expect(await get(place.clerk, id, sha256)).toBe(404)
  expect((await place.clerk.get(`${place.api}/files/${sha256}`)).status).toBe(404)
})
