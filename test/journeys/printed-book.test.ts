import { readFile } from 'node:fs/promises'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { draft, upload } from '../support/exchange.ts'
import { openOffice, windowOf } from '../support/window.ts'
import { linesOf, rowsOf } from '../support/workbook.ts'
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
const ARRIVALS = 41
/** What a program could take for a formula, and what a file must carry as it is. */
const HOSTILE = '=HYPERLINK("http://vi-du.example";"Đăng ký") & <ký> "số"'

/** A paper book line after line: what was entered by hand, as its clerk would. */
async function enterArrivals({ clerk, api }: Office): Promise<void> {
  for (let i = 1; i <= ARRIVALS; i++) {
    const made = await clerk.post(`${api}/incoming`, {
      channel: 'paper',
      senderName: i % 7 === 0 ? `@Đảng ủy Sở Nông nghiệp và Môi trường, nơi thứ ${i}` : `Đảng ủy xã thứ ${i}`,
      notation: `${i}-CV/ĐU`,
      typeName: 'Công văn',
      issuedOn: `2026-0${1 + (i % 6)}-1${i % 10}`,
      subject:
        i === 5
          ? HOSTILE
          : `việc thứ ${i}, ${'báo cáo kết quả thực hiện nhiệm vụ '.repeat(1 + (i % 6))}`.trim(),
      ...(i % 8 === 0 ? { note: NOTE } : {}),
    })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  }
}

/** Every line of a register as the API gives it, page after page. */
async function registerOf<T>({ clerk, api }: Office, book: 'outgoing' | 'incoming'): Promise<T[]> {
  const lines: T[] = []
  let cursor: string | undefined
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await clerk.get(`${api}/registers/${book}?limit=20${more}`)
    lines.push(...body.items)
    cursor = body.next
  } while (cursor !== undefined)
  return lines
}

/** Takes a register along from its screen, in one of its forms. */
async function taken(page: Page, form: 'Xuất Excel' | 'Xuất CSV'): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: form }).click(),
  ])
  return readFile(await file.path())
}

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

  /** Prints a book from its screen and holds every page to the sheet on the screen. @returns what all pages say */
  async function printed(path: string, line: RegExp, lines: number): Promise<string> {
    const page = await windowOf(opened, office, path)
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
      const begun = sheet.rows.filter((row) => line.test(row)).length
      before += begun
      expect(sheet.total).toContain(`Cộng trang này: ${begun} · Cộng dồn: ${before}`)
      for (const part of [sheet.heads, ...sheet.rows, sheet.total, sheet.number])
        expect([i, text.includes(bare(part)) ? '' : bare(part), text]).toEqual([i, '', text])
      // Nothing else is on the paper: no menu, no head of the screen.
      expect([i, lettersOf(text)]).toEqual([i, lettersOf(sheet.text)])
    }
    expect(before).toBe(lines)
    await page.context().close()
    return texts.join('')
  }

  test('has on each page what its sheet on the screen has, its heads and its number, and each line whole', async () => {
    const all = await printed('so/van-ban-di/in', /^\s*\d+-CV/, PAPERS)
    const count = (word: string, text = all): number => text.split(word).length - 1
    // Each of the sixty and of the pairs, all of every note: a row that no sheet holds goes on over the next.
    expect(count('tỉnh')).toBe(60 + 2 * (PAPERS - 1))
    expect(count('ban.')).toBe(count('ban.', NOTE) * Math.floor(PAPERS / 9))
  }, 120_000)

  test('of arrivals as well, with the two days of each and who signed for it', async () => {
    await enterArrivals(office)
    const all = await printed('so/van-ban-den/in', /^\s*\d\d?\/\d\d?\/\d{4}/, ARRIVALS)
    for (let i = 1; i <= ARRIVALS; i++) expect([i, all.includes(`${i}-CV/ĐU`)]).toEqual([i, true])
    expect(all.split('ban.').length - 1).toBe((NOTE.split('ban.').length - 1) * Math.floor(ARRIVALS / 8))
    expect(all).toContain(bare(HOSTILE))
  }, 120_000)

  test('is taken along line by line, days as days, every letter, and no cell that could be a formula', async () => {
    const outgoing = await registerOf<Record<string, string | number>>(office, 'outgoing')
    const incoming = await registerOf<Record<string, string | number>>(office, 'incoming')
    expect([outgoing.length, incoming.length]).toEqual([PAPERS, ARRIVALS])
    const books = [
      [
        'so/van-ban-di',
        outgoing,
        'notation issuedOn typeName subject signer recipients copyKeeper copies note',
      ],
      [
        'so/van-ban-den',
        incoming,
        'arrivedOn arrivalNo author notation issuedOn typeName subject receiver transferredOn signedFor note',
      ],
    ] as const
    for (const [path, lines, names] of books) {
      const page = await windowOf(opened, office, path)
      const columns = names.split(' ')
      // A formula begins so; whatever else begins so bears an apostrophe that says it is a text.
      const kept = (one: string | number | undefined): string =>
        one === undefined ? '' : /^[=+\-@]/.test(String(one)) ? `'${one}` : String(one)
      const wanted = lines.map((line) => columns.map((name) => kept(line[name])))
      const workbook = rowsOf(await taken(page, 'Xuất Excel'))
      const cells = workbook.map((row) =>
        columns.map((_, i) => String(row[String.fromCharCode(65 + i)] ?? '')),
      )
      expect(cells).toEqual(wanted)
      const [, ...csv] = linesOf((await taken(page, 'Xuất CSV')).toString('utf8'))
      // In CSV the end of a cell elsewhere is no place for a formula either.
      expect(csv.map((row) => row.map((one) => one.replaceAll(/(;"*)'/g, '$1')))).toEqual(wanted)
      await page.context().close()
    }
  }, 120_000)

  test('and the table of opinions: each remark whole, with its heads on every page', async () => {
    const { clerk, api } = office
    const place = { ...office, code: '' }
    const me = (await clerk.get(`${api}/members`)).body.items[0].id as string
    const { id, version } = await draft(place, [], {
      typeId: 'ke-hoach',
      subject: 'đối thoại trực tiếp với Nhân dân',
      files: [await upload(place, 'dự thảo')],
    })
    const round = await clerk.post(`${api}/documents/${id}/rounds`, {
      version,
      dueOn: dayAhead(9),
      asked: [{ kind: 'person', id: me }],
    })
    expect(round.status).toBe(201)
    const remarks = Array.from({ length: 34 }, (_, i) => ({
      place: `Điều ${i + 1}`,
      text: `Ý kiến thứ ${i + 1}: ${'đề nghị nêu rõ trách nhiệm, thời hạn của từng cơ quan. '.repeat(1 + (i % 5))}`.trim(),
    }))
    const said = await clerk.post(`${api}/rounds/${round.body.id}/opinion`, { stand: 'remarks', remarks })
    expect([said.status, said.body]).toMatchObject([said.status, { remarks: remarks.length }])
    const page = await windowOf(opened, office, `van-ban-di/y-kien/${round.body.id}`)
    await page.emulateMedia({ media: 'print' })
    const shown = await page.locator('.book').evaluate((book) => ({
      heads: book.querySelector('thead')?.textContent ?? '',
      title: (book.querySelector('.book-title') as HTMLElement).innerText,
      rows: [...book.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.innerText),
    }))
    const { texts, sizes } = await printedOn(
      await page.pdf({ preferCSSPageSize: true, printBackground: true }),
    )
    expect([texts.length > 1, new Set(sizes)]).toEqual([true, new Set(['842×595'])])
    for (const [i, text] of texts.entries()) expect([i, text.includes(bare(shown.heads))]).toEqual([i, true])
    const whole = [shown.title, ...texts.map(() => shown.heads), ...shown.rows].join('')
    expect(lettersOf(texts.join(''))).toBe(lettersOf(whole))
    for (const { place, text } of remarks)
      expect(texts.some((one) => one.includes(bare(place)) && one.includes(bare(text)))).toBe(true)
    await page.context().close()
  }, 120_000)
})

/** A day some days from now, `YYYY-MM-DD`. */
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
