import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { issue, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Instance } from '../support/instance.ts'

let opened: Opened
let province: Place & { email: string }
let commune: Place & { email: string }
const reachable = () => opened as unknown as Pick<Instance, 'app'>

async function openOffice(name: string, facts: { kind: string; suffix: string }) {
  const email = `${crypto.randomUUID()}@example.vn`
  const clerk = await signUpPerson(reachable(), `Văn thư ${name}`, email)
  const handle = await signUpCommittee(clerk, { name, place: 'Sơn Bình', ...facts })
  await opened.confirm(handle)
  return { name, email, clerk, handle, api: `/api/c/${handle}` }
}

const WIDE = { width: 1366, height: 768 }
const PHONE = { width: 390, height: 844 }

async function signIn(email: string, target: string, size = WIDE): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size)
  await page.goto(`/dang-nhap?ve=${encodeURIComponent(target)}`)
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(`**${target}`)
  return page
}

/**
 * Walks the page by Tab and gives what could not be seen at all when it had the focus (WCAG 2.2, 2.4.11): neither its
 * middle nor a place near one of its corners lies on top there.
 */
async function hiddenFocus(page: Page, stops: number): Promise<string[]> {
  const hidden: string[] = []
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const el = document.activeElement
      if (!el || el === document.body) return undefined
      const { left, right, top, bottom } = el.getBoundingClientRect()
      if (right - left < 2 || bottom - top < 2) return undefined
      const xs = [left + 3, (left + right) / 2, right - 3]
      const ys = [top + 3, (top + bottom) / 2, bottom - 3]
      const seen = xs.some((x) =>
        ys.some((y) => {
          const on = document.elementFromPoint(x, y)
          return on !== null && (el.contains(on) || on.contains(el))
        }),
      )
      return seen ? undefined : el.outerHTML.slice(0, 120)
    })
    if (found !== undefined) hidden.push(found)
  }
  return hidden
}

describe.runIf(browserFound())('around an office', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    province = await openOffice('Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    commune = await openOffice('Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU' })
    for (const subject of ['Về phòng, chống thiên tai', 'Về sinh hoạt chi bộ']) {
      await issue(province, [commune], { subject })
      const [waiting] = await waitingAt(commune)
      await commune.clerk.post(`${commune.api}/deliveries/${waiting!.id}/acceptance`, {})
    }
  }, 180_000)
  afterAll(() => opened.stop())

  test.each([WIDE, PHONE])(
    'the doors and a person’s own screens, $width wide',
    async (size) => {
      const page = await openWindow(opened.browser, opened.url, size)
      for (const path of [
        '/quen-mat-khau',
        '/dat-lai-mat-khau/khong-co',
        '/xac-nhan/khong-co',
        '/dang-nhap',
      ]) {
        await page.goto(path)
        await expectAccessible(page)
      }
      await page.context().close()
      const inside = await signIn(commune.email, '/tai-khoan', size)
      await inside.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor()
      await expectAccessible(inside)
      await inside.goto('/tai-khoan/thong-bao')
      expect(await inside.title()).toContain('Liên Thông')
      await expectAccessible(inside)
      await inside.context().close()
    },
    120_000,
  )

  test.each([WIDE, PHONE])(
    'a list is narrowed, its address says so, and it goes along, $width wide',
    async (size) => {
      const page = await signIn(commune.email, `/${commune.handle}/van-ban-den/da-vao-so`, size)
      await page.getByRole('link', { name: /thiên tai/ }).waitFor()
      await page.getByLabel(/Lọc theo/).fill('sinh hoat')
      await page.waitForURL('**?q=sinh+hoat')
      await page.getByRole('link', { name: /thiên tai/ }).waitFor({ state: 'detached' })
      await expectAccessible(page)
      await page.getByLabel('Trạng thái').selectOption({ label: 'Hoàn thành' })
      await page.getByRole('button', { name: 'Bỏ lọc' }).click()
      await page.getByRole('link', { name: /thiên tai/ }).waitFor()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Xuất Excel' }).click(),
      ])
      expect(file.suggestedFilename()).toMatch(/^Văn bản đến đã vào sổ \d{4}-\d\d-\d\d\.xlsx$/)
      await page.context().close()
    },
    120_000,
  )

  test.each([
    ['twice as large', { width: 683, height: 384 }],
    ['four times as large', { width: 342, height: 192 }],
    ['a phone on its side', { width: 844, height: 390 }],
  ])(
    'what has the focus is never hidden: %s',
    async (_, size) => {
      const page = await signIn(province.email, `/${province.handle}/van-ban-di/soan`, size)
      await page.getByLabel('Trích yếu').waitFor()
      expect(await hiddenFocus(page, 40)).toEqual([])
      await page.goto(`/${province.handle}/van-ban-di/da-ban-hanh`)
      await page.getByRole('link', { name: /thiên tai/ }).waitFor()
      expect(await hiddenFocus(page, 30)).toEqual([])
      await page.context().close()
    },
    120_000,
  )

  test('a screen that fails is told to the operator, by its place and without a word of it', async () => {
    const email = `${crypto.randomUUID()}@example.vn`
    await signUpPerson(reachable(), 'Trần Vận Hành', email)
    await opened.operate(email)
    const page = await signIn(commune.email, `/${commune.handle}/van-ban-den/da-vao-so`)
    await page.route(/\/api\/c\/[^/]+\/incoming\?/, (route) => route.fulfill({ json: { items: [{}] } }))
    const told = page.waitForResponse((answer) => answer.url().endsWith('/api/failures'))
    await page.reload()
    expect((await told).status()).toBe(200)
    await page.context().close()
    const operator = await signIn(email, '/van-hanh/he-thong')
    await operator.getByRole('heading', { name: 'Lỗi ở màn hình' }).waitFor()
    await operator.getByText('/:handle/van-ban-den/da-vao-so').waitFor()
    expect(await operator.locator('main').textContent()).not.toContain(commune.handle)
    await expectAccessible(operator)
    await operator.context().close()
  }, 120_000)
})
