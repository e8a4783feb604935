import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { door, withHeaders } from '../../src/core/door.ts'
import { answerError } from '../../src/core/problem.ts'

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

const doored = new Hono()
  .use('*', door('https://lienthong.example.vn'))
  .post('/api/c/x/refused', (c) => c.text('refused', 401))
  .post('*', async (c) => c.text(String((await c.req.text()).length)))
doored.onError((error) => answerError(error, () => undefined, ''))

const KB = 1024
const sent = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  doored.request(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit)
/** So many KB, of which it is known how many were asked for. */
function pieces(kilobytes: number) {
  const asked = { kilobytes: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (asked.kilobytes === kilobytes) return controller.close()
        asked.kilobytes += 1
        controller.enqueue(new Uint8Array(KB).fill(120))
      },
    },
    { highWaterMark: 0 },
  )
  return { asked, body }
}

test.each([
  ['/api/auth/sign-in/email', 64, 200],
  ['/api/auth/sign-in/email', 65, 413],
  ['/api/c/x/documents', 1024, 200],
  ['/api/c/x/documents', 1025, 413],
])('%s takes %i KB: %i, however long it is said to be', async (path, kilobytes, status) => {
  const text = 'x'.repeat(kilobytes * KB)
  expect((await sent(path, text, { 'content-length': String(text.length) })).status).toBe(status)
  expect((await sent(path, pieces(kilobytes).body)).status).toBe(status)
})

test('nothing of a body is kept for whoever is refused before it is read', async () => {
  const { asked, body } = pieces(1000)
  expect((await sent('/api/c/x/refused', body)).status).toBe(401)
  expect(asked.kilobytes).toBeLessThan(10)
})
