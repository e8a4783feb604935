import { strToU8, zipSync } from 'fflate'

const DOCX = 'http://schemas.openxmlformats.org'
const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${DOCX}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${DOCX}/package/2006/relationships"><Relationship Id="r1" Type="${DOCX}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

/** A small Word document of plain paragraphs: a form to be filled in. */
export function docx(lines: string[]): Uint8Array<ArrayBuffer> {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const paragraphs = lines.map(
    (line) => `<w:p><w:r><w:t xml:space="preserve">${escape(line)}</w:t></w:r></w:p>`,
  )
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${DOCX}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`
  const parts = { '[Content_Types].xml': TYPES, '_rels/.rels': RELATIONS, 'word/document.xml': document }
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)])
  return new Uint8Array(zipSync(Object.fromEntries(files) as Record<string, Uint8Array>))
}
