import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What every Office file begins with: the media type of its main part, and which one that is. */
const opc = (main: string, type: string): Record<string, string> => ({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${main}"/></Relationships>`,
})
const xml = (parts: Record<string, string>): Zippable =>
  Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

/** A zip of these parts. */
export const zipOf = (parts: Record<string, string>): Uint8Array => zipSync(xml(parts))

/** A Word file of these paragraphs, with more parts if given. */
export const docx = (paragraphs: string[], more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    xml({
      ...opc('word/document.xml', 'wordprocessingml.document'),
      'word/document.xml': `<w:document><w:body>${paragraphs.map(paragraph).join('')}</w:body></w:document>`,
      ...more,
    }),
  )

/** An Excel file of these cells, with more parts if given. */
export const xlsx = (cells: string[], more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    xml({
      ...opc('xl/workbook.xml', 'spreadsheetml.sheet'),
      'xl/workbook.xml': '<workbook/>',
      'xl/sharedStrings.xml': `<sst>${cells.map((cell) => `<si><t>${cell}</t></si>`).join('')}</sst>`,
      ...more,
    }),
  )

/** A PNG of one grey dot. */
export const png = (): Uint8Array =>
  Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    ),
  )

/** The beginning of a JPEG, padded to `size` bytes. */
export const jpeg = (size = 64): Uint8Array => {
  const bytes = new Uint8Array(size)
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])
  return bytes
}

/** A stream of the bytes in pieces of these sizes, over and over. */
export function streamOf(bytes: Uint8Array, sizes: number[] = [65_536]): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      const size = Math.max(1, sizes[turn++ % sizes.length] ?? 1)
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}
