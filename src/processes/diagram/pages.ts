import type { Diagram, Page } from './drawing.ts'

/** A4 portrait within margins of 10 mm, at 96 pixels to the inch. */
export const paper = { width: 718, height: 1047 }

/**
 * Breaks a drawing into pages between rows of boxes. It is scaled down to the width of the paper, and further if a
 * single row with the lines above it is taller than a page.
 */
export function paginate(drawing: Omit<Diagram, 'pages' | 'scale'>): { pages: Page[]; scale: number } {
  const { boxes, head, height, width } = drawing
  const cuts = cutsOf(drawing)
  const tallest = Math.max(...cuts.map((cut, index) => cut - (cuts[index - 1] ?? head)))
  const scale = Math.min(1, paper.width / width, paper.height / (tallest + head))
  const room = paper.height / scale - head
  const pages: Page[] = []
  let top = head
  let bottom = head
  for (const cut of [...cuts, Infinity]) {
    if (cut - top > room && bottom > top) {
      const inside = boxes.filter((box) => box.y >= top && box.y + box.height <= bottom)
      pages.push({ top, bottom, boxes: inside.map((box) => box.id) })
      top = bottom
    }
    bottom = Math.min(cut, height)
  }
  return { pages, scale }
}

/** Heights at which no box is cut: right below each row. */
function cutsOf({ boxes, height }: { boxes: Diagram['boxes']; height: number }): number[] {
  const rows = boxes.toSorted((a, b) => a.y - b.y)
  const cuts: number[] = []
  let bottom = 0
  for (const box of rows) {
    if (box.y > bottom && bottom > 0) cuts.push(bottom)
    bottom = Math.max(bottom, box.y + box.height)
  }
  return [...cuts, height]
}
