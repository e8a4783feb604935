import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { issue, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { putBelow } from '../asks/support.ts'
import { join, signIn } from '../support/visitors.ts'

let opened: Opened
let province: Place
let commune: Place

/** The working day so many days from now, as people write it. */
async function dayAfter(days: number): Promise<string> {
  const on = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const { body } = await province.clerk.get(`${province.api}/deadline?on=${on}`)
  return (body.lands as string).split('-').toReversed().join('/')
}

describe.runIf(browserFound())('a province and its commune', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    province = await openStranger(opened, 'Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    commune = await openStranger(opened, 'Đảng ủy xã Tân Lập')
    await opened.confirm(province.handle)
    await putBelow(commune, province)
  }, 120_000)
  afterAll(() => opened.stop())

  const inTasks = async (page: Page, ...ways: string[]): Promise<void> => {
    await page.getByRole('link', { name: 'Công việc' }).first().click()
    for (const way of ways) await page.getByRole('link', { name: way, exact: true }).first().click()
  }

  test('gives a task with its paper, moves its day, and sees it with the paper', async () => {
    const sent = await issue(province, [commune], { subject: 'Rà soát văn bản chồng chéo' })
    const chief = await join(opened, province, 'Hoàng Thị Chánh', ['office_chief'])
    const page = await signIn(opened, chief)
    await inTasks(page, 'Cấp trên, cấp dưới', 'Giao cấp dưới')
    await page.getByRole('heading', { name: 'Chưa giao nhiệm vụ nào' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Giao cấp dưới' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nội dung nhiệm vụ').fill('Rà soát văn bản chồng chéo')
    await dialog.getByLabel('Sản phẩm').fill('Báo cáo rà soát')
    await dialog.getByLabel('Hạn', { exact: true }).fill(await dayAfter(20))
    await dialog.getByRole('combobox', { name: 'Văn bản gửi kèm' }).fill('chong cheo')
    await dialog.getByRole('option', { name: sent.notation }).click()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Giao cấp dưới' }).click()
    await page.getByText('Đã giao cho 1 nơi.').first().waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Đổi hạn tất cả' }).click()
    await dialog.getByLabel('Hạn mới').fill(await dayAfter(30))
    await dialog.getByLabel('Lý do').fill('Chờ số liệu quý')
    await dialog.getByRole('button', { name: 'Đổi hạn' }).click()
    await page.getByText('Đã ghi cho 1 nơi.').first().waitFor()

    await page.goto(`/${province.handle}/van-ban-di/${sent.id}`)
    await page.getByRole('heading', { name: 'Đã giao cấp dưới' }).waitFor()
    expect(await page.getByRole('link', { name: 'Rà soát văn bản chồng chéo' }).count()).toBeGreaterThan(0)
    await expectAccessible(page)

    await inTasks(page, 'Chương trình, kế hoạch')
    await page.getByRole('button', { name: 'Soạn kế hoạch' }).waitFor()
    await expectAccessible(page)
    await page.context().close()
  }, 240_000)

  test('sets a rule after a look at what it would have caught, and settles a place that never took a paper', async () => {
    const sent = await issue(province, [commune], { subject: 'Báo cáo tuần của các cấp ủy' })
    const people = await join(opened, commune, 'Vàng Thị Chánh', ['office_chief'])
    const page = await signIn(opened, people)
    await page.getByRole('link', { name: 'Văn bản đến' }).first().click()
    await page.getByRole('link', { name: 'Quy tắc phân phối' }).click()
    await page.getByRole('button', { name: 'Đặt quy tắc' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tên quy tắc').fill('Báo cáo tuần')
    await dialog.getByLabel('Trích yếu có các chữ').fill('bao cao tuan')
    await dialog.getByRole('button', { name: 'Xem văn bản đã gặp' }).click()
    await dialog.getByText('không văn bản nào có đủ các dấu hiệu này').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('combobox', { name: 'Để biết' }).fill('vang')
    await dialog.getByRole('option', { name: people.name }).click()
    await dialog.getByRole('button', { name: 'Đặt quy tắc' }).click()
    await page.getByText('Đã đặt quy tắc “Báo cáo tuần”.').first().waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Bỏ quy tắc Báo cáo tuần' }).click()
    await page.getByRole('button', { name: 'Dùng lại quy tắc Báo cáo tuần' }).click()
    await page.getByRole('button', { name: 'Bỏ quy tắc Báo cáo tuần' }).waitFor()
    await page.context().close()

    const clerk = await signIn(opened, await join(opened, province, 'Nguyễn Thị Văn Thư', ['clerk']))
    await clerk.goto(`/${province.handle}/van-ban-di/${sent.id}/noi-nhan`)
    await clerk.getByRole('button', { name: 'Giải quyết Đảng ủy xã Tân Lập' }).click()
    await expectAccessible(clerk)
    await clerk.getByLabel('Đã giải quyết thế nào').selectOption({ label: 'Không gửi nơi này nữa' })
    await clerk.getByLabel('Nội dung').fill('Nơi nhận đã lấy bản giấy')
    await clerk.getByRole('button', { name: 'Ghi đã giải quyết' }).click()
    await clerk.getByText('1 nơi nhận: 0 đã tiếp nhận, 1 đã giải quyết cách khác.').waitFor()
    const { body } = await province.clerk.get(`${province.api}/desk`)
    expect(body.awaiting.map(({ documentId }: { documentId: string }) => documentId)).not.toContain(sent.id)
    await expectAccessible(clerk)
    await clerk.context().close()
  }, 240_000)
})
