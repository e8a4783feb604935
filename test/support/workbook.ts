import { strFromU8, unzipSync } from 'fflate'

/** Reads a workbook back the way another program does: every cell by its place. */
export function cellsOf(bytes: Uint8Array): Map<string, { text?: string; number?: number; style: string }> {
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)
  const cells = new Map<string, { text?: string; number?: number; style: string }>()
  for (const [, place = '', style = '0', inside = ''] of xml.matchAll(
    /<c r="([A-Z]+\d+)"(?: s="(\d)")?(?: t="inlineStr")?>(.*?)<\/c>/gs,
  )) {
    const text = /<t [^>]*>(.*)<\/t>/s.exec(inside)?.[1]
    const number = /<v>(.*)<\/v>/.exec(inside)?.[1]
    cells.set(place, {
      style,
      ...(text === undefined ? {} : { text: read(text) }),
      ...(number === undefined ? {} : { number: Number(number) }),
    })
  }
  return cells
}

const read = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Its rows from the first below the head, each cell by its column: a text, or a number; days as `YYYY-MM-DD`. */
export function rowsOf(bytes: Uint8Array): Record<string, string | number>[] {
  const rows: Record<string, string | number>[] = []
  for (const [place, { text, number = 0, style }] of cellsOf(bytes)) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? []
    const value = text ?? (style === '2' ? dayOf(number) : number)
    if (row !== '1') (rows[Number(row) - 2] ??= {})[column] = value
  }
  return rows
}

/** The day a spreadsheet counts so. */
const dayOf = (serial: number): string => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)

/** Rows of a CSV file as RFC 4180 has them, the head first, without the mark of UTF-8. */
export function linesOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of csv
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1)
}
