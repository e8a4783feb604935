import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { unzipSync, zipSync } from 'fflate'
import { costOf } from '../files/cost.ts'
import { HOSTILE, largestWithin, packedStream, pdfOf } from '../files/hostile.ts'
import type { Hostile } from '../files/hostile.ts'
import { docx } from '../support/files.ts'
import type { Figure } from './run.ts'

const ROUNDS = 12
const MB = 1024 * 1024

/**
 * What it takes to look through files: megabytes a second over a scan of ten pages, a printed report and a Word
 * file with pictures; the most milliseconds that a hostile kilobyte and half a megabyte take; and how much memory a file of 50 MB adds at its peak, of those that keep most.
 */
export async function* bench(): AsyncIterable<Figure> {
  const usual = [
    { name: 'a.pdf', bytes: scan(10, MB) },
    { name: 'a.pdf', bytes: report(40) },
    { name: 'a.docx', bytes: word(2000, 4 * MB) },
  ]
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    let ms = 0
    for (const { name, bytes } of usual) ms += (await costOf(name, bytes)).ms
    best = Math.min(best, ms)
  }
  const size = usual.reduce((sum, { bytes }) => sum + bytes.length, 0) / MB
  yield { name: 'inspect.mb_per_s', value: Number(((size * 1000) / best).toFixed(1)), unit: 'MB/s' }

  yield {
    name: 'inspect.worst_ms_1kb',
    value: await worstOf((of) => largestWithin(of, 1024), ROUNDS),
    unit: 'ms',
  }
  yield { name: 'inspect.worst_ms_512kb', value: await worstOf((of) => of(MB / 2), 1), unit: 'ms' }
  let peak = 0
  for (const bytes of large()) peak = Math.max(peak, await peakOf(bytes))
  yield { name: 'inspect.peak_mb_50mb', value: Number(peak.toFixed(1)), unit: 'MB' }
}

/** The most milliseconds that a file of this size takes, of all constructs: the best of some rounds of each. */
async function worstOf(bytesOf: (of: Hostile['of']) => Uint8Array, rounds: number): Promise<number> {
  let worst = 0
  for (const { name, of } of HOSTILE) {
    const bytes = bytesOf(of)
    let least = Infinity
    for (let round = 0; round < rounds; round++) least = Math.min(least, (await costOf(name, bytes)).ms)
    worst = Math.max(worst, least)
  }
  return Number(worst.toFixed(1))
}

/** Pages that are pictures, each of so many bytes. */
function scan(pages: number, bytes: number): Uint8Array {
  const picture = `<</Type/XObject/Subtype/Image/Filter/DCTDecode/Length ${bytes}>>\nstream\n`
  return pdfOf(
    ...Array.from({ length: pages }, () =>
      Uint8Array.from(Buffer.concat([Buffer.from(picture), randomBytes(bytes), Buffer.from('\nendstream')])),
    ),
  )
}

/** Pages of text in a font with a map, as programs print them. */
function report(pages: number): Uint8Array {
  const map = Array.from({ length: 120 }, (_, i) => `<${hex(i)}> <${hex(i + 64)}>`).join('\n')
  const line = (page: number, i: number) =>
    `BT /F1 13 Tf 1 0 0 1 80 ${780 - 16 * i} Tm <${Array.from({ length: 70 }, (_, k) => hex((page * 7 + i * 31 + k * k) % 120)).join('')}> Tj ET\n`
  const text = (page: number) => Array.from({ length: 45 }, (_, i) => line(page, i)).join('')
  const pictures = packedStream(randomBytes(2 * MB), '/Type/XObject/Subtype/Image')
  return pdfOf(
    packedStream(`begincmap 120 beginbfchar ${map} endbfchar endcmap`),
    '<</Type/Font/Subtype/Type0/ToUnicode 1 0 R>>',
    pictures,
    ...Array.from({ length: pages }, (_, page) => [
      `<</Type/Page/Resources<</Font<</F1 2 0 R>>>>/Contents ${5 + 2 * page} 0 R>>`,
      packedStream(text(page)),
    ]).flat(),
  )
}

const hex = (code: number): string => code.toString(16).padStart(4, '0')

/** Paragraphs of everyday words, and a picture of so many bytes. */
function word(paragraphs: number, picture: number): Uint8Array {
  const words =
    'về việc báo cáo kết quả thực hiện nghị quyết đại hội đảng bộ nhiệm kỳ tỉnh ủy ban thường vụ'.split(' ')
  const said = (i: number) =>
    Array.from({ length: 30 }, (_, k) => words[(i * 7 + k * k) % words.length]).join(' ')
  const text = docx(Array.from({ length: paragraphs }, (_, i) => said(i)))
  return zipSync({ 'word/media/image1.png': [randomBytes(picture), { level: 0 }], ...unzipSync(text) })
}

/** How many bytes more than before are in use, at the most, while a file streams by. */
async function peakOf(bytes: Uint8Array): Promise<number> {
  const inUse = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  collect()
  const before = inUse()
  let peak = before
  // What could be collected is not in use: a Worker collects when it has to.
  const timer = setInterval(() => {
    if (inUse() - peak < MB) return
    collect()
    peak = Math.max(peak, inUse())
  }, 1)
  await costOf('a.pdf', bytes)
  clearInterval(timer)
  return (peak - before) / MB
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Files of 50 MB that keep much: pictures, text that is looked at once it is whole, names and notes without end. */
const large = (): Uint8Array[] => [
  scan(50, MB),
  pdfOf(...Array.from({ length: 100 }, () => packedStream(randomBytes(MB / 2)))),
  Buffer.concat([
    Buffer.from('%PDF-1.4\n1 0 obj<<'),
    Buffer.alloc(50 * MB, '/x 1 0 R '),
    Buffer.from('\n%%EOF'),
  ]),
  Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    Buffer.alloc(50 * MB, '1 0 obj<</Contents(mot ghi chu duoc giu lai den cuoi tep)>>endobj\n'),
    Buffer.from('\n%%EOF'),
  ]),
]
