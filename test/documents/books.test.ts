import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '../../src/core/tables.ts'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { MORNING, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { meddler, tenantOf } from '../support/place.ts'

const { change, next } = meddler()
let instance: Instance
let province: Place
beforeAll(async () => {
  instance = await startInstance(change)
  province = await openProvince(instance)
})
beforeEach(() => {
  instance.clock.now = MORNING
})
afterAll(() => instance.stop())

type Series = {
  issuer: { id: string; suffix: string }
  series: string
  types: { id: string }[]
  given: number
  next: number
  notation: string
}

const runs = async (place: Place): Promise<Series[]> =>
  (await place.clerk.get(`${place.api}/number-series`)).body.items
const run = async (place: Place, series: string, suffix = ''): Promise<Series> =>
  (await runs(place)).find(
    (one) => one.series === series && (suffix === '' || one.issuer.suffix === suffix),
  ) as Series
const setNext = (place: Place, { issuer, series }: Series, number: number) =>
  place.clerk.put(`${place.api}/number-series`, { issuerId: issuer.id, series, next: number })

/** Takes the next number without a paper. */
const take = async (place: Place, typeId: string) => {
  const { issuer } = (await runs(place))[0]!
  const done = await place.clerk.post(`${place.api}/number-reservations`, {
    typeId,
    issuerId: issuer.id,
    why: 'paper',
  })
  expect(done.status).toBe(201)
  return done.body as { number: number; notation: string }
}

describe('the runs of outgoing numbers', () => {
  test('are one for each type, Quyết định and Quy định together, all at 01 in a new term', async () => {
    const all = await runs(province)
    expect(all.every((one) => one.next === 1 && one.given === 0)).toBe(true)
    expect(all.find((one) => one.series === 'QĐ')).toMatchObject({
      types: [{ id: 'quyet-dinh' }, { id: 'quy-dinh' }],
      notation: '01-QĐ/TU',
    })
    expect((await run(province, 'chi-thi')).notation).toBe('01-CT/TU')
    expect(all.map((one) => one.series)).not.toContain('dieu-le')
  })

  test('go on from a paper book: the next paper bears the number set', async () => {
    const set = await setNext(province, await run(province, 'cong-van'), 335)
    expect(set.status).toBe(200)
    expect(set.body).toMatchObject({ given: 0, next: 335, notation: '335-CV/TU' })
    const sent = await issue(province, [await openPlace(instance, 'Đảng ủy xã Tân Lập')], {
      typeId: 'cong-van',
    })
    expect(sent).toMatchObject({ number: 335, notation: '335-CV/TU' })
    expect(await run(province, 'cong-van')).toMatchObject({ given: 335, next: 336 })
  })

  test('may be set back to what was not given yet, never to a number that was', async () => {
    const series = await run(province, 'thong-bao')
    await setNext(province, series, 3400)
    expect((await setNext(province, series, 340)).status).toBe(200)
    expect((await take(province, 'thong-bao')).number).toBe(340)
    const used = await setNext(province, series, 340)
    expect(used.status).toBe(422)
    expect(used.body.fields).toEqual([
      {
        field: 'next',
        message: 'Đã cấp đến số 340 trong nhiệm kỳ 2025-2030; số tiếp theo nhỏ nhất là 341.',
      },
    ])
    expect((await setNext(province, series, 341)).status).toBe(200)
  })

  test('leave numbers out in mid-run only with a reason, which the audit keeps', async () => {
    await take(province, 'to-trinh')
    const series = await run(province, 'to-trinh')
    expect((await setNext(province, series, 2)).status).toBe(200)
    const wordless = await setNext(province, series, 9)
    expect([wordless.status, wordless.body.fields[0].field]).toEqual([422, 'reason'])
    const body = { issuerId: series.issuer.id, series: series.series, next: 9, reason: 'Đã cấp ở sổ giấy' }
    expect((await province.clerk.put(`${province.api}/number-series`, body)).status).toBe(200)
    const tenant = await tenantOf(instance, province.handle)
    const [row] = await tenant.select().from(audit).orderBy(desc(audit.id)).limit(1)
    expect(JSON.parse(row!.after!)).toMatchObject({ next: 9, reason: 'Đã cấp ở sổ giấy' })
  })

  test('keep the number that was given while another one was being set', async () => {
    const series = await run(province, 'ke-hoach')
    next.write = () => take(province, 'ke-hoach')
    const late = await setNext(province, series, 1)
    expect(late.status).toBe(409)
    expect(await run(province, 'ke-hoach')).toMatchObject({ given: 1, next: 2 })
  })

  test('leave in the audit what was and what is', async () => {
    const series = await run(province, 'bao-cao')
    await setNext(province, series, 12)
    const tenant = await tenantOf(instance, province.handle)
    const [row] = await tenant.select().from(audit).orderBy(desc(audit.id)).limit(1)
    expect(row).toMatchObject({ action: 'series.set', subject: 'Báo cáo (TU)' })
    expect([row?.before, row?.after].map((state) => JSON.parse(state!))).toEqual([
      { term: '2025-2030', next: 1 },
      { term: '2025-2030', next: 12 },
    ])
  })

  test('of a congress are one for all types', async () => {
    const made = await province.clerk.post(`${province.api}/issuers`, {
      name: 'Đại hội Đảng bộ tỉnh Sơn Bình',
      suffix: 'ĐH',
      kind: 'congress',
    })
    const all = (await runs(province)).filter((one) => one.issuer.id === made.body.id)
    expect(all).toMatchObject([{ series: '*', next: 1, notation: '01/ĐH' }])
    expect(all[0]!.types.length).toBeGreaterThan(15)
  })

  test('wrong ones are named', async () => {
    const series = await run(province, 'chi-thi')
    const fields = async (body: object) =>
      (await province.clerk.put(`${province.api}/number-series`, body)).body.fields.map(
        (one: { field: string }) => one.field,
      )
    const issuerId = series.issuer.id
    expect(await fields({ issuerId: 'khong-co', series: 'chi-thi', next: 2 })).toEqual(['issuerId'])
    expect(await fields({ issuerId, series: 'khong-co', next: 2 })).toEqual(['series'])
    expect(await fields({ issuerId, series: 'chi-thi', next: 0 })).toEqual(['next'])
    expect(await fields({ issuerId, series: 'chi-thi', next: 100_000 })).toEqual(['next'])
  })

  test('are set by clerks and administrators only', async () => {
    const series = await run(province, 'chi-thi')
    const body = { issuerId: series.issuer.id, series: 'chi-thi', next: 9 }
    for (const role of ['specialist', 'leader', 'office_chief', 'archivist', 'unit_head'] as const) {
      const other = await joinCommittee(instance, province.handle, { name: role, roles: [role] })
      expect((await other.put(`${province.api}/number-series`, body)).status).toBe(403)
    }
  })
})

describe('the book of arrivals', () => {
  type Book = { id: string; period: string; periodName: string; given: number; next: number; version: number }
  const book = async (place: Place): Promise<Book> =>
    (await place.clerk.get(`${place.api}/arrival-books`)).body.items[0]
  const set = async (place: Place, body: object) => {
    const { id, version } = await book(place)
    return place.clerk.put(`${place.api}/arrival-books/${id}`, body, { 'if-match': `"v${version}"` })
  }
  const arrive = async (place: Place): Promise<number> => {
    await issue(province, [place])
    const [arrival] = await waitingAt(place)
    const done = await place.clerk.post(`${place.api}/deliveries/${arrival!.id}/acceptance`)
    expect(done.status).toBe(201)
    return done.body.arrivalNo
  }

  test('counts by calendar year until told otherwise, and starts anew each year', async () => {
    instance.clock.now = Date.parse('2025-12-31T16:59:59Z')
    const place = await openPlace(instance, 'Đảng ủy xã Mường Khoa')
    expect(await book(place)).toMatchObject({ period: 'year', periodName: 'Năm 2025', given: 0, next: 1 })
    expect([await arrive(place), await arrive(place)]).toEqual([1, 2])
    instance.clock.now = Date.parse('2025-12-31T17:00:00Z')
    expect(await arrive(place)).toBe(1)
    expect(await book(place)).toMatchObject({ periodName: 'Năm 2026', given: 1, next: 2 })
  })

  test('goes on from a paper book and never back to a number that was given', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Bản Lầu')
    const done = await set(place, { next: 512 })
    expect(done.status).toBe(200)
    expect(done.headers.get('etag')).toBe('"v2"')
    expect(await arrive(place)).toBe(512)
    const lower = await set(place, { next: 512 })
    expect(lower.status).toBe(422)
    expect(lower.body.fields[0].message).toBe('Sổ đã cấp đến số 512; số đến tiếp theo nhỏ nhất là 513.')
    const stale = await place.clerk.put(
      `${place.api}/arrival-books/main`,
      { next: 600 },
      { 'if-match': '"v1"' },
    )
    expect(stale.status).toBe(412)
  })

  test('runs on when it begins to count by term, through the new year, until the next term', async () => {
    instance.clock.now = Date.parse('2025-12-30T01:00:00Z')
    const place = await openPlace(instance, 'Đảng ủy xã Lũng Vai')
    expect(await arrive(place)).toBe(1)
    const term = await set(place, { period: 'term' })
    expect(term.body).toMatchObject({ period: 'term', periodName: 'Nhiệm kỳ 2025-2030', next: 2 })
    expect(await arrive(place)).toBe(2)
    instance.clock.now = Date.parse('2026-01-04T01:00:00Z')
    expect(await arrive(place)).toBe(3)
    await place.clerk.post(`${place.api}/terms`, { name: '2026-2031', opensOn: '2026-01-05' })
    expect(await arrive(place)).toBe(4)
    instance.clock.now = Date.parse('2026-01-05T01:00:00Z')
    expect(await arrive(place)).toBe(1)
    const back = await set(place, { period: 'year' })
    expect(back.body).toMatchObject({ period: 'year', periodName: 'Năm 2026', next: 2 })
  })

  test('that counts by term keeps what it counted when days of terms are moved', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Nậm Chảy')
    await set(place, { period: 'term' })
    await arrive(place)
    const early = await place.clerk.post(`${place.api}/terms`, { name: 'Mới', opensOn: '2026-03-02' })
    expect(early.status).toBe(422)
    expect(early.body.fields[0].message).toContain('Văn bản đến số 1, ngày 02/03/2026')
    expect(
      (await place.clerk.post(`${place.api}/terms`, { name: 'Mới', opensOn: '2026-03-03' })).status,
    ).toBe(201)
  })

  test('that is set while a paper is entered keeps both', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Tung Chung Phố')
    next.write = () => arrive(place)
    expect((await set(place, { next: 1 })).status).toBe(409)
    expect(await book(place)).toMatchObject({ given: 1, next: 2, version: 1 })
  })
})

describe('document types', () => {
  type Type = { id: string; name: string; symbol: string; series: string; version: number; warning?: string }
  const types = async (place: Place): Promise<Type[]> =>
    (await place.clerk.get(`${place.api}/document-types`)).body.items
  const type = async (place: Place, id: string): Promise<Type> =>
    (await types(place)).find((one) => one.id === id) as Type
  const edit = async (place: Place, id: string, body: object, version?: number) =>
    place.clerk.patch(`${place.api}/document-types/${id}`, body, {
      'if-match': `"v${version ?? (await type(place, id)).version}"`,
    })

  test('are the catalogue in force, those of the centre hidden', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Cao Sơn')
    const all = await types(place)
    expect(all.slice(0, 3).map((one) => one.name)).toEqual(['Nghị quyết', 'Quyết định', 'Quy định'])
    expect(all.find((one) => one.id === 'dieu-le')).toMatchObject({ hidden: true, symbol: '' })
    expect(all.every((one) => one.warning === undefined)).toBe(true)
  })

  test('take another symbol, are hidden and shown, on the version seen', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã La Pan Tẩn')
    const done = await edit(place, 'chuong-trinh', { symbol: 'CTHĐ', hidden: true })
    expect(done.body).toMatchObject({ symbol: 'CTHĐ', hidden: true, version: 2 })
    expect((await edit(place, 'chuong-trinh', { hidden: false }, 1)).status).toBe(412)
    expect((await edit(place, 'chuong-trinh', { symbol: 'CT 1' })).status).toBe(422)
    expect((await edit(place, 'khong-co', { hidden: true }, 1)).status).toBe(404)
  })

  test('count apart from the start of a term, with the warning that numbers can look alike', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Tả Thàng')
    const done = await edit(place, 'quy-dinh', { series: 'quy-dinh' })
    expect(done.status).toBe(200)
    expect(done.body.warning).toBe(
      'Quy định và Quyết định cùng ký hiệu QĐ nhưng đánh số riêng: số và ký hiệu có thể trùng nhau, khi trích dẫn phải ghi rõ tên loại.',
    )
    expect([await take(place, 'quyet-dinh'), await take(place, 'quy-dinh')]).toMatchObject([
      { notation: '01-QĐ/ĐU' },
      { notation: '01-QĐ/ĐU' },
    ])
  })

  test('do not change runs in mid-term where one of their numbers would come again', async () => {
    const place = await openPlace(instance, 'Đảng ủy xã Dìn Chin')
    for (let i = 0; i < 3; i++) await take(place, 'quy-dinh')
    const refused = await edit(place, 'quy-dinh', { series: 'quy-dinh' })
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('Quy định đã lấy đến số 3 (ĐU) trong nhiệm kỳ này')
    expect((await edit(place, 'quyet-dinh', { series: 'quyet-dinh' })).status).toBe(200)
    expect((await edit(place, 'quy-dinh', { series: 'chi-bo-rieng' })).status).toBe(422)
    await setNext(place, await run(place, 'cong-van'), 40)
    expect((await edit(place, 'quy-dinh', { series: 'cong-van' })).status).toBe(200)
    expect(await take(place, 'quy-dinh')).toMatchObject({ number: 40 })
  })
})

test.each([
  ['{}', {}],
  ['only what nobody knows', { màu: 'đỏ' }],
])('an edit of a type that names nothing to edit is refused: %s', async (_, body) => {
  const answer = await province.clerk.patch(`${province.api}/document-types/thu-cong`, body, {
    'if-match': '"v1"',
  })
  expect([answer.status, answer.body.fields]).toMatchObject([
    422,
    [{ message: 'Cần nêu ít nhất một mục để sửa.' }],
  ])
})
