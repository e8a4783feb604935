import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'

let opened: Opened

describe.runIf(browserFound())(
  'a procedure is retyped, approved by another, run with a return and measured',
  () => {
    beforeAll(async () => {
      opened = await openBrowser()
    }, 120_000)
    afterAll(() => opened.stop())

    test.each([
      ['a laptop', { width: 1366, height: 768 }, false],
      ['a tablet', { width: 834, height: 1112 }, true],
    ] as const)(
      'on %s',
      async (label, size, touch) => {
        const place = await openStranger(opened, `Đảng ủy xã Quy Trình ${label}`)
        await opened.confirm(place.handle)
        const chief = await invited(opened, place, 'Lê Chi', ['office_chief'])
        const leader = await invited(opened, place, 'Phạm Dung', ['leader'])
        const page = await signedIn(opened, chief, place, size, touch)
        await page.getByText('Chưa có quy trình nào').waitFor()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Thêm quy trình' }).first().click()
        await page.getByLabel('Mã số').fill('QT.05-VPTU')
        await page.getByLabel('Tên quy trình').fill('Thẩm định văn bản')
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Lưu' }).click()
        await page.getByRole('button', { name: 'Trình soát xét' }).waitFor()
        await page.getByLabel('Tên bước, bước 1').fill('Tiếp nhận, vào sổ')
        await page.getByText(/phải sửa trước khi ban hành|Quy trình chạy được/).waitFor()
        await page.getByLabel('Việc phải làm, bước 1').fill('Vào sổ trong ngày')
        await page.getByRole('button', { name: '+ Thêm bước', exact: true }).click()
        await page.getByLabel('Tên bước, bước 2').fill('Duyệt')
        await page.getByLabel('Việc phải làm, bước 2').fill('Đối chiếu rồi duyệt')
        await page.getByRole('button', { name: 'Hoàn tác' }).click()
        expect(await page.getByLabel('Việc phải làm, bước 2').inputValue()).toBe('')
        await page.getByRole('button', { name: 'Làm lại' }).click()
        expect(await page.getByLabel('Việc phải làm, bước 2').inputValue()).toBe('Đối chiếu rồi duyệt')
        await page.getByLabel('Trách nhiệm, bước 2').selectOption({ label: '+ Thêm vai trò' })
        await page.getByLabel('Tên vai trò', { exact: true }).fill('Lãnh đạo')
        await page.getByLabel('Tên vai trò', { exact: true }).press('Enter')
        await page.getByRole('button', { name: 'Chi tiết bước 2' }).click()
        await page.getByRole('button', { name: '+ Thêm kết quả' }).click()
        await page.getByLabel('Kết quả 2, bước 2').fill('Trả lại')
        await page.getByLabel('Đến 2, bước 2').selectOption({ label: '1. Tiếp nhận, vào sổ' })
        await page.getByLabel('Loại 2, bước 2').selectOption({ label: 'Trả lại' })
        await page.getByText('Đã lưu', { exact: true }).waitFor()
        await page
          .getByText(/Lãnh đạo.*hiện không có ai/)
          .first()
          .waitFor()
        await expectAccessible(page)

        await page
          .getByRole('link', { name: /Thẩm định văn bản/ })
          .first()
          .click()
        await page.getByRole('button', { name: 'Thêm người giữ vai trò Lãnh đạo' }).click()
        await page
          .getByLabel('Thêm người giữ vai trò', { exact: true })
          .selectOption({ label: 'Vai trò: Thường trực cấp ủy' })
        await page.getByRole('button', { name: 'Lưu' }).click()
        await page.getByRole('button', { name: /Bỏ Thường trực/ }).waitFor()
        await expectAccessible(page)
        await page.getByRole('link', { name: 'Lần 1' }).click()
        await page.getByText('Quy trình chạy được').waitFor()
        await page.getByRole('button', { name: 'Chạy thử' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Hoàn thành' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).waitFor()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Trình soát xét' }).click()
        await page.getByText('Chờ soát xét, phê duyệt').first().waitFor()

        const other = await signedIn(opened, leader, place, size, touch)
        await other.getByRole('link', { name: /Thẩm định văn bản/ }).click()
        await other.getByRole('link', { name: 'Lần 1' }).click()
        await other.getByRole('img', { name: 'Lưu đồ' }).waitFor()
        await expectAccessible(other)
        await other.getByRole('button', { name: 'Phê duyệt' }).click()
        await other.getByRole('dialog').getByRole('button', { name: 'Phê duyệt' }).click()
        await other.getByRole('button', { name: 'Tôi đã đọc và hiểu' }).click()
        await other.getByRole('heading', { name: 'Đã đọc và hiểu 1/1' }).waitFor()

        await page.reload()
        await page.getByRole('button', { name: 'Mở hồ sơ' }).click()
        await page.getByLabel('Trích yếu của hồ sơ').fill('Kế hoạch quý I')
        await page.getByRole('dialog').getByRole('button', { name: 'Mở hồ sơ' }).click()
        await page.getByRole('heading', { level: 1, name: /Kế hoạch quý I/ }).waitFor()
        await page.getByRole('img', { name: /Lưu đồ/ }).waitFor()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Xong bước này' }).click()
        await page.getByRole('heading', { level: 2, name: 'Duyệt' }).waitFor()

        await other.goto(`/${place.handle}/ban-lam-viec`)
        await other.getByRole('link', { name: /Kế hoạch quý I/ }).click()
        await other.getByLabel('Kết quả', { exact: true }).selectOption({ label: 'Trả lại' })
        await other.getByLabel('Lý do trả lại').selectOption({ label: 'Thiếu căn cứ' })
        await expectAccessible(other)
        await other.getByRole('button', { name: 'Xong bước này' }).click()
        await other.getByText('Thiếu căn cứ').first().waitFor()
        await page.reload()
        await page.getByRole('button', { name: 'Xong bước này' }).click()
        await page.getByRole('heading', { level: 2, name: 'Duyệt' }).waitFor()
        await other.reload()
        await other.getByLabel('Kết quả', { exact: true }).selectOption({ label: 'Xong' })
        await other.getByRole('button', { name: 'Xong bước này' }).click()
        await other.getByText('Hoàn thành').first().waitFor()
        await other.getByRole('link', { name: 'Phiếu kiểm soát quá trình' }).click()
        await other.getByRole('cell', { name: 'Tiếp nhận, vào sổ (lần 2)' }).waitFor()
        await expectAccessible(other)

        await other.goto(`/${place.handle}/quy-trinh`)
        await other.getByRole('link', { name: /Thẩm định văn bản/ }).click()
        await other.getByRole('link', { name: 'Số liệu' }).click()
        await other.getByRole('row', { name: /^Cả hồ sơ 1 1 0 100%/ }).waitFor()
        await other.getByRole('row', { name: /^Duyệt Thiếu căn cứ 1/ }).waitFor()
        await expectAccessible(other)
        await other
          .getByRole('row', { name: /^Cả hồ sơ/ })
          .getByRole('link')
          .first()
          .click()
        await other.getByRole('link', { name: /Kế hoạch quý I/ }).waitFor()
        await expectAccessible(other)
        await page.context().close()
        await other.context().close()
      },
      180_000,
    )
  },
)
