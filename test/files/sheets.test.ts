import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows } from '../../src/files/sheets/csv.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let place: Place
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tả Van')
})
afterAll(() => instance.stop())

const read = (bytes: Uint8Array) =>
  place.clerk.post(`${place.api}/sheets`, bytes, { 'content-type': 'application/octet-stream' })
const workbook = (sheet: string, more: Record<string, Uint8Array>) =>
  zipSync({
    'xl/worksheets/sheet2.xml': strToU8('<worksheet><row><c t="str"><v>trang sau</v></c></row></worksheet>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    // Where Excel writes them: after the sheets.
    ...more,
  })

test('a workbook: shared and own texts, formulas, numbers, days, holes between cells; the first sheet', async () => {
  const sheet = `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Thư </t><r><t>điện tử</t></r></is></c></row>
    <row r="2"/><row r="4"><c r="A4" t="s"><v>0</v></c><c r="B3" t="str"><f>A1</f><v>ĐU &amp; TU</v></c>
    <c r="C3"><v>42</v></c><c r="D3" s="1"><v>45885</v></c></row>`
  const shared =
    '<sst><si><t>Xã Tả Van</t><rPh><t>đọc là</t></rPh></si><si><r><t>Tên </t></r><r><t>cơ quan</t></r></si></sst>'
  const styles =
    '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
  const answer = await read(
    workbook(sheet, { 'xl/sharedStrings.xml': strToU8(shared), 'xl/styles.xml': strToU8(styles) }),
  )
  expect(answer.body.rows).toEqual([
    ['Tên cơ quan', '', 'Thư điện tử'],
    [],
    [],
    ['Xã Tả Van', 'ĐU & TU', '42', '2025-08-16'],
  ])
})

test.each([
  [
    'commas',
    'a,"b, c"\n1,2\n',
    [
      ['a', 'b, c'],
      ['1', '2'],
    ],
  ],
  [
    'semicolons and a byte order mark',
    '\uFEFFa;b\r\n1,5;"x ""y"""\r\n',
    [
      ['a', 'b'],
      ['1,5', 'x "y"'],
    ],
  ],
  [
    'tabs and lines within quotes',
    'a\tb\n"1\n2"\t3',
    [
      ['a', 'b'],
      ['1\n2', '3'],
    ],
  ],
  [
    'rows that keep their places though others are empty',
    'a,b\n\n,\n1,2\n\n',
    [['a', 'b'], [], [], ['1', '2']],
  ],
])('a text with %s', async (_, text, rows) => {
  expect((await read(new TextEncoder().encode(text))).body.rows).toEqual(rows)
})

test('what Excel calls Unicode text', async () => {
  const wide = Buffer.from('\uFEFFTên\tThư\nTả Van\tx', 'utf16le')
  expect((await read(wide)).body.rows).toEqual([
    ['Tên', 'Thư'],
    ['Tả Van', 'x'],
  ])
})

test('any cells come back as they were written', () => {
  const cell = fc.stringMatching(/^[a-zĐđ",;\t\n ]{0,8}$/).map((one) => one.trim())
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(rows, (wanted) => {
      const text = wanted.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
      const kept = wanted.map((row) => (row.some((one) => one !== '') ? row : []))
      expect(csvRows(['"đầu","bảng"', ...text].join('\n')).slice(1)).toEqual(kept)
    }),
  )
})

const ole = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0)
test.each([
  ['locked', ole, 'file_content', 'mật khẩu'],
  ['a PDF', strToU8('%PDF-1.4\n'), 'file_content', 'không phải bảng'],
  ['a text of a code page', Uint8Array.of(0x54, 0xea, 0x6e, 0x2c, 0x61), 'file_content', 'UTF-8'],
  ['empty', strToU8('\n\n'), 'file_content', 'không có dòng'],
  ['too many rows', strToU8('a,b\n'.repeat(1001)), 'file_content', '1000 dòng'],
  ['a zip of nothing', zipSync({ 'a.txt': strToU8('x') }), 'file_content', 'không có dòng'],
])('%s is refused with its remedy', async (_, bytes, code, remedy) => {
  const { status, body } = await read(bytes)
  expect([status, body.code, body.detail]).toEqual([422, code, expect.stringContaining(remedy)])
})

test('a megabyte that unpacks to a thousand holds nobody up and is refused', async () => {
  const row =
    '<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>'
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': strToU8(row.repeat(1_500_000)) }, { level: 9 })
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const { status, body } = await read(bomb)
  clearInterval(timer)
  expect([status, body.code]).toEqual([422, expect.stringMatching(/file_(unchecked|content)/)])
  expect(longest).toBeLessThan(1000)
}, 60_000)

test('more than a megabyte is not read', async () => {
  expect((await read(new Uint8Array(1024 * 1024 + 1).fill(97))).status).toBe(413)
})
