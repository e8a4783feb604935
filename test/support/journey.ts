import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { openWindow } from './browser.ts'
import type { Opened } from './browser.ts'
import { PASSWORD, takeUp } from './committee.ts'
import type { Place } from './exchange.ts'
import { Caller } from './instance.ts'
import type { Reachable } from './instance.ts'

export type Login = { email: string; password: string; name: string; caller: Caller }

/** A person invited into a committee with these roles, with an account of their own. */
export async function invited(
  opened: Reachable,
  place: Place,
  name: string,
  roles: string[],
): Promise<Login> {
  const email = `${crypto.randomUUID()}@example.vn`
  const made = await place.clerk.post(`${place.api}/invitations`, { name, email, roles })
  expect(made.status).toBe(201)
  const caller = new Caller(opened.app.fetch)
  await caller.post('/api/auth/sign-up/email', { name, email, password: PASSWORD })
  await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  await takeUp(place.clerk, place.api, made.body, caller)
  return { email, password: PASSWORD, name, caller }
}

/** Somebody at a window of a size, on the processes of their committee. */
export async function signedIn(
  opened: Opened,
  login: Login,
  place: Place,
  size: { width: number; height: number },
  touch: boolean,
): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size, touch)
  page.setDefaultTimeout(9_000)
  await page.goto('/dang-nhap')
  await page.getByLabel('Thư điện tử').fill(login.email)
  await page.getByLabel('Mật khẩu').fill(login.password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor()
  await page.goto(`/${place.handle}/quy-trinh`)
  return page
}

/** Presses what asks nothing of whoever has a task, and is done at once: no dialog comes. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page
    .getByText(/^Đã ghi\. Nhiệm vụ: /)
    .first()
    .waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
}
