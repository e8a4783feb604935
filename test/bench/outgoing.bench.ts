import { randomUUID } from 'node:crypto'
import { writeCsv } from '../../src/core/csv.ts'
import { writeXlsx } from '../../src/core/xlsx.ts'
import type { Cell } from '../../src/core/xlsx.ts'
import { draft, issue, openPlace, openProvince, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { clientOf } from '../support/place.ts'
import type { Figure } from './run.ts'

const DRAFTS = 1_500
const COMMUNES = 130
const SMALL = 10_000
const LARGE = 1_000_000

/** Numbers given, a recall from 130 communes, figures and lists of a committee with a million papers out. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  try {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    yield { name: 'outgoing.number_per_s', value: await numbersASecond(province, commune), unit: '1/s' }
    yield { name: 'recall.to_130_ms', value: await recallFromAll(instance, province), unit: 'ms' }
    const small = await filled(instance, 'Tỉnh ủy Mười Nghìn', SMALL)
    const large = await filled(instance, 'Tỉnh ủy Một Triệu', LARGE)
    const ratios: number[] = []
    for (const [name, path] of Object.entries(READS)) {
      const [few, many] = [await time(small, path), await time(large, path)]
      ratios.push(many / few)
      yield { name: `${name}_10k`, value: few, unit: 'ms' }
      yield { name: `${name}_1m`, value: many, unit: 'ms' }
    }
    yield { name: 'stats.worst_ratio_10k_1m', value: round(Math.max(...ratios)), unit: 'times' }
    yield { name: 'export.rows_per_s', value: await rowsASecond(large, writeXlsx), unit: '1/s' }
    yield { name: 'export.csv_rows_per_s', value: await rowsASecond(large, writeCsv), unit: '1/s' }
  } finally {
    await instance.stop()
  }
}

const READS = {
  'stats.type_year_ms': 'document-statistics',
  'stats.opened_ms': 'registers/outgoing?limit=50&type=chi-thi&deciding=standing_board',
  'stats.total_opened_ms': 'registers/outgoing?limit=50&deciding=executive',
  'in_force.ms': 'documents-in-force?type=chi-thi',
}

/** Drafts that are ready, given their numbers eight at a time. */
async function numbersASecond(province: Place, commune: Place): Promise<number> {
  const files = [await upload(province, 'cấp số')]
  const ready: { id: string; version: number }[] = []
  for (let i = 0; i < DRAFTS; i++) ready.push(await draft(province, [commune], { files }))
  let next = 0
  const start = performance.now()
  const one = async (): Promise<void> => {
    for (let at = next++; at < ready.length; at = next++) {
      const { id, version } = ready[at]!
      const done = await province.clerk.post(`${province.api}/documents/${id}/number`, { version })
      if (done.status !== 201) throw new Error(JSON.stringify(done.body))
    }
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return Math.round(DRAFTS / ((performance.now() - start) / 1000))
}

/** A paper that 130 communes have before them is recalled. */
async function recallFromAll(instance: Instance, province: Place): Promise<number> {
  const communes: Place[] = []
  for (let i = 0; i < COMMUNES; i++) communes.push(await openPlace(instance, `Đảng ủy xã số ${i + 1}`))
  const times: number[] = []
  for (let i = 0; i < 15; i++) {
    const { id } = await issue(province, communes)
    const start = performance.now()
    const headers = { 'idempotency-key': randomUUID() }
    const done = await province.clerk.post(
      `${province.api}/documents/${id}/recall`,
      { reason: 'Sai số liệu' },
      headers,
    )
    times.push(performance.now() - start)
    if (done.status !== 201) throw new Error(JSON.stringify(done.body))
  }
  return median(times)
}

/** A province whose register holds so many papers of ten years, four types, three deciding bodies. */
async function filled(instance: Instance, name: string, papers: number): Promise<Place> {
  const place = await openProvince(instance, name)
  const { terms, issuers } = (await place.clerk.get(`${place.api}/organisation`)).body
  const tenant = await clientOf(instance, place.handle)
  const [first, last] = [Date.parse('2017-01-02T01:00:00Z'), Date.parse('2026-03-01T01:00:00Z')]
  const at = `(${first} + i * ${Math.floor((last - first) / papers)})`
  const type = `case i % 4 when 0 then 'chi-thi' when 1 then 'ke-hoach' when 2 then 'cong-van' else 'thong-bao' end`
  await tenant.execute('pragma synchronous = off')
  for (let from = 1; from <= papers; from += CHUNK)
    await tenant.execute(`insert into document (id, state, typeId, issuerId, subject, authorId, authorName, createdAt, updatedAt,
        termId, series, number, notation, typeName, issuedOn, issuedAt, issuedBy, signerName, recipientText, decidingBody)
      with recursive many(i) as (select ${from} union all select i + 1 from many where i < ${Math.min(papers, from + CHUNK - 1)})
      select 'out-' || i, 'issued', ${type}, '${issuers[0].id}', 'Về việc triển khai kế hoạch ' || (i % 100), 'nobody', 'Văn thư', ${at}, ${at},
        '${terms[0].id}', 'filled', i, i || '-CT/TU', ${type}, date(${at} / 1000 + 25200, 'unixepoch'), ${at}, 'Văn thư', 'Nguyễn Văn An',
        'Như trên', case i % 7 when 0 then 'executive' when 1 then 'standing' else 'standing_board' end from many`)
  await tenant.execute('analyze')
  return place
}
const CHUNK = 50_000

async function time(place: Place, path: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 41; i++) {
    const start = performance.now()
    const { status } = await place.clerk.get(`${place.api}/${path}`)
    times.push(performance.now() - start)
    if (status !== 200) throw new Error(`${path}: ${status}`)
  }
  return median(times)
}

type Write = typeof writeXlsx
/** The register taken along, page after page as the screen asks for it: read, sent, made a file. */
async function rowsASecond(place: Place, write: Write): Promise<number> {
  const columns = ['Số', 'Ngày', 'Trích yếu', 'Người ký', 'Nơi nhận', 'Ghi chú'].map((title) => ({ title }))
  let rows = 0
  const read = async function* (): AsyncGenerator<Cell[]> {
    let cursor: string | undefined
    do {
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const { body } = await place.clerk.get(`${place.api}/registers/outgoing?limit=1000${more}`)
      for (const one of body.items) {
        rows += 1
        yield [one.notation, one.issuedOn, one.subject, one.signer, one.recipients, one.note]
      }
      cursor = body.next
    } while (cursor !== undefined && rows < TAKEN)
  }
  const start = performance.now()
  for await (const piece of write({ name: 'Sổ văn bản đi', columns }, read())) if (piece.length === 0) break
  return Math.round(rows / ((performance.now() - start) / 1000))
}
const TAKEN = 60_000

const round = (value: number): number => Math.round(value * 100) / 100
const median = (times: number[]): number => round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)
