import { strToU8, Zip, ZipDeflate } from 'fflate'

/** What a cell holds; a day is `YYYY-MM-DD` in a column of days. Nothing is an empty cell. */
export type Cell = string | number | undefined
/**
 * A column: its head, how its cells are read, its width in characters. A `day` sorts and filters as a day in the
 * program that opens the file; what is no day stands there as text.
 */
export type SheetColumn = { title: string; kind?: 'text' | 'number' | 'day'; width?: number }
export type Sheet = { name: string; columns: readonly SheetColumn[] }

/** The most rows a sheet of this format has, its head among them, and the longest text of a cell (ECMA-376). */
const MOST_ROWS = 1_048_576
const MOST_TEXT = 32_767

/**
 * A text as a cell of a file that leaves the house may hold it: what a program could take for a formula begins with
 * an apostrophe (OWASP, CSV injection), so that it does nothing also where the file is saved in another form.
 */
export const inert = (text: string): string => (BEGINS.test(text) ? `'${text}` : text)
/** Signs of full width count as well where spreadsheets are set up for eastern Asia. */
const BEGINS = /^[=+\-@\t\r\n＝＋－＠]/

/** A text taken back as it was before `inert`. */
export const revived = (text: string): string =>
  text.startsWith("'") && BEGINS.test(text.slice(1)) ? text.slice(1) : text

/**
 * Writes a workbook of one sheet (Office Open XML, ECMA-376): the head stays in sight and filters, every text is
 * text, no cell is a formula.
 * @param rows as they come, page after page; each as long as the columns
 * @returns the bytes of the file, piece by piece
 * @throws RangeError for more rows than a sheet has
 */
export async function* writeXlsx(
  sheet: Sheet,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = []
  const zip = new Zip((problem, bytes) => {
    if (problem) throw problem
    made.push(bytes)
  })
  const taken = function* (): Generator<Uint8Array> {
    const pieces = made
    made = []
    yield* pieces
  }
  for (const [name, text] of Object.entries(frame(sheet))) {
    const part = new ZipDeflate(name)
    zip.add(part)
    part.push(strToU8(`${HEAD}${text}`), true)
  }
  // Rows are alike: the least of deflate takes a third of the time of the usual and leaves little more.
  const part = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 1 })
  zip.add(part)
  const rowOf = rowsOf(sheet)
  let at = 1
  let text = `${HEAD}${opening(sheet)}${headRow(sheet)}`
  for await (const cells of rows) {
    if (++at > MOST_ROWS) throw new RangeError(`A sheet has at most ${MOST_ROWS} rows.`)
    text += rowOf(cells, at)
    if (text.length < 65_536) continue
    part.push(strToU8(text))
    text = ''
    yield* taken()
  }
  part.push(strToU8(`${text}${closing(sheet, at)}`), true)
  zip.end()
  yield* taken()
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts beside the sheet: what is in the package, one workbook, three styles (text, head, day). */
function frame({ name }: Sheet): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="center" vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  }
}

/** The name of a sheet: at most 31 characters, without those the format keeps for itself. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, 31)
    .trim() || 'Sheet1'

function opening({ columns }: Sheet): string {
  const widths = columns.map(
    ({ width = 18 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

const closing = ({ columns }: Sheet, rows: number): string =>
  `</sheetData><autoFilter ref="A1:${letters(columns.length)}${rows}"/></worksheet>`

const headRow = ({ columns }: Sheet): string =>
  `<row r="1">${columns.map(({ title }, i) => textCell(`${letters(i + 1)}1`, title, 1)).join('')}</row>`

/** Writes a row; the letters of the columns and the day of the row before are worked out once. */
function rowsOf({ columns }: Sheet): (cells: readonly Cell[], at: number) => string {
  const kinds = columns.map(({ kind }, i) => ({ kind, letter: letters(i + 1) }))
  let [day, serial] = ['', serialDay('')]
  const cellOf = (place: string, cell: Cell, kind: SheetColumn['kind']): string => {
    if (cell === undefined || cell === '') return ''
    if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${place}"><v>${cell}</v></c>`
    const text = String(cell)
    if (kind !== 'day') return textCell(place, text, 0)
    if (text !== day) [day, serial] = [text, serialDay(text)]
    return serial === undefined ? textCell(place, text, 0) : `<c r="${place}" s="2"><v>${serial}</v></c>`
  }
  return (cells, at) => {
    let row = `<row r="${at}">`
    for (const [i, { kind, letter }] of kinds.entries()) row += cellOf(`${letter}${at}`, cells[i], kind)
    return `${row}</row>`
  }
}

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(fitting(inert(text)))}</t></is></c>`

/** What a cell cannot hold is not cut in silence. */
function fitting(text: string): string {
  if (text.length <= MOST_TEXT) return text
  const kept = text.slice(0, MOST_TEXT - 40)
  return `${kept}… (còn ${text.length - kept.length} ký tự)`
}

/** 1 → A, 27 → AA. */
function letters(column: number): string {
  const rest = (column - 1) % 26
  const before = Math.floor((column - 1) / 26)
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(65 + rest)}`
}

/** The day a spreadsheet counts, from 1 on 01/01/1900 with the 29/02/1900 that never was; undefined before March 1900. */
function serialDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const at = Date.parse(`${day}T00:00:00Z`)
  const serial = Math.round(at / 86_400_000) + 25_569
  return serial > 60 ? serial : undefined
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What may have to be written otherwise; most texts have none of it. */
// oxlint-disable-next-line no-control-regex -- these are what must not be in the file
const AMISS = /[&<>"_\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/

/** A text in XML 1.0: marks escaped, what XML cannot say left out, `_x0041_` kept from being read as a letter. */
function escaped(text: string): string {
  if (!AMISS.test(text)) return text
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what must not be in the file
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark)
  )
}
