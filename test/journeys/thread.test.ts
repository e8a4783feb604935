import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import type { Instance } from '../support/instance.ts'
import { chooseIn, pickIn, pressOn, typeIn } from '../support/keyboard.ts'
import { compose, PAPER } from '../support/writing.ts'

type Office = { name: string; handle: string; email: string }

const SIZES = [
  { label: 'a laptop', region: 'Sơn Bình', size: { width: 1366, height: 768 }, touch: false },
  { label: 'a phone', region: 'Hòa Giang', size: { width: 390, height: 844 }, touch: true },
]

let opened: Opened

async function openOffice(
  name: string,
  facts: { kind: string; suffix: string; place: string },
): Promise<Office> {
  const email = `${crypto.randomUUID()}@example.vn`
  const clerk = await signUpPerson(opened as unknown as Pick<Instance, 'app'>, `Văn thư ${name}`, email)
  const handle = await signUpCommittee(clerk, { name, ...facts })
  await opened.confirm(handle)
  return { name, email, handle }
}

const province = (name: string) => openOffice(name, { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
const commune = (name: string) =>
  openOffice(name, { kind: 'commune', suffix: 'ĐU', place: name.replace(/^Đảng ủy \S+ /, '') })

async function signIn(page: Page, office: Office): Promise<void> {
  await page.goto('/dang-nhap')
  await page.getByLabel('Thư điện tử').fill(office.email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
}

async function signInByKeys(page: Page, office: Office): Promise<void> {
  await page.goto('/dang-nhap')
  await typeIn(page, page.getByLabel('Thư điện tử'), office.email)
  await typeIn(page, page.getByLabel('Mật khẩu'), PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
}

describe.runIf(browserFound())(
  'province issues to three communes, one refuses, two accept, the province sees it',
  () => {
    beforeAll(async () => {
      opened = await openBrowser()
    }, 120_000)
    afterAll(() => opened.stop())

    test.each(SIZES)(
      'on $label',
      async ({ region, size, touch }) => {
        const sender = await province(`Tỉnh ủy ${region}`)
        const communes = [
          await commune(`Đảng ủy xã Tân Lập ${region}`),
          await commune(`Đảng ủy phường Đông Hà ${region}`),
          await commune(`Đảng ủy xã Mường Khoa ${region}`),
        ]
        const page = await openWindow(opened.browser, opened.url, size, touch)
        await signIn(page, sender)
        await expectAccessible(page)
        await page.getByRole('link', { name: 'Soạn văn bản' }).first().click()
        await compose(page, 'tăng cường lãnh đạo công tác văn thư, lưu trữ', communes)
        await expectAccessible(page)
        await page.getByRole('button', { name: /^Cấp số 01-CT\/TU, phát hành, gửi 3 nơi/ }).click()
        await page.getByRole('heading', { level: 1, name: /01-CT\/TU/ }).waitFor()
        await expectAccessible(page)

        for (const [i, office] of communes.entries()) {
          const theirs = await openWindow(opened.browser, opened.url, size, touch)
          await signIn(theirs, office)
          await theirs
            .getByRole('link', { name: /01-CT\/TU/ })
            .first()
            .click()
          await theirs.getByRole('heading', { level: 1, name: /01-CT\/TU/ }).waitFor()
          await theirs.locator('canvas').first().waitFor()
          await expectAccessible(theirs)
          if (i < 2) {
            await theirs.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 1' }).click()
            await theirs.getByText('Đã tiếp nhận, số đến 1.').first().waitFor()
          } else {
            await theirs.getByRole('button', { name: 'Từ chối…' }).click()
            await theirs.getByLabel('Lý do').selectOption({ label: 'Tệp không đọc được hoặc thiếu trang' })
            await theirs.getByLabel('Ghi rõ thêm').fill('Thiếu trang 2')
            await expectAccessible(theirs)
            await theirs.getByRole('button', { name: 'Từ chối và báo nơi gửi' }).click()
            await theirs.getByText('Đã từ chối và báo nơi gửi.').first().waitFor()
          }
          await theirs.context().close()
        }

        await page.reload()
        await page.getByText('3 nơi nhận: 2 đã tiếp nhận, 1 từ chối.').first().waitFor()
        await page.getByRole('link', { name: 'Xem từng nơi nhận' }).click()
        await page.getByText('Thiếu trang 2').first().waitFor()
        await expectAccessible(page)
        expect(await page.getByText('Đã tiếp nhận').count()).toBeGreaterThanOrEqual(2)

        // A phone's bar has room for four places; the others stand behind “Thêm”.
        if (touch) await page.getByRole('navigation').getByText('Thêm', { exact: true }).click()
        await page.getByRole('navigation').getByRole('link', { name: 'Sổ văn bản' }).first().click()
        await page.getByRole('heading', { name: 'Sổ đăng ký văn bản đi' }).waitFor()
        await page.getByRole('cell', { name: '01-CT/TU' }).waitFor()
        await expectAccessible(page)
        await page.context().close()
      },
      180_000,
    )

    test('by keyboard alone', async () => {
      const region = 'Bình Phú'
      const sender = await province(`Tỉnh ủy ${region}`)
      const receiver = await commune(`Đảng ủy xã Tân Lập ${region}`)
      const page = await openWindow(opened.browser, opened.url)
      await signInByKeys(page, sender)
      await pressOn(page, page.getByRole('link', { name: 'Soạn văn bản' }).first())
      await pickIn(page, page.getByRole('combobox', { name: 'Tên loại' }), 'chi thi', 'Chỉ thị')
      await chooseIn(page, page.getByLabel('Thẩm quyền ban hành'), 'Ban Thường vụ')
      await typeIn(page, page.getByLabel('Trích yếu'), 'không cần chuột')
      await chooseIn(page, page.getByLabel('Quyền hạn ký'), 'T/M – thay mặt tập thể')
      await typeIn(page, page.getByLabel('Chức vụ ký'), 'Bí thư')
      await typeIn(page, page.getByRole('combobox', { name: 'Họ và tên người ký' }), 'Nguyễn Văn An')
      const chooser = page.waitForEvent('filechooser')
      await pressOn(page, page.locator('input[type=file]'))
      await (await chooser).setFiles(PAPER)
      await page.getByText('chi-thi.pdf').first().waitFor()
      await pickIn(page, page.getByRole('combobox', { name: 'Nơi nhận' }), `tan lap ${region}`, receiver.name)
      await pressOn(page, page.getByRole('button', { name: /^Cấp số 01-CT\/TU, phát hành, gửi 1 nơi/ }))
      await page.getByRole('heading', { level: 1, name: /01-CT\/TU/ }).waitFor()

      const theirs = await openWindow(opened.browser, opened.url)
      await signInByKeys(theirs, receiver)
      await pressOn(theirs, theirs.getByRole('link', { name: /01-CT\/TU/ }).first())
      await pressOn(theirs, theirs.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 1' }))
      await theirs.getByText('Đã tiếp nhận, số đến 1.').first().waitFor()
      await theirs.getByRole('link', { name: 'Soạn văn bản trả lời' }).waitFor()
      await expectAccessible(theirs)
      await page.reload()
      await page.getByText('Nơi nhận duy nhất đã tiếp nhận.').first().waitFor()
      await expectAccessible(page)
      expect(await theirs.getByRole('heading', { level: 1 }).innerText()).toContain('01-CT/TU')
    }, 180_000)
  },
)
