import { expect, test } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import { writeDocx } from '../../src/core/docx.ts'
import { budget } from '../../src/files/readers/budget.ts'
import { packageReader } from '../../src/files/readers/package.ts'
import { findings } from '../../src/files/readers/findings.ts'
import { inspected } from '../../src/files/inspect.ts'
import { KINDS } from '../../src/files/rules.ts'
import { streamOf } from '../support/files.ts'

const made = writeDocx(
  [
    { text: 'BẢNG TỔNG HỢP Ý KIẾN', bold: true, centred: true },
    {
      widths: [1, 3],
      rows: [
        ['STT', 'Nội dung'],
        ['1', 'a < b & c\ncòn dòng hai \u0007'],
      ],
    },
  ],
  true,
)

test('a table stands in the document with its head on each page, across, and nothing in it is markup', () => {
  const parts = unzipSync(made)
  const document = strFromU8(parts['word/document.xml']!)
  expect(document).toContain('w:orient="landscape"')
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(document.match(/<w:tr>/g)).toHaveLength(2)
  expect(document).toContain('a &lt; b &amp; c</w:t><w:br/><w:t xml:space="preserve">còn dòng hai </w:t>')
  const widths = [...document.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
  expect(widths[1]! / widths[0]!).toBeCloseTo(3, 1)
})

test('what it writes its own reader takes in as Word, with the lines that were written', async () => {
  const docx = KINDS.find(({ id }) => id === 'docx')!
  const { body, seen, over } = inspected(streamOf(made), docx, false)
  await body.pipeTo(new WritableStream())
  await over
  expect(seen.refusal).toBeUndefined()
  const lines: string[] = []
  const spending = budget()
  spending.feed(made.length)
  const reader = packageReader(spending, { ...findings(spending), line: (text) => void lines.push(text) })
  reader.push(made)
  await reader.end()
  expect(lines.join('\n')).toContain('BẢNG TỔNG HỢP Ý KIẾN')
})
