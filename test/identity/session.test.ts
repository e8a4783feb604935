import { afterAll, beforeAll, expect, test } from 'vitest'
import { sign } from '../../src/platform/hmac.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

const COOKIE = 'lien-thong.session_token'
const DAY = 86_400_000

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const signIn = async (email: string) => {
  const caller = new Caller(instance.app.fetch)
  const answer = await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  expect(answer.status).toBe(200)
  return caller
}
const both = async (caller: Caller, handle: string) => {
  const [me, place, auth] = await Promise.all([
    caller.get('/api/me'),
    caller.get(`/api/c/${handle}/links`),
    caller.get('/api/auth/get-session'),
  ])
  return [me.status, place.status, auth.body === null ? 401 : auth.status]
}

test('the session cookie is out of reach of scripts and of other sites', async () => {
  await signUpPerson(instance, 'Xem Bánh', 'banh@example.vn')
  const answer = await new Caller(instance.app.fetch).post('/api/auth/sign-in/email', {
    email: 'banh@example.vn',
    password: PASSWORD,
  })
  const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(COOKIE))
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(cookie).toMatch(/Path=\//i)
})

test('what better-auth takes for a session, committees take for one, and nothing else', async () => {
  const caller = await signUpPerson(instance, 'Đi Vào', 'vao@example.vn')
  const handle = await signUpCommittee(caller)
  expect(await both(caller, handle)).toEqual([200, 200, 200])

  const value = decodeURIComponent(caller.cookies.get(COOKIE) ?? '')
  const [token, signature] = [value.slice(0, value.indexOf('.')), value.slice(value.indexOf('.') + 1)]
  const forged = Buffer.from(sign('another secret of the same length!!!!', token), 'base64url').toString(
    'base64',
  )
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
  const wrong = {
    'another signature': `${token}.${flipped}`,
    'a signature under another secret': `${token}.${forged}`,
    'no signature': token,
    'an empty signature': `${token}.`,
    'another token under this signature': `${token.slice(0, -1)}_.${signature}`,
    nothing: '',
  }
  for (const [what, cookie] of Object.entries(wrong)) {
    const thief = new Caller(instance.app.fetch)
    thief.cookies.set(COOKIE, encodeURIComponent(cookie))
    expect([what, ...(await both(thief, handle))]).toEqual([what, 401, 401, 401])
  }
  const renamed = new Caller(instance.app.fetch)
  renamed.cookies.set(`__Secure-${COOKIE}`, encodeURIComponent(value))
  expect(await both(renamed, handle)).toEqual([401, 401, 401])
})

test('signing out, one session ended elsewhere, and signing out everywhere work at once', async () => {
  const first = await signUpPerson(instance, 'Nhiều Máy', 'may@example.vn')
  const handle = await signUpCommittee(first, { name: 'Đảng ủy Nhiều Máy' })
  const [second, third, fourth] = [
    await signIn('may@example.vn'),
    await signIn('may@example.vn'),
    await signIn('may@example.vn'),
  ]
  const kept = new Map(second.cookies)
  expect((await second.post('/api/auth/sign-out')).status).toBe(200)
  for (const [name, value] of kept) second.cookies.set(name, value)
  expect(await both(second, handle)).toEqual([401, 401, 401])

  const value = decodeURIComponent(third.cookies.get(COOKIE) ?? '')
  const token = value.slice(0, value.indexOf('.'))
  expect((await first.post('/api/auth/revoke-session', { token })).status).toBe(200)
  expect(await both(third, handle)).toEqual([401, 401, 401])
  expect(await both(fourth, handle)).toEqual([200, 200, 200])

  expect((await first.post('/api/auth/revoke-sessions')).status).toBe(200)
  expect(await both(first, handle)).toEqual([401, 401, 401])
  expect(await both(fourth, handle)).toEqual([401, 401, 401])
})

test('nobody ends the session of somebody else', async () => {
  const victim = await signUpPerson(instance, 'Bị Hại', 'hai@example.vn')
  const handle = await signUpCommittee(victim, { name: 'Đảng ủy Bị Hại' })
  const attacker = await signUpPerson(instance, 'Kẻ Phá', 'pha@example.vn')
  const value = decodeURIComponent(victim.cookies.get(COOKIE) ?? '')
  await attacker.post('/api/auth/revoke-session', { token: value.slice(0, value.indexOf('.')) })
  expect(await both(victim, handle)).toEqual([200, 200, 200])
})

test('a session ends seven days after it began', async () => {
  const caller = await signUpPerson(instance, 'Hết Hạn', 'han@example.vn')
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy Hết Hạn' })
  const { session } = (await caller.get('/api/auth/get-session')).body
  const before = instance.clock.now
  // better-auth keeps the time of the machine; the app's clock is set to just before and just after.
  instance.clock.now = Date.parse(session.expiresAt) - 1
  expect((await caller.get(`/api/c/${handle}/links`)).status).toBe(200)
  instance.clock.now += 1
  expect((await caller.get(`/api/c/${handle}/links`)).status).toBe(401)
  expect((await caller.get('/api/me')).status).toBe(401)
  instance.clock.now = before
  const left = Date.parse(session.expiresAt) - Date.parse(session.createdAt)
  expect(Math.abs(left - 7 * DAY)).toBeLessThan(5_000)
})

test('who comes back daily stays signed in, for thirty days and no longer', async () => {
  const caller = await signUpPerson(instance, 'Ngày Nào Cũng Làm', 'hangngay@example.vn')
  const before = instance.clock.now
  const began = Date.now()
  const days: number[] = []
  for (let day = 0; day <= 45; day += 5) {
    instance.clock.now = began + day * DAY + 60_000
    const answer = await caller.get('/api/me')
    if (answer.status !== 200) break
    days.push(day)
    const [cookie] = answer.headers.getSetCookie()
    const renewed = day >= 5 && day < 30
    expect([day, cookie?.includes('Max-Age=604800')]).toEqual([day, renewed ? true : undefined])
  }
  instance.clock.now = before
  // Renewed on day 25 for the last time, so day 30 is still within seven days of it, and day 35 is not.
  expect(days).toEqual([0, 5, 10, 15, 20, 25, 30])
})

test('a session that was not to be remembered ends after a day', async () => {
  await signUpPerson(instance, 'Máy Chung', 'maychung@example.vn')
  const caller = new Caller(instance.app.fetch)
  const answer = await caller.post('/api/auth/sign-in/email', {
    email: 'maychung@example.vn',
    password: PASSWORD,
    rememberMe: false,
  })
  const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(COOKIE))
  expect(cookie).not.toMatch(/Max-Age/i)
  const before = instance.clock.now
  const began = Date.now()
  instance.clock.now = began + DAY - 60_000
  const within = await caller.get('/api/me')
  instance.clock.now = began + DAY + 60_000
  const after = await caller.get('/api/me')
  instance.clock.now = before
  expect([within.status, within.headers.getSetCookie(), after.status]).toEqual([200, [], 401])
})

test('a changed password ends the other sessions when asked, and the old one opens nothing', async () => {
  const caller = await signUpPerson(instance, 'Đổi Khóa', 'khoa@example.vn')
  const handle = await signUpCommittee(caller, { name: 'Đảng ủy Đổi Khóa' })
  const other = await signIn('khoa@example.vn')
  const wrong = await caller.post('/api/auth/change-password', {
    currentPassword: 'không phải mật khẩu cũ',
    newPassword: 'một câu mới thật dài',
    revokeOtherSessions: true,
  })
  expect(wrong.status).toBe(400)
  expect(wrong.body.detail).toBe('Mật khẩu hiện tại không đúng.')
  const changed = await caller.post('/api/auth/change-password', {
    currentPassword: PASSWORD,
    newPassword: 'một câu mới thật dài',
    revokeOtherSessions: true,
  })
  expect(changed.status).toBe(200)
  expect(await both(caller, handle)).toEqual([200, 200, 200])
  expect(await both(other, handle)).toEqual([401, 401, 401])
  const old = await new Caller(instance.app.fetch).post('/api/auth/sign-in/email', {
    email: 'khoa@example.vn',
    password: PASSWORD,
  })
  expect(old.status).toBe(401)
})

test('over https no other host and no other path can set a session', async () => {
  const secure = await startInstance(undefined, { BASE_URL: 'https://lienthong.example.vn' })
  const post = (path: string, body: object) =>
    secure.app.request(`https://lienthong.example.vn${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://lienthong.example.vn' },
      body: JSON.stringify(body),
    })
  const who = { email: 'an-toan@example.vn', password: PASSWORD }
  await post('/api/auth/sign-up/email', { ...who, name: 'An Toàn' })
  const [cookie = ''] = (await post('/api/auth/sign-in/email', who)).headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-lien-thong\.session_token=/)
  expect(cookie).toMatch(/; Path=\/(;|$)/)
  expect(cookie).toMatch(/; Secure(;|$)/)
  expect(cookie).not.toMatch(/domain/i)
  const me = await secure.app.request('https://lienthong.example.vn/api/me', {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })
  expect(me.status).toBe(200)
  await secure.stop()
})
