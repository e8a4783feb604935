import type { Line } from './books.ts'

/** A row of a printed book, or one part of a row that no sheet holds whole, with what each column has of it. */
export type Piece = { line: Line; begins: boolean; height: number; cells?: string[] }

/**
 * The rows of a book as they go onto sheets: each whole, but for those higher than a sheet, such as one that names
 * sixty recipients. Those go on where a line of text ends, so that nothing is cut and nothing is lost.
 * @param rows as they were measured, one for each line of the book
 * @param room the height that rows have on every sheet
 */
export const piecesOf = (
  rows: readonly HTMLTableRowElement[],
  lines: readonly Line[],
  room: number,
): Piece[] =>
  lines.flatMap((line, i) => {
    const row = rows[i]
    const height = row?.getBoundingClientRect().height ?? 0
    return row === undefined || height <= room ? [{ line, begins: true, height }] : parted(row, line, room)
  })

function parted(row: HTMLTableRowElement, line: Line, room: number): Piece[] {
  const cells = [...row.cells]
  const [first] = cells
  if (first === undefined) return []
  const style = getComputedStyle(first)
  const step = Number.parseFloat(style.lineHeight)
  const around = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom) + 2
  // One line is kept free: a word too long for its column takes more than the one it begins on.
  const most = Math.max(1, Math.floor((room - around) / step) - 1)
  const told = cells.map((cell) => wordsOf(cell, step))
  const count = Math.max(...told.map((words) => words.at(-1)?.at ?? 0)) + 1
  return Array.from({ length: Math.ceil(count / most) }, (_, no) => ({
    line,
    begins: no === 0,
    height: around + (Math.min(most, count - no * most) + 1) * step,
    cells: told.map((words) =>
      words
        .filter(({ at }) => Math.floor(at / most) === no)
        .map(({ word }) => word)
        .join('')
        .trim(),
    ),
  }))
}

/** The words of a cell with the spaces behind them, each with the line of the cell on which it begins. */
function wordsOf(cell: HTMLTableCellElement, step: number): { word: string; at: number }[] {
  const words: { word: string; at: number }[] = []
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  let top: number | undefined
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/\S+\s*/g)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.trimEnd().length)
      const box = range.getClientRects()[0]
      if (box === undefined) continue
      top ??= box.top
      words.push({ word: word.replaceAll(/\s+$/g, ' '), at: Math.max(0, Math.round((box.top - top) / step)) })
    }
  return words
}
