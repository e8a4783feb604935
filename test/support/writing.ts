import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** A real PDF of two pages with Vietnamese text. */
export const PAPER = join(import.meta.dirname, '../../src/demo/files/chi-thi.pdf')

/** Picks from a search field as people do: type a part without accents, take what is offered. */
export async function pick(page: Page, label: string, typed: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** Writes a directive to these communes on the screen for it, which lacks nothing then. */
export async function compose(
  page: Page,
  subject: string,
  communes: readonly { name: string }[],
): Promise<void> {
  await pick(page, 'Tên loại', 'chi thi', 'Chỉ thị')
  await page.getByLabel('Thẩm quyền ban hành').selectOption({ label: 'Ban Thường vụ' })
  await page.getByLabel('Trích yếu').fill(subject)
  await page.getByLabel('Quyền hạn ký').selectOption('T/M')
  await page.getByLabel('Chức vụ ký').fill('Bí thư')
  await page.getByRole('combobox', { name: 'Họ và tên người ký' }).fill('Nguyễn Văn An')
  await page.setInputFiles('input[type=file]', PAPER)
  await page.getByText('Đã gửi xong').or(page.getByText('chi-thi.pdf')).first().waitFor()
  for (const { name } of communes) await pick(page, 'Nơi nhận', name.replace(/^Đảng ủy \S+ /, ''), name)
}
