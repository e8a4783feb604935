import { afterAll, beforeAll, expect, test } from 'vitest'
import { softAuthenticator, totpCode } from '../support/authenticator.ts'
import { PASSWORD, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const REGISTER = '/api/auth/passkey/generate-register-options?name=M%C3%A1y'
const ENTER = '/api/auth/passkey/generate-authenticate-options'

async function register(
  caller: Caller,
  key: ReturnType<typeof softAuthenticator>,
  origin?: string,
  said: object = {},
) {
  const options = await caller.get(REGISTER)
  expect(options.status).toBe(200)
  const response = key.register(options.body, origin)
  return caller.post('/api/auth/passkey/verify-registration', {
    response,
    name: 'Máy văn thư',
    password: PASSWORD,
    ...said,
  })
}

async function enter(key: ReturnType<typeof softAuthenticator>, origin?: string) {
  const caller = new Caller(instance.app.fetch)
  const options = await caller.get(ENTER)
  expect(options.status).toBe(200)
  const response = key.signIn(options.body, origin)
  return {
    caller,
    response,
    answer: await caller.post('/api/auth/passkey/verify-authentication', { response }),
  }
}

test('a passkey is added, named, signs in, and is taken away', async () => {
  const caller = await signUpPerson(instance, 'Có Khóa', 'cokhoa@example.vn')
  const options = await caller.get(REGISTER)
  expect(options.body.rp).toEqual({ id: 'localhost', name: 'Liên Thông' })
  expect(options.body.authenticatorSelection).toMatchObject({ userVerification: 'required' })
  const key = softAuthenticator()
  expect((await register(caller, key)).status).toBe(200)
  const [listed] = (await caller.get('/api/auth/passkey/list-user-passkeys')).body
  expect(listed.name).toBe('Máy văn thư')

  const { caller: entered, answer } = await enter(key)
  expect(answer.status).toBe(200)
  expect((await entered.get('/api/me')).body.user.email).toBe('cokhoa@example.vn')

  expect((await caller.post('/api/auth/passkey/delete-passkey', { id: listed.id })).status).toBe(200)
  const gone = await enter(key)
  expect(gone.answer.status).toBe(401)
  expect(gone.answer.body.code).toBe('passkey_not_found')
  expect((await gone.caller.get('/api/me')).status).toBe(401)
})

test('it stands for both factors, so a device that did not check its holder is refused', async () => {
  const caller = await signUpPerson(instance, 'Hai Lớp', 'hailop@example.vn')
  const { totpURI, backupCodes } = (await caller.post('/api/auth/two-factor/enable', { password: PASSWORD }))
    .body
  await caller.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  const careful = softAuthenticator(true)
  const paper = (): object => ({ code: backupCodes.shift() })
  await register(caller, careful, undefined, paper())
  expect((await enter(careful)).answer.status).toBe(200)

  const careless = softAuthenticator(false)
  await register(caller, careless, undefined, paper())
  const { caller: entering, answer } = await enter(careless)
  expect(answer.status).toBe(401)
  expect((await entering.get('/api/me')).status).toBe(401)
})

test('an answer made for another site, or for an earlier question, is refused', async () => {
  const caller = await signUpPerson(instance, 'Bị Lừa', 'bilua@example.vn')
  const key = softAuthenticator()
  expect((await register(caller, key, 'https://evil.example')).status).toBeGreaterThanOrEqual(400)
  expect((await register(caller, key)).status).toBe(200)
  const elsewhere = await enter(key, 'https://evil.example')
  expect(elsewhere.answer.status).toBe(400)
  expect(elsewhere.answer.headers.get('content-type')).toBe('application/problem+json')

  const { response } = await enter(key)
  const replay = new Caller(instance.app.fetch)
  await replay.get(ENTER)
  const answer = await replay.post('/api/auth/passkey/verify-authentication', { response })
  expect(answer.status).toBe(400)
  expect((await replay.get('/api/me')).status).toBe(401)
})

test('nobody touches the passkeys of somebody else', async () => {
  const owner = await signUpPerson(instance, 'Chủ Khóa', 'chukhoa@example.vn')
  await register(owner, softAuthenticator())
  const [{ id }] = (await owner.get('/api/auth/passkey/list-user-passkeys')).body
  const other = await signUpPerson(instance, 'Người Khác', 'nguoikhac@example.vn')
  expect((await other.get('/api/auth/passkey/list-user-passkeys')).body).toEqual([])
  const renamed = await other.post('/api/auth/passkey/update-passkey', { id, name: 'Của tôi' })
  const deleted = await other.post('/api/auth/passkey/delete-passkey', { id })
  const unknown = await other.post('/api/auth/passkey/delete-passkey', { id: 'no-such-passkey' })
  expect([renamed.status, renamed.body]).toEqual([404, unknown.body])
  expect([deleted.status, deleted.body]).toEqual([404, unknown.body])
  expect((await owner.get('/api/auth/passkey/list-user-passkeys')).body).toMatchObject([
    { id, name: 'Máy văn thư' },
  ])
})

test('a session alone, borrowed or stolen, adds no passkey: password and code are asked for again', async () => {
  const caller = await signUpPerson(instance, 'Bị Mượn', 'bimuon@example.vn')
  const key = softAuthenticator()
  const bare = await register(caller, key, undefined, { password: undefined })
  expect([bare.status, bare.body.fields]).toMatchObject([422, [{ field: 'password' }]])
  const wrong = await register(caller, key, undefined, { password: 'không phải mật khẩu' })
  expect([wrong.status, wrong.body.fields]).toMatchObject([422, [{ field: 'password' }]])
  const { totpURI } = (await caller.post('/api/auth/two-factor/enable', { password: PASSWORD })).body
  await caller.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  const half = await register(caller, key)
  expect([half.status, half.body.fields]).toMatchObject([422, [{ field: 'code' }]])
  const spent = await register(caller, key, undefined, { code: totpCode(totpURI) })
  expect(spent.status).toBe(422)
  expect((await caller.get('/api/auth/passkey/list-user-passkeys')).body).toEqual([])
  const fresh = totpCode(totpURI, Date.now() + 30_000)
  expect((await register(caller, key, undefined, { code: fresh })).status).toBe(200)
})
