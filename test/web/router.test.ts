// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { go, reload } from '../../web/navigation.ts'
import { inside, outside, type Route } from '../../web/route.ts'
import { start, type Shown } from '../../web/router.ts'
import type { Inside, View, Visit } from '../../web/screen.ts'
import { forget, me } from '../../web/session.ts'
import { deferred, hereOf, json, meOf, settled } from './support/page.ts'

/** A list of a committee, which is kept for Back; it shows the addresses it would work with. */
const desk = { resumed: 0, visits: [] as Inside[] }
function deskScreen(visit: Inside): View {
  desk.visits.push(visit)
  return {
    title: () => visit.here.committee.name,
    body: () => `${visit.at('van-ban-di')} ${visit.here.counts['arrivals']}`,
    resume: async () => {
      desk.resumed++
    },
  }
}

const account = { code: Promise.resolve(), left: 0 }
function accountScreen(): View {
  return { title: 'Tài khoản', body: () => 'account', leave: () => account.left++ }
}

const load =
  <V>(screen: (visit: V) => View) =>
  () =>
    Promise.resolve({ default: screen })
const table: Route[] = [
  outside(
    '/dang-nhap',
    load(() => ({ title: 'Đăng nhập', body: () => 'door' })),
    [],
    true,
  ),
  outside('/tai-khoan', () => account.code.then(load(accountScreen)), []),
  outside(
    '/hong',
    load((): View => {
      throw new Error('a bug')
    }),
    [],
  ),
  inside('ban-lam-viec', load(deskScreen), []),
]

let shown: Shown
const seen: string[] = []
const flags = { leaving: false, waiting: false }
const server = {
  person: 'a' as string | undefined,
  committee: (handle: string): Promise<Response> | Response => json(hereOf(handle)),
}
const asked: { url: string; signal: AbortSignal | undefined }[] = []

const told = (): string => String(shown.view?.body() ?? shown.problem)
const title = (): unknown =>
  typeof shown.view?.title === 'function' ? shown.view.title() : shown.view?.title

type Step = { state: unknown; url: string }
const here = (): Step => ({ state: history.state, url: location.pathname })
/** What the browser does on Back: the address and the mark of the entry, then `popstate`. */
async function back({ state, url }: Step): Promise<void> {
  history.replaceState(state, '', url)
  dispatchEvent(new PopStateEvent('popstate', { state }))
  await settled()
}
async function open(url: string): Promise<Step> {
  go(url)
  await settled()
  return here()
}

vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit) => {
  asked.push({ url, signal: signal ?? undefined })
  if (url === '/api/me') return server.person ? json(meOf(server.person)) : json({}, 401)
  return server.committee(url.split('/')[3] ?? '')
})
history.replaceState(null, '', '/a/ban-lam-viec')
start(
  {
    show: (next) => {
      shown = next
      seen.push(told())
    },
    leaving: (yes) => (flags.leaving = yes),
    waiting: (yes) => (flags.waiting = yes),
    arrive: () => undefined,
  },
  table,
)

beforeEach(async () => {
  server.person = 'a'
  server.committee = (handle) => json(hereOf(handle))
  account.code = Promise.resolve()
  forget()
  await open('/a/ban-lam-viec')
  seen.length = 0
  asked.length = 0
  desk.resumed = 0
})
afterEach(() => {
  if (flags.leaving || flags.waiting) throw new Error('the page still waits')
})

test('Back from a screen of no committee shows the list with its own place, brought up to date', async () => {
  const list = here()
  await open('/tai-khoan')
  expect([told(), shown.place]).toEqual(['account', undefined])
  server.committee = (handle) => json(hereOf(handle, 7))
  await back(list)
  expect([told(), title(), desk.resumed]).toEqual(['/a/van-ban-di 7', 'Cấp ủy a', 1])
})

test('Back across committees shows the data, the title and the paths of the address', async () => {
  const list = here()
  await open('/b/ban-lam-viec')
  expect([told(), title()]).toEqual(['/b/van-ban-di 0', 'Cấp ủy b'])
  await back(list)
  expect([told(), title()]).toEqual(['/a/van-ban-di 0', 'Cấp ủy a'])
  expect(shown.place?.at('van-ban-di', '1')).toBe('/a/van-ban-di/1')
})

test('of two visits the later one is shown, in whatever order they are answered', async () => {
  const [slow, fast] = [deferred<Response>(), deferred<Response>()]
  server.committee = (handle) => (handle === 'b' ? slow.promise : fast.promise)
  go('/b/ban-lam-viec')
  await settled()
  go('/c/ban-lam-viec')
  await settled()
  expect(asked.find(({ url }) => url === '/api/c/b')?.signal?.aborted).toBe(true)
  fast.resolve(json(hereOf('c')))
  await settled()
  slow.resolve(json(hereOf('b')))
  await settled()
  expect([told(), shown.place?.at('x')]).toEqual(['/c/van-ban-di 0', '/c/x'])
  expect(seen.filter((text) => text.includes('/b/'))).toEqual([])
})

test('what is left keeps its place until the code of the next screen has come', async () => {
  const code = deferred<void>()
  account.code = code.promise
  go('/tai-khoan')
  await settled()
  desk.visits.at(-1)?.draw()
  expect([told(), title(), flags.leaving]).toEqual(['/a/van-ban-di 0', 'Cấp ủy a', true])
  code.resolve()
  await settled()
  expect(told()).toBe('account')
})

test('within a committee the place is asked for once', async () => {
  await open('/a/ban-lam-viec?loc=1')
  expect(asked.map(({ url }) => url)).not.toContain('/api/c/a')
})

test('a screen that was left leads nowhere and writes into no address', async () => {
  const visit = desk.visits.at(-1)!
  visit.rename('/a/ban-lam-viec?q=1')
  expect(location.search).toBe('?q=1')
  await open('/tai-khoan')
  visit.rename('/a/ban-lam-viec?q=2')
  visit.go('/b/ban-lam-viec')
  await settled()
  expect([location.pathname, location.search, told()]).toEqual(['/tai-khoan', '', 'account'])
})

test('a screen that is left may save what was typed', async () => {
  await open('/tai-khoan')
  const { left } = account
  await open('/a/ban-lam-viec')
  expect(account.left).toBe(left + 1)
})

test('nobody comes back to what somebody else has left', async () => {
  const list = here()
  const before = desk.visits.length
  await open('/tai-khoan')
  forget()
  server.person = 'b'
  await open('/tai-khoan')
  expect(me()?.user.id).toBe('b')
  await back(list)
  expect([told(), desk.visits.length, desk.resumed]).toEqual(['/a/van-ban-di 0', before + 1, 0])
})

test('without a session one is led to the door, and back afterwards', async () => {
  forget()
  server.person = undefined
  await open('/b/ban-lam-viec?loc=1')
  expect(location.pathname + location.search).toBe('/dang-nhap?ve=%2Fb%2Fban-lam-viec%3Floc%3D1')
  expect(told()).toBe('door')
})

test('what fails is told in its place and can be tried again', async () => {
  server.committee = () => json({ detail: 'Không có cấp ủy này.' }, 404)
  await open('/b/ban-lam-viec')
  expect(told()).toContain('Không có cấp ủy này.')
  expect(shown.place).toBeUndefined()
  server.committee = (handle) => json(hereOf(handle))
  reload()
  await settled()
  expect(told()).toBe('/b/van-ban-di 0')
  await open('/b/khong-co')
  expect(shown.problem).toMatchObject({ status: 404 })
  await open('/hong')
  expect(told()).toContain('a bug')
})

test('a screen opened anew is not the one that was kept', async () => {
  const list = here()
  await open('/tai-khoan')
  await back(list)
  const visits = desk.visits.length
  reload()
  await settled()
  expect(desk.visits.length).toBe(visits + 1)
})

test('a link of the page is followed, another way of opening it is left to the browser', async () => {
  document.body.innerHTML = '<main><a href="/tai-khoan">x</a></main>'
  const link = document.querySelector('a')!
  const held = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true })
  link.dispatchEvent(held)
  expect(held.defaultPrevented).toBe(false)
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  await settled()
  expect(told()).toBe('account')
})

test('words that a route does not bring do not compile', () => {
  const screen = load((visit: Visit<'desk'>): View => ({ title: visit.words.desk.title, body: () => '' }))
  outside('/x', screen, ['desk'])
  // @ts-expect-error the words of the desk are missing
  expect(outside('/x', screen, ['admin']).words).toEqual(['admin'])
})
