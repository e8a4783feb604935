import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import type { Instance } from '../support/instance.ts'
import { compose, PAPER, pick } from '../support/writing.ts'

const COMMUNE = { name: 'Đảng ủy xã Pha Long' }

let opened: Opened
let email: string
let handle: string

async function openOffice(name: string, kind: string, suffix: string): Promise<[string, string]> {
  const clerk = `${crypto.randomUUID()}@example.vn`
  const caller = await signUpPerson(opened as unknown as Pick<Instance, 'app'>, `Văn thư ${name}`, clerk)
  const made = await signUpCommittee(caller, { name, kind, suffix, place: 'Pha Long' })
  await opened.confirm(made)
  return [clerk, made]
}

async function writing(size = { width: 1366, height: 768 }): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size)
  await page.goto(`/dang-nhap?ve=/${handle}/van-ban-di/soan`)
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Soạn văn bản' }).waitFor()
  return page
}

const onScreen = (page: Page, text: string): Promise<boolean> =>
  page
    .getByText(text)
    .first()
    .evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })

describe.runIf(browserFound())('writing a paper', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    ;[email, handle] = await openOffice('Tỉnh ủy Lào Sơn', 'province', 'TU')
    await openOffice(COMMUNE.name, 'commune', 'ĐU')
  }, 120_000)
  afterAll(() => opened.stop())

  test('without a line: each place says so, what was typed stays, and all of it goes on by itself', async () => {
    const page = await writing()
    await pick(page, 'Tên loại', 'chi thi', 'Chỉ thị')
    await page.getByLabel('Trích yếu').fill('trước khi mất kết nối')
    await page.getByText(/^Đã tự lưu lúc/).waitFor()

    await page.context().setOffline(true)
    const banner = page.getByRole('status').getByText(/^Đang mất kết nối\. Những gì đã nhập vẫn còn/)
    await banner.waitFor()
    await page.getByLabel('Trích yếu').fill('trong khi mất kết nối')
    await page.getByText(/^Chưa lưu được lên máy chủ\. Nội dung đang giữ trên máy này/).waitFor()
    await page.getByRole('combobox', { name: 'Nơi nhận' }).fill('pha long')
    await page.getByText('Đang mất kết nối nên chưa tìm được').first().waitFor()
    await page.setInputFiles('input[type=file]', PAPER)
    await page.getByText('Đang mất kết nối; tệp sẽ tự gửi khi có kết nối lại.').first().waitFor()
    await expectAccessible(page)

    await page.context().setOffline(false)
    await banner.waitFor({ state: 'detached' })
    await page.getByRole('option', { name: COMMUNE.name }).first().click()
    await page.getByText('Đang mất kết nối; tệp sẽ tự gửi').waitFor({ state: 'detached' })
    await page.getByText(/^Đã tự lưu lúc/).waitFor()
    const address = page.url()
    await page.reload()
    expect(page.url()).toBe(address)
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('trong khi mất kết nối')
    await page.getByText('chi-thi.pdf').first().waitFor()
    await page.getByText(COMMUNE.name).first().waitFor()
    await page.context().close()
  }, 120_000)

  test('without a line: going elsewhere says so, opens once there is one, and what was written is still there', async () => {
    const page = await writing()
    await page.getByLabel('Trích yếu').fill('đang viết dở')
    await page.getByText(/^Đã tự lưu lúc/).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('navigation').getByRole('link', { name: 'Danh bạ' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Mất kết nối' }).waitFor()
    await expectAccessible(page)
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'Danh bạ' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Soạn văn bản' }).waitFor()
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('đang viết dở')
    await page.context().close()
  }, 120_000)

  test('two windows: the number that is promised is the number given, or nothing is', async () => {
    const [mine, theirs] = [await writing(), await writing()]
    await compose(mine, 'bản thứ nhất', [COMMUNE])
    await compose(theirs, 'bản thứ hai', [COMMUNE])
    await mine.getByRole('button', { name: /^Cấp số 01-CT\/TU, phát hành/ }).waitFor()
    await theirs.getByRole('button', { name: /^Cấp số 01-CT\/TU, phát hành/ }).click()
    await theirs.getByRole('heading', { level: 1, name: /01-CT\/TU/ }).waitFor()
    // What says that it is done leaves the way on free.
    const covered = await theirs.locator('.toast').evaluate((toast) => {
      const over = toast.getBoundingClientRect()
      return [...document.querySelectorAll('.main')].some((button) => {
        const own = button.getBoundingClientRect()
        return (
          own.left < over.right && over.left < own.right && own.top < over.bottom && over.top < own.bottom
        )
      })
    })
    expect(covered).toBe(false)

    await mine.getByRole('button', { name: /^Cấp số 01-CT\/TU, phát hành/ }).click()
    await mine.getByText(/^Số 01-CT\/TU vừa được cấp cho văn bản khác; bản này sẽ lấy số 02-CT\/TU/).waitFor()
    await expectAccessible(mine)
    await mine.getByRole('button', { name: /^Cấp số 02-CT\/TU, phát hành/ }).click()
    await mine.getByRole('heading', { level: 1, name: /02-CT\/TU/ }).waitFor()
    for (const page of [mine, theirs]) await page.context().close()
  }, 120_000)

  test('before a directive: why it is needed, and one in force on the same, to be replaced instead of joined', async () => {
    const page = await writing()
    await compose(page, 'tăng cường quản lý, bảo vệ rừng đầu nguồn', [COMMUNE])
    await page.getByRole('button', { name: /^Cấp số \S+-CT\/TU, phát hành/ }).click()
    const heading = page.getByRole('heading', { level: 1, name: /-CT\/TU/ })
    const [, notation = ''] = /(\S+-CT\/TU)/.exec((await heading.textContent()) ?? '') ?? []
    await page.goto(`/${handle}/van-ban-di/soan`)
    await pick(page, 'Tên loại', 'chi thi', 'Chỉ thị')
    await page.getByLabel('Trích yếu').fill('quản lý, bảo vệ rừng đầu nguồn mùa khô')
    await page.getByLabel('Sự cần thiết').fill('Chỉ thị trước chưa nêu trách nhiệm của cấp xã.')
    await page.getByText('1 văn bản còn hiệu lực có nội dung gần').waitFor()
    const replace = page.getByRole('button', { name: `Thay thế ${notation}` })
    await replace.click()
    expect(await replace.getAttribute('aria-pressed')).toBe('true')
    await expectAccessible(page)
    await page.context().close()
  }, 120_000)

  test('what is not in order stands first, on a small screen too, with the field that mends it', async () => {
    const page = await writing()
    await compose(page, 'vượt thẩm quyền', [COMMUNE])
    await page.getByLabel('Thẩm quyền ban hành').selectOption({ label: 'Ban Chấp hành' })
    await page.getByLabel('Lý do vẫn ban hành').waitFor()
    await page.evaluate(() => scrollTo(0, 0))
    expect(await onScreen(page, 'Lý do vẫn ban hành')).toBe(true)
    expect(await onScreen(page, 'cơ quan này không ban hành tên loại')).toBe(true)
    await expectAccessible(page)
    await page.context().close()
  }, 120_000)
})
