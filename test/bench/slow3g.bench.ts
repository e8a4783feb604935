import type { Page } from 'playwright-core'
import { openBrowser, openWindow } from '../support/browser.ts'
import { draft, issue, openStranger } from '../support/exchange.ts'
import { invited } from '../support/journey.ts'
import type { Figure } from './run.ts'

/** A weak line as browsers' tools call it slow 3G: so long until the first byte (ms), so many bytes a second. */
const LATENCY = 400
const BYTES = 50 * 1024
const TIMES = 5
const LAPTOP = { width: 1366, height: 768 }

/**
 * How long a screen takes on a weak line until it can be used: nothing of it in the browser's cache, from the address
 * to its first field or row. The median of five.
 */
export async function* bench(): AsyncIterable<Figure> {
  const opened = await openBrowser()
  try {
    const province = await openStranger(opened, 'Tỉnh ủy Sơn Bình', {
      kind: 'province',
      suffix: 'TU',
      place: 'Sơn Bình',
    })
    await opened.confirm(province.handle)
    const commune = await openStranger(opened, 'Đảng ủy xã Tân Lập')
    for (let i = 0; i < 20; i += 1)
      await issue(province, [commune], { subject: `Về việc thử đường yếu ${i}` })
    await draft(province, [commune])
    const login = await invited(opened, province, 'Nguyễn Thị Hoa', ['clerk'])
    const cookies = [...login.caller.cookies].map(([name, value]) => ({ name, value, url: opened.url }))
    const at = (path: string) => `/${province.handle}/${path}`
    const screens: [name: string, path: string, usable: (page: Page) => Promise<unknown>][] = [
      ['sign_in', '/dang-nhap', (page) => page.getByLabel('Mật khẩu').waitFor()],
      ['desk', at('ban-lam-viec'), (page) => page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor()],
      [
        'list',
        at('van-ban-di/da-ban-hanh'),
        (page) => page.getByText('Về việc thử đường yếu 19').first().waitFor(),
      ],
      [
        'register',
        at('so/van-ban-di'),
        (page) => page.getByText('Về việc thử đường yếu 19').first().waitFor(),
      ],
    ]
    for (const [name, path, usable] of screens) {
      const times: number[] = []
      for (let i = 0; i < TIMES; i += 1) {
        const page = await openWindow(opened.browser, opened.url, LAPTOP, false)
        if (name !== 'sign_in') await page.context().addCookies(cookies)
        const line = await page.context().newCDPSession(page)
        await line.send('Network.enable')
        await line.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: LATENCY,
          downloadThroughput: BYTES,
          uploadThroughput: BYTES,
        })
        const began = performance.now()
        await page.goto(path, { waitUntil: 'commit' })
        await usable(page)
        times.push(performance.now() - began)
        await page.context().close()
      }
      times.sort((a, b) => a - b)
      yield {
        name: `slow3g.${name}_ms`,
        value: Math.round(times[Math.floor(TIMES / 2)] ?? 0),
        unit: 'ms, cold cache',
      }
    }
  } finally {
    await opened.stop()
  }
}
