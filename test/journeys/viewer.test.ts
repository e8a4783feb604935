import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { bring, openOffice, windowOf } from '../support/window.ts'
import type { Office } from '../support/window.ts'

/** A paper of so many pages, each saying which it is; every seventh lies across, as tables do. */
async function paperOf(pages: number, more: (pdf: PDFDocument) => Promise<void> | void = () => undefined) {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  for (let n = 1; n <= pages; n++) {
    const page = pdf.addPage(n % 7 === 0 ? [842, 595] : [595, 842])
    page.drawText(`To so ${n}`, { x: 60, y: 520, font, size: 20 })
    if (n % 100 === 50) page.drawText('cai cach hanh chinh', { x: 60, y: 400, font, size: 14 })
  }
  await more(pdf)
  return pdf
}

/** Links of the first page: to a page of the ministry, to page 40, and to a script that must not become one. */
function addLinks(pdf: PDFDocument): void {
  const [first, target] = [pdf.getPage(0), pdf.getPage(39)]
  const link = (y: number, more: Record<string, unknown>) =>
    pdf.context.register(
      pdf.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [60, y, 260, y + 24],
        Border: [0, 0, 0],
        ...more,
      } as never),
    )
  first.node.set(
    PDFName.of('Annots'),
    pdf.context.obj([
      link(300, { A: { S: 'URI', URI: PDFString.of('https://example.vn/van-ban') } }),
      link(260, { Dest: [target.ref, 'XYZ', null, null, null] }),
    ]),
  )
}

let opened: Opened
let office: Office
let draft: (bytes: Uint8Array, name?: string) => Promise<string>

describe.runIf(browserFound())('the viewer of papers', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    office = await openOffice(opened, 'Đảng ủy xã Mường Phăng', { place: 'Mường Phăng' })
    const { clerk, api } = office
    const unit = (await clerk.post(`${api}/units`, { name: 'Văn phòng Đảng ủy' })).body
    const organisation = (await clerk.get(`${api}/organisation`)).body
    draft = async (bytes, name = 'van-ban.pdf') => {
      const file = await bring(office, bytes, name)
      const made = await clerk.post(`${api}/documents`, {
        typeId: 'thong-bao',
        issuerId: organisation.issuers[0].id,
        decidingBody: 'standing_board',
        subject: 'về việc xem văn bản',
        signerName: 'Nguyễn Văn An',
        signerTitle: 'Bí thư',
        authority: 'T/M',
        recipients: [{ kind: 'unit', id: unit.id }],
        files: [file],
      })
      const issued = await clerk.post(`${api}/documents/${made.body.id}/issue`, { version: 1 })
      if (issued.status !== 200) throw new Error(JSON.stringify(issued.body))
      return `van-ban-di/${made.body.id}`
    }
  }, 180_000)
  afterAll(() => opened.stop())

  const opens = async (path: string, size?: { width: number; height: number }): Promise<Page> => {
    const page = await windowOf(opened, office, path, size)
    await page.locator('pdf-view canvas').first().waitFor()
    return page
  }
  const number = (page: Page) => page.getByRole('textbox', { name: 'Trang' })

  test.each([
    { width: 1366, height: 768 },
    { width: 820, height: 1180 },
    { width: 390, height: 844 },
  ])(
    'the whole screen lies above everything at $width px, is left by Escape, and leaves nothing behind',
    async (size) => {
      const path = await draft(await (await paperOf(30)).save())
      const page = await windowOf(opened, office, 'van-ban-di/da-ban-hanh', size)
      await page.locator(`a[data-row][href$="${path}"]`).click()
      await page.locator('pdf-view canvas').first().waitFor()
      await number(page).fill('12')
      await number(page).press('Enter')
      await page.getByRole('button', { name: 'Toàn màn hình' }).click()
      const leave = page.getByRole('button', { name: 'Thu lại' })
      await leave.waitFor()
      const onTop = await leave.evaluate((button) => {
        const { x, y, width, height } = button.getBoundingClientRect()
        return button.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      })
      expect(onTop).toBe(true)
      const box = (await page.locator('.pdf-frame').boundingBox())!
      expect([box.x, box.y, box.width, box.height]).toEqual([0, 0, size.width, size.height])
      expect(await number(page).inputValue()).toBe('12')
      await expectAccessible(page)

      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Toàn màn hình' }).waitFor()
      expect(await number(page).inputValue()).toBe('12')
      await page.getByRole('button', { name: 'Toàn màn hình' }).click()
      await leave.click()
      await page.getByRole('button', { name: 'Toàn màn hình' }).click()
      await leave.waitFor()

      // Leaving by Back is leaving, too: what comes next is whole and scrolls.
      await page.goBack()
      await page.getByRole('heading', { level: 1, name: 'Văn bản đi' }).waitFor()
      expect(await page.locator('dialog').count()).toBe(0)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('visible')
      await page.evaluate(() => (document.body.style.minHeight = '4000px'))
      await page.mouse.move(size.width / 2, size.height / 2)
      await page.mouse.wheel(0, 500)
      await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBeGreaterThan(0)
      await page.context().close()
    },
    120_000,
  )

  test.each([500, 3000])(
    'page 500 of %i is gone to while the file is still opening',
    async (pages) => {
      const page = await opens(await draft(await (await paperOf(pages)).save()))
      await number(page).fill('500')
      await number(page).press('Enter')
      await page.locator('.textLayer', { hasText: /^To so 500$/ }).waitFor()
      expect(await number(page).inputValue()).toBe('500')
      expect(await page.locator('pdf-view .pdf-page').count()).toBe(pages)
      const seen = await page.locator('.textLayer', { hasText: /^To so 500$/ }).evaluate((layer) => {
        const box = layer.getBoundingClientRect()
        const frame = document.querySelector('.pdf-pages')!.getBoundingClientRect()
        return box.top < frame.bottom && box.bottom > frame.top
      })
      expect(seen).toBe(true)
      await page.context().close()
    },
    120_000,
  )

  test('words are found in pages not yet drawn, with no accents typed, and marked', async () => {
    const page = await opens(await draft(await (await paperOf(200)).save()))
    await page.getByRole('button', { name: 'Tìm', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Tìm trong tệp' }).fill('cải CÁCH hanh')
    await page.getByText('1/2', { exact: true }).waitFor()
    expect(await number(page).inputValue()).toBe('50')
    await page.keyboard.press('Enter')
    await page.getByText('2/2', { exact: true }).waitFor()
    await page.locator('.textLayer', { hasText: 'To so 150' }).waitFor()
    await expect
      .poll(() => page.evaluate(() => [...(CSS.highlights.get('pdf-found') ?? [])].map(String)))
      .toEqual(['cai cach hanh'])
    await expectAccessible(page)
    await page.getByRole('searchbox', { name: 'Tìm trong tệp' }).fill('không có đâu')
    await page.getByText('Không có trong tệp này.').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox', { name: 'Tìm trong tệp' }).count()).toBe(0)
    await page.context().close()
  }, 120_000)

  test('links lead to their page, and outward without telling who comes', async () => {
    const page = await opens(await draft(await (await paperOf(60, addLinks)).save()))
    const out = page.getByRole('link', { name: 'https://example.vn/van-ban' })
    await out.waitFor()
    expect(await out.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await out.getAttribute('target')).toBe('_blank')
    await page.getByRole('button', { name: 'Trang 40' }).click()
    await page.locator('.textLayer', { hasText: /^To so 40$/ }).waitFor()
    expect(await number(page).inputValue()).toBe('40')
    await page.context().close()
  }, 120_000)

  test('it prints the paper, all its pages and nothing of the screen', async () => {
    const page = await opens(await draft(await (await paperOf(9)).save()))
    await page.evaluate(() => {
      window.print = () => {
        const box = document.querySelector('.pdf-print')!
        document.body.dataset['printed'] = [...box.querySelectorAll('img')]
          .map(({ naturalWidth, naturalHeight }) => (naturalWidth > naturalHeight ? 'across' : 'up'))
          .join(' ')
      }
    })
    await page.getByRole('button', { name: 'In', exact: true }).click()
    await expect
      .poll(() => page.evaluate(() => document.body.dataset['printed']), { timeout: 30_000 })
      .toBe('up up up up up up across up up')
    expect(await page.locator('.pdf-print').count()).toBe(0)
    await page.context().close()
  }, 120_000)

  test('a file with a password says so, and opens with it', async () => {
    const path = await draft(await (await paperOf(1)).save())
    const locked = await paperOf(3)
    locked.encrypt({ userPassword: 'mat-khau-tep', ownerPassword: 'khac' })
    const bytes = Buffer.from(await locked.save())
    const page = await windowOf(opened, office)
    await page.route('**/files/*', (route) =>
      route.fulfill({
        body: bytes,
        contentType: 'application/pdf',
        headers: { 'content-length': String(bytes.length) },
      }),
    )
    await page.goto(`/${office.handle}/${path}`)
    await page.getByText('Tệp này đặt mật khẩu.').waitFor()
    await page.getByLabel('Mật khẩu của tệp').fill('sai')
    await page.getByRole('button', { name: 'Mở tệp' }).click()
    await page.getByText('Mật khẩu chưa đúng.').waitFor()
    await page.getByLabel('Mật khẩu của tệp').fill('mat-khau-tep')
    await page.getByRole('button', { name: 'Mở tệp' }).click()
    await page.locator('.textLayer', { hasText: 'To so 1' }).waitFor()
    expect(await page.getByLabel('Mật khẩu của tệp').count()).toBe(0)
    await page.context().close()
  }, 120_000)

  test('a slow file shows how much has come, and can be given up and asked for again', async () => {
    const noise = Buffer.alloc(900_000).map(() => Math.floor(Math.random() * 256))
    const pdf = await paperOf(2, async (one) => one.attach(noise, 'x.bin', { mimeType: 'image/png' }))
    const path = await draft(await (await paperOf(1)).save())
    const bytes = Buffer.from(await pdf.save())
    const page = await windowOf(opened, office)
    await page.route('**/files/*', (route) => route.fulfill({ body: bytes, contentType: 'application/pdf' }))
    const devtools = await page.context().newCDPSession(page)
    const speed = (bytesASecond: number) =>
      devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: bytesASecond,
        uploadThroughput: -1,
      })
    await page.goto(`/${office.handle}/${path}`)
    await page.locator('pdf-view canvas').first().waitFor()
    await page.unroute('**/files/*')
    await speed(60_000)
    const big = await draft(bytes, 'ban-quet.pdf')
    await page.goto(`/${office.handle}/${big}`)
    const progress = page.getByRole('progressbar', { name: 'Đang mở tệp…' })
    await progress.waitFor()
    await expect
      .poll(async () => Number(await progress.getAttribute('value')), { timeout: 20_000 })
      .toBeGreaterThan(0)
    await page.locator('pdf-view').getByRole('button', { name: 'Hủy' }).click()
    await page.getByText('Đã dừng mở tệp.').waitFor()
    await speed(-1)
    await page.getByRole('button', { name: 'Mở tệp' }).click()
    await page.locator('pdf-view canvas').first().waitFor()
    await page.context().close()
  }, 120_000)
})
