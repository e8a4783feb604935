import { inert } from './xlsx.ts'
import type { Cell, Sheet } from './xlsx.ts'

/** Some rows are written together. */
const PIECE = 65_536

/**
 * Writes rows as CSV (RFC 4180) under the same rules as a workbook: no cell begins like a formula, days stay
 * `YYYY-MM-DD`, and the mark at its head tells Excel that it is UTF-8. Where lists are parted by semicolons or tabs, as
 * in Vietnamese, a spreadsheet takes cells apart there too, quoted or not: none of those begins like a formula either.
 * @param rows as they come, page after page; each as long as the columns
 * @returns the bytes of the file, piece by piece
 */
export async function* writeCsv(
  { columns }: Sheet,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = `\uFEFF${lineOf(columns.map(({ title }) => title))}`
  for await (const cells of rows) {
    text += lineOf(columns.map((_, i) => cells[i]))
    if (text.length < PIECE) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(text)
}

/** What a spreadsheet may take for the end of a cell, before what would begin a formula. */
const PARTED = /([;\t\r\n]"*)(?=[=+@＝＋－＠]|-(?! ))/g

const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = inert(cell).replaceAll(PARTED, "$1'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
