import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserFound, openBrowser, openWindow } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
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

  test.each(early)('%s asks for each once', async (path, reads) => {
    const page = await openWindow(opened.browser, opened.url)
    const cookies = [...place.clerk.cookies].map(([name, value]) => ({ name, value, url: opened.url }))
    await page.context().addCookies(cookies)
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
})
