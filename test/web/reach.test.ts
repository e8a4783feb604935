// @vitest-environment happy-dom
import { render } from 'lit-html'
import { beforeEach, expect, test, vi } from 'vitest'
import words from '../../web/text/vi/reach.ts'
import adminWords from '../../web/text/vi/admin.ts'
import { placeOf } from '../../web/place.ts'
import forgotten from '../../web/screens/reach/forgotten.ts'
import notices from '../../web/screens/reach/notices.ts'
import proof from '../../web/screens/reach/proof.ts'
import reset from '../../web/screens/reach/reset.ts'
import letters from '../../web/screens/admin/letters.ts'
import type { View, Visit } from '../../web/screen.ts'
import { hereOf, json, meOf, settled } from './support/page.ts'

type Asked = { method: string; path: string; body: unknown }
const asked: Asked[] = []
const answers = new Map<string, unknown>()
const went: string[] = []
let view: View

/** A visit to an open screen; it draws into the page as the program does. */
const visitOf = (params: Record<string, string> = {}): Visit<'reach'> => ({
  params,
  path: '/',
  query: new URLSearchParams(),
  words: { reach: words },
  signal: new AbortController().signal,
  draw: () => view && render(view.body(), document.body),
  go: (url) => void went.push(url),
  rename: () => undefined,
})

async function open(screen: View | Promise<View>): Promise<void> {
  view = await screen
  render(view.body(), document.body)
  await settled()
}
const text = (): string => document.body.textContent.replaceAll(/\s+/g, ' ')
const posts = (): Asked[] => asked.filter(({ method }) => method !== 'GET')
const press = async (selector: string): Promise<void> => {
  document.querySelector<HTMLElement>(selector)!.click()
  await settled()
}
async function send(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    document.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settled()
}

beforeEach(() => {
  document.body.replaceChildren()
  // A new place for lit to draw into: what it drew before is forgotten.
  delete (document.body as { _$litPart$?: unknown })._$litPart$
  asked.length = went.length = 0
  answers.clear()
  answers.set('GET /api/me', meOf('hoa'))
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit) => {
    asked.push({ method, path, body: body === undefined ? undefined : JSON.parse(body as string) })
    const answer = answers.get(`${method} ${path.split('?')[0]}`)
    return answer === undefined
      ? json({ code: 'gone', detail: 'Đường dẫn này đã được dùng.' }, 410)
      : json(answer)
  })
})

test('a forgotten password is mended by mail, and where there is none it says who helps', async () => {
  answers.set('GET /api/account/ways', { mail: true }).set('POST /api/account/forgotten', { mailed: true })
  await open(forgotten(visitOf()))
  await send({ email: 'hoa@example.vn' })
  expect(posts()).toEqual([
    { method: 'POST', path: '/api/account/forgotten', body: { email: 'hoa@example.vn' } },
  ])
  expect(text()).toContain(words.forgotten.sent)
  answers.set('GET /api/account/ways', { mail: false })
  await open(forgotten(visitOf()))
  expect([text().includes(words.forgotten.byHand), document.querySelector('form')]).toEqual([true, null])
})

test('opening a link changes nothing; its button does, and what was used says so', async () => {
  const path = '/api/proofs/abc'
  const facts = {
    purpose: 'new',
    name: 'Hoa',
    email: 'moi@example.vn',
    expiresAt: '2026-03-02T01:00:00.000Z',
  }
  answers.set(`GET ${path}`, facts)
  await open(proof(visitOf({ token: 'abc' })))
  expect(posts()).toEqual([])
  await press('button.main')
  expect(text()).toContain('Đường dẫn này đã được dùng.')
  answers.set(`POST ${path}`, { purpose: 'new', email: 'moi@example.vn', done: false })
  await press('button.main')
  expect(text()).toContain(words.proof.half)
})

test('a link that sets a password leads to the sign-in, and confirms no address', async () => {
  const facts = {
    purpose: 'reset',
    name: 'Hoa',
    email: 'hoa@example.vn',
    expiresAt: '2026-03-02T01:00:00.000Z',
  }
  answers.set('GET /api/proofs/abc', facts).set('POST /api/proofs/abc/password', { email: 'hoa@example.vn' })
  await open(reset(visitOf({ token: 'abc' })))
  expect(posts()).toEqual([])
  await send({ password: 'một câu hoàn toàn khác' })
  expect([posts().map(({ body }) => body), went]).toEqual([
    [{ password: 'một câu hoàn toàn khác' }],
    ['/dang-nhap'],
  ])
  await expect(proof(visitOf({ token: 'abc' }))).rejects.toMatchObject({ message: words.proof.wrongKind })
})

test('what is told is switched one by one; without mail and push the screen says what is missing', async () => {
  const wishes = { mail: ['urgent'], push: [], digest: false }
  const reach = { email: 'hoa@example.vn', proven: false, mail: true, pushKey: 'B', wishes, devices: [] }
  answers
    .set('GET /api/reach', reach)
    .set('PUT /api/reach/wishes', { ...wishes, mail: ['urgent', 'refusal'] })
  await open(notices(visitOf()))
  expect(text()).toContain(words.address.unproven('hoa@example.vn'))
  await press('[name=mail-refusal]')
  expect(posts().at(-1)?.body).toEqual({ ...wishes, mail: ['urgent', 'refusal'] })
  answers.set('GET /api/reach', { ...reach, mail: false, pushKey: undefined })
  await open(notices(visitOf()))
  for (const missing of [words.notices.noMail, words.notices.noPush, words.address.byHand])
    expect(text()).toContain(missing)
})

test('an administrator sees what could not be sent and why, and sends it again', async () => {
  const row = { id: 'l1', kind: 'invitation', by: 'mail', to: 'hoa@example.vn', state: 'refused', tries: 1 }
  const items = [{ ...row, at: '2026-03-02T01:00:00.000Z', reason: '550 5.1.1 no such user' }]
  answers.set('GET /api/c/a/letters', { mail: false, waiting: 0, refused: 1, items })
  answers.set('POST /api/c/a/letters/l1/sending', { id: 'l1' })
  const place = placeOf(hereOf('a', 0, ['letters.manage']))
  await open(
    letters({ ...visitOf(), ...place, here: place.here, words: { reach: words, admin: adminWords } }),
  )
  expect(text()).toContain('550 5.1.1 no such user')
  expect(text()).toContain(words.letters.off)
  await press('button.link')
  expect(posts().map(({ path }) => path)).toEqual(['/api/c/a/letters/l1/sending'])
})
