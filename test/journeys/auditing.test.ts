import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'
import { chooseIn, pressOn, typeIn } from '../support/keyboard.ts'

let opened: Opened

const STEPS = [
  ['1', 'Tiếp nhận hồ sơ trình', 'Kiểm tra thành phần hồ sơ, vào sổ'],
  ['2', 'Phân công, chọn đơn vị hỏi ý kiến', 'Giao một người chủ trì'],
  ['3a.1', 'Cho ý kiến', 'Nêu rõ đồng ý hay không, lý do'],
  ['4', 'Tổng hợp, trình', 'Tổng hợp ý kiến, dự thảo báo cáo'],
  ['5', 'Duyệt báo cáo thẩm định', 'Duyệt hoặc trả lại'],
] as const

describe.runIf(browserFound())(
  'an office retypes a procedure of five steps and shows it to an auditor',
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
        const place = await openStranger(opened, `Đảng ủy xã Đánh Giá ${label}`)
        await opened.confirm(place.handle)
        const chief = await invited(opened, place, 'Lê Chi', ['office_chief'])
        const leader = await invited(opened, place, 'Phạm Dung', ['leader'])
        const inspector = await invited(opened, place, 'Vũ Kiểm', ['inspector'])
        const page = await signedIn(opened, chief, place, size, touch)
        await page.getByRole('button', { name: 'Thêm quy trình' }).first().press('Enter')
        await page.getByLabel('Mã số').fill('QT.09-VPTU')
        await page.getByLabel('Tên quy trình').fill('Thẩm định dự thảo')
        await page.getByLabel('Tên quy trình').press('Enter')
        await page.getByRole('button', { name: 'Trình soát xét' }).waitFor()

        // Five steps with a round of opinions that run side by side: typed as they stand on paper.
        const add = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
        await add('+ Thêm bước')
        await add('+ Thêm vòng lấy ý kiến từng đơn vị')
        await add('+ Thêm bước')
        await add('+ Thêm bước')
        for (const [no, name, guide] of STEPS) {
          const field = page.getByLabel(`Tên bước, bước ${no}`, { exact: true })
          await field.fill('')
          await typeIn(page, field, name)
          await typeIn(page, page.getByLabel(`Việc phải làm, bước ${no}`, { exact: true }), guide)
        }
        const role = page.getByLabel('Trách nhiệm, bước 5', { exact: true })
        await chooseIn(page, role, '+ Thêm vai trò')
        await page.getByLabel('Tên vai trò', { exact: true }).fill('Thường trực')
        await page.getByLabel('Tên vai trò', { exact: true }).press('Enter')
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
        await pressOn(page, page.getByRole('button', { name: 'Chi tiết bước 5' }))
        await add('+ Thêm kết quả')
        await page.getByLabel('Kết quả 2, bước 5').fill('Trả lại')
        await chooseIn(page, page.getByLabel('Đến 2, bước 5'), '4. Tổng hợp, trình')
        await chooseIn(page, page.getByLabel('Loại 2, bước 5'), 'Trả lại')
        await page.getByText('Đã lưu', { exact: true }).waitFor()
        await page.getByRole('link', { name: /chỗ phải sửa/ }).waitFor()
        await page.getByRole('img', { name: 'Lưu đồ' }).waitFor()
        await expectAccessible(page)

        const { items } = (await chief.caller.get(`${place.api}/procedures`)).body
        const { id } = items[0]
        const held = await chief.caller.get(`${place.api}/procedures/${id}`)
        const draft = held.body.versions[0].id as string
        const { content } = (await chief.caller.get(`${place.api}/procedure-versions/${draft}`)).body
        const standing = Object.keys(content.roles).find((one) => content.roles[one].name === 'Thường trực')
        const holders = [
          { role: standing, kind: 'role', targetId: 'leader' },
          ...Object.keys(content.roles)
            .filter((one) => content.roles[one].by === 'unit_head')
            .map((one) => ({ role: one, kind: 'role', targetId: 'office_chief' })),
        ]
        await chief.caller.put(`${place.api}/procedures/${id}/holders`, { holders })
        await page.reload()
        await page.getByText('Quy trình chạy được').waitFor()
        await page.getByRole('button', { name: 'Trình soát xét' }).press('Enter')
        await page.getByText('Chờ soát xét, phê duyệt').first().waitFor()
        const approved = await leader.caller.post(`${place.api}/procedure-versions/${draft}/approval`, {
          effectiveFrom: dayAt(Date.now()),
        })
        expect([approved.status, approved.body.detail]).toEqual([200, undefined])
        await leader.caller.post(`${place.api}/procedure-versions/${draft}/receipt`)
        const made = await chief.caller.post(`${place.api}/cases`, {
          procedureId: id,
          title: 'Kế hoạch quý I',
        })
        expect(made.status).toBe(201)
        const done = await chief.caller.post(`${place.api}/cases/${made.body.id}/steps`, {
          no: 1,
          outcome: 'xong',
        })
        expect([done.status, done.body.detail]).toEqual([200, undefined])

        // One screen leads an auditor to the procedure, who read it, its cases and its figures.
        const auditor = await signedIn(opened, inspector, place, size, touch)
        await auditor.getByRole('link', { name: /Thẩm định dự thảo/ }).press('Enter')
        await auditor.getByRole('heading', { name: /Đã đọc và hiểu 1\// }).waitFor()
        await auditor.getByRole('heading', { name: 'Hồ sơ và kết quả' }).waitFor()
        await expectAccessible(auditor)
        expect(await auditor.getByRole('button', { name: /Bãi bỏ|Lần mới|Mở hồ sơ/ }).count()).toBe(0)
        await pressOn(auditor, auditor.getByRole('link', { name: 'Đang chạy: 1' }))
        await auditor.getByRole('link', { name: /Kế hoạch quý I/ }).press('Enter')
        await auditor.getByRole('heading', { name: /Kế hoạch quý I/ }).waitFor()
        await expectAccessible(auditor)
        await auditor.goBack()
        await auditor.goBack()
        await pressOn(auditor, auditor.getByRole('link', { name: 'Xem nội dung' }))
        await auditor.getByRole('img', { name: 'Lưu đồ' }).waitFor()
        for (const [, name] of STEPS) await auditor.getByText(name).first().waitFor()
        await expectAccessible(auditor)
        await auditor.goBack()
        await pressOn(auditor, auditor.getByRole('link', { name: 'Hồ sơ đang chạy' }))
        await auditor.getByRole('link', { name: /Kế hoạch quý I/ }).waitFor()
        await expectAccessible(auditor)
        await auditor.goBack()
        await pressOn(auditor, auditor.getByRole('link', { name: 'Số liệu' }))
        await auditor.getByRole('row', { name: /^Tiếp nhận hồ sơ trình 1 1 0 100%/ }).waitFor()
        await expectAccessible(auditor)
        await page.context().close()
        await auditor.context().close()
      },
      180_000,
    )
  },
)
