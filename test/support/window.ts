import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Opened } from './browser.ts'
import { openWindow } from './browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from './committee.ts'
import type { Caller, Instance } from './instance.ts'

/** A committee of a journey that is vouched for, with the account of its founder, who is administrator and clerk. */
export type Office = { name: string; handle: string; email: string; clerk: Caller; api: string }

/** Signs up a committee through the API, as a journey finds it. */
export async function openOffice(
  opened: Opened,
  name: string,
  facts: Parameters<typeof signUpCommittee>[1] = {},
): Promise<Office> {
  const email = `${crypto.randomUUID()}@example.vn`
  const clerk = await signUpPerson(opened as unknown as Pick<Instance, 'app'>, `Văn thư ${name}`, email)
  const handle = await signUpCommittee(clerk, { name, ...facts })
  await opened.confirm(handle)
  return { name, handle, email, clerk, api: `/api/c/${handle}` }
}

/** A window in which the founder of an office is signed in, at an address of it. */
export async function windowOf(
  opened: Opened,
  { handle, email }: Pick<Office, 'handle' | 'email'>,
  path = 'ban-lam-viec',
  size = { width: 1366, height: 768 },
  touch = false,
): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size, touch)
  const wanted = `/${handle}/${path}`
  await page.goto(`/dang-nhap?ve=${encodeURIComponent(wanted)}`)
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(`**${wanted.split('?')[0]}*`)
  await page.locator('main h1').waitFor()
  return page
}

/** Brings a file in and gives what a draft names it by. */
export async function bring(
  { clerk, api }: Pick<Office, 'clerk' | 'api'>,
  bytes: Uint8Array,
  name: string,
): Promise<{ sha256: string; name: string }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const done = await clerk.put(`${api}/files/${sha256}?name=${encodeURIComponent(name)}`, bytes, {
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
  })
  if (done.status >= 300) throw new Error(`${name}: ${JSON.stringify(done.body)}`)
  return { sha256, name }
}
