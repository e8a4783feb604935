import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'
import type { Login } from '../support/journey.ts'
import { chooseIn, pressOn, typeIn } from '../support/keyboard.ts'

let opened: Opened

const STEPS = [
  ['1', 'Tiếp nhận hồ sơ trình', 'Kiểm tra thành phần hồ sơ, vào sổ'],
  ['2', 'Phân công, chọn đơn vị hỏi ý kiến', 'Giao một người chủ trì'],
  ['3a.1', 'Cho ý kiến', 'Nêu rõ đồng ý hay không, lý do'],
  ['4', 'Tổng hợp, trình', 'Tổng hợp ý kiến, dự thảo báo cáo'],
  ['5', 'Duyệt báo cáo thẩm định', 'Duyệt hoặc trả lại'],
] as const
const OWN = 'Kiểm tra thể thức'

const enter = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().press('Enter')
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().press('Enter')
const step = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
const done = (page: Page) => enter(page, 'Xong bước này')

/** Gives a role of a process to whoever holds a role of the committee. */
async function hold(page: Page, role: string, whose: string): Promise<void> {
  await enter(page, `Thêm người giữ vai trò ${role}`)
  await chooseIn(page, page.getByLabel('Thêm người giữ vai trò', { exact: true }), `Vai trò: ${whose}`)
  await pressOn(page, page.getByRole('dialog').getByRole('button', { name: 'Lưu' }))
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: `Bỏ ${whose} khỏi vai trò ${role}` }).waitFor()
}

/** From the page of a process to its first version. */
async function versionOf(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Các lần ban hành' }).waitFor()
  await page.getByRole('link', { name: 'Lần 1', exact: true }).press('Enter')
}

/** Approves the version that waits, from today, and says that it was read. */
async function approve(page: Page, name: RegExp): Promise<void> {
  await follow(page, name)
  await versionOf(page)
  await page.getByRole('img', { name: 'Lưu đồ' }).waitFor()
  await enter(page, 'Phê duyệt')
  await pressOn(page, page.getByRole('dialog').getByRole('button', { name: 'Phê duyệt' }))
  await enter(page, 'Tôi đã đọc và hiểu')
  await page.getByRole('heading', { name: /^Đã đọc và hiểu 1\// }).waitFor()
}

/** Somebody who heads a unit, which is made for them. */
async function headOf(place: Place, name: string, unit: string): Promise<Login> {
  const { id: unitId } = (await place.clerk.post(`${place.api}/units`, { name: unit })).body
  const login = await invited(opened, place, name, ['unit_head'])
  const { items } = (await place.clerk.get(`${place.api}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  const put = { 'if-match': `"v${version}"` }
  expect((await place.clerk.patch(`${place.api}/members/${id}`, { unitId }, put)).status).toBe(200)
  return login
}

describe.runIf(browserFound())(
  'an office retypes a procedure of five steps, a commune adapts it, runs it and shows it to an auditor',
  () => {
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
        const province = await openStranger(opened, `Tỉnh ủy Đánh Giá ${label}`, {
          kind: 'province',
          suffix: 'TU',
          place: label,
        })
        await opened.confirm(province.handle)
        const place = await openStranger(opened, `Đảng ủy xã Đánh Giá ${label}`, {
          superior: province.handle,
        })
        await province.clerk.post(`${province.api}/links/${place.handle}/acceptance`)
        const window = (login: Login, at: Place) => signedIn(opened, login, at, size, touch)

        const first = await invited(opened, province, 'Phạm Dung', ['leader'])
        const above = await window(await invited(opened, province, 'Lê Chi', ['office_chief']), province)
        await above.getByRole('button', { name: 'Thêm quy trình' }).first().press('Enter')
        await above.getByLabel('Mã số').fill('QT.09-VPTU')
        await above.getByLabel('Tên quy trình').fill('Thẩm định dự thảo')
        await above.getByLabel('Tên quy trình').press('Enter')
        await above.getByRole('button', { name: 'Trình soát xét' }).waitFor()

        // Five steps with a round of opinions that run side by side: typed as they stand on paper.
        await enter(above, '+ Thêm bước')
        await enter(above, '+ Thêm vòng lấy ý kiến từng đơn vị')
        await enter(above, '+ Thêm bước')
        await enter(above, '+ Thêm bước')
        for (const [no, name, guide] of STEPS) {
          const field = above.getByLabel(`Tên bước, bước ${no}`, { exact: true })
          await field.fill('')
          await typeIn(above, field, name)
          await typeIn(above, above.getByLabel(`Việc phải làm, bước ${no}`, { exact: true }), guide)
        }
        await chooseIn(above, above.getByLabel('Trách nhiệm, bước 5', { exact: true }), '+ Thêm vai trò')
        await above.getByLabel('Tên vai trò', { exact: true }).fill('Thường trực')
        await above.getByLabel('Tên vai trò', { exact: true }).press('Enter')
        await above.getByRole('dialog').waitFor({ state: 'hidden' })
        await pressOn(above, above.getByRole('button', { name: 'Chi tiết bước 5' }))
        await enter(above, '+ Thêm kết quả')
        await above.getByLabel('Kết quả 2, bước 5').fill('Trả lại')
        await chooseIn(above, above.getByLabel('Đến 2, bước 5'), '4. Tổng hợp, trình')
        await chooseIn(above, above.getByLabel('Loại 2, bước 5'), 'Trả lại')
        // Whoever applies it may put a step after the first.
        await pressOn(above, above.getByRole('button', { name: 'Chi tiết bước 1' }))
        await pressOn(above, above.getByLabel('thêm bước sau bước này, bước 1'), 'Space')
        await above.getByText('Đã lưu', { exact: true }).waitFor()
        await above.getByRole('link', { name: /chỗ phải sửa/ }).waitFor()
        await above.getByRole('img', { name: 'Lưu đồ' }).waitFor()
        await expectAccessible(above)

        await follow(above, /Thẩm định dự thảo/)
        await hold(above, 'Thường trực', 'Thường trực cấp ủy')
        await hold(above, 'Trưởng đơn vị được hỏi', 'Chánh văn phòng')
        await versionOf(above)
        await above.getByText('Quy trình chạy được').waitFor()
        await enter(above, 'Trình soát xét')
        await above.getByText('Chờ soát xét, phê duyệt').first().waitFor()

        const higher = await window(first, province)
        await approve(higher, /Thẩm định dự thảo/)
        await enter(higher, 'Chuyển xuống cấp dưới')
        const below = higher.getByRole('dialog').getByRole('button', { name: 'Chuyển xuống cấp dưới' })
        await pressOn(higher, below)
        await higher.getByText('Đã chuyển đến 1 nơi.').waitFor()
        await Promise.all([above.context().close(), higher.context().close()])

        // The commune puts a step of its own in, and publishes that.
        const second = await invited(opened, place, 'Vàng Sơn', ['leader'])
        const head = await headOf(place, 'Trần Tổ', 'Ban Tổ chức')
        const other = await headOf(place, 'Lý Kiểm', 'Ủy ban Kiểm tra')
        const page = await window(await invited(opened, place, 'Lò Mai', ['office_chief']), place)
        await enter(page, /^Điều chỉnh, áp dụng/)
        await page.getByLabel('Mã số').fill('QT.09-XA')
        await page.getByLabel('Mã số').press('Enter')
        await enter(page, '+ Bước sau, bước 1')
        await page.getByLabel('Tên bước, tự thêm: Bước tự thêm').fill(OWN)
        await page.getByLabel(`Việc phải làm, tự thêm: ${OWN}`).fill('Đối chiếu mẫu')
        await page.getByText('Đã lưu', { exact: true }).waitFor()
        await expectAccessible(page)
        await follow(page, /‹/)
        await hold(page, 'Thường trực', 'Thường trực cấp ủy')
        await versionOf(page)
        await page.getByText('Quy trình chạy được').waitFor()
        await enter(page, 'Trình soát xét')
        await page.getByText('Chờ soát xét, phê duyệt').first().waitFor()
        const leader = await window(second, place)
        await approve(leader, /^QT\.09-XA Thẩm định dự thảo/)

        // A case, with two units asked side by side and one return.
        await page.reload()
        await enter(page, 'Mở hồ sơ')
        await page.getByLabel('Trích yếu của hồ sơ').fill('Kế hoạch quý I')
        await page.getByLabel('Trích yếu của hồ sơ').press('Enter')
        await page.getByRole('heading', { level: 1, name: /Kế hoạch quý I/ }).waitFor()
        await expectAccessible(page)
        await done(page)
        await step(page, OWN)
        await done(page)
        await step(page, STEPS[1][1])
        await chooseIn(page, page.getByLabel('Đơn vị, dòng 1'), 'Ban Tổ chức')
        await pressOn(page, page.getByRole('button', { name: /Thêm dòng/ }))
        await chooseIn(page, page.getByLabel('Đơn vị, dòng 2'), 'Ủy ban Kiểm tra')
        await done(page)
        await step(page, 'Cho ý kiến (Ban Tổ chức)')
        await step(page, 'Cho ý kiến (Ủy ban Kiểm tra)')
        const answers = [
          [head, 'Đồng ý với dự thảo'],
          [other, 'Đề nghị bổ sung căn cứ'],
        ] as const
        for (const [who, said] of answers) {
          const asked = await window(who, place)
          await asked.goto(`/${place.handle}/ban-lam-viec`)
          await follow(asked, /Kế hoạch quý I/)
          await typeIn(asked, asked.getByLabel('Ý kiến', { exact: true }), said)
          await done(asked)
          await asked.getByText(said).first().waitFor()
          await asked.context().close()
        }
        await page.reload()
        await step(page, STEPS[3][1])
        // Whoever sums up reads what each said.
        for (const [, said] of answers) await page.getByText(said).first().waitFor()
        await expectAccessible(page)
        await done(page)
        await step(page, STEPS[4][1])
        await leader.goto(`/${place.handle}/ban-lam-viec`)
        await follow(leader, /Kế hoạch quý I/)
        await chooseIn(leader, leader.getByLabel('Kết quả', { exact: true }), 'Trả lại')
        await chooseIn(leader, leader.getByLabel('Lý do trả lại'), 'Thiếu căn cứ')
        await done(leader)
        await leader.getByText('Thiếu căn cứ').first().waitFor()
        await page.reload()
        await step(page, STEPS[3][1])
        await done(page)
        await step(page, STEPS[4][1])
        await leader.reload()
        await chooseIn(leader, leader.getByLabel('Kết quả', { exact: true }), 'Xong')
        await done(leader)
        await leader.getByText('Hoàn thành').first().waitFor()
        await leader.goto(`/${place.handle}/quy-trinh`)
        await follow(leader, /Thẩm định dự thảo/)
        await follow(leader, 'Số liệu')
        await leader.getByRole('row', { name: /^Cả hồ sơ 1 1 0 100%/ }).waitFor()
        await leader.getByRole('row', { name: /^Duyệt báo cáo thẩm định Thiếu căn cứ 1/ }).waitFor()
        await expectAccessible(leader)
        await Promise.all([page.context().close(), leader.context().close()])

        // One screen leads an auditor to the procedure, who read it, its cases and its figures.
        const auditor = await window(await invited(opened, place, 'Vũ Kiểm', ['inspector']), place)
        await auditor
          .getByRole('link', { name: /Thẩm định dự thảo/ })
          .first()
          .press('Enter')
        await auditor.getByRole('heading', { name: /Đã đọc và hiểu 1\// }).waitFor()
        await auditor.getByRole('heading', { name: 'Hồ sơ và kết quả' }).waitFor()
        await expectAccessible(auditor)
        expect(await auditor.getByRole('button', { name: /Bãi bỏ|Lần mới|Mở hồ sơ/ }).count()).toBe(0)
        await pressOn(auditor, auditor.getByRole('link', { name: 'Xem nội dung' }))
        await auditor.getByRole('img', { name: 'Lưu đồ' }).waitFor()
        for (const name of [OWN, ...STEPS.map(([, one]) => one)])
          await auditor.getByText(name).first().waitFor()
        await expectAccessible(auditor)
        await auditor.goBack()
        await pressOn(auditor, auditor.getByRole('link', { name: 'Số liệu' }))
        const whole = auditor.getByRole('row', { name: /^Cả hồ sơ 1 1 0 100%/ })
        await pressOn(auditor, whole.getByRole('link').first())
        await auditor.getByRole('link', { name: /Kế hoạch quý I/ }).press('Enter')
        await auditor.getByRole('heading', { name: /Kế hoạch quý I/ }).waitFor()
        await expectAccessible(auditor)
        await follow(auditor, 'Phiếu kiểm soát quá trình')
        await auditor.getByRole('cell', { name: 'Tổng hợp, trình (lần 2)' }).waitFor()
        await expectAccessible(auditor)
        await auditor.context().close()
      },
      300_000,
    )
  },
)
