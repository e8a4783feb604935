import { type Box, END, type Line, START } from './flatten.ts'

/** A box in the grid of rows and lanes; in one row and lane there is at most one box. */
export type Placed = Box & { row: number; column: number }

/**
 * Gives every box a row, right below the last of those that lead to it other than by ways back; the end stands below
 * everything. Boxes of one height share a row as far as they stand in different lanes.
 */
export function placeRows(boxes: Box[], lines: Line[], lanes: string[]): Placed[] {
  const heights = heightsOf(boxes, lines)
  const columns = new Map(lanes.map((lane, index) => [lane, index]))
  const heightOf = (box: Box): number => (box.id === END ? Infinity : (heights.get(box.id) ?? 0))
  const placed: Placed[] = []
  let row = -1
  let height: number | undefined
  const taken = new Set<number>()
  for (const box of boxes.toSorted((a, b) => heightOf(a) - heightOf(b))) {
    const column = columns.get(box.lane) ?? 0
    if (heightOf(box) !== height || taken.has(column)) {
      row++
      height = heightOf(box)
      taken.clear()
    }
    taken.add(column)
    placed.push({ ...box, row, column })
  }
  return placed
}

/** How many boxes the longest way on from the start to each box passes. */
function heightsOf(boxes: Box[], lines: Line[]): Map<string, number> {
  const on = lines.filter(({ back }) => !back)
  const out = Map.groupBy(on, ({ from }) => from)
  const waiting = new Map(boxes.map(({ id }) => [id, 0]))
  for (const { to } of on) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const heights = new Map([[START, 0]])
  const ready = boxes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id)
  for (const id of ready) {
    const height = heights.get(id) ?? 0
    for (const { to } of out.get(id) ?? []) {
      heights.set(to, Math.max(heights.get(to) ?? 0, height + 1))
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      if (left === 0) ready.push(to)
    }
  }
  return heights
}
