import { strToU8, zipSync } from 'fflate'

const OPEN = 'http://schemas.openxmlformats.org'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const WORD = `${OPEN}/wordprocessingml/2006/main`
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const FRAME = {
  '[Content_Types].xml': `<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="r1" Type="${OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="r1" Type="${OPEN}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  'word/styles.xml': `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>`,
}

/** A4 in twentieths of a point, and its margins as HD 05-HD/VPTW sets them: top, right, bottom, left. */
const [SHORT, LONG] = [11_906, 16_838]
const MARGINS = { top: 1134, right: 850, bottom: 1134, left: 1701 }

/** What stands in a document: lines, and tables whose first row is their head, with widths that share the page. */
export type Block =
  | { text: string; bold?: boolean; centred?: boolean }
  | { widths: readonly number[]; rows: readonly (readonly string[])[] }

/**
 * Writes a Word document (Office Open XML, ECMA-376) in the type and margins of the guidance on format; the head of a
 * table stands on each of its pages.
 * @param across whether the pages lie across
 */
export function writeDocx(blocks: readonly Block[], across = false): Uint8Array<ArrayBuffer> {
  const [width, height] = across ? [LONG, SHORT] : [SHORT, LONG]
  const room = width - MARGINS.left - MARGINS.right
  const body = blocks.map((block) => ('rows' in block ? table(block, room) : paragraph(block))).join('')
  const { top, right, bottom, left } = MARGINS
  const page = `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"${across ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
  const document = `<w:document xmlns:w="${WORD}"><w:body>${body}${page}</w:body></w:document>`
  const parts = Object.entries({ ...FRAME, 'word/document.xml': document })
  const files = parts.map(([name, text]) => [name, strToU8(HEAD + text)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(files)))
}

function paragraph({ text, bold = false, centred = false }: Exclude<Block, { rows: unknown }>): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
  const how = `${bold ? '<w:rPr><w:b/></w:rPr>' : ''}`
  return `<w:p>${centred ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : ''}<w:r>${how}${lines.join('<w:br/>')}</w:r></w:p>`
}

function table({ widths, rows }: Extract<Block, { rows: unknown }>, room: number): string {
  const whole = widths.reduce((sum, one) => sum + one, 0)
  const shares = widths.map((one) => Math.floor((one * room) / whole))
  const edge = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('')
  const grid = shares.map((one) => `<w:gridCol w:w="${one}"/>`).join('')
  const made = rows.map((cells, at) => {
    const head = at === 0
    const all = shares.map(
      (share, i) =>
        `<w:tc><w:tcPr><w:tcW w:w="${share}" w:type="dxa"/></w:tcPr>${paragraph({ text: cells[i] ?? '', bold: head, centred: head })}</w:tc>`,
    )
    return `<w:tr>${head ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${all.join('')}</w:tr>`
  })
  return `<w:tbl><w:tblPr><w:tblW w:w="${room}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${made.join('')}</w:tbl>${paragraph({ text: '' })}`
}

/** What XML can hold: no control characters. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
