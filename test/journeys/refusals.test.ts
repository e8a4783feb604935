import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../web/routes.ts'
import { browserFound, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { startSmtp } from '../support/smtp-server.ts'
import { openOffice, windowOf } from '../support/window.ts'
import type { Office } from '../support/window.ts'

/**
 * Every action of the administration is told no: each button is pressed, each dialog filled in and sent, and the
 * server refuses with a sentence that must then stand where the reader looks.
 */
const NO = 'Việc này chưa làm được vì đang có người khác xử lý.'
/** Looked at only: nothing is done there. */
const READ_ONLY = new Set(['nhat-ky'])
/** Every other part of the administration that the table of routes knows. */
const SCREENS = routes
  .flatMap(({ path }) => /^\/:handle\/quan-tri\/([\w-]+)$/.exec(path)?.[1] ?? [])
  .filter((screen) => !READ_ONLY.has(screen))
/** What the administration does besides, where the office of this walk has no occasion for it. */
const NO_OCCASION: Record<string, string> = {
  'POST /sheets': 'a list that is brought in is answered line by line (trust.test.ts)',
  'POST /invitations/list': 'as above',
  'POST /subordinates': 'as above',
  'POST /subordinates/withdrawal': 'invitations of a list',
  'POST /subordinates/{id}/vouching': 'invitations of a list',
  'DELETE /subordinates/{id}': 'invitations of a list',
  'POST /invitations/withdrawal': 'invitations of a list',
  'POST /invitations/{id}/vouching': 'nobody has opened an invitation',
  'POST /members/{id}/return': 'nobody has left',
  'POST /links/{handle}/confirmation': 'nobody below waits to be confirmed',
  'DELETE /links/{handle}/changes': 'nobody below has changed its name',
  'DELETE /superior': 'it has no superior yet',
  'PUT /number-series': 'only numbers that were changed are sent',
}
const ADMIN = join(import.meta.dirname, '../../web/screens/admin')

/** Every act that the source of the administration asks for, by its route. */
async function actsOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const acts = texts.flatMap((text) => [...text.matchAll(/'((?:POST|PUT|PATCH|DELETE) \/[^']*)'/g)])
  return [...new Set(acts.map(([, act = '']) => act))].sort()
}

/** Acts that were asked for and refused, as `POST /c/…/units`. */
const pressed = new Set<string>()
const wasPressed = (act: string): boolean => {
  const [method, path = ''] = act.split(' ')
  const asked = new RegExp(`^${method} /api/c/[^/]+${path.replace(/\{\w+\}/g, '[^/]+')}$`)
  return [...pressed].some((one) => asked.test(one))
}

let opened: Opened
let office: Office
let mail: Awaited<ReturnType<typeof startSmtp>>

/** Waits, a while, until something has come; false then. */
async function comes(what: () => boolean): Promise<false> {
  for (let tries = 0; tries < 40 && !what(); tries++) await new Promise((done) => setTimeout(done, 100))
  return false
}

/** Fills in all that a dialog asks for, as plainly as can be. */
async function fill(page: Page): Promise<void> {
  const dialog = page.locator('dialog[open]')
  for (const field of await dialog.locator('select').all()) {
    const values = await field
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    await field.selectOption(values.findLast(Boolean) ?? '')
  }
  for (const field of await dialog.locator('textarea').all()) await field.fill('Nêu rõ lý do để thử')
  for (const field of await dialog.locator('input[type=text], input[type=email]').all()) {
    const name = (await field.getAttribute('name')) ?? ''
    if ((await field.getAttribute('role')) === 'combobox') {
      const option = dialog.locator('.picker-option').first()
      for (const typed of ['ta tong', 'van thu']) {
        await field.fill(typed)
        if (
          await option.waitFor({ timeout: 1500 }).then(
            () => true,
            () => false,
          )
        )
          break
      }
      if ((await option.count()) > 0) await option.click()
    } else if ((await field.inputValue()) === '') {
      const kind = (await field.getAttribute('type')) === 'email'
      await field.fill(
        kind ? 'ai-do@example.vn' : /On$|From$|To$|^from|^to/.test(name) ? '05/10/2026' : 'Thử',
      )
    }
  }
}

describe.runIf(browserFound())('in the administration', () => {
  beforeAll(async () => {
    mail = await startSmtp()
    opened = await openBrowser({ MAIL_URL: mail.url, MAIL_FROM: 'khong-tra-loi@example.vn' })
    office = await openOffice(opened, 'Đảng ủy xã Mường Phăng', {
      place: 'Mường Phăng',
      codes: [{ code: 'X21.08', validFrom: '2025-07-01' }],
    })
    const below = await openOffice(opened, 'Đảng ủy xã Tà Tổng', { place: 'Tà Tổng' })
    const asking = await openOffice(opened, 'Đảng ủy xã Nậm Pì', { place: 'Nậm Pì' })
    const { clerk, api, handle } = office
    for (const one of [below, asking]) await one.clerk.put(`${one.api}/superior`, { handle })
    const { subordinates } = (await clerk.get(`${api}/links`)).body
    const linked = subordinates.find((one: { handle: string }) => one.handle === below.handle)
    await clerk.post(`${api}/links/${below.handle}/acceptance`, undefined, {
      'if-match': `"v${linked.version}"`,
      'idempotency-key': crypto.randomUUID(),
    })
    const unit = (await clerk.post(`${api}/units`, { name: 'Văn phòng Đảng ủy' })).body
    await clerk.post(`${api}/units`, { name: 'Ban Tuyên giáo' })
    await clerk.post(`${api}/positions`, { name: 'Chánh Văn phòng' })
    await clerk.post(`${api}/persons`, { name: 'Sùng A Chớ', unitId: unit.id })
    // A letter that its server refuses can be sent again.
    mail.misbehave({ at: 'RCPT', does: '550 5.1.1 no such user' })
    await clerk.post(`${api}/invitations`, {
      name: 'Lò Thị Mến',
      email: 'men@example.vn',
      roles: ['specialist'],
    })
    await clerk.post(`${api}/recipient-groups`, { name: 'Các xã phía bắc', members: [below.handle] })
  }, 180_000)
  afterAll(async () => {
    await opened.stop()
    await mail.stop()
  })

  test.each(SCREENS)(
    '%s: every refused action shows the sentence of the server',
    async (screen) => {
      const page = await windowOf(opened, office, `quan-tri/${screen}`)
      let refused = 0
      await page.route('**/api/**', (route) => {
        const request = route.request()
        if (request.method() === 'GET') return route.fallback()
        refused++
        pressed.add(`${request.method()} ${new URL(request.url()).pathname}`)
        return route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'urn:lien-thong:conflict',
            title: 'conflict',
            status: 409,
            code: 'conflict',
            detail: NO,
          }),
        })
      })
      const buttons = page.locator(
        ':is(main, .top-end) button:not(.search button, .take button, .over-all button, .menu-list button)',
      )
      const told: string[] = []
      const silent: string[] = []
      for (let i = 0; i < (await buttons.count()); i++) {
        await page.goto(`/${office.handle}/quan-tri/${screen}`)
        await page.locator('main h1').waitFor()
        const button = buttons.nth(i)
        const name = (await button.getAttribute('aria-label')) ?? (await button.innerText())
        const before = refused
        await button.click()
        const dialog = page.locator('dialog[open]')
        const asked = await Promise.race([
          dialog.waitFor({ timeout: 4000 }).then(
            () => true,
            () => false,
          ),

          comes(() => refused > before),
        ])
        if (asked) {
          await fill(page)
          await dialog.locator('button.main').click()
        }
        const sentence = page.getByText(NO)
        const shown = await sentence
          .first()
          .waitFor({ timeout: 4000 })
          .then(
            () => true,
            () => false,
          )
        if (refused === before) continue
        const inSight =
          shown &&
          (await sentence.first().evaluate((line) => {
            const { top, bottom, height } = line.getBoundingClientRect()
            return height > 0 && bottom > 0 && top < innerHeight
          }))
        ;(inSight ? told : silent).push(name.trim())
      }
      expect(silent).toEqual([])
      expect(told.length).toBeGreaterThan(0)
      await page.context().close()
    },
    240_000,
  )

  test('and none of its acts is left out: a dialog that is added is walked, or named with its test', async () => {
    const acts = await actsOf(ADMIN)
    expect(acts.filter((one) => !wasPressed(one) && NO_OCCASION[one] === undefined)).toEqual([])
    expect(Object.keys(NO_OCCASION).filter((one) => !acts.includes(one))).toEqual([])
  })
})
