import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { inspected } from '../../src/files/inspect.ts'
import { kindOfName } from '../../src/files/rules.ts'
import { docx, jpeg, png, streamOf, xlsx } from '../support/files.ts'
import { pdfOf } from './hostile.ts'

const fixture = (name: string) => readFile(join(import.meta.dirname, 'fixtures', name))

/** What comes of a file: the code of its refusal, or `taken`, and the bytes that came through. */
async function judge(name: string, bytes: Uint8Array, sizes?: number[], declared = false) {
  const { body, seen } = inspected(streamOf(bytes, sizes), kindOfName(name)!, declared)
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of body) chunks.push(chunk)
  } catch (error) {
    if (seen.refusal === undefined) throw error
  }
  const { refusal, stamp } = seen
  return { outcome: refusal?.code ?? 'taken', refusal: refusal?.message, stamp, bytes: Buffer.concat(chunks) }
}

describe('content that fits the name is taken, byte for byte', () => {
  test.each([
    ['a.pdf', pdfOf('<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>')],
    ['a.docx', docx(['Quy chế bảo mật thông tin'])],
    ['a.xlsx', xlsx(['Độ mật', 'Thường'])],
    ['a.png', png()],
    ['a.jpg', jpeg()],
    ['a.JPEG', jpeg(300_000)],
  ])('%s', async (name, bytes) => {
    const seen = await judge(name, bytes, [7, 1000])
    expect(seen.outcome).toBe('taken')
    expect(seen.bytes.equals(bytes)).toBe(true)
  })
})

describe('content that is not what the name says is refused', () => {
  const word = docx(['Kính gửi'])
  const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))
  test.each([
    ['a PNG called PDF', 'a.pdf', png()],
    ['an Excel called Word', 'a.docx', xlsx(['1'])],
    ['a Word called Excel', 'a.xlsx', word],
    ['a plain zip called Word', 'a.docx', zipSync({ 'thu.txt': strToU8('x') })],
    ['a Word cut short', 'a.docx', word.subarray(0, word.length - 30)],
    ['a Word behind something else', 'a.docx', joined(word.subarray(0, 4), word)],
    ['a Word before something else', 'a.docx', joined(word, strToU8('<script>'))],
    ['a Word with macros', 'a.docx', docx(['x'], { 'word/vbaProject.bin': 'x' })],
    ['an Excel with old macros', 'a.xlsx', xlsx(['x'], { 'xl/macrosheets/sheet1.xml': '<x/>' })],
    [
      'an old or locked Office file',
      'a.docx',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0),
    ],
    [
      'a PDF cut short',
      'a.pdf',
      pdfOf('<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>').subarray(0, 100),
    ],
    ['a page of HTML', 'a.pdf', strToU8('<html><body>%PDF-1.4 … %%EOF</body></html>')],
    ['a PNG cut short', 'a.png', png().subarray(0, 40)],
    ['three bytes', 'a.jpg', Uint8Array.of(1, 2, 3)],
  ])('%s', async (_, name, bytes) => {
    const seen = await judge(name, bytes)
    expect(seen.outcome).toBe('file_content')
    expect(seen.bytes.length).toBeLessThan(bytes.length)
  })
})

test('the main part of a Word file may have any name', async () => {
  expect((await judge('a.docx', await fixture('word-online.docx'))).outcome).toBe('taken')
})

test('a PDF that takes a password is refused with what to do', async () => {
  const seen = await judge('a.pdf', await fixture('user-password.pdf'))
  expect(seen.outcome).toBe('file_content')
  expect(seen.refusal).toContain('bỏ mật khẩu')
})

describe('a stamp of secrecy in the text is found', () => {
  const header = '<w:hdr><w:p><w:r><w:t>TỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p></w:hdr>'
  const box =
    '<w:p><w:r><w:t>Số 5</w:t><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:r></w:p>'
  test.each([
    ['a line of Word', 'a.docx', docx(['TỈNH ỦY', 'MẬT', 'Kính gửi']), 'MẬT'],
    ['a header of Word, in two runs', 'a.docx', docx(['x'], { 'word/header1.xml': header }), 'TỐI MẬT'],
    ['a text box of Word', 'a.docx', docx([], { 'word/footer2.xml': box }), 'MẬT'],
    ['brackets in Word', 'a.docx', docx(['Báo cáo (TUYỆT MẬT) năm 2026']), 'TUYỆT MẬT'],
    [
      'a title of Word',
      'a.docx',
      docx(['x'], {
        'docProps/core.xml': '<cp:coreProperties><dc:title>[MẬT]</dc:title></cp:coreProperties>',
      }),
      'MẬT',
    ],
    ['a cell of Excel', 'a.xlsx', xlsx(['1', 'M&#7852;T']), 'MẬT'],
    [
      'a page header of Excel',
      'a.xlsx',
      xlsx(['1'], {
        'xl/worksheets/sheet1.xml':
          '<x><headerFooter><oddHeader>&amp;Lx&amp;C&amp;"-,Bold"&amp;14TỐI MẬT</oddHeader></headerFooter></x>',
      }),
      'TỐI MẬT',
    ],
  ])('%s', async (_, name, bytes, stamp) => {
    const seen = await judge(name, bytes)
    expect(seen).toMatchObject({ outcome: 'file_secret', stamp })
    expect(seen.bytes.length).toBeLessThan(bytes.length)
    expect(await judge(name, bytes, undefined, true)).toMatchObject({ outcome: 'taken', stamp })
  })

  test('a printed PDF, and the same without', async () => {
    expect(await judge('a.pdf', await fixture('toi-mat.pdf'))).toMatchObject({
      outcome: 'file_secret',
      stamp: 'TỐI MẬT',
    })
    expect(await judge('a.pdf', await fixture('hoa-toc.pdf'))).toMatchObject({
      outcome: 'taken',
      stamp: undefined,
    })
  })

  test.each([
    'stamp.pdf',
    'owner-only-stamp.pdf',
    'rc4-stamp.pdf',
    'sheet-name-stamp.xlsx',
    'zip64-stamp.docx',
    'zip64-control-stamp.docx',
  ])('%s', async (name) => {
    expect(await judge(name, await fixture(name))).toMatchObject({ outcome: 'file_secret', stamp: 'TỐI MẬT' })
  })

  test('a Word file whose parts do not say their size', async () => {
    const chunks: Uint8Array[] = []
    const zip = new Zip((_, chunk) => void chunks.push(chunk))
    for (const [name, text] of [
      ['[Content_Types].xml', '<Types/>'],
      [
        '_rels/.rels',
        '<Relationships><Relationship Type="…/officeDocument" Target="word/document.xml"/></Relationships>',
      ],
      ['word/media/image1.png', 'x'.repeat(5000)],
      ['word/document.xml', '<w:p><w:t>MẬT</w:t></w:p>'],
    ] as const) {
      const part = new ZipDeflate(name)
      zip.add(part)
      part.push(strToU8(text), true)
    }
    zip.end()
    expect(await judge('a.docx', Buffer.concat(chunks), [13])).toMatchObject({
      outcome: 'file_secret',
      stamp: 'MẬT',
    })
  })
})

test('the judgement does not depend on how the bytes are cut', async () => {
  const files = [
    ['a.docx', docx(['Kính gửi', 'MẬT'], { 'word/media/a.bin': 'PK'.repeat(2000) })],
    ['a.docx', docx(['Kính gửi', 'bí mật'])],
    ['a.pdf', await fixture('toi-mat.pdf')],
    ['a.pdf', await fixture('hoa-toc.pdf')],
  ] as const
  const whole = await Promise.all(files.map(async ([name, bytes]) => (await judge(name, bytes)).outcome))
  expect(whole).toEqual(['file_secret', 'taken', 'file_secret', 'taken'])
  await fc.assert(
    fc.asyncProperty(
      fc.nat(3),
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 9 }),
      async (which, sizes) => {
        const [name, bytes] = files[which]!
        expect((await judge(name, bytes, sizes)).outcome).toBe(whole[which])
      },
    ),
    { numRuns: 40 },
  )
})
