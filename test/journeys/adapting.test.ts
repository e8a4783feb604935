import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inForce, opinion } from '../cases/support.ts'
import { dayAt } from '../../src/core/dates.ts'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'

let opened: Opened

/** The procedure of tests, left open after its first step. */
function base() {
  const template = opinion()
  template.main.steps[0]!.adapt = ['after']
  template.main.steps[2]!.adapt = ['lock']
  return template
}

describe.runIf(browserFound())('a commune adapts what the province handed down', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test.each([
    ['a laptop', { width: 1366, height: 768 }, false],
    ['a tablet', { width: 820, height: 1180 }, true],
  ] as const)(
    'on %s, by keyboard',
    async (label, size, touch) => {
      const province = await openStranger(opened, `Tỉnh ủy ${label}`, {
        kind: 'province',
        suffix: 'TU',
        place: label,
      })
      await opened.confirm(province.handle)
      const commune = await openStranger(opened, `Đảng ủy xã Điều Chỉnh ${label}`, {
        superior: province.handle,
      })
      await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
      const author = await invited(opened, province, 'Lê Chi', ['office_chief'])
      const approver = await invited(opened, province, 'Phạm Dung', ['leader'])
      const office = { api: province.api, author: author.caller, approver: approver.caller }
      const { id } = await inForce(office, dayAt(Date.now()), base())
      const handed = await approver.caller.post(`${province.api}/procedures/${id}/recipients`, {})
      expect(handed.body).toMatchObject({ recipients: 1 })

      const chief = await invited(opened, commune, 'Lò Mai', ['office_chief'])
      const page = await signedIn(opened, chief, commune, size, touch)
      await page.getByRole('heading', { name: 'Quy trình cấp trên chuyển xuống' }).waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: /^Điều chỉnh, áp dụng/ }).press('Enter')
      await page.getByLabel('Mã số').fill('QT.03-XA')
      await page.getByLabel('Mã số').press('Enter')
      await page.getByRole('heading', { level: 1, name: /Điều chỉnh quy trình/ }).waitFor()
      await page.getByRole('button', { name: '+ Bước sau, bước 1' }).press('Enter')
      const name = page.getByLabel('Tên bước, tự thêm: Bước tự thêm')
      await name.fill('Kiểm tra thể thức')
      await page.getByLabel('Việc phải làm, tự thêm: Kiểm tra thể thức').fill('Đối chiếu mẫu')
      await page.getByLabel('Thời hạn, bước 2').fill('1')
      await page.getByLabel('Thời hạn, bước 2').press('Tab')
      await page.getByText('Đã lưu', { exact: true }).waitFor()
      await page.getByText('khóa', { exact: true }).waitFor()
      await page.getByRole('img', { name: 'Lưu đồ' }).waitFor()
      await expectAccessible(page)

      await page.getByRole('link', { name: /‹/ }).first().press('Enter')
      await page.getByText(`Tỉnh ủy ${label}`).first().waitFor()
      await expectAccessible(page)
      await page.goto(`/${commune.handle}/quy-trinh/lich`)
      await page.getByRole('heading', { name: 'Ngày nghỉ và ngày làm bù' }).waitFor()
      await page.getByRole('button', { name: 'Tính hạn' }).press('Enter')
      await page.getByText(/^Hạn:/).waitFor()
      await expectAccessible(page)
      await page.context().close()
    },
    180_000,
  )
})
