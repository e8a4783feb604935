import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { issue, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { invited } from '../support/journey.ts'
import type { Login } from '../support/journey.ts'
import { join, signIn } from '../support/visitors.ts'

let opened: Opened

/** What the sender is shown of the one place it went to. */
async function statusAt(province: Place, id: string): Promise<string> {
  const { body } = await province.clerk.get(`${province.api}/documents/${id}/deliveries`)
  return body.items[0].status
}

const TABLET = { width: 1024, height: 768 }

describe.runIf(browserFound())('a commune brings a paper to its result', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('proposal, bút phê on a tablet, task, report, approval; the sender sees 06', async () => {
    const province = await openStranger(opened, 'Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    const commune = await openStranger(opened, 'Đảng ủy xã Tân Lập')
    const unit = async (name: string): Promise<string> =>
      (await commune.clerk.post(`${commune.api}/units`, { name })).body.id
    const board = await unit('Ban Xây dựng Đảng')
    await unit('Văn phòng Đảng ủy')
    const chief = await join(opened, commune, 'Hoàng Thị Chánh', ['office_chief'])
    const leader = await join(opened, commune, 'Lò Văn Thư Ký', ['leader'])
    const head = await join(opened, commune, 'Vàng A Trưởng', ['unit_head'], board)
    const specialist = await join(opened, commune, 'Giàng Thị Viên', ['specialist'], board)
    const papers = []
    for (const subject of ['Về đẩy mạnh chuyển đổi số', 'Về công tác văn thư']) {
      const sent = await issue(province, [commune], { subject })
      // Nobody has vouched for the province of a journey: what it sends lies apart.
      const { items } = (await commune.clerk.get(`${commune.api}/deliveries?state=apart`)).body
      const found = items.find((one: { notation: string }) => one.notation === sent.notation)
      // The second one is kept with the clerk until it is submitted.
      const hold = subject === 'Về công tác văn thư'
      const taken = await commune.clerk.post(`${commune.api}/deliveries/${found.id}/acceptance`, { hold })
      expect(taken.status).toBe(201)
      papers.push({ ...sent, incomingId: taken.body.incomingId as string })
    }
    const [paper, second] = papers

    const registry = await signIn(opened, await join(opened, commune, 'Sùng Thị Thư', ['clerk']))
    await registry.goto(`/${commune.handle}/van-ban-den/${second!.incomingId}`)
    await registry.getByRole('button', { name: 'Trình phân phối' }).click()
    await registry.getByText('Đã ghi. Văn bản: chờ phân phối.').first().waitFor()
    await registry.getByRole('button', { name: 'Trình phân phối' }).waitFor({ state: 'hidden' })
    await registry.context().close()

    const office = await signIn(opened, chief)
    for (const { notation } of papers) {
      await office.getByRole('link', { name: 'Công việc' }).first().click()
      await office.getByRole('link', { name: notation }).click()
      await office.getByRole('combobox', { name: 'Chủ trì' }).fill('xay dung')
      await office.getByRole('option', { name: 'Ban Xây dựng Đảng' }).click()
      await office.getByLabel('Đề xuất').fill('Đề nghị giao Ban Xây dựng Đảng')
      await expectAccessible(office)
      await office.getByRole('button', { name: 'Trình bút phê' }).click()
      await office.getByText('Đã ghi. Văn bản: chờ bút phê.').first().waitFor()
    }
    await office.context().close()

    const desk = await signIn(opened, leader, TABLET, true)
    await desk.getByRole('link', { name: paper!.notation }).first().click()
    await desk.getByRole('button', { name: 'Theo đề xuất' }).click()
    await desk.getByLabel('Ý kiến chỉ đạo').fill('Giao Ban Xây dựng Đảng tham mưu.')
    await expectAccessible(desk)
    await desk.getByRole('button', { name: 'Ghi ý kiến, phân công' }).click()
    // The next one is open by itself.
    await desk.getByRole('heading', { level: 1, name: second!.notation }).waitFor()
    await desk.context().close()
    expect(await statusAt(province, paper!.id)).toBe('04')

    const unitDesk = await signIn(opened, head)
    await unitDesk.getByRole('link', { name: paper!.notation }).first().click()
    await unitDesk.getByRole('button', { name: 'Giao người thực hiện' }).click()
    await unitDesk.getByRole('dialog').getByLabel('Người thực hiện').selectOption({ label: specialist.name })
    await expectAccessible(unitDesk)
    await unitDesk.getByRole('dialog').getByRole('button', { name: 'Giao người thực hiện' }).click()
    await unitDesk.getByText('Đã ghi. Nhiệm vụ: đã giao, chờ nhận.').first().waitFor()

    const own = await signIn(opened, specialist)
    await own.getByRole('link', { name: 'Công việc' }).first().click()
    await own.getByRole('heading', { level: 1, name: 'Công việc' }).waitFor()
    await expectAccessible(own)
    await own.getByRole('link', { name: paper!.notation }).click()
    await own.getByRole('button', { name: 'Nhận việc' }).click()
    await own.getByRole('button', { name: 'Báo cáo kết quả' }).click()
    await own.getByRole('dialog').getByLabel('Kết quả, sản phẩm').fill('Đã ban hành kế hoạch')
    await own.getByRole('dialog').getByRole('button', { name: 'Báo cáo kết quả' }).click()
    await own.getByText('Đã ghi. Nhiệm vụ: chờ duyệt kết quả.').first().waitFor()
    await expectAccessible(own)
    await own.context().close()
    expect(await statusAt(province, paper!.id)).toBe('05')

    await unitDesk.getByRole('link', { name: 'Công việc' }).first().click()
    await unitDesk.getByRole('link', { name: paper!.notation }).click()
    await unitDesk.getByRole('button', { name: 'Duyệt: hoàn thành' }).click()
    await unitDesk.getByText('Đã ghi. Nhiệm vụ: hoàn thành.').first().waitFor()
    await unitDesk.context().close()
    expect(await statusAt(province, paper!.id)).toBe('06')
  }, 240_000)

  test('several that are only to be known are noted in one go; one noted meanwhile says so', async () => {
    const commune = await openStranger(opened, 'Đảng ủy xã Nậm Pì')
    const chief = await invited(opened, commune, 'Hoàng Thị Chánh', ['office_chief'])
    const doer = await invited(opened, commune, 'Vàng A Làm', ['specialist'])
    const reader = await invited(opened, commune, 'Giàng Thị Viên', ['specialist'])
    const subject = async ({ caller }: Login) => ({
      kind: 'person',
      id: (await caller.get(commune.api)).body.me.memberId as string,
    })
    const [lead, inform] = [await subject(doer), [await subject(reader)]]
    const titles = ['Sơ kết quý', 'Đón đoàn kiểm tra', 'Chuẩn bị hội nghị']
    const ids: string[] = []
    for (const title of titles) {
      const made = await chief.caller.post(`${commune.api}/tasks`, {
        title,
        product: 'Báo cáo',
        lead,
        inform,
      })
      expect([title, made.status]).toEqual([title, 201])
      ids.push(made.body.id)
    }
    const page = await signIn(opened, reader)
    await page.goto(`/${commune.handle}/cong-viec`)
    for (const title of titles) await page.getByRole('checkbox', { name: title }).check()
    await expectAccessible(page)
    expect((await reader.caller.post(`${commune.api}/tasks/${ids[1]}/part`, {})).status).toBeLessThan(300)
    await page.getByRole('button', { name: 'Ghi đã biết 3 việc' }).click()
    const told = page.getByRole('region', { name: 'Đã ghi đã biết 2 trong 3 việc' })
    await told.waitFor()
    expect(await told.getByRole('listitem').count()).toBe(1)
    await told.getByRole('link', { name: titles[1]! }).waitFor()
    await expectAccessible(page)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    for (const id of ids) {
      const { parties } = (await chief.caller.get(`${commune.api}/tasks/${id}`)).body
      expect(parties.map(({ doneBy }: { doneBy?: string }) => doneBy)).toEqual([reader.name])
    }
    await page.context().close()
  }, 120_000)
})
