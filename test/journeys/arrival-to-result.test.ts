import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putBelow } from '../asks/support.ts'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { issue, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { join, signIn } from '../support/visitors.ts'
import { press } from '../support/journey.ts'

const TABLET = { width: 820, height: 1180 }
const PHONE = { width: 390, height: 844 }

let opened: Opened

/** What the sender's board says of a place, after it was opened anew. */
async function seen(board: Page, place: Place, word: string): Promise<void> {
  await board.reload()
  const row = board.getByRole('row').filter({ hasText: place.name })
  await row.getByText(word, { exact: true }).waitFor()
}

/** Opens what waits for somebody by its number, from the list of their work. */
async function openWork(page: Page, notation: string): Promise<void> {
  await page.getByRole('link', { name: 'Công việc' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Công việc' }).waitFor()
  await page.getByRole('link', { name: notation }).first().click()
}

/** Takes a step of a task whose dialog asks for no more than these fields. */
async function step(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value)
  await expectAccessible(page)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** P1 of the processes: a paper from its arrival to its result, in five roles and three committees. */
describe.runIf(browserFound())('a paper of the province', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('is taken, proposed, decided, worked on and approved in a commune, noted by its people’s committee; the sender sees 01, 03, 04, 05 and 06', async () => {
    const province = await openStranger(opened, 'Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    await opened.confirm(province.handle)
    const commune = await openStranger(opened, 'Đảng ủy xã Tân Lập')
    await putBelow(commune, province)
    const people = await openStranger(opened, 'Ủy ban nhân dân xã Tân Lập', {
      kind: 'non_party',
      suffix: 'UBND',
    })
    await putBelow(people, province)
    const unit = await commune.clerk.post(`${commune.api}/units`, { name: 'Ban Xây dựng Đảng' })
    const board = unit.body.id as string
    const clerk = await join(opened, commune, 'Nguyễn Thị Văn Thư', ['clerk'])
    const chief = await join(opened, commune, 'Hoàng Thị Chánh', ['office_chief'])
    const leader = await join(opened, commune, 'Lò Văn Bí', ['leader'])
    const head = await join(opened, commune, 'Vàng A Trưởng', ['unit_head'], board)
    const specialist = await join(opened, commune, 'Giàng Thị Viên', ['specialist'], board)
    const { id, notation } = await issue(province, [commune, people], {
      subject: 'Về tăng cường cải cách hành chính',
    })

    const sender = await signIn(opened, await join(opened, province, 'Phạm Thị Gửi', ['clerk']))
    await sender.goto(`/${province.handle}/van-ban-di/${id}/noi-nhan`)
    await seen(sender, commune, 'Chưa tiếp nhận')
    await expectAccessible(sender)

    const office = await signIn(opened, clerk)
    await office.getByRole('link', { name: notation }).first().click()
    await office.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 1' }).click()
    await office.getByText('Đã tiếp nhận, số đến 1.').first().waitFor()
    await expectAccessible(office)
    await seen(sender, commune, 'Đã tiếp nhận')

    const routing = await signIn(opened, chief)
    await openWork(routing, notation)
    await routing.getByRole('combobox', { name: 'Chủ trì' }).fill('xay dung')
    await routing.getByRole('option', { name: 'Ban Xây dựng Đảng' }).click()
    await routing.getByLabel('Đề xuất').fill('Đề nghị giao Ban Xây dựng Đảng')
    await routing.getByRole('button', { name: 'Trình bút phê' }).click()
    await routing.getByText('Đã ghi. Văn bản: chờ bút phê.').first().waitFor()
    await expectAccessible(routing)
    await routing.context().close()

    const deciding = await signIn(opened, leader, TABLET, true)
    await deciding.getByRole('link', { name: notation }).first().click()
    await deciding.getByRole('button', { name: 'Theo đề xuất' }).click()
    await deciding.getByLabel('Ý kiến chỉ đạo').fill('Giao Ban Xây dựng Đảng tham mưu kế hoạch.')
    await expectAccessible(deciding)
    await deciding.getByRole('button', { name: 'Ghi ý kiến, phân công' }).click()
    await deciding.getByText('Đã ghi. Văn bản: đã phân công.').first().waitFor()
    await deciding.context().close()
    await seen(sender, commune, 'Đã phân công')

    const heading = await signIn(opened, head)
    await openWork(heading, notation)
    await heading.getByRole('button', { name: 'Giao người thực hiện' }).click()
    const dialog = heading.getByRole('dialog')
    await dialog.getByLabel('Người thực hiện').selectOption({ label: specialist.name })
    await dialog.getByRole('button', { name: 'Giao người thực hiện' }).click()
    await heading.getByText('Đã ghi. Nhiệm vụ: đã giao, chờ nhận.').first().waitFor()

    const doing = await signIn(opened, specialist, PHONE, true)
    await openWork(doing, notation)
    await press(doing, 'Nhận việc')
    await seen(sender, commune, 'Đang xử lý')
    await step(doing, 'Báo cáo kết quả', { 'Kết quả, sản phẩm': 'Đã trình kế hoạch thực hiện' })
    await doing.getByText('Đã ghi. Nhiệm vụ: chờ duyệt kết quả.').first().waitFor()
    await expectAccessible(doing)
    await doing.context().close()

    await openWork(heading, notation)
    await press(heading, 'Duyệt: hoàn thành')
    await heading.getByText('Đã ghi. Nhiệm vụ: hoàn thành.').first().waitFor()
    await expectAccessible(heading)
    await heading.context().close()
    await seen(sender, commune, 'Hoàn thành')

    await office.getByRole('link', { name: 'Văn bản đến' }).first().click()
    await office.getByRole('link', { name: 'Đã vào sổ' }).first().click()
    await office.getByRole('link', { name: notation }).first().click()
    await office.getByRole('button', { name: 'Lưu hồ sơ', exact: true }).click()
    await office.getByText('Đã ghi. Văn bản: đã lưu hồ sơ.').first().waitFor()
    await expectAccessible(office)
    await office.context().close()

    // The people's committee, no body of the Party, takes note: 06 without a task.
    const theirs = await signIn(opened, await join(opened, people, 'Lường Văn Nhận', ['clerk']), PHONE, true)
    await theirs.getByRole('link', { name: notation }).first().click()
    await theirs.getByRole('button', { name: 'Tiếp nhận, vào sổ số đến 1' }).click()
    await theirs.getByText('Đã tiếp nhận, số đến 1.').first().waitFor()
    await theirs.context().close()
    const chair = await join(opened, people, 'Quàng Văn Chủ Tịch', ['leader'])
    const secretary = await signIn(opened, await join(opened, people, 'Lò Thị Phòng', ['office_chief']))
    await openWork(secretary, notation)
    await secretary.getByRole('combobox', { name: 'Để biết' }).fill('chu tich')
    await secretary.getByRole('option', { name: chair.name }).click()
    await secretary.getByRole('button', { name: 'Phân công theo quy định' }).click()
    await secretary.getByText('Đã ghi. Văn bản: đã phân công.').first().waitFor()
    await secretary.context().close()
    await seen(sender, people, 'Đã phân công')
    const reading = await signIn(opened, chair, TABLET, true)
    await openWork(reading, notation)
    await reading.getByRole('button', { name: 'Ghi đã biết', exact: true }).click()
    await reading.getByText('Đã ghi. Văn bản: hoàn thành.').first().waitFor()
    await expectAccessible(reading)
    await reading.context().close()
    await seen(sender, people, 'Hoàn thành')
    await expectAccessible(sender)
    expect(await sender.getByRole('row').filter({ hasText: 'Hoàn thành' }).count()).toBe(2)
    await sender.context().close()
  }, 300_000)
})
