import { afterAll, beforeAll, expect, test } from 'vitest'
import { weakness } from '../../src/identity/password.ts'
import { scryptPasswords } from '../../src/platform/passwords.ts'
import { PASSWORD, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const stranger = () => new Caller(instance.app.fetch)
const users = async () => (await instance.platform.control.execute('select * from user order by email')).rows

test('signing up says the same for an address that is free and for one that is taken', async () => {
  await signUpPerson(instance, 'Đã Có', 'daco@example.vn')
  const before = await users()
  const taken = await stranger().post('/api/auth/sign-up/email', {
    name: 'Kẻ Dò',
    email: 'DaCo@example.vn',
    password: 'một mật khẩu khác hẳn',
  })
  const free = await stranger().post('/api/auth/sign-up/email', {
    name: 'Kẻ Dò',
    email: 'chuaco@example.vn',
    password: 'một mật khẩu khác hẳn',
  })
  expect([taken.status, taken.body]).toEqual([free.status, free.body])
  const names = (answer: { headers: Headers }) => [...answer.headers.keys()].toSorted()
  expect(names(taken)).toEqual(names(free))
  const after = await users()
  expect(after.filter((one) => one.email === 'daco@example.vn')).toEqual(
    before.filter((one) => one.email === 'daco@example.vn'),
  )
  const entered = await stranger().post('/api/auth/sign-in/email', {
    email: 'daco@example.vn',
    password: PASSWORD,
  })
  expect(entered.status).toBe(200)
})

test('signing in says the same for a wrong password and for an address nobody has', async () => {
  await signUpPerson(instance, 'Có Thật', 'cothat@example.vn')
  const known = await stranger().post('/api/auth/sign-in/email', {
    email: 'cothat@example.vn',
    password: 'sai',
  })
  const unknown = await stranger().post('/api/auth/sign-in/email', {
    email: 'nobody@example.vn',
    password: 'sai',
  })
  expect(known.status).toBe(401)
  expect(known.body).toEqual(unknown.body)
  expect(known.headers.get('content-type')).toBe('application/problem+json')
  expect(known.body).toMatchObject({
    code: 'invalid_email_or_password',
    detail: 'Thư điện tử hoặc mật khẩu không đúng.',
    fields: [{ field: 'password' }],
  })
})

test('neither takes notably longer for an address that is known, at the cost of passwords in use', async () => {
  const real = await startInstance((platform) => ({
    ...platform,
    env: { ...platform.env, PASSWORD_COST: 15 },
  }))
  await signUpPerson(real, 'Đo Giờ', 'dogio@example.vn')
  const password = 'mật khẩu không đúng'
  const fastest = { 'dogio@example.vn': Infinity, 'vang@example.vn': Infinity }
  // In turns, so that a busy moment of the machine falls on both.
  for (let i = 0; i < 3; i++) {
    for (const email of ['dogio@example.vn', 'vang@example.vn'] as const) {
      const caller = new Caller(real.app.fetch)
      const start = performance.now()
      await caller.post('/api/auth/sign-in/email', { email, password })
      fastest[email] = Math.min(fastest[email], performance.now() - start)
    }
  }
  const [known, unknown] = Object.values(fastest) as [number, number]
  await real.stop()
  // Leaving scrypt out for one of the two would make it many times faster.
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2)
})

test('a password is kept with its cost, so that raising the cost locks nobody out', async () => {
  const low = scryptPasswords(10)
  const hash = await low.hash('mật khẩu đủ dài'.normalize('NFD'))
  expect(hash).toMatch(/^scrypt\$10\$[\w-]{22}\$[\w-]{43}$/)
  const high = scryptPasswords(11)
  expect(await high.verify({ hash, password: 'mật khẩu đủ dài' })).toBe(true)
  expect(await high.verify({ hash, password: 'mật khẩu đủ dàị' })).toBe(false)
  expect(await low.hash('mật khẩu đủ dài')).not.toBe(hash)
  expect(await high.verify({ hash: 'plain', password: 'plain' })).toBe(false)
})

test('an account that was half made by a crash does not keep its address', async () => {
  await stranger().post('/api/auth/sign-up/email', {
    name: 'Nửa',
    email: 'nua@example.vn',
    password: PASSWORD,
  })
  await instance.platform.control.execute(
    "delete from account where userId = (select id from user where email = 'nua@example.vn')",
  )
  await instance.platform.control.execute(
    `update user set createdAt = ${instance.clock.now - 61_000} where email = 'nua@example.vn'`,
  )
  const password = 'lần này thì trọn vẹn'
  await stranger().post('/api/auth/sign-up/email', { name: 'Nửa', email: 'nua@example.vn', password })
  const entered = await stranger().post('/api/auth/sign-in/email', { email: 'nua@example.vn', password })
  expect(entered.status).toBe(200)
})

test('only what a door asks for is kept', async () => {
  await stranger().post('/api/auth/sign-up/email', {
    name: ' Thừa Thãi ',
    email: ' Thua@Example.vn ',
    password: PASSWORD,
    image: 'https://evil.example/x.svg',
    emailVerified: true,
    twoFactorEnabled: true,
    callbackURL: 'https://evil.example',
    id: 'chosen',
  })
  const [row] = (await users()).filter((one) => one.email === 'thua@example.vn')
  expect(row).toMatchObject({ name: 'Thừa Thãi', image: null, emailVerified: 0 })
  expect(row!.id).not.toBe('chosen')
  expect(row!.twoFactorEnabled).not.toBe(1)
})

test('what is not a door is not there', async () => {
  const caller = await signUpPerson(instance, 'Tò Mò', 'tomo@example.vn')
  const closed = [
    ['POST', 'sign-in/social'],
    ['POST', 'request-password-reset'],
    ['POST', 'change-email'],
    ['POST', 'delete-user'],
    ['POST', 'update-session'],
    ['POST', 'set-password'],
    ['POST', 'link-social'],
    ['POST', 'two-factor/send-otp'],
    ['POST', 'two-factor/get-totp-uri'],
    ['GET', 'callback/google'],
    ['GET', 'error'],
    ['GET', 'ok'],
  ] as const
  for (const [method, path] of closed) {
    const answer = await caller.call(method, `/api/auth/${path}`, method === 'POST' ? {} : undefined)
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found'])
  }
  const other = await caller.get('/api/auth/sign-in/email')
  expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST'])
})

test('no answer leads to another site', async () => {
  await signUpPerson(instance, 'Dẫn Đường', 'dan@example.vn')
  const answer = await stranger().post('/api/auth/sign-in/email?callbackURL=https://evil.example', {
    email: 'dan@example.vn',
    password: PASSWORD,
    callbackURL: 'https://evil.example',
  })
  expect(answer.headers.get('location')).toBeNull()
  expect(JSON.stringify(answer.body)).not.toContain('evil')
})

test('another site cannot act with a borrowed cookie', async () => {
  const caller = await signUpPerson(instance, 'Mượn Bánh', 'muon@example.vn')
  for (const origin of ['https://evil.example', 'null', 'http://localhost:8787.evil.example']) {
    const change = await caller.post('/api/auth/update-user', { name: 'Bị Đổi' }, { origin })
    expect([origin, change.status]).toEqual([origin, 403])
    expect(change.headers.get('content-type')).toBe('application/problem+json')
    const login = await stranger().post(
      '/api/auth/sign-in/email',
      { email: 'muon@example.vn', password: PASSWORD },
      { origin },
    )
    expect([origin, login.status]).toEqual([origin, 403])
  }
  expect((await caller.get('/api/me')).body.user.name).toBe('Mượn Bánh')
})

test('passwords that anybody would try are refused with the reason', async () => {
  const email = 'nguyenvanan@example.vn'
  const tried = {
    'ngắn quá': 'Mật khẩu cần ít nhất 12 ký tự',
    aaaaaaaaaaaaaaaa: 'quá ít ký tự khác nhau',
    '123456123456': 'quá dễ đoán',
    Matkhau123456: 'quá dễ đoán',
    nguyenvanan1990: 'quá dễ đoán',
    'Nguyễn Văn An 1': 'quá dễ đoán',
  }
  for (const [password, reason] of Object.entries(tried)) {
    const answer = await stranger().post('/api/auth/sign-up/email', {
      name: 'Nguyễn Văn An',
      email,
      password,
    })
    expect([password, answer.status]).toEqual([password, 422])
    expect(answer.body.fields).toMatchObject([{ field: 'password' }])
    expect(answer.body.fields[0].message).toContain(reason)
  }
})

test('a sentence passes, whatever marks it has', () => {
  for (const sentence of [
    'mật khẩu đủ dài',
    'chiều qua mưa rất to',
    '春天的第一场雨下了整夜',
    'xK9#mQ2$vL5@',
  ])
    expect([sentence, weakness(sentence, ['hoa', 'Nguyễn Thị Hoa'])]).toEqual([sentence, undefined])
})

test('a repeated name or a wrong address is told at its field', async () => {
  const answer = await stranger().post('/api/auth/sign-up/email', { name: ' ', email: 'x', password: 'ngắn' })
  expect(answer.status).toBe(422)
  expect(answer.body.fields.map((one: { field: string }) => one.field)).toEqual(['name', 'email', 'password'])
})

test('nothing of a person reaches the log of operators', async () => {
  await stranger().post('/api/auth/sign-up/email', {
    name: 'Lộ',
    email: 'daco@example.vn',
    password: PASSWORD,
  })
  await stranger().post('/api/auth/sign-in/email', { email: 'daco@example.vn', password: 'sai hoàn toàn' })
  expect(JSON.stringify(instance.logs)).not.toContain('daco')
})
