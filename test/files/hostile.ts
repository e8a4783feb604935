import { deflateRawSync, deflateSync } from 'node:zlib'
import { docx, xlsx, zipOf } from '../support/files.ts'

/** A file that means to hold up its reader, at about `n` bytes once unpacked. */
export type Hostile = { what: string; name: string; of: (n: number) => Uint8Array }

const times = (text: string, n: number): string => text.repeat(Math.ceil(n / text.length)).slice(0, n)

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const bytes = (...parts: (string | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
  )

/** A PDF of these objects, numbered from 1. */
export const pdfOf = (...objects: (string | Uint8Array)[]): Uint8Array =>
  bytes(
    '%PDF-1.7\n',
    ...objects.flatMap((object, i) => [`${i + 1} 0 obj\n`, object, '\nendobj\n']),
    `trailer\n<</Root 1 0 R>>\n%%EOF\n`,
  )

/** A stream as it stands in a PDF, packed. */
export const packedStream = (content: string | Uint8Array, more = ''): Uint8Array => {
  const packed = deflateSync(typeof content === 'string' ? ascii(content) : content)
  return bytes(`<</Length ${packed.length}/Filter/FlateDecode${more}>>\nstream\n`, packed, '\nendstream')
}
export const plainStream = (content: string, more = ''): string =>
  `<</Length ${content.length}${more}>>\nstream\n${content}\nendstream`

const page = '<</Type/Page/Contents 2 0 R/Resources<</Font<</F1 3 0 R>>>>>>'
const font = '<</Type/Font/Subtype/Type0/ToUnicode 4 0 R>>'
/** A page that shows something in a font with this map to text. */
const mapped = (map: string, shown = '<0000>'): Uint8Array =>
  pdfOf(page, packedStream(`BT /F1 12 Tf ${shown} Tj ET`), font, packedStream(`begincmap ${map} endcmap`))
const drawing = (content: string): Uint8Array =>
  pdfOf(page, packedStream(content), '<</Type/Font/Subtype/Type1>>')

const xml = (what: string, text: string): Hostile => ({
  what: `Word: ${what}`,
  name: 'a.docx',
  of: (n) => docx([], { 'word/document.xml': times(text, n) }),
})
const raw = (what: string, text: string, head = ''): Hostile => ({
  what: `PDF: ${what}`,
  name: 'a.pdf',
  of: (n) => bytes('%PDF-1.4\n', head, times(text, n), '\n%%EOF'),
})
const draws = (what: string, text: string): Hostile => ({
  what: `PDF page: ${what}`,
  name: 'a.pdf',
  of: (n) => drawing(times(text, n)),
})
const maps = (what: string, text: string, before = '', after = ''): Hostile => ({
  what: `PDF font: ${what}`,
  name: 'a.pdf',
  of: (n) => mapped(before + times(text, n) + after),
})

/** Blocks of deflate that each build two full tables of codes and unpack nothing. */
function emptyBlocks(n: number): Uint8Array {
  const bits: number[] = []
  const put = (value: number, count: number) => {
    for (let i = 0; i < count; i++) bits.push((value >> i) & 1)
  }
  const lengths = [...Array.from({ length: 14 }, (_, i) => i + 1), 15, 15]
  while (bits.length < n * 8) {
    put(4, 3) // not last, dynamic
    put(0, 5) // 257 letters
    put(15, 5) // 16 distances
    put(15, 4) // all 19 lengths of lengths
    // Every length of a code gets five bits, so that each can be written as itself.
    const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for (const one of order) put(one === 17 || one === 16 ? 0 : one === 18 ? 1 : 5, 3)
    const write = (length: number) => {
      // canonical: 18 is `0`, then 0…15 with five bits from 10000 on
      let code = 16 + length
      for (let i = 4; i >= 0; i--) bits.push((code >> i) & 1)
      code = 0
    }
    const zeros = (count: number) => {
      bits.push(0)
      put(count - 11, 7)
    }
    // 256 (the end) has one bit, 0…14 have two and more
    for (const length of lengths.slice(1)) write(length)
    zeros(138)
    zeros(256 - 15 - 138)
    write(1)
    for (const length of lengths) write(length)
    bits.push(0) // the end
  }
  const out = new Uint8Array(n)
  for (let i = 0; i < n * 8; i++) out[i >> 3] = (out[i >> 3] ?? 0) | ((bits[i] ?? 0) << (i & 7))
  return out
}

/** The largest of a kind, by doubling, that is no longer than so many bytes as it is sent. */
export function largestWithin(of: Hostile['of'], most: number): Uint8Array {
  let bytes = of(64)
  for (let n = 128; n <= 2 ** 22; n *= 2) {
    const next = of(n)
    if (next.length > most) break
    bytes = next
  }
  return bytes
}

export const HOSTILE: Hostile[] = [
  xml('signs that open tags', '<'),
  xml('tags never closed', '<w:p '),
  xml('quotes never closed', '<a b="'),
  xml('quotes in quotes', `<a b='"`),
  xml('comments', '<!--'),
  xml('sections', '<![CDATA['),
  xml('ends of sections', '<![CDATA[]]'),
  xml('instructions', '<?'),
  xml('empty paragraphs', '<w:p/>'),
  xml('entities', '&amp'),
  xml('entities by number', '&#7852;'),
  xml('letters of a stamp', 'Ậ '),
  xml('brackets of a stamp', '(MẬT '),
  xml('stamps that are none', '<w:p>bảo mật</w:p>'),
  xml('levels side by side', 'TỐI MẬT, MẬT '),
  xml('legacy letters', 'mËt '),
  xml('field codes', '<w:instrText>'),
  xml('attributes', '<v:textpath string="Ậ" a=string=string='),
  xml('capitals', '<w:r><w:rPr><w:caps/></w:rPr>ậ'),
  {
    what: 'Excel: codes of headers',
    name: 'a.xlsx',
    of: (n) => xlsx([], { 'xl/worksheets/sheet1.xml': `<oddHeader>${times('&amp;"&amp;LẬ', n)}` }),
  },
  {
    what: 'Excel: cells',
    name: 'a.xlsx',
    of: (n) => xlsx([], { 'xl/sharedStrings.xml': times('<si><t>Ậ</t></si>', n) }),
  },
  {
    what: 'Word: parts without end',
    name: 'a.docx',
    of: (n) => zipOf(Object.fromEntries(Array.from({ length: n >> 6 }, (_, i) => [`word/h${i}.xml`, '']))),
  },
  {
    what: 'Word: relationships',
    name: 'a.docx',
    of: (n) =>
      docx([], { 'word/_rels/document.xml.rels': times('<Relationship Type="x/oleObject" Target="y"/>', n) }),
  },
  {
    what: 'Word: media types',
    name: 'a.docx',
    of: (n) => zipOf({ '[Content_Types].xml': times('<Default Extension="x" ContentType="y"/>', n) }),
  },
  {
    what: 'zip: tables of codes',
    name: 'a.docx',
    of: (n) => rawPart(emptyBlocks(n)),
  },
  {
    what: 'zip: data behind the end of data',
    name: 'a.docx',
    of: (n) => rawPart(bytes(deflateRawSync(Buffer.from('<a/>')), new Uint8Array(n))),
  },
  {
    what: 'zip: signatures',
    name: 'a.docx',
    of: (n) => bytes('PK\x03\x04', times('PK\x03\x04', n)),
  },
  raw('titles', '/Title('),
  raw('titles in an object', '/Title(', '1 0 obj<<'),
  raw('lines of a title', '\n', '1 0 obj<</Title('),
  raw('names', '/x 1 0 R', '1 0 obj<<'),
  raw('objects of names', '1 0 obj<</x 1 0 R>>endobj\n'),
  raw('fonts', '1 0 obj<</Font<</F1 2 0 R/F2 3 0 R>>>>endobj\n'),
  raw('filters', '/Filter [', '1 0 obj<<'),
  raw('filters before a stream', '/Filter [ ', '1 0 obj<<'),
  raw('arrays', '[', '1 0 obj'),
  raw('dictionaries', '<<', '1 0 obj'),
  raw('dictionaries ended', '<<>>', '1 0 obj'),
  raw('strings', '(', '1 0 obj<</V'),
  raw('escapes', '\\', '1 0 obj<</V('),
  raw('strings in hex', '<', '1 0 obj<</V'),
  raw('comments', '%', '1 0 obj<<'),
  raw('streams', '<<>>stream\nendstream '),
  raw('words of streams', 'stream\n'),
  raw('streams never ended', 'endstrea', '1 0 obj<<>>stream\n'),
  raw('ends of objects', 'endobj '),
  raw('beginnings of objects', '1 0 obj '),
  raw('digits', '1'),
  raw('ends of files', 'trailer<</ID[(a)]>>'),
  raw('annotations', '1 0 obj<</Type/Annot/Contents(bảo mật)>>endobj\n'),
  raw('pages', '1 0 obj<</Type/Page/Contents[2 0 R 3 0 R 4 0 R]/Parent 1 0 R>>endobj\n'),
  {
    what: 'PDF: objects one over the other',
    name: 'a.pdf',
    of: (n) => {
      const head = times('7 0 ', n >> 1)
      return pdfOf(
        packedStream(head + times('<</V(x)>>', n >> 1), `/Type/ObjStm/N ${n >> 3}/First ${head.length}`),
      )
    },
  },
  {
    what: 'PDF: objects in a stream',
    name: 'a.pdf',
    of: (n) => {
      const head = Array.from({ length: n >> 5 }, (_, i) => `${i + 9} ${i * 9}`).join(' ')
      return pdfOf(
        packedStream(`${head} ${times('<</V(x)>>', (n >> 5) * 9)}`, `/Type/ObjStm/First ${head.length + 1}`),
      )
    },
  },
  {
    what: 'PDF: one map for many fonts',
    name: 'a.pdf',
    of: (n) => {
      const count = n >> 6
      const names = Array.from({ length: count }, (_, i) => `/F${i} ${i + 4} 0 R`).join('')
      const uses = Array.from({ length: count }, (_, i) => `/F${i} 1 Tf <0000> Tj `).join('')
      return pdfOf(
        `<</Type/Page/Contents 2 0 R/Resources<</Font<<${names}>>>>>>`,
        packedStream(uses),
        packedStream(times('<0000> <0041> endbfchar ', n)),
        ...Array.from({ length: count }, () => '<</Type/Font/Subtype/Type0/ToUnicode 3 0 R>>'),
      )
    },
  },
  {
    what: 'PDF: armour of letters',
    name: 'a.pdf',
    of: (n) => pdfOf(plainStream(times('z', n), '/Filter/ASCII85Decode')),
  },
  maps('ranges over all codes', '<0000> <fffe> <0041>\n', 'beginbfrange ', ' endbfrange'),
  maps('ranges each of its own', '<0000> <ffff> <0041> endbfrange '),
  maps('codes', '<0000> <0041>\n', 'beginbfchar ', ' endbfchar'),
  maps('lists', '<0000> <ffff> [', 'beginbfrange '),
  maps('codes in lists', '<0041>', 'beginbfrange <0000> <ffff> [', '] endbfrange'),
  maps('words of maps', 'beginbfrange '),
  maps('open signs', '<'),
  draws('strings', '('),
  draws('text', '(bảo mật) Tj '),
  draws('text in a font', 'BT /F1 9 Tf (bao mat) Tj ET '),
  draws('letters set apart', '[(M)-300(A)-300(T)] TJ '),
  draws('operands', '1 '),
  draws('names', '/F1 1 Tf '),
  draws('states', 'q '),
  draws('matrices', '1 0 0 1 1 1 cm '),
  draws('images', 'ID '),
  draws('ends of images', 'ID EI'),
  draws('arrays', '['),
  draws('lines', 'T* '),
  draws('zeros', '\0'),
]

/** A Word file whose document is packed as given. */
function rawPart(packed: Uint8Array): Uint8Array {
  const name = 'word/document.xml'
  const head = new DataView(new ArrayBuffer(30))
  head.setUint32(0, 0x04034b50, true)
  head.setUint16(8, 8, true)
  head.setUint32(18, packed.length, true)
  head.setUint16(26, name.length, true)
  return bytes(new Uint8Array(head.buffer), name, packed)
}
