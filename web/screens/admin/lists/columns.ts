import { foldText } from '../../../parts/match.ts'

/** A column of a list: by which titles it is known, whether every line needs it. */
export type Wanted<Name extends string> = { name: Name; titles: readonly string[]; needed: boolean }

/** A line of a list by the names of its columns, and where it stands in the file. */
export type Line<Name extends string> = { number: number; cells: Record<Name, string> }

/**
 * Finds the head of a list, which may stand below a title, and reads the lines under it.
 * @returns the lines; or the titles that are missing
 */
export function linesOf<Name extends string>(
  rows: readonly string[][],
  wanted: readonly Wanted<Name>[],
): { lines: Line<Name>[] } | { missing: string[] } {
  const heads = rows.slice(0, 20).map((row) => placesIn(row, wanted))
  const counts = heads.map((places) => places.filter((at) => at >= 0).length)
  const at = counts.indexOf(Math.max(0, ...counts))
  const places = heads[at] ?? []
  const missing = wanted.flatMap(({ needed, titles }, i) =>
    needed && (places[i] ?? -1) < 0 ? [titles[0] ?? ''] : [],
  )
  if (missing.length > 0) return { missing }
  const lines = rows.flatMap((row, i) => {
    if (i <= at || row.length === 0) return []
    const cells = Object.fromEntries(wanted.map(({ name }, k) => [name, row[places[k] ?? -1] ?? '']))
    return [{ number: i + 1, cells: cells as Record<Name, string> }]
  })
  return { lines }
}

/** Where each column stands in a row, -1 for none; what only begins like a title is taken where nothing is the same. */
function placesIn(row: readonly string[], wanted: readonly Wanted<string>[]): number[] {
  const heads = row.map(foldText)
  return wanted.map(({ titles }) => {
    const words = titles.map(foldText)
    const same = heads.findIndex((head) => words.includes(head))
    return same >= 0 ? same : heads.findIndex((head) => words.some((word) => head.startsWith(`${word} `)))
  })
}

/** A value as one of those known by their names, without accents and capitals; undefined when it is none. */
export function chosenIn<T extends { name: string }>(known: readonly T[], typed: string): T | undefined {
  const wanted = foldText(typed)
  return wanted === '' ? undefined : known.find(({ name }) => foldText(name) === wanted)
}

/** A table as CSV that Excel opens: UTF-8 with its mark; what would be taken for a formula is marked as text. */
export function toCsv(rows: readonly (readonly string[])[]): Blob {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return `"${safe.replaceAll('"', '""')}"`
  }
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n')
  return new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv' })
}

/** Hands a table to whoever asked for it, as a file. */
export function download(name: string, rows: readonly (readonly string[])[]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(toCsv(rows))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Whether a cell may be a mail address; the server looks closely. */
export const looksLikeAddress = (typed: string): boolean => /^\S+@\S+\.\S+$/.test(typed)
