import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import type { Instance } from '../support/instance.ts'

let opened: Opened

/** What of the page says where one is: the address, the tab, the switcher, where the menu leads. */
async function place(
  page: Page,
): Promise<{ path: string; title: string; switcher: string; menu: string | null }> {
  return {
    path: new URL(page.url()).pathname,
    title: await page.title(),
    switcher: (await page.locator('.switcher-name').textContent()) ?? '',
    menu: await page
      .getByRole('navigation')
      .getByRole('link', { name: 'Quản trị' })
      .first()
      .getAttribute('href'),
  }
}

const at = (handle: string, name: string) => ({
  path: `/${handle}/ban-lam-viec`,
  title: `Bàn làm việc · ${name} · Liên Thông`,
  switcher: name,
  menu: `/${handle}/quan-tri`,
})
const desk = (page: Page): Promise<void> =>
  page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()

describe.runIf(browserFound())('a person who works in two committees', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('Back shows the place of the address, from an account and from another committee', async () => {
    const [one, other] = ['Đảng ủy xã Nậm Pì', 'Đảng ủy xã Tà Tổng']
    const email = `${crypto.randomUUID()}@example.vn`
    const person = await signUpPerson(opened as unknown as Pick<Instance, 'app'>, 'Lò Văn Dũng', email)
    const [a, b] = [
      await signUpCommittee(person, { name: one, place: 'Nậm Pì' }),
      await signUpCommittee(person, { name: other, place: 'Tà Tổng' }),
    ]
    const page = await openWindow(opened.browser, opened.url)
    await page.goto(`/dang-nhap?ve=/${a}/ban-lam-viec`)
    await page.getByLabel('Thư điện tử').fill(email)
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await desk(page)
    expect(await place(page)).toEqual(at(a, one))

    await page.getByLabel(/^Tài khoản và cài đặt/).click()
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor()
    await page.goBack()
    await desk(page)
    expect(await place(page)).toEqual(at(a, one))

    await page.getByLabel(/^Đang làm việc tại/).click()
    await page.getByRole('link', { name: other }).click()
    await page.waitForURL(`**/${b}/ban-lam-viec`)
    await desk(page)
    await expect.poll(() => place(page)).toEqual(at(b, other))
    await page.goBack()
    await page.waitForURL(`**/${a}/ban-lam-viec`)
    await expect.poll(() => place(page)).toEqual(at(a, one))
    await expectAccessible(page)
    await page.context().close()
  }, 120_000)
})
