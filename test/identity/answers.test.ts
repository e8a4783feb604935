import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountRoutes } from '../../src/identity/routes.ts'
import { softAuthenticator, totpCode } from '../support/authenticator.ts'
import { PASSWORD } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

const DOORS = Object.values(accountRoutes.routes).map(({ path, ...door }) => ({
  ...door,
  path: path.replace('/auth', ''),
}))

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('every door of an account answers as the description of the API says', async () => {
  const unseen = new Set(DOORS.map(({ path }) => path))
  const me = new Caller(instance.app.fetch)
  const at = async (path: string, body?: object) => {
    const door = DOORS.find((one) => one.path === path)!
    const answer = await me.call<any>(door.method, `/api/auth${path}`, body)
    expect([path, answer.status]).toEqual([path, 200])
    expect([path, door.answer.safeParse(answer.body).error?.issues ?? []]).toEqual([path, []])
    unseen.delete(path)
    return answer.body
  }
  const account = { email: 'moi-cua@example.vn', password: PASSWORD }
  const fresh = { password: 'mật khẩu mới đủ dài' }

  await at('/get-session')
  await at('/sign-up/email', { ...account, name: 'Nguyễn Thị Hoa' })
  await at('/sign-in/email', account)
  await at('/get-session')
  const [session] = await at('/list-sessions')
  await at('/update-user', { name: 'Trần Thị Hoa' })
  await at('/change-password', { currentPassword: PASSWORD, newPassword: fresh.password })

  const key = softAuthenticator()
  const response = key.register(await at('/passkey/generate-register-options'))
  await at('/passkey/verify-registration', { response, name: 'Máy văn thư', ...fresh })
  const [{ id }] = await at('/passkey/list-user-passkeys')
  await at('/passkey/update-passkey', { id, name: 'Máy ở nhà' })

  const { totpURI, backupCodes: first } = await at('/two-factor/enable', fresh)
  await at('/two-factor/verify-totp', { code: totpCode(totpURI) })
  const { backupCodes } = await at('/two-factor/generate-backup-codes', { ...fresh, code: first[0] })
  await at('/sign-out')
  expect(await at('/sign-in/email', { ...account, ...fresh })).toMatchObject({ twoFactorRedirect: true })
  await at('/two-factor/verify-backup-code', { code: backupCodes[0] })
  await at('/two-factor/disable', { ...fresh, code: backupCodes[1] })

  await at('/revoke-session', { token: session.token })
  await at('/revoke-other-sessions')
  await at('/passkey/delete-passkey', { id })
  await at('/revoke-sessions')
  expect([...unseen]).toEqual(['/passkey/generate-authenticate-options', '/passkey/verify-authentication'])
})

test('and so does signing in by a passkey', async () => {
  const owner = new Caller(instance.app.fetch)
  const account = { email: 'khoa@example.vn', password: PASSWORD }
  await owner.post('/api/auth/sign-up/email', { ...account, name: 'Lý A Sáng' })
  await owner.post('/api/auth/sign-in/email', account)
  const key = softAuthenticator()
  const options = await owner.get('/api/auth/passkey/generate-register-options')
  const response = key.register(options.body)
  expect(
    (await owner.post('/api/auth/passkey/verify-registration', { response, password: PASSWORD })).status,
  ).toBe(200)
  const answerOf = (path: string) => DOORS.find((one) => one.path === path)!.answer
  const entering = new Caller(instance.app.fetch)
  const asked = await entering.get('/api/auth/passkey/generate-authenticate-options')
  expect(answerOf('/passkey/generate-authenticate-options').safeParse(asked.body).success).toBe(true)
  const entered = await entering.post('/api/auth/passkey/verify-authentication', {
    response: key.signIn(asked.body),
  })
  expect(answerOf('/passkey/verify-authentication').safeParse(entered.body).error?.issues ?? []).toEqual([])
  expect((await entering.get('/api/me')).status).toBe(200)
})
