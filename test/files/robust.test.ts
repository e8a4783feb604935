import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { packedStream, pdfOf, plainStream } from './hostile.ts'
import { docx, xlsx } from '../support/files.ts'

const fixture = async (name: string) => readFile(join(import.meta.dirname, 'fixtures', name))
const MB = 1024 * 1024

test('a damaged file is taken or refused with a reason, and nothing else happens', async () => {
  const files = [
    ['a.docx', docx(['Kính gửi: Ban Thường vụ', 'Quy chế bảo mật'])],
    ['a.xlsx', xlsx(['Số', 'Tên'])],
    ['a.pdf', await fixture('hoa-toc.pdf')],
    ['a.pdf', await fixture('rc4-stamp.pdf')],
    ['a.pdf', await fixture('owner-only-stamp.pdf')],
  ] as const
  await fc.assert(
    fc.asyncProperty(
      fc.nat(files.length - 1),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      async (which, changes, part) => {
        const [name, whole] = files[which]!
        const bytes = Uint8Array.from(whole.subarray(0, Math.ceil(whole.length * part)))
        for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value
        const { outcome } = await costOf(name, bytes)
        expect(['taken', 'file_content', 'file_secret', 'file_unchecked']).toContain(outcome)
      },
    ),
    { numRuns: 300 },
  )
})

test('names that every object of JavaScript has are names like others', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const inner = `<${name} x="1"><a:${name}/>&${name};</${name}><Relationship Type="x/${name}" Target="y"/>`
    const word = docx([], { 'word/document.xml': inner, 'word/_rels/document.xml.rels': inner })
    const paper = pdfOf(
      `<</${name}/${name}/S/${name}/Type/Page/Contents 2 0 R/Resources<</Font<</${name} 3 0 R>>>>>>`,
      plainStream(`BT /${name} 1 Tf (a) Tj ET ${name}`, `/Filter/${name}`),
      `<</Type/Font/Encoding<</Differences[97/${name}]>>>>`,
      packedStream(`/${name} 1 Tf (a) Tj`),
    )
    for (const [kind, bytes] of [
      ['a.docx', word],
      ['a.pdf', paper],
    ] as const)
      expect(await costOf(kind, bytes)).toMatchObject({ outcome: 'taken', active: [] })
  }
})

describe('a file of 49 MB that holds nothing but one thing is over within memory', () => {
  test.each<[string, string, string]>([
    ['names', '/x 1 0 R ', '1 0 obj<<'],
    ['objects of names', '1 0 obj<</xxxx 1 0 R/yyyy 2 0 R>>endobj\n', ''],
    ['annotations', '1 0 obj<</Contents(a note of some length that is kept)>>endobj\n', ''],
    ['titles', '/Title(\n', '1 0 obj<<'],
    ['pages', '1 0 obj<</Type/Page/Contents 1 0 R/Parent 2 0 R>>endobj\n', ''],
  ])('%s', async (_, text, head) => {
    const bytes = Buffer.concat([
      Buffer.from(`%PDF-1.4\n${head}`),
      Buffer.alloc(49 * MB, text),
      Buffer.from('\n%%EOF'),
    ])
    const { outcome, held } = await costOf('a.pdf', bytes)
    expect(['taken', 'file_unchecked']).toContain(outcome)
    expect(held).toBeLessThan(29 * MB)
  })
})

test('others get their turn while a file is looked through', async () => {
  const bytes = docx([], {
    'word/document.xml': '<w:p><w:r><w:t>báo cáo kết quả</w:t></w:r></w:p>'.repeat(100_000),
  })
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  const { ms } = await costOf('a.docx', bytes)
  clearInterval(timer)
  expect(longest).toBeLessThan(Math.max(500, ms / 2))
})
