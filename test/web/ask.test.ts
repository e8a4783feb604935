// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { askAt, ask, type OwnKey } from '../../web/api/ask.ts'
import { away } from '../../web/api/client.ts'
import { intention } from '../../web/api/intention.ts'
import type { PermissionId } from '../../web/api/types.ts'
import { json } from './support/page.ts'

const server = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
vi.stubGlobal('fetch', server)
const own = askAt<OwnKey>('/api/c/a')
beforeEach(() => {
  server.mockReset()
  server.mockImplementation(async () => json({ id: 'd', version: 4 }))
})
const sent = (): [string | undefined, RequestInit | undefined] =>
  server.mock.calls.at(-1) ?? [undefined, undefined]
const header = (name: string): string | null => new Headers(sent()[1]?.headers).get(name)

test('a request goes to the path of its route, what varies escaped, what is empty left out of the query', async () => {
  await ask('GET /directory/{handle}', { handle: 'tinh uy' })
  expect(sent()[0]).toBe('/api/directory/tinh%20uy')
  await own('GET /documents', { query: { state: 'draft', q: '', type: undefined, limit: 5 } })
  expect([sent()[0], sent()[1]?.method]).toEqual(['/api/c/a/documents?state=draft&limit=5', 'GET'])
  await own('GET /')
  expect(sent()[0]).toBe('/api/c/a')
})

test('an edit names the version it was made on and gives what the server answers', async () => {
  const saved = await own('PUT /documents/{id}', { id: 'd', version: 3, body: { subject: 'về việc' } })
  expect([saved.version, header('if-match'), sent()[1]?.body]).toEqual([4, '"v3"', '{"subject":"về việc"}'])
})

test('an intention keeps its key until the outcome is told, and has another for another request', async () => {
  const once = intention(own)
  const answers = [502, 409, 200, 200]
  server.mockImplementation(async () => json({ code: 'x' }, answers.shift()))
  vi.useFakeTimers()
  const lost = once('POST /terms', { body: { name: '2025-2030', opensOn: '2025-08-01' } }).catch(
    () => undefined,
  )
  await vi.advanceTimersByTimeAsync(10_000)
  await lost
  vi.useRealTimers()
  const keys = (): (string | null)[] =>
    server.mock.calls.map(([, init]) => new Headers(init.headers).get('idempotency-key'))
  expect(keys()[0]).toBe(keys()[1])
  await once('POST /terms', { body: { name: '2025-2030', opensOn: '2025-08-01' } })
  await once('POST /terms', { body: { name: '2030-2035', opensOn: '2030-08-01' } })
  expect(new Set(keys()).size).toBe(3)
})

test('what the server does not have, does not take or does not answer does not compile', () => {
  const wrong = [
    // @ts-expect-error there is no such route
    () => own('GET /no-such-thing'),
    // @ts-expect-error a route of no committee is not asked in one
    () => own('GET /me'),
    // @ts-expect-error a part of the path is missing
    () => own('GET /documents/{id}'),
    // @ts-expect-error the query does not know this state
    () => own('GET /documents', { query: { state: 'lost' } }),
    // @ts-expect-error an edit without its version
    () => own('PUT /documents/{id}', { id: 'd', body: {} }),
    // @ts-expect-error the body has no such field
    () => own('POST /documents', { body: { title: 'x' } }),
    // @ts-expect-error the answer has no such field
    async () => (await own('GET /documents/{id}', { id: 'd' })).title,
    // @ts-expect-error nobody is ever granted it
    (): PermissionId => 'documents.paint',
  ]
  expect(wrong.length).toBe(8)
})

test('while the server is away for now, what may be asked again goes on by itself with its key, and the page is told', async () => {
  const told: boolean[] = []
  const listen = (event: Event): void => void told.push((event as CustomEvent<boolean>).detail)
  addEventListener(away, listen)
  vi.useFakeTimers()
  let left = 6
  server.mockImplementation(async () =>
    left-- > 0
      ? new Response('{"code":"unavailable"}', { status: 503, headers: { 'retry-after': '5' } })
      : json({ id: 'd' }),
  )
  const asked = own('POST /terms', { key: 'one-key-of-mine', body: { name: 'a', opensOn: '2025-08-01' } })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await asked).toEqual({ id: 'd' })
  expect(told).toEqual([true, false])
  const keys = server.mock.calls.map(([, init]) => new Headers(init.headers).get('idempotency-key'))
  expect(keys).toEqual(Array.from({ length: 7 }, () => 'one-key-of-mine'))
  vi.useRealTimers()
  removeEventListener(away, listen)
})

test('it is given up on after five minutes, and what may not be asked again is told at once', async () => {
  vi.useFakeTimers()
  server.mockImplementation(async () => new Response('{"code":"unavailable"}', { status: 503 }))
  const edit = own('PUT /documents/{id}', { id: 'd', version: 3, body: { subject: 'về việc' } })
  await expect(edit).rejects.toMatchObject({ status: 503 })
  expect(server).toHaveBeenCalledTimes(1)
  const read = own('GET /').catch((problem: unknown) => problem)
  await vi.advanceTimersByTimeAsync(6 * 60_000)
  expect(await read).toMatchObject({ status: 503, code: 'unavailable' })
  vi.useRealTimers()
})
