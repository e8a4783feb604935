import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCsv } from '../../src/core/csv.ts'
import { revived } from '../../src/core/xlsx.ts'
import type { Cell } from '../../src/core/xlsx.ts'

const columns = [{ title: 'Số, ký hiệu' }, { title: 'Trích yếu' }, { title: 'Số bản' }]

async function textOf(rows: Cell[][]): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeCsv({ name: 'Sổ', columns }, rows)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** Reads CSV back as RFC 4180 has it. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, quoted] = ['', false]
  for (let i = 1; i < text.length; i++) {
    const sign = text[i]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[i + 1] === '"') [cell, i] = [`${cell}"`, i + 1]
      else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === ',' || sign === '\r') {
      rows.at(-1)!.push(cell)
      cell = ''
      if (sign === '\r') [i] = [i + 1, rows.push([])]
    } else cell += sign
  }
  return rows.slice(0, -1)
}

test('begins with the mark of UTF-8, keeps leading zeros, and no cell begins like a formula', async () => {
  const text = await textOf([
    ['007', '=HYPERLINK("http://x")', 3],
    ['+84', '@SUM(A1)', -2],
    ['-1', '\t=1', undefined],
    ['＝1+1', 'xong;＠SUM(A1)', undefined],
  ])
  expect(text.startsWith('\uFEFF"Số, ký hiệu",Trích yếu,Số bản\r\n')).toBe(true)
  expect(rowsOf(text).slice(1)).toEqual([
    ['007', `'=HYPERLINK("http://x")`, '3'],
    [`'+84`, `'@SUM(A1)`, '-2'],
    [`'-1`, `'\t'=1`, ''],
    [`'＝1+1`, `xong;'＠SUM(A1)`, ''],
  ])
})

test('nor does what a spreadsheet takes apart at semicolons, tabs or ends of lines', async () => {
  const text = await textOf([
    ['mời họp;=1+1;xong', 'a\t@SUM(A1)', 1],
    ['b\n+1', 'c; -1', 1],
    ['d\n- mục', 'e;-1', 1],
  ])
  expect(rowsOf(text).slice(1)).toEqual([
    ["mời họp;'=1+1;xong", "a\t'@SUM(A1)", '1'],
    ["b\n'+1", 'c; -1', '1'],
    ['d\n- mục', "e;'-1", '1'],
  ])
})

test('any other text comes back as it was', async () => {
  const text = fc.string({ unit: 'binary' }).filter((one) => !/^'[=+\-@\t\r]|[;\t\r\n]"*[=+\-@]/.test(one))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 5 }), async (rows) => {
      const whole = rows.map((pair) => pair.map((one) => one.toWellFormed()))
      const read = rowsOf(await textOf(whole.map(([one, other]) => [one, other, 1])))
      expect(read.slice(1).map((cells) => cells.slice(0, 2).map(revived))).toEqual(whole)
    }),
  )
})
