import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { openWindow } from './browser.ts'
import type { Opened } from './browser.ts'
import { PASSWORD, signUpPerson, takeUp } from './committee.ts'
import type { Place } from './exchange.ts'

/** Somebody with an account, as a journey signs them in. */
export type Visitor = { email: string; name: string }

/** Invites somebody with these roles and has them come in. */
export async function join(
  opened: Opened,
  place: Place,
  name: string,
  roles: Role[],
  unitId?: string,
): Promise<Visitor> {
  const email = `${crypto.randomUUID()}@example.vn`
  const invited = await place.clerk.post(`${place.api}/invitations`, { name, email, roles, unitId })
  expect(invited.status).toBe(201)
  const caller = await signUpPerson(opened, name, email)
  await takeUp(place.clerk, place.api, invited.body, caller)
  return { email, name }
}

/** Signs somebody in, in a window of their own, up to their desk. */
export async function signIn(
  opened: Opened,
  person: Visitor,
  size = { width: 1366, height: 768 },
  touch = false,
): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size, touch)
  await page.goto('/dang-nhap')
  await page.getByLabel('Thư điện tử').fill(person.email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Bàn làm việc' }).waitFor()
  return page
}
