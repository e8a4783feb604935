// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { keepPlace, lastPlace, mayThere } from '../../web/api/early.ts'
import { Problem } from '../../web/api/problem.ts'
import { enter, placeOf } from '../../web/place.ts'
import { me, refreshMe, signOut, whoami } from '../../web/session.ts'
import { deferred, hereOf, json, meOf, settled } from './support/page.ts'

const server = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
vi.stubGlobal('fetch', server)
beforeEach(() => {
  server.mockReset()
})

test('a place knows its addresses, with what must be escaped, and what may be done there', () => {
  const place = placeOf(hereOf('tinh uy', 0, ['documents.read']))
  expect(place.at('van-ban-den', 'a/b')).toBe('/tinh%20uy/van-ban-den/a%2Fb')
  expect(place.urlOf('GET /files/{sha256}', { sha256: 'ă', query: { inline: '1' } })).toBe(
    '/api/c/tinh%20uy/files/%C4%83?inline=1',
  )
  expect([place.may('documents.read'), place.may('documents.issue')]).toEqual([true, false])
})

test('two places do not know of each other', async () => {
  server.mockImplementation(async (url) => json(hereOf(url.split('/')[3] ?? '', 3)))
  const [a, b] = await Promise.all([enter('a'), enter('b')])
  await b.refresh()
  await Promise.all([a.ask('GET /desk'), b.ask('GET /desk')])
  expect(server.mock.calls.map(([url]) => url).slice(-2)).toEqual(['/api/c/a/desk', '/api/c/b/desk'])
})

test('of two refreshes the one asked for last counts, and a failed one leaves what was known', async () => {
  const [first, second] = [deferred<Response>(), deferred<Response>()]
  const place = placeOf(hereOf('a', 1))
  server.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise)
  const both = Promise.all([place.refresh(), place.refresh()])
  second.resolve(json(hereOf('a', 3)))
  await settled()
  first.resolve(json(hereOf('a', 2)))
  await both
  expect(place.here.counts['arrivals']).toBe(3)
  server.mockResolvedValueOnce(json({ code: 'forbidden' }, 403))
  await place.refresh()
  expect(place.here.counts['arrivals']).toBe(3)
})

test('a place that is not for this person cannot be entered', async () => {
  server.mockResolvedValueOnce(json({ code: 'forbidden', detail: 'Không dành cho đồng chí.' }, 403))
  await expect(enter('a')).rejects.toMatchObject({ status: 403, message: 'Không dành cho đồng chí.' })
})

test('who is signed in is asked once, until something about them changes or they leave', async () => {
  server.mockImplementation(async () => json(meOf('p')))
  expect([(await whoami())?.user.id, (await whoami())?.user.id, server.mock.calls.length]).toEqual([
    'p',
    'p',
    1,
  ])
  await refreshMe()
  expect(server.mock.calls.length).toBe(2)
  await signOut()
  expect([me(), server.mock.calls.at(-1)?.[0]]).toEqual([undefined, '/api/auth/sign-out'])
})

test('nobody signed in is no failure; a server that does not answer is one', async () => {
  server.mockResolvedValueOnce(json({}, 401))
  expect(await whoami()).toBeUndefined()
  server.mockResolvedValue(json({ detail: 'Máy chủ bận.' }, 500))
  await expect(whoami()).rejects.toBeInstanceOf(Problem)
})

test('the committee last worked in is kept for the next time', () => {
  keepPlace('xa-a', ['deliveries.read'])
  expect(lastPlace()[0]).toBe('xa-a')
  expect(mayThere('xa-a', 'deliveries.read')).toBe(true)
  expect(mayThere('xa-a', 'deliveries.decide')).toBe(false)
  // Of a place not worked in last nothing is known, and what is most likely read is asked for.
  expect(mayThere('xa', 'deliveries.read')).toBe(true)
})
