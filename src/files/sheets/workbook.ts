import { slices } from '../readers/bytes.ts'
import { budget, pauses } from '../readers/budget.ts'
import type { Budget } from '../readers/budget.ts'
import { attribute, xmlBytes, xmlReader } from '../readers/xml.ts'
import { partReader } from '../readers/zip.ts'

/** A piece unpacks to a thousand times as much at most: others wait for no more than that. */
const PIECE = 4 * 1024
/** Cells beyond this column are nobody's list. */
const COLUMNS = 64
/** Days from 30/12/1899 to 01/01/1970, where Excel and this system begin to count. */
const EPOCH = 25_569
const DAY = 86_400_000

/** What a cell holds as it is written: what its type and style make of it, parts that may come later tell. */
type Cell = { column: number; type: string; style: number; text: string }

/**
 * The rows of the first sheet of a workbook (ECMA-376, part 1, 18.3), as text: dates of Excel as `YYYY-MM-DD`, formulas
 * as their last result. What it may cost is bounded by its size.
 * @param most rows that are read at most; what lies below stands in the last
 * @returns a row at the place it has in the sheet; one without anything is empty
 * @throws Exhausted for what would take more than any honest file
 */
export async function workbookRows(bytes: Uint8Array, most: number): Promise<string[][]> {
  const spending = budget()
  const pause = pauses(spending)
  const texts: string[] = []
  const dates = new Set<number>()
  const sheets = new Map<number, Cell[][]>()
  const zip = partReader(spending, (name) => {
    if (name === 'xl/sharedStrings.xml') return xmlBytes(sharedTexts(spending, texts))
    if (name === 'xl/styles.xml') return xmlBytes(dateStyles(dates))
    const number = /^xl\/worksheets\/sheet(\d{1,4})\.xml$/.exec(name)?.[1]
    if (number === undefined) return undefined
    const rows: Cell[][] = []
    sheets.set(Number(number), rows)
    return xmlBytes(cellsOf(spending, rows, most))
  })
  for (const piece of slices(bytes, PIECE)) {
    spending.feed(piece.length)
    zip.push(piece)
    await pause()
  }
  zip.end()
  const first = sheets.get(Math.min(...sheets.keys())) ?? []
  return first.map((row) => toTexts(row, texts, dates))
}

function toTexts(row: Cell[], texts: string[], dates: Set<number>): string[] {
  if (row.length === 0) return []
  const found: string[] = Array.from(
    { length: Math.max(0, ...row.map(({ column }) => column + 1)) },
    () => '',
  )
  for (const { column, type, style, text } of row) {
    const day = type === 'n' && dates.has(style) ? dayOf(text) : undefined
    found[column] = (type === 's' ? (texts[Number(text)] ?? '') : (day ?? text)).trim()
  }
  return found.some((one) => one !== '') ? found : []
}

const plainly = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The texts that cells name by number; how a word is read aloud (`rPh`) is none of it. */
function sharedTexts(spending: Budget, texts: string[]) {
  let text = ''
  let inside = false
  let aside = false
  return {
    ...xmlReader({
      open(name) {
        const plain = plainly(name)
        if (plain === 'si') text = ''
        if (plain === 'rPh') aside = true
        inside = plain === 't' && !aside
      },
      close(name) {
        const plain = plainly(name)
        if (plain === 't') inside = false
        if (plain === 'rPh') aside = false
        if (plain !== 'si') return
        spending.hold(64)
        texts.push(text)
      },
      text(one) {
        if (!inside) return
        spending.hold(2 * one.length)
        text += one
      },
    }),
    end: () => undefined,
  }
}

/** Which styles of cells show a number as a day: the forms 14 to 22 of Excel's own, and those written with a year. */
function dateStyles(dates: Set<number>) {
  const own = new Set<string>()
  let [inside, count] = [false, 0]
  return {
    ...xmlReader({
      open(name, rest) {
        const plain = plainly(name)
        if (plain === 'numFmt' && /y/i.test(attribute(rest, 'formatCode') ?? ''))
          own.add(attribute(rest, 'numFmtId') ?? '')
        if (plain === 'cellXfs') inside = true
        if (plain !== 'xf' || !inside) return
        const form = attribute(rest, 'numFmtId') ?? ''
        if (own.has(form) || (Number(form) >= 14 && Number(form) <= 22)) dates.add(count)
        count += 1
      },
      close(name) {
        if (plainly(name) === 'cellXfs') inside = false
      },
      text: () => undefined,
    }),
    end: () => undefined,
  }
}

function cellsOf(spending: Budget, rows: Cell[][], most: number) {
  let cell: Cell | undefined
  let row: Cell[] | undefined
  let spoken = false
  return {
    ...xmlReader({
      open(name, rest) {
        const plain = plainly(name)
        if (plain === 'row') {
          const number = Math.min(most, placeOf(attribute(rest, 'r')) ?? rows.length + 1)
          while (rows.length < number) rows.push([])
          row = rows[number - 1]
        } else if (plain === 'c') {
          const column = columnOf(attribute(rest, 'r') ?? '') ?? row?.length ?? 0
          const style = Number(attribute(rest, 's') ?? -1)
          cell = { column, type: attribute(rest, 't') ?? 'n', style, text: '' }
        } else spoken = plain === 'v' || plain === 't'
      },
      close(name) {
        const plain = plainly(name)
        if (plain === 'v' || plain === 't') spoken = false
        if (plain === 'row') row = undefined
        if (plain !== 'c' || cell === undefined) return
        const done = cell
        cell = undefined
        if (row === undefined || done.text === '' || done.column >= COLUMNS) return
        spending.hold(64)
        row.push(done)
      },
      text(one) {
        if (!spoken || cell === undefined) return
        spending.hold(2 * one.length)
        cell.text += one
      },
    }),
    end: () => undefined,
  }
}

const placeOf = (written: string | undefined): number | undefined =>
  written !== undefined && /^[1-9]\d{0,6}$/.test(written) ? Number(written) : undefined

/** `B7` is column 1. */
function columnOf(place: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1
}

function dayOf(text: string): string | undefined {
  const days = Number(text)
  if (!(days > 20_000 && days < 80_000)) return undefined
  return new Date((Math.floor(days) - EPOCH) * DAY).toISOString().slice(0, 10)
}
