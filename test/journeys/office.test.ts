import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { browserFound, expectAccessible, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { PASSWORD, signUpCommittee, signUpPerson, takeUp } from '../support/committee.ts'
import type { Caller } from '../support/instance.ts'

let opened: Opened

type Office = { handle: string; founder: Caller; email: string }

async function openOffice(name: string): Promise<Office> {
  const email = `${crypto.randomUUID()}@example.vn`
  const founder = await signUpPerson(opened, 'Lò Thị Mến', email)
  return { handle: await signUpCommittee(founder, { name, place: 'Nậm Pì' }), founder, email }
}

/** Somebody comes by invitation, as they would by its link. */
async function join(
  { handle, founder }: Office,
  name: string,
  roles: Role[],
  unitId?: string,
): Promise<string> {
  const email = `${crypto.randomUUID()}@example.vn`
  const made = await founder.post(`/api/c/${handle}/invitations`, { name, email, roles, unitId })
  expect(made.status).toBe(201)
  const person = await signUpPerson(opened, name, email)
  await takeUp(founder, `/api/c/${handle}`, made.body, person)
  return email
}

async function signIn(email: string, path: string, size?: { width: number; height: number }): Promise<Page> {
  const page = await openWindow(opened.browser, opened.url, size)
  await page.goto(`/dang-nhap?ve=${encodeURIComponent(path)}`)
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(`**${path}`)
  await page.locator('main h1').first().waitFor()
  return page
}

describe.runIf(browserFound())('an office keeps its units, its people and its drafts', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('a unit closes with an heir, and its people stand in the heir; the head of a unit sees the roll', async () => {
    const office = await openOffice('Đảng ủy xã Nậm Pì')
    const { handle, founder, email } = office
    const made = await founder.post(`/api/c/${handle}/units`, { name: 'Ban Xây dựng Đảng', kind: 'board' })
    const head = await join(office, 'Vàng A Tủa', ['unit_head'], made.body.id)
    await join(office, 'Sùng A Chớ', ['specialist'])
    const page = await signIn(email, `/${handle}/quan-tri/don-vi`)

    await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
    await page.getByLabel('Tên đơn vị').fill('Ban Tuyên giáo cũ')
    await page.getByLabel('Loại đơn vị').selectOption({ label: 'Ban' })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Ban Tuyên giáo cũ').waitFor()

    await page.getByRole('link', { name: 'Danh sách nhân sự' }).click()
    await page.getByRole('button', { name: 'Thêm người' }).click()
    await page.getByLabel('Họ và tên').fill('Sùng A Chớ')
    await page.locator('dialog').getByLabel('Đơn vị').selectOption({ label: 'Ban Tuyên giáo cũ' })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Lưu' }).click()
    const tie = page.getByRole('button', { name: 'Gắn tài khoản trùng tên cho Sùng A Chớ' })
    await tie.waitFor()
    await expectAccessible(page)
    await tie.click()
    await page.getByText('Đã gắn tài khoản cho đồng chí Sùng A Chớ.').first().waitFor()

    await page.getByRole('link', { name: 'Đơn vị, chức vụ' }).click()
    await page.getByRole('button', { name: 'Ngừng hoạt động Ban Tuyên giáo cũ' }).click()
    await page.getByLabel('Đơn vị kế thừa').selectOption({ label: 'Ban Xây dựng Đảng' })
    await page.locator('dialog').getByRole('button', { name: 'Ngừng hoạt động' }).click()
    await page.getByText(/Ban · .* – .* · kế thừa: Ban Xây dựng Đảng/).waitFor()
    await expectAccessible(page)
    await page.context().close()

    const theirs = await signIn(head, `/${handle}/quan-tri/nhan-su`, { width: 390, height: 844 })
    await theirs.getByText('Sùng A Chớ').first().waitFor()
    expect(await theirs.getByRole('link', { name: 'Đơn vị, chức vụ' }).count()).toBe(0)
    await expectAccessible(theirs)
    await theirs.getByRole('button', { name: 'Sùng A Chớ thôi thuộc đơn vị' }).click()
    await theirs.locator('dialog').getByRole('button', { name: 'Thôi thuộc đơn vị' }).click()
    await theirs.getByText('Không có ai trong danh sách').waitFor()
    await theirs.context().close()
  }, 120_000)

  test('a draft is there for those it names, and calmly not there for others', async () => {
    const office = await openOffice('Đảng ủy xã Tà Tổng')
    const { handle } = office
    const author = await join(office, 'Giàng A Páo', ['specialist'])
    const other = await join(office, 'Hà Thị Phương', ['specialist'])
    const page = await signIn(author, `/${handle}/van-ban-di/soan`)
    await page.getByLabel('Trích yếu').fill('chuẩn bị đại hội')
    await page.waitForURL(/soan\/.+/)
    const draft = new URL(page.url()).pathname

    const theirs = await signIn(other, draft)
    await theirs.getByText('Không có dự thảo này').waitFor()
    await expectAccessible(theirs)

    const people = page.getByRole('combobox', { name: 'Cùng soạn thảo' })
    await people.fill('ha thi')
    await page.getByRole('option', { name: 'Hà Thị Phương' }).click()
    await page.getByText('Đã tự lưu').waitFor()
    await expectAccessible(page)

    await theirs.reload()
    await theirs.getByLabel('Trích yếu').waitFor()
    expect(await theirs.getByLabel('Trích yếu').inputValue()).toBe('chuẩn bị đại hội')
    await theirs.goto(`/${handle}/ban-lam-viec`)
    await theirs.getByRole('link', { name: 'chuẩn bị đại hội' }).waitFor()
    await theirs.context().close()
    await page.context().close()
  }, 120_000)
})
