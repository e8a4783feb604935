import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Caller } from '../support/instance.ts'
import { invited } from '../support/journey.ts'
import { routes } from '../../web/routes.ts'

/** What a screen reads first is asked for before the screen has come, and must be what it then reads: else it costs a trip. */
describe.runIf(browserFound())('a screen and what its route asks for early', () => {
  let opened: Opened
  let place: Place
  beforeAll(async () => {
    opened = await openBrowser()
    place = await openStranger(opened, 'Đảng ủy xã Tân Lập')
  })
  afterAll(() => opened.stop())

  const early = routes.flatMap((route) =>
    route.inside && route.reads.length > 0 ? [[route.path, route.reads] as const] : [],
  )
  const openAs = async ({ cookies }: Caller) => {
    const page = await openWindow(opened.browser, opened.url)
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: opened.url })))
    return page
  }

  test.each(early)('%s asks for each once', async (path, reads) => {
    const page = await openAs(place.clerk)
    const asked: string[] = []
    page.on('request', (request) => {
      const address = request.url().slice(opened.url.length)
      if (address.startsWith(place.api)) asked.push(address.slice(place.api.length))
    })
    await page.goto(path.replace(':handle', place.handle))
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
    expect(reads.map((one) => [one, asked.filter((address) => address === one).length])).toEqual(
      reads.map((one) => [one, 1]),
    )
    const lists = asked.map((address) => address.split('?')[0])
    for (const one of reads)
      expect(lists.filter((address) => address === one.split('?')[0])).toEqual([one.split('?')[0]])
    await page.context().close()
  })

  test('nobody asks for what their role is refused, once they have worked there', async () => {
    const { caller } = await invited(opened, place, 'Lò Thị Mai', ['archivist'])
    const page = await openAs(caller)
    await page.goto(`/${place.handle}/ban-lam-viec`)
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
    const refused: string[] = []
    const asked: string[] = []
    page.on('response', (answer) => {
      asked.push(answer.url())
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`)
    })
    for (const screen of ['van-ban-den', 'van-ban-di', 'van-ban-den', 'van-ban-di']) {
      await page.goto(`/${place.handle}/${screen}`)
      await page.locator('main h1').waitFor()
      await page.waitForLoadState('networkidle')
    }
    expect(asked.some((url) => url.includes('/incoming?'))).toBe(true)
    expect(asked.filter((url) => /deliveries\?|state=draft/.test(url))).toEqual([])
    expect(refused).toEqual([])
    await page.context().close()
  })
})
