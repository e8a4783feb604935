/**
 * Parts rows of different heights into pages, as a person fills a book: in order, as many as fit, at least one.
 * @param heights of the rows, in any one unit
 * @param room for rows on a page; `first` is the room on the first page, under the title
 * @returns for each page the index of its first row and of the row after its last
 */
export function paginate(
  heights: readonly number[],
  { room, first }: { room: number; first: number },
): { from: number; to: number }[] {
  const pages: { from: number; to: number }[] = []
  let from = 0
  let used = 0
  for (const [index, height] of heights.entries()) {
    const limit = pages.length === 0 ? first : room
    if (index > from && used + height > limit) {
      pages.push({ from, to: index })
      from = index
      used = 0
    }
    used += height
  }
  return [...pages, { from, to: heights.length }]
}
