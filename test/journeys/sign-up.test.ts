import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'

let opened: Opened

describe.runIf(browserFound())('a committee signs up by itself', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('from an empty instance to a desk with its first steps', async () => {
    const page = await openWindow(opened.browser, opened.url)
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Tạo tài khoản' }).waitFor()
    await page.getByLabel('Họ và tên').fill('Lò Thị Mến')
    await page.getByLabel('Thư điện tử').fill(`${crypto.randomUUID()}@example.vn`)
    await page.getByLabel('Mật khẩu').fill('một câu ngắn dễ nhớ')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
    await page.getByRole('heading', { level: 1, name: 'Đăng ký cơ quan' }).waitFor()

    const next = page.getByRole('button', { name: 'Tiếp tục' })
    await next.click()
    await page.getByRole('alert').getByText('Tên cơ quan').waitFor()
    await expectAccessible(page)
    await page.getByLabel('Loại hình').selectOption({ label: 'Đảng ủy xã, phường, đặc khu' })
    await page.getByLabel('Tên cơ quan').fill('Đảng ủy xã Mường Phăng')
    await page.getByLabel('Địa danh').fill('Mường Phăng')
    await next.click()

    await page.getByRole('heading', { level: 1, name: 'Ký hiệu và mã' }).waitFor()
    expect(await page.getByLabel('Ký hiệu cơ quan ban hành').inputValue()).toBe('ĐU')
    await page.getByRole('cell', { name: '01-NQ/ĐU' }).waitFor()
    await expectAccessible(page)
    await next.click()

    await page.getByLabel('Nhiệm kỳ', { exact: true }).fill('2025-2030')
    await page.getByLabel('Ngày mở nhiệm kỳ').fill('31/02/2025')
    await next.click()
    await page.getByRole('alert').getByRole('link').first().waitFor()
    await page.getByLabel('Ngày mở nhiệm kỳ').fill('15/8/2025')
    await next.click()

    await page.getByText('15/8/2025').waitFor()
    await expectAccessible(page)

    // Each step is a page: Back and Forward walk them, what was typed stays, and none is reached before its turn.
    expect(new URL(page.url()).search).toBe('?buoc=4')
    await page.goBack()
    expect(await page.getByLabel('Ngày mở nhiệm kỳ').inputValue()).toBe('15/8/2025')
    await page.getByLabel('Nhiệm kỳ', { exact: true }).fill('2025-203')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Ký hiệu và mã' }).waitFor()
    await page.reload()
    await page.goForward()
    expect(await page.getByLabel('Nhiệm kỳ', { exact: true }).inputValue()).toBe('2025-203')
    await page.getByLabel('Nhiệm kỳ', { exact: true }).fill('')
    await page.goto('/dang-ky?buoc=4')
    await page.getByRole('heading', { level: 1, name: 'Nhiệm kỳ' }).waitFor()
    await page.getByLabel('Nhiệm kỳ', { exact: true }).fill('2025-2030')
    await next.click()
    await page.getByText('15/8/2025').waitFor()
    await page.getByRole('button', { name: 'Mở sổ và vào làm việc' }).click()
    await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
    await page.getByRole('link', { name: /Mời văn thư, chuyên viên, lãnh đạo/ }).waitFor()
    await expectAccessible(page)
    await page.context().close()

    const other = await openWindow(opened.browser, opened.url)
    await other.goto('/')
    await other.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor()
    await other.waitForLoadState('networkidle')
    expect(new URL(other.url()).pathname).toBe('/dang-nhap')
    await other.context().close()
  }, 120_000)
})
