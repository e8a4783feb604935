import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpCode } from '../support/authenticator.ts'
import { PASSWORD, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

async function withSecondFactor(email: string) {
  const caller = await signUpPerson(instance, 'Hai Lớp', email)
  const enabled = await caller.post('/api/auth/two-factor/enable', { password: PASSWORD })
  expect(enabled.status).toBe(200)
  const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] }
  expect((await caller.get('/api/me')).body.user.twoFactor).toBe(false)
  const verified = await caller.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  expect(verified.status).toBe(200)
  return { caller, totpURI, backupCodes }
}

async function half(email: string) {
  const caller = new Caller(instance.app.fetch)
  const answer = await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ twoFactorRedirect: true })
  return caller
}

test('with the second factor on, a password alone opens nothing', async () => {
  const { caller, totpURI } = await withSecondFactor('hailop@example.vn')
  expect(totpURI).toMatch(/^otpauth:\/\/totp\/Li%C3%AAn%20Th%C3%B4ng/)
  expect((await caller.get('/api/me')).body.user.twoFactor).toBe(true)

  const entering = await half('hailop@example.vn')
  expect((await entering.get('/api/me')).status).toBe(401)
  const wrong = await entering.post('/api/auth/two-factor/verify-totp', { code: '000000' })
  expect(wrong.status).toBe(401)
  expect(wrong.body).toMatchObject({ code: 'invalid_code', fields: [{ field: 'code' }] })
  expect((await entering.get('/api/me')).status).toBe(401)
  const right = await entering.post('/api/auth/two-factor/verify-totp', { code: nextCode(totpURI) })
  expect(right.status).toBe(200)
  expect((await entering.get('/api/me')).status).toBe(200)
})

/** The code after the one of now, which turning the factor on has used. */
const nextCode = (totpURI: string) => totpCode(totpURI, Date.now() + 30_000)

test('a code lets in once, also when it is used twice at once', async () => {
  const { totpURI } = await withSecondFactor('motlan@example.vn')
  const [first, second] = [await half('motlan@example.vn'), await half('motlan@example.vn')]
  const code = nextCode(totpURI)
  const verify = (caller: Caller) => caller.post('/api/auth/two-factor/verify-totp', { code })
  const answers = await Promise.all([verify(first), verify(second)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
  const late = await half('motlan@example.vn')
  const again = await verify(late)
  expect([again.status, again.body]).toMatchObject([
    401,
    { code: 'invalid_code', fields: [{ field: 'code' }] },
  ])
  expect((await late.get('/api/me')).status).toBe(401)
  const { rows } = await instance.platform.control.execute(
    "select count(*) as n from session where userId = (select id from user where email = 'motlan@example.vn')",
  )
  expect(rows[0]!.n).toBe(2)
})

test('a code of long ago is refused', async () => {
  const { totpURI } = await withSecondFactor('cu@example.vn')
  const entering = await half('cu@example.vn')
  const code = totpCode(totpURI, Date.now() - 5 * 60_000)
  expect((await entering.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(401)
})

test('codes cannot be guessed: five tries a sign-in, ten an account', async () => {
  const { totpURI } = await withSecondFactor('domo@example.vn')
  const guess = (caller: Caller) => caller.post('/api/auth/two-factor/verify-totp', { code: '000000' })
  const first = await half('domo@example.vn')
  for (let i = 0; i < 5; i++) expect((await guess(first)).body.code).toBe('invalid_code')
  const spent = await first.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  expect(spent.body.code).toBe('too_many_attempts_request_new_code')
  const second = await half('domo@example.vn')
  for (let i = 0; i < 5; i++) await guess(second)
  const third = await half('domo@example.vn')
  const locked = await third.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  expect(locked.status).toBe(429)
  expect(locked.body).toMatchObject({
    code: 'account_temporarily_locked',
    detail: 'Nhập sai mã quá nhiều lần. Đề nghị thử lại sau 15 phút.',
  })
})

test('a backup code lets in once', async () => {
  const { backupCodes } = await withSecondFactor('duphong@example.vn')
  const [code = ''] = backupCodes
  const first = await half('duphong@example.vn')
  expect((await first.post('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
  expect((await first.get('/api/me')).status).toBe(200)
  const second = await half('duphong@example.vn')
  const again = await second.post('/api/auth/two-factor/verify-backup-code', { code })
  expect(again.status).toBe(401)
  expect(again.body.detail).toBe('Mã dự phòng không đúng hoặc đã dùng.')
})

test('a backup code that eight use at once lets in once', async () => {
  const { backupCodes } = await withSecondFactor('tamnguoi@example.vn')
  const [code = ''] = backupCodes
  const eight: Caller[] = []
  for (let i = 0; i < 8; i++) eight.push(await half('tamnguoi@example.vn'))
  const answers = await Promise.all(
    eight.map((one) => one.post('/api/auth/two-factor/verify-backup-code', { code })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
})

test('neither the secret nor the backup codes lie open in the database', async () => {
  const { totpURI, backupCodes } = await withSecondFactor('kin@example.vn')
  const { rows } = await instance.platform.control.execute('select * from two_factor')
  const dump = JSON.stringify(rows)
  expect(dump).not.toContain(backupCodes[0])
  expect(dump).not.toContain(new URL(totpURI).searchParams.get('secret'))
})

test('it is turned off only with the password and a code', async () => {
  const { caller, totpURI, backupCodes } = await withSecondFactor('tatmo@example.vn')
  const leave = (body: object) => caller.post('/api/auth/two-factor/disable', body)
  const wrong = await leave({ password: 'không phải', code: nextCode(totpURI) })
  expect([wrong.status, wrong.body.fields]).toMatchObject([422, [{ field: 'password' }]])
  for (const code of [undefined, '000000', 'khong-phai']) {
    const refused = await leave({ password: PASSWORD, code })
    expect([refused.status, refused.body.fields]).toMatchObject([422, [{ field: 'code' }]])
  }
  expect((await caller.get('/api/me')).body.user.twoFactor).toBe(true)
  expect((await leave({ password: PASSWORD, code: backupCodes[0] })).status).toBe(200)
  const plain = new Caller(instance.app.fetch)
  const entered = await plain.post('/api/auth/sign-in/email', {
    email: 'tatmo@example.vn',
    password: PASSWORD,
  })
  expect(entered.body.twoFactorRedirect).toBeUndefined()
  expect((await plain.get('/api/me')).status).toBe(200)
})

test('new backup codes are given only for the password and a code: a stolen session would leave by them', async () => {
  const { caller, backupCodes } = await withSecondFactor('inlai@example.vn')
  const renew = (body: object) => caller.post('/api/auth/two-factor/generate-backup-codes', body)
  for (const code of [undefined, '000000']) {
    const refused = await renew({ password: PASSWORD, code })
    expect([refused.status, refused.body.fields]).toMatchObject([422, [{ field: 'code' }]])
  }
  const renewed = await renew({ password: PASSWORD, code: backupCodes[0] })
  expect([renewed.status, renewed.body.backupCodes.length]).toEqual([200, backupCodes.length])
})

test('a stolen session does not guess codes from many addresses', async () => {
  const { caller } = await withSecondFactor('doan@example.vn')
  const statuses = []
  for (let i = 0; i < 22; i++) {
    const from = { 'x-forwarded-for': `203.0.113.${i}` }
    const body = { password: PASSWORD, code: '000000' }
    statuses.push((await caller.post('/api/auth/two-factor/disable', body, from)).status)
  }
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(422))
  expect(statuses.slice(20)).toEqual([429, 429])
})

const trustIn = async (caller: Caller, code: string) =>
  caller.post('/api/auth/two-factor/verify-backup-code', { code, trustDevice: true })
const enterAgain = async (trusted: Caller, email: string, password = PASSWORD) => {
  await trusted.post('/api/auth/sign-out')
  const { body } = await trusted.post('/api/auth/sign-in/email', { email, password })
  return body.twoFactorRedirect === true
}

test('a device that was trusted is so no more once the password changes or all sessions are ended', async () => {
  const email = 'tin@example.vn'
  const { caller, backupCodes } = await withSecondFactor(email)
  const trusted = await half(email)
  expect((await trustIn(trusted, backupCodes[0]!)).status).toBe(200)
  expect(await enterAgain(trusted, email)).toBe(false)
  expect((await caller.post('/api/auth/revoke-sessions')).status).toBe(200)
  expect(await enterAgain(trusted, email)).toBe(true)

  expect((await trustIn(trusted, backupCodes[1]!)).status).toBe(200)
  expect(await enterAgain(trusted, email)).toBe(false)
  const newPassword = 'một mật khẩu khác hẳn'
  const changed = await trusted.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword })
  expect(changed.status).toBe(200)
  expect(await enterAgain(trusted, email, newPassword)).toBe(true)
})
