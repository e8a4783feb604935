import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { withHeaders } from '../../src/core/door.ts'

const app = new Hono()
  .use('*', withHeaders('https://lienthong.example.vn'))
  .get('/json', (c) => c.json({ ok: true }))
  .get('/raw', () => new Response('own', { headers: { 'cache-control': 'private', 'x-own': 'yes' } }))
  .get('/sealed', () => Response.redirect('https://lienthong.example.vn/khac'))
  .get('/stream', (c) => c.body(new Blob(['in pieces']).stream()))
  .get('/wrong', () => {
    throw new Error('wrong')
  })
app.onError(() => new Response('told', { status: 500 }))

test.each([
  ['/json', 200, 'no-store'],
  ['/raw', 200, 'private'],
  ['/sealed', 302, 'no-store'],
  ['/stream', 200, 'no-store'],
  ['/wrong', 500, 'no-store'],
  ['/nowhere', 404, 'no-store'],
])('the answer of %s has every header, and keeps its own', async (path, status, cache) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('cache-control')).toBe(cache)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=/)
})

test('an answer keeps its text and its other headers', async () => {
  const raw = await app.request('/raw')
  expect([await raw.text(), raw.headers.get('x-own')]).toEqual(['own', 'yes'])
  expect((await app.request('/sealed')).headers.get('location')).toBe('https://lienthong.example.vn/khac')
  expect(await (await app.request('/stream')).text()).toBe('in pieces')
})
