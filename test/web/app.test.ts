// @vitest-environment happy-dom
import { html } from 'lit-html'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { failed } from '../../web/failed.ts'
import { Problem } from '../../web/api/problem.ts'
import { boot } from '../../web/app.ts'
import { go } from '../../web/navigation.ts'
import { inside, outside } from '../../web/route.ts'
import type { Inside, View } from '../../web/screen.ts'
import { hereOf, json, meOf, settled } from './support/page.ts'

const server = { arrivals: 1 }
const desk = { broken: false }
const deskScreen = (visit: Inside): View => ({
  title: 'Bàn làm việc',
  body: () => {
    if (desk.broken) throw new Error('a screen that cannot be drawn')
    return html`<h1 tabindex="-1">Bàn của ${visit.here.committee.name}</h1>`
  },
})
const account = (): View => ({ title: 'Tài khoản', body: () => html`<h1 tabindex="-1">Tài khoản</h1>` })

beforeAll(async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/api/me'
      ? json(meOf('p'))
      : json(hereOf(url.split('/')[3] ?? '', server.arrivals, ['desk.read', 'deliveries.read'])),
  )
  document.body.innerHTML = '<div id="app"></div>'
  history.replaceState(null, '', '/a/ban-lam-viec')
  await boot([
    inside('ban-lam-viec', () => Promise.resolve({ default: deskScreen }), []),
    outside('/tai-khoan', () => Promise.resolve({ default: account }), []),
  ])
  await settled()
})
beforeEach(async () => {
  desk.broken = false
  go('/a/ban-lam-viec')
  await settled()
})
const main = (): string => document.querySelector('main')!.textContent
const line = (): Element | null => document.querySelector('main > .alert.bad')
function reject(reason: unknown): void {
  const event = new Event('unhandledrejection')
  Object.assign(event, { reason })
  dispatchEvent(event)
}

test('the page is titled and framed by the place of its own screen', async () => {
  expect(document.title).toBe('(1) Bàn làm việc · Cấp ủy a · Liên Thông')
  go('/tai-khoan')
  await settled()
  expect([document.title, document.querySelector('.rail')]).toEqual(['Tài khoản · Liên Thông', null])
  go('/b/ban-lam-viec')
  await settled()
  expect([main().trim(), document.querySelector('.rail a')?.getAttribute('href')]).toEqual([
    'Bàn của Cấp ủy b',
    '/b/ban-lam-viec',
  ])
})

test('what waits is asked again for the place that is shown when the page comes back into sight', async () => {
  server.arrivals = 5
  document.dispatchEvent(new Event('visibilitychange'))
  await settled()
  expect(document.querySelector('.rail .count')?.textContent).toBe('5')
})

test('an error nobody caught shows a line in the server’s words or ours, until it is put aside', async () => {
  reject(new Problem(409, 'closed', 'Sổ đã khóa.'))
  await settled()
  expect([line()?.getAttribute('role'), line()?.textContent]).toEqual([
    'alert',
    expect.stringContaining('Sổ đã khóa.'),
  ])
  line()!.querySelector('button')!.click()
  await settled()
  expect(line()).toBeNull()
  dispatchEvent(new ErrorEvent('error', { error: new TypeError('a bug') }))
  await settled()
  expect(line()?.textContent).toContain('Ứng dụng gặp lỗi')
  go('/tai-khoan')
  await settled()
  expect(line()).toBeNull()
})

test('what was called off, a notice of the browser and the end of a session are no such error', async () => {
  reject(new DOMException('', 'AbortError'))
  reject(new Problem(401, 'unauthorized', ''))
  dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }))
  await settled()
  expect(line()).toBeNull()
})

test('a server that is away for now is said calmly, over what was typed, until it is back', async () => {
  const status = (): string | undefined => document.querySelector('main > [role=status]')?.textContent
  const heading = document.querySelector('main h1')
  dispatchEvent(new CustomEvent('lt:away', { detail: true }))
  await settled()
  expect(status()).toMatch(/tạm thời chưa trả lời.*tự tiếp tục/)
  expect(document.querySelector('main h1')).toBe(heading)
  dispatchEvent(new CustomEvent('lt:away', { detail: false }))
  await settled()
  expect(status()).toBeUndefined()
})

test('a screen that cannot be drawn gives way to one that says so, within its place', async () => {
  const told = vi.fn<(event: Event) => void>()
  vi.spyOn(console, 'error').mockReturnValue()
  addEventListener(failed, told)
  desk.broken = true
  go('/b/ban-lam-viec')
  await settled()
  expect(told).toHaveBeenCalled()
  expect(main()).toContain('Ứng dụng gặp lỗi')
  expect(document.querySelector('.rail a')?.getAttribute('href')).toBe('/b/ban-lam-viec')
})
