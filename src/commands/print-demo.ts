import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { papers } from '../demo/papers.ts'
import { BLANKS, sheet } from '../demo/sheet.ts'

/**
 * Prints the papers of the demo as PDFs into `src/demo/files`, with `places.json` that says where number and
 * date belong on each. Run by hand after a paper was changed; the PDFs are kept, so that the demo needs neither
 * a browser nor a font. Noto Serif (SIL Open Font License 1.1) must be installed; its glyphs are embedded.
 *
 *     CHROMIUM=/usr/bin/chromium node src/commands/print-demo.ts
 */
const FOLDER = join(import.meta.dirname, '../demo/files')
const POINTS_PER_PIXEL = 0.75
const MM = 72 / 25.4
/** A4 and its margins as sheet.ts sets them, in points. */
const PAGE = { height: 297 * MM, left: 30 * MM, top: 20 * MM }

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage({ viewport: { width: 624, height: 1000 } })
await page.emulateMedia({ media: 'print' })
await mkdir(FOLDER, { recursive: true })
const places: Record<string, Record<string, number[]>> = {}
for (const paper of papers) {
  await page.setContent(sheet(paper))
  await page.evaluate('document.fonts.ready')
  const found: Record<string, number[]> = {}
  for (const blank of BLANKS) {
    const box = await page.locator(`[data-blank=${blank}]`).boundingBox()
    if (box === null) throw new Error(`${paper.id}: không thấy chỗ ghi ${blank}`)
    const x = PAGE.left + box.x * POINTS_PER_PIXEL
    const y = PAGE.height - PAGE.top - (box.y + box.height) * POINTS_PER_PIXEL
    found[blank] = [x, y].map((at) => Math.round(at * 10) / 10)
  }
  places[paper.id] = found
  const bytes = await page.pdf({ preferCSSPageSize: true, tagged: false })
  await writeFile(join(FOLDER, `${paper.id}.pdf`), bytes)
  console.log(`${String(bytes.length).padStart(7)} byte  ${paper.id}.pdf`)
}
await writeFile(join(FOLDER, 'places.json'), `${JSON.stringify(places, null, 2)}\n`)
await browser.close()
