import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { putBelow } from '../support/examples.ts'
import { issue, openStranger, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'

const SIZES = [
  { label: 'a laptop', size: { width: 1366, height: 768 }, touch: false },
  { label: 'a phone', size: { width: 390, height: 844 }, touch: true },
]
/** What the one journey of a paper (outgoing.test.ts) does on a laptop is looked at here where it is narrow. */
const NARROW = SIZES.slice(1)

let opened: Opened
let province: Place
let commune: Place
let cell: Place

async function openPlace(name: string, facts: object): Promise<Place> {
  const place = await openStranger(opened, name, facts)
  await opened.confirm(place.handle)
  return place
}

/** A paper of the province in the book of the commune; gives where it is read. */
async function inBook(more: object = {}): Promise<{ id: string; notation: string; at: string }> {
  const sent = await issue(province, [commune], { files: [await upload(province)], ...more })
  const arrival = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
  const taken = await commune.clerk.post(`${commune.api}/deliveries/${arrival.id}/acceptance`)
  return { ...sent, at: `/${commune.handle}/van-ban-den/${taken.body.incomingId}` }
}

const windowOf = async (place: Place, { size, touch }: (typeof SIZES)[number]): Promise<Page> =>
  signedIn(opened, await invited(opened, place, 'Văn thư', ['clerk']), place, size, touch)

describe.runIf(browserFound())('what happens to a paper after it was issued', () => {
  beforeAll(async () => {
    opened = await openBrowser()
    province = await openPlace('Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
    commune = await openPlace('Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU', place: 'Tân Lập' })
    cell = await openPlace('Chi bộ thôn Một', { kind: 'cell', suffix: 'CB', place: 'Tân Lập' })
    await putBelow(cell, commune)
    // Who signed the last copy signs the next: what is left are two clicks.
    const { at } = await inBook()
    const first = await commune.clerk.post(`${commune.api}/incoming/${at.split('/').at(-1)}/copies`, {
      kind: 'relayed',
      signerName: 'Lò Văn Bun',
      signerTitle: 'Chánh Văn phòng',
      recipients: [{ kind: 'group', id: 'subordinates' }],
    })
    if (first.status !== 201) throw new Error(JSON.stringify(first.body))
  }, 120_000)
  afterAll(() => opened.stop())

  test.each(NARROW)(
    'a superior’s paper goes on to the cells in two clicks, on $label',
    async (how) => {
      const paper = await inBook()
      const page = await windowOf(commune, how)
      await page.goto(paper.at)
      await page.getByRole('button', { name: 'Sao gửi…' }).click()
      await page.getByText('T/L Chánh Văn phòng Lò Văn Bun').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: /^Cấp số \d+-BS\/ĐU, gửi$/ }).click()
      const made = page.getByRole('link', { name: /BS\/ĐU/ }).first()
      await made.waitFor()
      const notation = (await made.innerText()).trim()
      expect(notation).toMatch(/^\d+-BS\/ĐU$/)
      await expectAccessible(page)
      const theirs = await windowOf(cell, how)
      await theirs.goto(`/${cell.handle}/van-ban-den`)
      await theirs
        .getByRole('link', { name: new RegExp(notation) })
        .first()
        .click()
      await theirs
        .getByText(new RegExp(`Chỉ thị số ${paper.notation}`))
        .first()
        .waitFor()
      await theirs.getByRole('heading', { name: 'Sao lục', exact: true }).waitFor()
      await theirs.getByRole('button', { name: 'Mẫu bản sao để in' }).click()
      await theirs.getByRole('dialog').getByText('ĐẢNG ỦY XÃ TÂN LẬP', { exact: true }).waitFor()
      await expectAccessible(theirs)
      await Promise.all([page.context().close(), theirs.context().close()])
    },
    120_000,
  )

  test.each(NARROW)(
    'a recall is asked for, seen and answered, on $label',
    async (how) => {
      const paper = await inBook()
      const page = await windowOf(province, how)
      await page.goto(`/${province.handle}/van-ban-di/${paper.id}`)
      await page.getByRole('button', { name: 'Thu hồi…' }).click()
      await page.getByLabel('Lý do thu hồi').fill('Sai số liệu ở phần II')
      await page.getByRole('button', { name: 'Thu hồi văn bản này' }).click()
      await page
        .getByText(/Văn bản đã thu hồi/)
        .first()
        .waitFor()
      await expectAccessible(page)
      const theirs = await windowOf(commune, how)
      await theirs.goto(`/${commune.handle}/van-ban-den/da-vao-so`)
      await theirs.getByText('Nơi gửi yêu cầu lấy lại').first().waitFor()
      await theirs.goto(paper.at)
      await theirs.getByText('Nơi gửi yêu cầu lấy lại văn bản này: Sai số liệu ở phần II').waitFor()
      await expectAccessible(theirs)
      await theirs.getByRole('button', { name: 'Đồng ý trả lại' }).click()
      await theirs.getByText('Văn bản đã thu hồi: Sai số liệu ở phần II').waitFor()
      await expectAccessible(theirs)
      expect(await theirs.getByRole('button', { name: 'Sao gửi…' }).count()).toBe(0)
      await Promise.all([page.context().close(), theirs.context().close()])
    },
    120_000,
  )

  test.each(SIZES)(
    'a paper that may hold a state secret is locked, lies on the chief’s desk and is purged from the book, on $label',
    async (how) => {
      const paper = await inBook({ subject: 'Về việc diễn tập phòng thủ' })
      const page = await windowOf(province, how)
      await page.goto(`/${province.handle}/van-ban-di/${paper.id}`)
      await page.getByRole('button', { name: 'Khóa: nghi có bí mật nhà nước…' }).click()
      await page.getByRole('button', { name: 'Khóa ngay' }).click()
      await page.getByText('Đã khóa, chờ quyết định').waitFor()
      expect(await page.getByText('diễn tập phòng thủ').count()).toBe(0)
      await expectAccessible(page)
      const chief = await signedIn(
        opened,
        await invited(opened, province, 'Chánh Văn phòng', ['office_chief']),
        province,
        how.size,
        how.touch,
      )
      await chief.goto(`/${province.handle}/ban-lam-viec`)
      await chief
        .getByRole('link', { name: new RegExp(paper.notation) })
        .first()
        .click()
      await chief.getByRole('heading', { name: 'Sổ văn bản' }).waitFor()
      await expectAccessible(chief)
      await chief.getByRole('button', { name: 'Xóa nội dung ở mọi nơi…' }).first().click()
      await chief.getByRole('button', { name: 'Xóa nội dung, không khôi phục được' }).click()
      await chief
        .getByText(/^Đã xóa nội dung/)
        .locator('visible=true')
        .first()
        .waitFor()
      await expectAccessible(chief)
      await Promise.all([page.context().close(), chief.context().close()])
    },
    120_000,
  )

  test.each(NARROW)(
    'a replacement cannot be missed at the recipient, on $label',
    async (how) => {
      const old = await inBook()
      const later = await issue(province, [commune], {
        files: [await upload(province)],
        relates: [{ kind: 'replaces', documentId: old.id }],
      })
      const theirs = await windowOf(commune, how)
      await theirs.goto(`/${commune.handle}/van-ban-den/da-vao-so`)
      await theirs.getByText('Đã bị thay thế').first().waitFor()
      await expectAccessible(theirs)
      await theirs.goto(old.at)
      await theirs.getByText('Được thay thế bởi').waitFor()
      await theirs.getByText(later.notation).first().waitFor()
      expect(await theirs.getByRole('note').count()).toBe(1)
      await expectAccessible(theirs)
      await theirs.context().close()
    },
    120_000,
  )
})
