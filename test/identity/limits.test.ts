import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTries, networkOf } from '../../src/entrance/limit.ts'
import { PASSWORD, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const enter = (caller: Caller, email: string, password: string) =>
  caller.post('/api/auth/sign-in/email', { email, password })

/** As if every door that was tried so far had been tried this often. */
const tried = (times: number) => instance.platform.control.execute(`update attempt set count = ${times}`)

test('one account is not guessed from one place more than ten times in a quarter of an hour', async () => {
  await signUpPerson(instance, 'Bị Dò', 'bido@example.vn')
  const guesser = new Caller(instance.app.fetch)
  for (let i = 0; i < 2; i++) expect((await enter(guesser, 'bido@example.vn', `lần ${i}`)).status).toBe(401)
  await tried(9)
  expect((await enter(guesser, 'bido@example.vn', 'lần thứ mười')).status).toBe(401)
  instance.clock.now += 60_000
  const refused = await enter(guesser, 'bido@example.vn', PASSWORD)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('840')
  expect(refused.body).toMatchObject({
    code: 'too_many',
    detail: 'Thử quá nhiều lần. Đề nghị đợi 840 giây rồi thử lại.',
  })
  // The person at another place, and somebody else at this one, still come in.
  expect((await enter(new Caller(instance.app.fetch), 'bido@example.vn', PASSWORD)).status).toBe(200)
  expect((await enter(guesser, 'nguoikhac@example.vn', 'sai')).status).toBe(401)

  instance.clock.now += 840_000 - 1
  expect((await enter(guesser, 'bido@example.vn', PASSWORD)).status).toBe(429)
  instance.clock.now += 1
  expect((await enter(guesser, 'bido@example.vn', PASSWORD)).status).toBe(200)
})

test('many places together guess one account a hundred times an hour, then three times each', async () => {
  const from = (caller = new Caller(instance.app.fetch)) => enter(caller, 'khongco@example.vn', 'sai')
  expect((await from()).status).toBe(401)
  await tried(100)
  const late = new Caller(instance.app.fetch)
  for (let i = 0; i < 3; i++) expect((await from(late)).status).toBe(401)
  expect((await from(late)).status).toBe(429)
})

test('one place does not make accounts without end', async () => {
  const caller = new Caller(instance.app.fetch)
  const wrong = { name: '', email: '', password: '' }
  expect((await caller.post('/api/auth/sign-up/email', wrong)).status).toBe(422)
  await tried(60)
  const refused = await caller.post('/api/auth/sign-up/email', wrong)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('600')
})

test('one place does not try links without end, and another is not made to pay for it', async () => {
  const caller = new Caller(instance.app.fetch)
  const path = '/api/invitations/khong-co/khong-co'
  expect((await caller.get(path)).status).toBe(404)
  expect((await caller.post(`${path}/acceptance`)).status).toBe(401)
  await tried(120)
  expect((await caller.get(path)).status).toBe(429)
  await tried(1200)
  expect((await caller.post(`${path}/acceptance`)).status).toBe(429)
  expect((await new Caller(instance.app.fetch).get(path)).status).toBe(404)
})

test('one person does not sign up committees without end, wherever they are', async () => {
  const caller = await signUpPerson(instance, 'Lập Nhiều')
  expect((await caller.post('/api/committees', {})).status).toBe(422)
  await tried(50)
  const elsewhere = { 'x-forwarded-for': '203.0.113.9' }
  expect((await caller.post('/api/committees', {}, elsewhere)).status).toBe(429)
})

test('counts are exact when tries meet', async () => {
  const limit = { who: 'cùng lúc', max: 7, seconds: 60 }
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, () => countTries(instance.platform, [limit])),
  )
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(7)
})

test('neither addresses nor accounts can be read from the counts, and old counts go', async () => {
  const caller = new Caller(instance.app.fetch)
  await enter(caller, 'docduoc@example.vn', 'sai')
  const rows = async () => (await instance.platform.control.execute('select * from attempt')).rows
  const dump = JSON.stringify(await rows())
  expect(dump).not.toContain('docduoc')
  expect(dump).not.toContain('203.0.113.9')
  expect(dump).not.toMatch(/10\.\d+\.\d+\.\d+/)

  instance.clock.now += 90_000_000
  for (let i = 0; i < 5; i++) await caller.get('/api/auth/get-session')
  expect((await rows()).length).toBeLessThan(5)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (address, place) => {
  expect(networkOf(address)).toBe(place)
})

test('strangers at many addresses slow a person down and lock nobody out', async () => {
  const email = 'bivay@example.vn'
  await signUpPerson(instance, 'Bị Vây', email)
  for (let place = 0; place < 11; place++) {
    const stranger = new Caller(instance.app.fetch)
    for (let i = 0; i < 10; i++) await enter(stranger, email, `lần ${i}`)
  }
  expect((await enter(new Caller(instance.app.fetch), email, PASSWORD)).status).toBe(200)
  const late = new Caller(instance.app.fetch)
  const answers = []
  for (let i = 0; i < 4; i++) answers.push((await enter(late, email, `lần ${i}`)).status)
  expect(answers).toEqual([401, 401, 401, 429])
}, 120_000)

test('a door that was closed while the clock was ahead opens when it is right again', async () => {
  const one = { who: 'đồng hồ', max: 1, seconds: 60 }
  instance.clock.now += 365 * 86_400_000
  await countTries(instance.platform, [one])
  await expect(countTries(instance.platform, [one])).rejects.toMatchObject({ details: { retryAfter: 60 } })
  instance.clock.now -= 365 * 86_400_000
  await countTries(instance.platform, [one])
})

test.each([
  ['/api/auth/change-password', { currentPassword: 'không phải', newPassword: 'một câu hoàn toàn khác' }],
  ['/api/auth/two-factor/enable', { password: 'không phải' }],
])('who holds a session guesses no password by %s from many addresses', async (path, body) => {
  const owner = await signUpPerson(instance, 'Mất Phiên')
  for (let i = 0; i < 20; i++)
    expect((await owner.via(instance.app.fetch).post(path, body)).status).toBeLessThan(429)
  expect((await owner.via(instance.app.fetch).post(path, body)).status).toBe(429)
})
