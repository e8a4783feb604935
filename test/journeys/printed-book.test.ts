import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { draft, upload } from '../support/exchange.ts'
import { openOffice, windowOf } from '../support/window.ts'
import type { Office } from '../support/window.ts'

/** All that is printed on each page, in the order it was set, without the gaps between letters. */
async function printedOn(pdf: Buffer): Promise<{ texts: string[]; sizes: string[] }> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const texts: string[] = []
  const sizes: string[] = []
  for (let no = 1; no <= document.numPages; no++) {
    const page = await document.getPage(no)
    const { items } = await page.getTextContent()
    texts.push(bare(items.map((one) => ('str' in one ? one.str : '')).join('')))
    const { width, height } = page.getViewport({ scale: 1 })
    sizes.push(`${Math.round(width)}×${Math.round(height)}`)
  }
  return { texts, sizes }
}
const bare = (text: string): string => text.normalize('NFC').replace(/\s|\u00AD|\u200B/g, '')
/** Which letters stand in a text, in no order: columns are set in another one than they are read. */
const lettersOf = (text: string): string =>
  [...bare(text).toLocaleLowerCase('vi')].toSorted((a, b) => (a < b ? -1 : 1)).join('')

let opened: Opened
let office: Office
const NOTE = 'Bản lưu kèm phụ lục, hồ sơ trình ký và phiếu lấy ý kiến các ban. '
  .repeat(6)
  .slice(0, 360)
  .trim()
const PAPERS = 46

/** F25 and F26 of what once failed: on paper stands what the screen says, on as many pages, and nothing is cut. */
describe.runIf(browserFound())('a book that is printed', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    office = await openOffice(opened, 'Tỉnh ủy Sơn Bình', {
      kind: 'province',
      suffix: 'TU',
      place: 'Sơn Bình',
    })
    const { clerk, api } = office
    const units: string[] = []
    for (let i = 1; i <= 60; i++) {
      const made = await clerk.post(`${api}/units`, { name: `Đảng ủy xã thứ ${i} của tỉnh` })
      units.push(made.body.id as string)
    }
    const place = { ...office, code: '' }
    const file = await upload(place)
    for (let i = 1; i <= PAPERS; i++) {
      const wide = i === 20
      const { id, version } = await draft(place, [], {
        typeId: 'cong-van',
        decidingBody: 'standing_board',
        subject: `việc thứ ${i}, ${'rà soát, đôn đốc thực hiện kết luận '.repeat(1 + (i % 5))}`.trim(),
        files: [file],
        recipients: (wide ? units : units.slice(i % 50, (i % 50) + 2)).map((unit) => ({
          kind: 'unit',
          id: unit,
        })),
        ...(i % 9 === 0 ? { note: NOTE } : {}),
      })
      const done = await clerk.post(`${api}/documents/${id}/issue`, { version })
      if (done.status !== 200) throw new Error(JSON.stringify(done.body))
    }
  }, 180_000)
  afterAll(() => opened.stop())

  test('has on each page what its sheet on the screen has, its heads and its number, and each line whole', async () => {
    const page = await windowOf(opened, office, 'so/van-ban-di/in')
    const status = page.getByRole('status').filter({ hasText: 'trang A4 ngang' })
    const said = Number.parseInt((await status.innerText()).trim(), 10)
    const sheets = await page.locator('.book-sheet').evaluateAll((all) =>
      all.map((sheet) => ({
        text: [...sheet.querySelectorAll('.book-title, thead, tbody, tfoot, .book-number')]
          .map((part) => part.textContent)
          .join(''),
        heads: [...sheet.querySelectorAll('thead')].map((head) => head.textContent).join(''),
        number: sheet.querySelector('.book-number')?.textContent ?? '',
        rows: [...sheet.querySelectorAll('tbody tr')].map((row) => row.textContent),
        total: sheet.querySelector('tfoot')?.textContent ?? '',
        // A sheet holds what stands in it: nothing hangs over its edge, where the printer would cut it.
        over: [...sheet.querySelectorAll('*')].some(
          (one) => one.getBoundingClientRect().bottom > sheet.getBoundingClientRect().bottom + 1,
        ),
      })),
    )
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const { texts, sizes } = await printedOn(pdf)
    expect(said).toBeGreaterThan(3)
    expect([texts.length, sheets.length]).toEqual([said, said])
    expect(new Set(sizes)).toEqual(new Set(['842×595']))
    const [first] = sheets
    let before = 0
    for (const [i, sheet] of sheets.entries()) {
      const text = texts[i] ?? ''
      expect([i, sheet.over, sheet.rows.length > 0, sheet.heads]).toEqual([i, false, true, first?.heads])
      expect([i, sheet.number]).toEqual([i, `Trang ${i + 1}/${said}`])
      // What goes on from the sheet before is counted there.
      const begun = sheet.rows.filter((row) => /^\s*\d+-CV/.test(row)).length
      before += begun
      expect(sheet.total).toContain(`Cộng trang này: ${begun} · Cộng dồn: ${before}`)
      for (const part of [sheet.heads, ...sheet.rows, sheet.total, sheet.number])
        expect([i, text.includes(bare(part)) ? '' : bare(part), text]).toEqual([i, '', text])
      // Nothing else is on the paper: no menu, no head of the screen.
      expect([i, lettersOf(text)]).toEqual([i, lettersOf(sheet.text)])
    }
    expect(before).toBe(PAPERS)
    const all = texts.join('')
    const count = (word: string, text = all): number => text.split(word).length - 1
    // Each of the sixty and of the pairs, all of every note: a row that no sheet holds goes on over the next.
    expect(count('tỉnh')).toBe(60 + 2 * (PAPERS - 1))
    expect(count('ban.')).toBe(count('ban.', NOTE) * Math.floor(PAPERS / 9))
    await page.context().close()
  }, 120_000)
})
