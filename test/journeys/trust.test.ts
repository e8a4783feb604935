import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { issue } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Instance } from '../support/instance.ts'

let opened: Opened
const reachable = () => opened as unknown as Pick<Instance, 'app'>

type Office = Place & { email: string }

async function openOffice(name: string, facts: { kind: string; suffix: string }): Promise<Office> {
  const email = `${crypto.randomUUID()}@example.vn`
  const clerk = await signUpPerson(reachable(), `Văn thư ${name}`, email)
  const handle = await signUpCommittee(clerk, { name, place: 'Sơn Bình', ...facts })
  return { name, email, clerk, handle, api: `/api/c/${handle}` }
}

async function signIn(email: string, target: string): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url)
  await page.goto(`/dang-nhap?ve=${encodeURIComponent(target)}`)
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(`**${target}`)
  return page
}

const list = (text: string) => ({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

describe.runIf(browserFound())('who vouches for whom', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('a stranger’s Tỉnh ủy writes to a commune; the commune sees what it is, blocks and reports it; the operator suspends it', async () => {
    const real = await openOffice('Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    await opened.confirm(real.handle)
    const commune = await openOffice('Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU' })
    await opened.confirm(commune.handle)
    const fake = await openOffice('Tỉnh ủy Sơn Blnh', { kind: 'province', suffix: 'TU' })
    await issue(real, [commune])
    await issue(fake, [commune])

    const page = await signIn(commune.email, `/${commune.handle}/van-ban-den`)
    await page.getByRole('cell', { name: 'Tỉnh ủy Sơn Bình' }).waitFor()
    expect(await page.getByText('Tỉnh ủy Sơn Blnh').count()).toBe(0)
    await page.getByRole('link', { name: /Nơi gửi chưa xác nhận/ }).click()
    await page
      .getByRole('cell', { name: 'Tỉnh ủy Sơn Blnh' })
      .getByText('Chưa được cấp trên xác nhận')
      .waitFor()
    await expectAccessible(page)
    await page
      .getByRole('link', { name: /01-CT\/TU/ })
      .first()
      .click()
    await page.getByText('Chưa có cấp trên nào xác nhận cơ quan này.').waitFor()
    await page
      .getByText(/Tỉnh ủy Sơn Bình/)
      .first()
      .waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Báo đơn vị quản lý hệ thống…' }).click()
    await page.getByLabel(/^Nội dung/).fill('Tự nhận là Tỉnh ủy.')
    await page.getByRole('button', { name: 'Báo đơn vị quản lý hệ thống', exact: true }).click()
    await page.getByText('Đã báo đơn vị quản lý hệ thống.').first().waitFor()
    await page.getByRole('button', { name: 'Chặn nơi gửi…' }).click()
    await page.getByRole('button', { name: 'Chặn nơi gửi', exact: true }).click()
    await page.getByText('Đã chặn Tỉnh ủy Sơn Blnh.').first().waitFor()

    await page.goto(`/${commune.handle}/van-ban-den/chua-xac-nhan`)
    await page.getByRole('link', { name: 'Nơi gửi đã chặn' }).first().click()
    await page.getByRole('cell', { name: 'Tỉnh ủy Sơn Blnh', exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Bỏ chặn Tỉnh ủy Sơn Blnh' }).click()
    await page.getByRole('heading', { name: 'Chưa chặn nơi gửi nào' }).waitFor()
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await page.getByRole('cell', { name: 'Tỉnh ủy Sơn Blnh', exact: true }).waitFor()
    await page.context().close()

    const email = `${crypto.randomUUID()}@example.vn`
    await signUpPerson(reachable(), 'Trần Vận Hành', email)
    await opened.operate(email)
    const operator = await signIn(email, '/van-hanh/bao-cao')
    await operator.getByText('Tự nhận là Tỉnh ủy.').waitFor()
    await expectAccessible(operator)
    await operator.getByRole('link', { name: 'Xem cơ quan' }).click()
    await operator.getByText('Tên dễ nhầm với Tỉnh ủy Sơn Bình').waitFor()
    await expectAccessible(operator)
    await operator.getByRole('button', { name: 'Tạm dừng Tỉnh ủy Sơn Blnh' }).click()
    await operator.getByLabel('Lý do').fill('Mạo danh')
    await operator.getByRole('button', { name: 'Tạm dừng', exact: true }).click()
    await operator.getByText('Đã tạm dừng Tỉnh ủy Sơn Blnh.').first().waitFor()
    await operator.getByRole('link', { name: 'Tình trạng, giới hạn' }).click()
    await operator.getByText('Đọc, ghi bình thường').waitFor()
    await expectAccessible(operator)
    await operator.context().close()
    expect((await fake.clerk.get(fake.api)).status).toBe(403)
  }, 240_000)

  test('a province invites its communes by a list; one signs up by its link and is confirmed from its first day', async () => {
    const province = await openOffice('Tỉnh ủy Hòa Giang', { kind: 'province', suffix: 'TU' })
    await opened.confirm(province.handle)
    const page = await signIn(province.email, `/${province.handle}/quan-tri/lien-ket`)
    await page.getByRole('link', { name: 'Mời theo danh sách' }).click()
    await page.getByRole('heading', { name: 'Mời cơ quan cấp dưới theo danh sách' }).waitFor()
    await expectAccessible(page)
    const mine = `${crypto.randomUUID()}@example.vn`
    const head = 'Tên cơ quan;Địa danh;Thư điện tử\n'
    const right = `Đảng ủy xã Mường Khoa;Mường Khoa;${mine}\nĐảng ủy xã Nậm Sỏi;Nậm Sỏi;khac@example.vn\n`
    await page.setInputFiles('#f-list', list(`${head}${right}Đảng ủy xã Thiếu;;không phải thư\n`))
    await page.getByText('Dòng 4 (Đảng ủy xã Thiếu): Thiếu địa danh.').waitFor()
    await expectAccessible(page)
    await page.setInputFiles('#f-list', list(head + right))
    await page.getByRole('button', { name: 'Mời 2 cơ quan' }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải danh sách đường dẫn (CSV)' }).click(),
    ])
    const links = await readFile(await saved.path(), 'utf8')
    const link = new RegExp(`${mine}","([^"]+)"`).exec(links)?.[1] ?? ''
    await page.getByText('0/2 nơi đã đăng ký').last().waitFor()
    await expectAccessible(page)

    const founder = await openWindow(opened.browser, opened.url)
    await founder.goto(new URL(link).pathname)
    await founder.getByRole('heading', { level: 1, name: /Tỉnh ủy Hòa Giang mời đồng chí/ }).waitFor()
    await expectAccessible(founder)
    await founder.getByRole('link', { name: 'Tạo tài khoản' }).click()
    await founder.getByLabel('Họ và tên').fill('Lý A Sáng')
    expect(await founder.getByLabel('Thư điện tử').inputValue()).toBe(mine)
    await founder.getByLabel('Mật khẩu').fill('một câu ngắn dễ nhớ')
    await founder.getByRole('button', { name: 'Tạo tài khoản' }).click()
    await founder.getByLabel('Ngày mở nhiệm kỳ').fill('15/8/2025')
    await expectAccessible(founder)
    await founder.getByRole('button', { name: 'Mở sổ và vào làm việc' }).click()
    await founder.getByText('Hệ thống này chưa gửi được thư để xác nhận địa chỉ').waitFor()
    await expectAccessible(founder)
    await page.reload()
    await page.getByText('Tài khoản “Lý A Sáng” mở lời mời lúc').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Xác nhận đúng người được mời: Đảng ủy xã Mường Khoa' }).click()
    await page.getByRole('button', { name: 'Xác nhận đúng người', exact: true }).click()
    await page.getByText('là đúng người').first().waitFor()
    await founder.getByRole('button', { name: 'Đã xác nhận, đi tiếp' }).click()
    await founder.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
    await founder.context().close()

    await page.reload()
    await page.getByText('1/2 nơi đã đăng ký').last().waitFor()
    await page.getByRole('link', { name: 'Đảng ủy xã Mường Khoa' }).click()
    await page
      .getByText(/Tỉnh ủy Hòa Giang xác nhận/)
      .first()
      .waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Thu lại mọi lời mời chưa ai nhận…' }).click()
    await page.getByRole('button', { name: 'Thu lại mọi lời mời chưa ai nhận', exact: true }).click()
    await page.getByText('Đã thu lại 1 lời mời.').first().waitFor()
    await page.context().close()
  }, 240_000)

  test('an administrator invites the staff by a list', async () => {
    const office = await openOffice('Đảng ủy xã Tả Van', { kind: 'commune', suffix: 'ĐU' })
    const page = await signIn(office.email, `/${office.handle}/quan-tri/can-bo`)
    await page.getByRole('link', { name: 'Mời theo danh sách' }).click()
    await page.getByRole('heading', { name: 'Mời cán bộ theo danh sách' }).waitFor()
    const text = `Họ và tên,Thư điện tử,Vai trò\nSùng Thị Được,duoc@example.vn,"Văn thư; Chuyên viên"\nLù A Páo,${office.email},Lãnh tụ\n`
    await page.setInputFiles('#f-list', list(text))
    await page.getByText('Không có vai trò “Lãnh tụ”.').waitFor()
    await page.setInputFiles('#f-list', list(text.replace('Lãnh tụ', 'Chuyên viên')))
    await page.getByRole('button', { name: 'Mời 2 người' }).click()
    await page.getByText(/Dòng 3 \(Lù A Páo\): Địa chỉ .* đã là cán bộ ở đây/).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Mời 1 người' }).click()
    await page.getByRole('heading', { name: 'Đã mời 1 người' }).waitFor()
    const { items } = (await office.clerk.get(`${office.api}/invitations`)).body
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['Sùng Thị Được'])
    await expectAccessible(page)
    await page.goto(`/${office.handle}/quan-tri/co-quan`)
    await page.getByText('0 B trên 200 GB').waitFor()
    await expectAccessible(page)
    await page.context().close()
  }, 240_000)
})
