import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { draft, openStranger, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { join, signIn } from '../support/visitors.ts'
import type { Visitor } from '../support/visitors.ts'
import { press } from '../support/journey.ts'

const PHONE = { width: 390, height: 844 }
const SUBJECT = 'đối thoại trực tiếp với Nhân dân năm 2026'

let opened: Opened
let province: Place
let agency: Place
let clerk: Visitor
let chief: Visitor
let worker: Visitor

/** A day some days from now, as a field takes it. */
function dayAhead(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000)
  return `${day.getUTCDate()}/${day.getUTCMonth() + 1}/${day.getUTCFullYear()}`
}

/** Opens the dialog of a round, which names the co-issuer already, and asks; what it says of earlier agreements. */
async function askAgain(page: Page, paper: string): Promise<string> {
  await page.goto(paper)
  await page.getByRole('button', { name: 'Lấy ý kiến góp ý…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lấy ý kiến về dự thảo' })
  // Nobody had to look for it: it stands there, and can be taken out.
  await dialog.getByRole('button', { name: `Bỏ: ${agency.name}` }).waitFor()
  const note = await dialog.getByLabel('Nội dung cần góp ý').inputValue()
  await dialog.getByLabel('Hạn góp ý').fill(dayAhead(9))
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
  await page.getByRole('heading', { name: 'Bảng tổng hợp ý kiến, tiếp thu, giải trình' }).waitFor()
  await page.getByText(agency.name).first().waitFor()
  return note
}

/** The agency takes what it was asked, agrees, and its chief lets that go out. */
async function agree(office: Page): Promise<void> {
  await office.goto(`/${agency.handle}/cong-viec/cap-tren-giao`)
  await office
    .getByRole('link', { name: new RegExp(`Góp ý dự thảo .*${SUBJECT.slice(0, 20)}`) })
    .first()
    .click()
  await office.getByRole('button', { name: 'Tiếp nhận và giao', exact: true }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Chủ trì' }).fill(worker.name)
  await dialog.getByRole('option', { name: worker.name }).click()
  await dialog.getByRole('button', { name: 'Tiếp nhận và giao' }).click()
  await office.getByRole('link', { name: 'Mở nhiệm vụ ở cơ quan' }).click()
  const task = office.url()
  const answering = await signIn(opened, worker, PHONE, true)
  await answering.goto(task)
  await press(answering, 'Nhận việc')
  await answering.getByRole('button', { name: 'Báo cáo kết quả', exact: true }).click()
  const asked = answering.getByRole('dialog')
  await asked.getByLabel('Kết quả, sản phẩm').fill('Nhất trí.')
  await asked.getByRole('button', { name: 'Báo cáo kết quả', exact: true }).click()
  await asked.waitFor({ state: 'hidden' })
  await answering.context().close()
  await office.goto(task)
  await press(office, 'Duyệt: hoàn thành')
}

async function conclude(page: Page): Promise<void> {
  await page.reload()
  await page.getByText('Đồng ý').or(page.getByText('Nhất trí')).first().waitFor()
  await page.getByRole('button', { name: 'Kết thúc lấy ý kiến', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Kết thúc lấy ý kiến', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

describe.runIf(browserFound())('a paper that two committees issue', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    const open = async (name: string, facts: object): Promise<Place> => {
      const place = await openStranger(opened, name, facts)
      await opened.confirm(place.handle)
      return place
    }
    province = await open('Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
    agency = await open('Đảng ủy Ủy ban nhân dân tỉnh', { kind: 'agency', suffix: 'ĐU', place: 'Sơn Bình' })
    clerk = await join(opened, province, 'Trần Thị Mai', ['clerk', 'office_chief'])
    chief = await join(opened, agency, 'Lê Thị Hòa', ['clerk', 'office_chief', 'leader'])
    worker = await join(opened, agency, 'Vũ Văn Bình', ['specialist'])
  }, 120_000)
  afterAll(() => opened.stop())

  test('is asked of the co-issuer without a search, who is told by itself when it is changed after, and asked again, on a phone too', async () => {
    const { id } = await draft(province, [agency], {
      typeId: 'ke-hoach',
      subject: SUBJECT,
      files: [await upload(province)],
    })
    const paper = `/${province.handle}/van-ban-di/${id}`
    const page = await signIn(opened, clerk)
    await page.goto(`/${province.handle}/van-ban-di/soan/${id}`)
    await page.getByText('Văn bản liên tịch: cơ quan cùng ban hành').click()
    await page.getByRole('checkbox', { name: agency.name }).check()
    await page.getByText('Đã tự lưu').waitFor()
    expect(await askAgain(page, paper)).toBe('')
    const office = await signIn(opened, chief)
    await agree(office)
    await conclude(page)
    await page.goto(paper)
    await page
      .getByText(/Cùng ban hành, nhất trí với bản 1/)
      .first()
      .waitFor()

    // Nobody at the agency has anything left to note of the round that ended.
    await office.goto(`/${agency.handle}/ban-lam-viec`)
    await office
      .getByRole('link', { name: /Góp ý dự thảo/ })
      .first()
      .click()
    await office.getByRole('button', { name: 'Ghi nhận thay đổi' }).click()
    await office.getByRole('button', { name: 'Ghi nhận thay đổi' }).waitFor({ state: 'hidden' })

    await page.goto(`/${province.handle}/van-ban-di/soan/${id}`)
    await page.getByLabel('Trích yếu').fill(`${SUBJECT} và những năm tiếp theo`)
    await page.getByText('Đã tự lưu').waitFor()
    await opened.later(12)

    // The agency is told on its desk, and what to do.
    const phone = await signIn(opened, chief, PHONE, true)
    await phone.getByText('nhất trí không còn hiệu lực').first().waitFor()
    await phone.getByText('Ghi nhận', { exact: true }).waitFor()
    await expectAccessible(phone)
    await phone
      .getByRole('link', { name: /Góp ý dự thảo/ })
      .first()
      .click()
    await phone
      .getByText(
        'Nhất trí của cơ quan không còn hiệu lực với bản mới. Nội dung đã sửa sau khi nhất trí: trích yếu.',
      )
      .waitFor()
    await expectAccessible(phone)
    await phone.getByRole('button', { name: 'Ghi nhận thay đổi' }).click()
    await phone.getByRole('button', { name: 'Ghi nhận thay đổi' }).waitFor({ state: 'hidden' })
    await phone.context().close()

    // Asked again from a phone: the version it agreed to is named in the words that go along.
    await page.context().close()
    const small = await signIn(opened, clerk, PHONE, true)
    await small.goto(paper)
    await small
      .getByText(/dự thảo đã đổi, cần hỏi lại/)
      .first()
      .waitFor()
    await expectAccessible(small)
    expect(await askAgain(small, paper)).toBe(
      `${agency.name} đã nhất trí với bản dự thảo 1; dự thảo đã thay đổi từ đó, đề nghị xem lại và cho ý kiến về bản này.`,
    )
    await agree(office)
    await conclude(small)
    await small.goto(paper)
    await small
      .getByText(/Cùng ban hành, nhất trí với bản 2/)
      .first()
      .waitFor()
    await expectAccessible(small)
    await Promise.all([small, office].map((one) => one.context().close()))
  }, 240_000)
})
