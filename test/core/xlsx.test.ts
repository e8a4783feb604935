import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { inert, revived, writeXlsx } from '../../src/core/xlsx.ts'
import type { Cell, Sheet } from '../../src/core/xlsx.ts'
import { inspected } from '../../src/files/inspect.ts'
import { kindOfName } from '../../src/files/rules.ts'
import { streamOf } from '../support/files.ts'
import { cellsOf } from '../support/workbook.ts'

const SHEET: Sheet = {
  name: 'Sổ [văn bản] đi: 2025/2030 của Đảng ủy',
  columns: [
    { title: 'Số, ký hiệu' },
    { title: 'Ngày', kind: 'day' },
    { title: 'Trích yếu', width: 60 },
    { title: 'Số bản', kind: 'number' },
  ],
}

async function bytesOf(rows: Iterable<Cell[]> | AsyncIterable<Cell[]>, sheet = SHEET): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeXlsx(sheet, rows)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('rows become a workbook with its head, texts as texts, days as days', async () => {
  const cells = cellsOf(
    await bytesOf([
      ['05-CT/TU', '2026-11-22', 'tăng cường <lãnh đạo> & "văn thư"', 3],
      ['007', 'chưa rõ', '', undefined],
    ]),
  )
  expect(cells.get('A1')).toEqual({ text: 'Số, ký hiệu', style: '1' })
  expect(cells.get('A2')).toEqual({ text: '05-CT/TU', style: '0' })
  // 46348 is 22/11/2026 where spreadsheets count from 1900.
  expect(cells.get('B2')).toEqual({ number: 46_348, style: '2' })
  expect(cells.get('C2')?.text).toBe('tăng cường <lãnh đạo> & "văn thư"')
  expect(cells.get('D2')).toEqual({ number: 3, style: '0' })
  expect(cells.get('A3')?.text).toBe('007')
  expect(cells.get('B3')?.text).toBe('chưa rõ')
  expect(cells.has('C3')).toBe(false)
})

test.each(['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '\tx', '\r=1'])(
  'no cell is a formula or becomes one: %j',
  async (text) => {
    const bytes = await bytesOf([[text, text, text, undefined]])
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)).not.toContain('<f')
    expect(cellsOf(bytes).get('A2')?.text).toBe(`'${text}`)
    expect(revived(inert(text))).toBe(text)
  },
)

/** What XML 1.0 cannot say. */
const UNSAYABLE = new Set(
  [...Array(32).keys(), 0xfffe, 0xffff]
    .filter((code) => ![9, 10, 13].includes(code))
    .map((code) => String.fromCharCode(code)),
)

test('any text at all goes in and comes out, and the file is one that is accepted here', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
      async (texts) => {
        const cells = cellsOf(await bytesOf(texts.map((text) => [text])))
        for (const [i, text] of texts.entries()) {
          const sayable = [...inert(text).toWellFormed()].filter((letter) => !UNSAYABLE.has(letter)).join('')
          expect(cells.get(`A${i + 2}`)?.text ?? '').toBe(text === '' ? '' : sayable)
        }
      },
    ),
    { numRuns: 200 },
  )
  const bytes = await bytesOf([['a', '2026-01-01', 'b', 1]])
  const looked = inspected(streamOf(bytes), kindOfName('so.xlsx')!, false)
  await new Response(looked.body).arrayBuffer()
  await looked.over
  expect(looked.seen).toMatchObject({ active: [] })
  expect(looked.seen.refusal).toBeUndefined()
})

test('what a cell cannot hold says how much is missing', async () => {
  const cells = cellsOf(await bytesOf([['x'.repeat(40_000)]]))
  const text = cells.get('A2')?.text ?? ''
  expect(text.length).toBeLessThanOrEqual(32_767)
  expect(text).toMatch(/… \(còn 7\d{3} ký tự\)$/)
})

test('a hundred thousand rows are written as they come, in pieces', async () => {
  async function* many(): AsyncGenerator<Cell[]> {
    for (let i = 1; i <= 100_000; i++) yield [`${i}-CV/TU`, '2026-11-22', 'về việc thử', i]
  }
  let pieces = 0
  let largest = 0
  const all: Uint8Array[] = []
  for await (const piece of writeXlsx(SHEET, many())) {
    pieces++
    largest = Math.max(largest, piece.length)
    all.push(piece)
  }
  expect(pieces).toBeGreaterThan(50)
  expect(largest).toBeLessThan(200_000)
  const xml = strFromU8(unzipSync(Buffer.concat(all))['xl/worksheets/sheet1.xml']!)
  expect(xml).toContain('<row r="100001">')
  expect(xml).toContain('autoFilter ref="A1:D100001"')
})
