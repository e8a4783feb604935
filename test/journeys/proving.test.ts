import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import type { Caller } from '../support/instance.ts'

let opened: Opened
let admin: Caller
let handle: string
const adminAddress = `${crypto.randomUUID()}@example.vn`

async function inviteNewcomer(name: string): Promise<{ link: string; email: string }> {
  const email = `${crypto.randomUUID()}@example.vn`
  const made = await admin.post(`/api/c/${handle}/invitations`, { name, email, roles: ['specialist'] })
  return { link: new URL(made.body.link).pathname, email }
}

const namesHere = async (): Promise<string[]> => {
  const { items } = (await admin.get(`/api/c/${handle}/members`)).body
  return items.map((one: { name: string }) => one.name)
}

/** Opens a link of an invitation, makes the account it leads to, and accepts. */
async function accept(link: string, name: string): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, { width: 390, height: 844 }, true)
  await page.goto(link)
  await page.getByRole('link', { name: 'Tạo tài khoản' }).click()
  await page.getByLabel('Họ và tên').fill(name)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
  await page.getByRole('button', { name: 'Chấp nhận lời mời' }).click()
  await page.getByText('chưa được xác nhận là của đồng chí').waitFor()
  await expectAccessible(page)
  return page
}

describe.runIf(browserFound())('an invitation is for an address, which counts once it is proven', () => {
  beforeAll(async () => {
    opened = await openBrowser({ MAIL_URL: 'inbox' })
    admin = await signUpPerson(opened, 'Quách Thị Mời', adminAddress)
    handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Nậm Pì', place: 'Nậm Pì' })
  }, 120_000)
  afterAll(() => opened.stop())

  test('the letter proves it, and the page of the invitation goes on by itself', async () => {
    const { link, email } = await inviteNewcomer('Lò Thị Thư')
    const page = await accept(link, 'Lò Thị Thư')
    const mailbox = await page.context().newPage()
    await mailbox.goto('/thu-thu')
    const letter = mailbox.locator('section', { hasText: email })
    await letter
      .filter({ hasText: 'Xác nhận địa chỉ thư' })
      .getByRole('link', { name: /xac-nhan/ })
      .click()
    await mailbox.getByRole('button', { name: 'Xác nhận' }).waitFor()
    await expectAccessible(mailbox)
    await mailbox.getByRole('button', { name: 'Xác nhận' }).click()
    await mailbox.getByText('trang tự đi tiếp').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
    expect(await namesHere()).toContain('Lò Thị Thư')
    await page.context().close()
  })

  test('where no letter reaches, whoever invited says that it is them', async () => {
    const { link } = await inviteNewcomer('Vàng A Chờ')
    const page = await accept(link, 'Vàng A Chờ')
    const office = await openWindow(opened.browser, opened.url)
    await office.goto(`/dang-nhap?ve=${encodeURIComponent(`/${handle}/quan-tri/can-bo`)}`)
    await office.getByLabel('Thư điện tử').fill(adminAddress)
    await office.getByLabel('Mật khẩu').fill(PASSWORD)
    await office.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await office.getByText('Tài khoản “Vàng A Chờ” mở lời mời lúc').waitFor()
    await expectAccessible(office)
    await office.getByRole('button', { name: 'Xác nhận đúng người được mời: Vàng A Chờ' }).click()
    await office.getByText('Chỉ xác nhận khi đồng chí đã hỏi trực tiếp').waitFor()
    await office.getByRole('button', { name: 'Xác nhận đúng người', exact: true }).click()
    await office.getByText('là đúng người').first().waitFor()
    await page.getByRole('button', { name: 'Đã xác nhận, đi tiếp' }).click()
    await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
    expect(await namesHere()).toContain('Vàng A Chờ')
    await office.context().close()
    await page.context().close()
  })
})
