import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { document } from '../../src/documents/tables.ts'
import { signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { meddler, tenantOf } from '../support/place.ts'

const { change, next } = meddler()
let instance: Instance
let admin: Caller
beforeAll(async () => {
  instance = await startInstance(change)
  admin = await signUpPerson(instance, 'Lò Văn Xem')
})
afterAll(() => instance.stop())

type Term = {
  id: string
  name: string
  opensOn: string
  closesOn?: string
  current: boolean
  version: number
}

/** A committee in its first term, which opened on 16/08/2025. */
async function newCommittee(name: string) {
  const handle = await signUpCommittee(admin, { name })
  const at = `/api/c/${handle}`
  const terms = async (): Promise<Term[]> => (await admin.get(`${at}/organisation`)).body.terms
  return {
    at,
    terms,
    edit: (term: Term, body: object) =>
      admin.patch(`${at}/terms/${term.id}`, body, { 'if-match': `"v${term.version}"` }),
    /** Lays a document issued on a day, as the register would hold it. */
    issued: async (termId: string, issuedOn: string, number: number) => {
      const tenant = await tenantOf(instance, handle)
      await tenant.insert(document).values({
        id: `${termId}-${number}`,
        state: 'issued',
        issuerId: 'main',
        termId,
        series: 'CV',
        number,
        notation: `${number}-CV/ĐU`,
        issuedOn,
        authorId: 'x',
        authorName: 'x',
        createdAt: 0,
        updatedAt: 0,
      })
    },
  }
}

test('a new term closes the current one the day before and is current from its day on', async () => {
  const { at, terms } = await newCommittee('Đảng ủy xã Một')
  const opened = await admin.post(`${at}/terms`, { name: '2030-2035', opensOn: '2026-03-05' })
  expect(opened.status).toBe(201)
  expect(opened.body).toMatchObject({ current: false, ground: 'congress', version: 1 })
  expect(await terms()).toMatchObject([
    { name: '2030-2035', opensOn: '2026-03-05', current: false },
    { name: '2025-2030', opensOn: '2025-08-16', closesOn: '2026-03-04', current: true },
  ])
  const before = instance.clock.now
  instance.clock.now = Date.parse('2026-03-04T17:00:00Z')
  expect((await terms()).map((term) => term.current)).toEqual([true, false])
  instance.clock.now = before
})

test('a successor in mid-term opens a term of its own, and says why', async () => {
  const { at, terms } = await newCommittee('Đảng ủy xã Hai')
  const note = 'Hợp nhất Đảng bộ xã Tả Van và Đảng bộ xã Bản Hồ'
  const body = { name: '2025-2030 (sau hợp nhất)', opensOn: '2026-03-02', ground: 'reorganisation', note }
  expect((await admin.post(`${at}/terms`, body)).status).toBe(201)
  expect((await terms())[0]).toMatchObject({ ground: 'reorganisation', note, current: true })
})

describe('a term that has documents', () => {
  test('is not cut short before the last of them', async () => {
    const { at, terms, issued } = await newCommittee('Đảng ủy xã Ba')
    const [current] = await terms()
    await issued(current!.id, '2026-02-27', 12)
    const early = await admin.post(`${at}/terms`, { name: 'Mới', opensOn: '2026-02-27' })
    expect(early.status).toBe(422)
    expect(early.body.fields).toEqual([
      {
        field: 'opensOn',
        message:
          'Văn bản số 12-CV/ĐU, ngày 27/02/2026, đã lấy số trong nhiệm kỳ 2025-2030 và không thể chuyển sang nhiệm kỳ khác. Không đặt được ngày 27/02/2026.',
      },
    ])
    expect((await admin.post(`${at}/terms`, { name: 'Mới', opensOn: '2026-02-28' })).status).toBe(201)
  })

  test('keeps them when its opening or closing is moved', async () => {
    const { terms, edit, issued } = await newCommittee('Đảng ủy xã Bốn')
    const [current] = await terms()
    await issued(current!.id, '2025-09-01', 1)
    await issued(current!.id, '2026-02-01', 2)
    expect((await edit(current!, { opensOn: '2025-09-02' })).status).toBe(422)
    expect((await edit(current!, { closesOn: '2026-01-31' })).status).toBe(422)
    const moved = await edit(current!, { opensOn: '2025-09-01', closesOn: '2026-02-01' })
    expect(moved.body).toMatchObject({ opensOn: '2025-09-01', closesOn: '2026-02-01', version: 2 })
    const reopened = await edit({ ...current!, version: 2 }, { closesOn: null })
    expect(reopened.body.closesOn).toBeUndefined()
    expect((await edit(current!, { name: 'Tên khác' })).status).toBe(412)
  })

  test('keeps a document that was issued while the change was being decided', async () => {
    const { at, terms, issued } = await newCommittee('Đảng ủy xã Năm')
    const [current] = await terms()
    next.write = () => issued(current!.id, '2026-03-02', 7)
    const tried = await admin.post(`${at}/terms`, { name: 'Mới', opensOn: '2026-03-02' })
    expect(tried.status).toBe(409)
    expect(await terms()).toEqual([current])
  })
})

test('terms of two administrators at once leave one order of terms', async () => {
  const { at, terms } = await newCommittee('Đảng ủy xã Sáu')
  const both = await Promise.all(
    ['2026-04-01', '2026-05-01'].map((opensOn) => admin.post(`${at}/terms`, { name: opensOn, opensOn })),
  )
  expect(both.filter((one) => one.status === 201).length).toBeGreaterThanOrEqual(1)
  const days = (await terms()).toReversed()
  days.forEach((term, i) => {
    const next = days[i + 1]
    expect(next === undefined || (term.closesOn ?? '9999') < next.opensOn).toBe(true)
  })
})

test('wrong days are named', async () => {
  const { at, terms, edit } = await newCommittee('Đảng ủy xã Bảy')
  const [current] = await terms()
  const wrong = await admin.post(`${at}/terms`, { name: ' ', opensOn: '31/12/2026' })
  expect(wrong.body.fields.map((one: { field: string }) => one.field).sort()).toEqual(['name', 'opensOn'])
  expect((await admin.post(`${at}/terms`, { name: 'Trùng', opensOn: '2025-08-16' })).status).toBe(422)
  expect((await edit(current!, { closesOn: '2025-08-15' })).status).toBe(422)
  expect((await edit({ ...current!, id: 'khac' }, { name: 'x' })).status).toBe(404)
})
