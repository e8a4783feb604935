import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Instance } from '../support/instance.ts'
import { invited } from '../support/journey.ts'

let opened: Opened
let place: Place
let clerk: string
let specialist: string
let address: string

const SECRET = 'về nhân sự của đồng chí Giàng A Páo'

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
}
async function leave(page: Page): Promise<void> {
  await page.getByLabel(/^Tài khoản và cài đặt/).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
}
const statusOf = (page: Page): Promise<number> =>
  page.evaluate(async (path) => (await fetch(path)).status, address)

describe.runIf(browserFound())('a browser that two people share', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    clerk = `${crypto.randomUUID()}@example.vn`
    const caller = await signUpPerson(opened as unknown as Pick<Instance, 'app'>, 'Hoàng Thị Hoa', clerk)
    const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Lùng Vai', place: 'Lùng Vai' })
    place = { name: 'Đảng ủy xã Lùng Vai', handle, clerk: caller, api: `/api/c/${handle}` }
    specialist = (await invited(opened, place, 'Trần Văn Bình', ['specialist'])).email
    address = `${place.api}/files/${(await upload(place)).sha256}?inline=1`
  }, 120_000)
  afterAll(() => opened.stop())

  test('shows the next nothing of the one before: no page, no file, nothing that was being written', async () => {
    const page = await openWindow(opened.browser, opened.url)
    await page.goto(`/dang-nhap?ve=/${place.handle}/ban-lam-viec`)
    await signIn(page, clerk)
    expect(await statusOf(page)).toBe(200)
    // What is written while the server cannot be reached is in this browser alone.
    await page.getByRole('link', { name: 'Soạn văn bản' }).first().click()
    await page.route('**/documents', (route) => route.abort())
    await page.getByLabel('Trích yếu').fill(SECRET)
    await page.getByText(/^Chưa lưu được lên máy chủ/).waitFor()
    await leave(page)
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor()

    expect(await statusOf(page)).toBe(401)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor()
    expect(await page.getByText(SECRET).count()).toBe(0)

    await page.goto(`/dang-nhap?ve=/${place.handle}/ban-lam-viec`)
    await signIn(page, specialist)
    expect(await statusOf(page)).toBe(404)
    await page.goto(`/${place.handle}/van-ban-di/soan`)
    await page.getByLabel('Trích yếu').waitFor()
    expect(await page.content()).not.toContain(SECRET)
    for (let i = 0; i < 3; i++) {
      await page.goBack().catch(() => undefined)
      expect(await page.getByText(SECRET).count()).toBe(0)
    }
  })

  test('who could not be signed out is told so, and does not believe it', async () => {
    const page = await openWindow(opened.browser, opened.url)
    await page.goto(`/dang-nhap?ve=/${place.handle}/ban-lam-viec`)
    await signIn(page, clerk)
    await page.route('**/auth/sign-out', (route) => route.abort())
    await leave(page)
    await page.getByText('Không kết nối được tới máy chủ.').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/${place.handle}/ban-lam-viec`)
    await page.unroute('**/auth/sign-out')
    await leave(page)
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor()
    expect(await statusOf(page)).toBe(401)
  })
})
