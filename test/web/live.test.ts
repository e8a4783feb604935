// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signedOut } from '../../web/api/client.ts'
import { waits, watch } from '../../web/live.ts'
import { placeOf } from '../../web/place.ts'
import type { Place } from '../../web/place.ts'
import { hereOf } from './support/page.ts'

const server = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
let place: Place | undefined
const told: number[] = []
const see = (state: 'visible' | 'hidden') => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
const pulse = (arrivals: number, tag: string) =>
  new Response(JSON.stringify({ counts: { arrivals }, mark: tag }), { headers: { etag: tag } })
const minute = () => vi.advanceTimersByTimeAsync(60_000)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', server)
  server.mockReset()
  told.length = 0
  place = placeOf(hereOf('a'))
  see('visible')
})
afterEach(() => vi.useRealTimers())
const once = () => {
  watch(
    () => place,
    (_, { counts }) => void told.push(counts['arrivals'] ?? 0),
  )
}

test('a desk in sight is asked once a minute and told only of what is new; out of sight nothing is asked', async () => {
  once()
  server.mockResolvedValueOnce(pulse(1, '"a"'))
  await minute()
  expect(server.mock.calls.map(([url]) => url)).toEqual(['/api/c/a/pulse'])
  server.mockResolvedValueOnce(new Response(null, { status: 304 }))
  await minute()
  expect(server.mock.calls[1]?.[1].headers).toMatchObject({ 'if-none-match': '"a"' })
  expect(told).toEqual([1])
  see('hidden')
  await minute()
  await minute()
  expect(server).toHaveBeenCalledTimes(2)
  server.mockResolvedValueOnce(pulse(2, '"b"'))
  see('visible')
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual([1, 2])
  // Coming and going in a hurry asks no more.
  see('hidden')
  see('visible')
  dispatchEvent(new Event('focus'))
  expect(server).toHaveBeenCalledTimes(3)
})

test('another place is asked afresh; outside of one, or without an answer, nothing is told', async () => {
  once()
  server.mockResolvedValueOnce(pulse(1, '"a"'))
  await minute()
  place = placeOf(hereOf('b'))
  server.mockResolvedValueOnce(pulse(7, '"c"'))
  await minute()
  const [url, init] = server.mock.lastCall!
  expect([url, init.headers]).toEqual([
    '/api/c/b/pulse',
    expect.not.objectContaining({ 'if-none-match': '"a"' }),
  ])
  server.mockRejectedValueOnce(new TypeError('offline'))
  await minute()
  server.mockResolvedValueOnce(new Response('{}', { status: 503 }))
  await minute()
  place = undefined
  await minute()
  expect(told).toEqual([1, 7])
  expect(server).toHaveBeenCalledTimes(4)
})

test('an answer that comes when the reader is elsewhere is no news there; the end of a session is told', async () => {
  once()
  const late = Promise.withResolvers<Response>()
  server.mockReturnValueOnce(late.promise)
  await minute()
  place = placeOf(hereOf('b'))
  late.resolve(pulse(9, '"z"'))
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual([])
  const ended = vi.fn<() => void>()
  addEventListener(signedOut, ended, { once: true })
  server.mockResolvedValueOnce(new Response('{}', { status: 401 }))
  await minute()
  expect(ended).toHaveBeenCalledOnce()
})

test('the title counts what waits, not what was begun', () => {
  expect(waits({ arrivals: 2, links: 1, drafts: 9 })).toBe(3)
})
