/** What separates the cells of a line; which of them, the first line tells. */
const SEPARATORS = [';', ',', '\t']

/**
 * Takes a table apart that was saved as text (RFC 4180; Excel in Vietnam writes `;`), each character once.
 * @returns rows of cells as written; one without anything is empty
 */
export function csvRows(text: string): string[][] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let at = 0
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row.some((one) => one !== '') ? row : [])
    row = []
  }
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '"' && cell.trim() === '') {
      const { value, next } = quoted(text, at + 1)
      cell = value
      at = next
    } else {
      if (char === separator) endCell()
      else if (char === '\n') endRow()
      else if (char !== '\r') cell += char
      at += 1
    }
  }
  endRow()
  return rows
}

/** What stands in quotes from `at` on, where two of them are one, and what comes after. */
function quoted(text: string, at: number): { value: string; next: number } {
  const parts: string[] = []
  let from = at
  for (;;) {
    const end = text.indexOf('"', from)
    parts.push(text.slice(from, end === -1 ? text.length : end))
    if (end === -1) return { value: parts.join('"'), next: text.length }
    if (text[end + 1] !== '"') return { value: parts.join('"'), next: end + 1 }
    from = end + 2
  }
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n')
  const first = end === -1 ? text : text.slice(0, end)
  const counts = SEPARATORS.map((one) => first.split(one).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';'
}

/**
 * The text of bytes: UTF-8, or UTF-16 where the first two say so.
 * @returns undefined when it is neither, as what Excel saves by itself in the code page of a machine
 */
export function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  const wide =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined
  try {
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
