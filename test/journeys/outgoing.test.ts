import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { putBelow } from '../support/examples.ts'
import { issue, openStranger, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { join, signIn } from '../support/visitors.ts'
import { compose } from '../support/writing.ts'
import { press } from '../support/journey.ts'

const TABLET = { width: 820, height: 1180 }
const PHONE = { width: 390, height: 844 }
const SUBJECT = 'tăng cường quản lý văn bản trên môi trường số'

let opened: Opened
let province: Place
let front: Place
let commune: Place
let cell: Place

async function openPlace(name: string, facts: object): Promise<Place> {
  const place = await openStranger(opened, name, facts)
  await opened.confirm(place.handle)
  return place
}

/** A signed paper on the glass of a scanner: a picture, nothing else, with number and day written in by hand. */
async function scanned(page: Page, notation: string): Promise<Buffer> {
  const sheet = await page.context().newPage()
  await sheet.setViewportSize({ width: 794, height: 1123 })
  await sheet.setContent(
    `<body style="font:20px serif;padding:60px"><p>TỈNH ỦY SƠN BÌNH<br>Số ${notation}</p><h1>CHỈ THỊ</h1><p>${SUBJECT}</p></body>`,
  )
  const picture = await sheet.screenshot({ type: 'jpeg', quality: 80 })
  await sheet.close()
  const pdf = await PDFDocument.create()
  const image = await pdf.embedJpg(picture)
  pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  return Buffer.from(await pdf.save())
}

/** Takes a way on: whom it goes to, what else is asked, and until it is said to be done. */
async function hand(
  page: Page,
  name: string,
  to?: string,
  fields: Record<string, string> = {},
): Promise<void> {
  await page.getByRole('button', { name: `${name}…`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (to !== undefined) {
    await dialog.getByRole('combobox', { name: 'Người nhận' }).fill(to)
    await dialog.getByRole('option', { name: to }).click()
  }
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value)
  await expectAccessible(page)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Takes a step whose dialog has a button of the same name. */
async function step(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value)
  await expectAccessible(page)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const deskOf = (page: Page, place: Place): Promise<unknown> => page.goto(`/${place.handle}/ban-lam-viec`)
const open = (page: Page, text: RegExp | string): Promise<void> =>
  page.getByRole('link', { name: text }).first().click()

/** The office's own order (domain §2.3), from the first word to what becomes of the paper at those who have it. */
describe.runIf(browserFound())('a directive of the province', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    province = await openPlace('Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
    front = await openPlace('Ủy ban Mặt trận Tổ quốc tỉnh', { kind: 'non_party', suffix: 'MTTQ' })
    commune = await openPlace('Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU', place: 'Tân Lập' })
    cell = await openPlace('Chi bộ thôn Một', { kind: 'cell', suffix: 'CB', place: 'Tân Lập' })
    await putBelow(commune, province)
    await putBelow(cell, commune)
    // Who signed the last copy of the commune signs the next.
    const first = await issue(province, [commune], { typeId: 'cong-van', files: [await upload(province)] })
    const { id } = (await waitingAt(commune)).find(({ notation }) => notation === first.notation)!
    const taken = await commune.clerk.post(`${commune.api}/deliveries/${id}/acceptance`)
    const copied = await commune.clerk.post(`${commune.api}/incoming/${taken.body.incomingId}/copies`, {
      kind: 'relayed',
      signerName: 'Lò Văn Bun',
      signerTitle: 'Chánh Văn phòng',
      recipients: [{ kind: 'group', id: 'subordinates' }],
    })
    if (copied.status !== 201) throw new Error(JSON.stringify(copied.body))
  }, 120_000)
  afterAll(() => opened.stop())

  test('is written, asked about outside, returned, signed, numbered, scanned, sent, copied on, replaced; the later one is recalled', async () => {
    const unit = async (place: Place, name: string): Promise<string> =>
      (await place.clerk.post(`${place.api}/units`, { name })).body.id
    const office = await unit(province, 'Văn phòng')
    const author = await join(opened, province, 'Giàng A Páo', ['specialist'], office)
    const chief = await join(opened, province, 'Phạm Đức Thuận', ['office_chief'], office)
    const leader = await join(opened, province, 'Hoàng Văn Sơn', ['leader'])
    const clerk = await join(opened, province, 'Trần Thị Mai', ['clerk'], office)
    const outside = await join(opened, front, 'Lê Thị Hòa', ['clerk', 'office_chief', 'leader'])
    const theirs = await join(opened, front, 'Vũ Văn Bình', ['specialist'])
    const receiving = await join(opened, commune, 'Đinh Thị Lụa', ['clerk'])
    const cells = await join(opened, cell, 'Lường Văn Chi', ['clerk'])

    // Dự thảo: the author writes and gives it to the chief of the office.
    const writing = await signIn(opened, author)
    await open(writing, 'Soạn văn bản')
    await compose(writing, SUBJECT, [commune])
    await writing.getByLabel('Sự cần thiết').fill('Chưa có văn bản nào của Tỉnh ủy quy định việc này.')
    await writing.getByText('Đã tự lưu').waitFor()
    const id = new URL(writing.url()).pathname.split('/').at(-1) ?? ''
    const paper = `/${province.handle}/van-ban-di/${id}`
    await writing.goto(paper)
    await hand(writing, 'Chuyển cho người khác', chief.name)

    // Lấy ý kiến: the chief asks a committee outside; it answers from its own desk.
    const heading = await signIn(opened, chief)
    await open(heading, SUBJECT)
    await heading.goto(paper)
    await heading.getByRole('button', { name: 'Lấy ý kiến góp ý…' }).click()
    const round = heading.getByRole('dialog')
    await round.getByRole('combobox', { name: 'Cơ quan ngoài' }).fill('mat tran')
    await round.getByRole('option', { name: front.name }).first().click()
    const due = new Date(Date.now() + 9 * 86_400_000)
    await round
      .getByLabel('Hạn góp ý')
      .fill(`${due.getUTCDate()}/${due.getUTCMonth() + 1}/${due.getUTCFullYear()}`)
    await expectAccessible(heading)
    await round.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await heading.getByRole('heading', { name: 'Bảng tổng hợp ý kiến, tiếp thu, giải trình' }).waitFor()
    const table = heading.url()

    const asked = await signIn(opened, outside)
    await open(asked, new RegExp(SUBJECT))
    await asked.getByRole('button', { name: 'Tiếp nhận và giao', exact: true }).click()
    await asked.getByRole('dialog').getByRole('combobox', { name: 'Chủ trì' }).fill(theirs.name)
    await asked.getByRole('dialog').getByRole('option', { name: theirs.name }).click()
    await asked.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận và giao' }).click()
    await asked.getByRole('link', { name: 'Mở nhiệm vụ ở cơ quan' }).waitFor()
    const answering = await signIn(opened, theirs, PHONE, true)
    await open(answering, new RegExp(SUBJECT))
    await press(answering, 'Nhận việc')
    await step(answering, 'Báo cáo kết quả', { 'Kết quả, sản phẩm': 'Nhất trí.\n- Điều 2: nêu rõ thời hạn.' })
    await answering.context().close()
    await open(asked, 'Mở nhiệm vụ ở cơ quan')
    await press(asked, 'Duyệt: hoàn thành')
    await asked.context().close()

    await heading.goto(table)
    await heading.getByText('nêu rõ thời hạn').first().waitFor()
    await step(heading, 'Kết thúc lấy ý kiến')
    await heading
      .getByText(/^Đã kết thúc/)
      .first()
      .waitFor()
    await expectAccessible(heading)

    // Trình ký, trả sửa, trình lại, đã ký.
    await heading.goto(paper)
    await hand(heading, 'Trình ký', leader.name)
    const signing = await signIn(opened, leader, TABLET, true)
    await open(signing, SUBJECT)
    await signing.goto(paper)
    await hand(signing, 'Trả sửa', undefined, { 'Nội dung cần sửa': 'Nêu rõ thời hạn ở Điều 2.' })
    await deskOf(writing, province)
    await open(writing, SUBJECT)
    await writing.goto(paper)
    await writing.getByText('Nêu rõ thời hạn ở Điều 2.').first().waitFor()
    await hand(writing, 'Trình ký', leader.name)
    await writing.context().close()
    await signing.goto(paper)
    await hand(signing, 'Ghi nhận đã ký')
    await signing.context().close()
    await heading.context().close()

    // Cấp số, ngày; the scan that bears them; phát hành.
    const numbering = await signIn(opened, clerk)
    await open(numbering, SUBJECT)
    await numbering.getByRole('button', { name: 'Cấp số 01-CT/TU', exact: true }).click()
    await numbering.getByText('Đã cấp số 01-CT/TU.').first().waitFor()
    await expectAccessible(numbering)
    const scan = await scanned(numbering, '01-CT/TU')
    await numbering.getByRole('button', { name: /^(Bỏ|Xóa).*chi-thi\.pdf/ }).click()
    await numbering.setInputFiles('input[type=file]', {
      name: 'chi-thi-da-ky.pdf',
      mimeType: 'application/pdf',
      buffer: scan,
    })
    await numbering.getByText('chi-thi-da-ky.pdf').first().waitFor()
    await numbering.getByRole('button', { name: 'Phát hành 01-CT/TU, gửi 1 nơi' }).click()
    await numbering.getByRole('heading', { level: 1, name: /01-CT\/TU/ }).waitFor()
    await expectAccessible(numbering)

    // At the commune: the very scan, taken in; sent on to the cells in two clicks.
    const arriving = await signIn(opened, receiving)
    await open(arriving, /01-CT\/TU/)
    await arriving.locator('canvas').first().waitFor()
    const delivered = (await waitingAt(commune)).find(({ notation }) => notation === '01-CT/TU')!
    const { files } = (await commune.clerk.get(`${commune.api}/deliveries/${delivered.id}`)).body
    expect(files.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([hashOf(scan)])
    await arriving.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 2' }).click()
    await arriving.getByText('Đã tiếp nhận, số đến 2.').first().waitFor()
    await arriving.getByRole('button', { name: 'Sao gửi…' }).click()
    await arriving.getByRole('button', { name: /^Cấp số 02-BS\/ĐU, gửi$/ }).click()
    await arriving
      .getByRole('link', { name: /02-BS\/ĐU/ })
      .first()
      .waitFor()
    await expectAccessible(arriving)
    const book = arriving.url()
    const copy = await signIn(opened, cells, PHONE, true)
    await open(copy, /02-BS\/ĐU/)
    await copy
      .getByText(/Chỉ thị số 01-CT\/TU/)
      .first()
      .waitFor()
    await expectAccessible(copy)

    // Thay thế: another directive takes its place, and nobody who has the first can miss it.
    await numbering.getByRole('link', { name: 'Thay thế', exact: true }).click()
    await compose(numbering, `${SUBJECT}, bản mới`, [commune])
    await numbering.getByLabel('Sự cần thiết').fill('Thay bản trước, nêu rõ thời hạn.')
    await numbering.getByRole('button', { name: 'Cấp số 02-CT/TU, phát hành, gửi 1 nơi' }).click()
    await numbering.getByRole('heading', { level: 1, name: /02-CT\/TU/ }).waitFor()
    const later = numbering.url()
    await arriving.goto(book)
    await arriving.getByText('Được thay thế bởi').waitFor()
    await arriving.getByText('02-CT/TU').first().waitFor()
    await expectAccessible(arriving)
    await deskOf(arriving, commune)
    await open(arriving, /02-CT\/TU/)
    await arriving.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 3' }).click()
    await arriving.getByText('Đã tiếp nhận, số đến 3.').first().waitFor()
    const second = arriving.url()

    // Thu hồi: asked of who took it, answered there, seen at both.
    await numbering.goto(later)
    await numbering.getByRole('button', { name: 'Thu hồi…' }).click()
    await numbering.getByLabel('Lý do thu hồi').fill('Sai thẩm quyền ký')
    await numbering.getByRole('button', { name: 'Thu hồi văn bản này' }).click()
    await numbering
      .getByText(/Văn bản đã thu hồi/)
      .first()
      .waitFor()
    await arriving.goto(second)
    await arriving.getByText('Nơi gửi yêu cầu lấy lại văn bản này: Sai thẩm quyền ký').waitFor()
    await expectAccessible(arriving)
    await arriving.getByRole('button', { name: 'Đồng ý trả lại' }).click()
    await arriving.getByText('Văn bản đã thu hồi: Sai thẩm quyền ký').waitFor()
    await expectAccessible(arriving)

    // What the books say at the end, with no number missing.
    const lines = (await province.clerk.get(`${province.api}/registers/outgoing`)).body.items
    expect(lines.map((line: { notation: string; state: string }) => [line.notation, line.state])).toEqual(
      expect.arrayContaining([
        ['01-CT/TU', 'issued'],
        ['02-CT/TU', 'issued'],
      ]),
    )
    expect((await province.clerk.get(`${province.api}/documents/${id}`)).body.way.handed).toBeDefined()
    await Promise.all([numbering, arriving, copy].map((page) => page.context().close()))
  }, 240_000)
})
