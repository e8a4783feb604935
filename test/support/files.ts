import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const xml = (parts: Record<string, string>): Zippable =>
  Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

/** A Word file of these paragraphs, with more parts if given. */
export const docx = (paragraphs: string[], more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    xml({
      '[Content_Types].xml': TYPES,
      'word/document.xml': `<w:document><w:body>${paragraphs.map(paragraph).join('')}</w:body></w:document>`,
      ...more,
    }),
  )

/** An Excel file of these cells, with more parts if given. */
export const xlsx = (cells: string[], more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    xml({
      '[Content_Types].xml': TYPES,
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
