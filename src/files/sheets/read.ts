import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { DomainError, Invalid, Malformed } from '../../core/errors.ts'
import { Exhausted } from '../readers/budget.ts'
import { unchecked } from '../refusals.ts'
import { formOf } from '../rules.ts'
import { csvRows, textOf } from './csv.ts'
import { workbookRows } from './workbook.ts'

/** Rows that are read, its head among them, and letters of a cell. */
const MOST_ROWS = 1001
const MOST_LETTERS = 1000

/**
 * Reads the rows of a list that somebody made in Excel (XLSX, the first sheet) or saved as text (CSV, UTF-8). Nothing of
 * it is kept.
 * @param request whose body is the list
 * @returns rows of cells as text, days of Excel as `YYYY-MM-DD`; empty rows keep their places
 * @throws Invalid when it is neither, or is locked, or has too many rows
 */
export async function readSheet(ctx: Context, request: Request): Promise<{ rows: string[][] }> {
  await look(ctx, {})
  const bytes = await wholeOf(request)
  const found = await rowsIn(bytes)
  const rows = found.slice(0, found.findLastIndex((row) => row.length > 0) + 1)
  if (rows.length === 0) throw refused('Bảng không có dòng nào. Đề nghị chọn tệp khác.')
  if (rows.length >= MOST_ROWS)
    throw refused(`Bảng có quá ${MOST_ROWS - 1} dòng. Đề nghị chia thành nhiều tệp.`)
  return { rows: rows.map((row) => row.map((cell) => cell.slice(0, MOST_LETTERS).normalize('NFC'))) }
}

async function rowsIn(bytes: Uint8Array): Promise<string[][]> {
  const form = formOf(bytes)
  if (form === 'ole')
    throw refused('Bảng đặt mật khẩu hoặc thuộc định dạng Excel cũ. Đề nghị bỏ mật khẩu, lưu lại dạng .xlsx.')
  if (form !== undefined && form !== 'zip') throw neither()
  try {
    if (form === 'zip') return await workbookRows(bytes, MOST_ROWS)
  } catch (error) {
    throw error instanceof Exhausted ? unchecked() : error
  }
  const text = textOf(bytes)
  if (text === undefined || text.includes('\0')) throw neither()
  return csvRows(text)
}

/** @throws Malformed when it ends before what was announced: whoever sends it has gone */
async function wholeOf(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer())
  } catch (error) {
    throw error instanceof DomainError ? error : new Malformed()
  }
}

const refused = (message: string): Invalid =>
  new Invalid([{ field: 'file', message }], 'file_content', message)

const neither = (): Invalid =>
  refused('Tệp này không phải bảng Excel (.xlsx) hay CSV mã UTF-8. Đề nghị lưu lại ở một trong hai dạng đó.')
