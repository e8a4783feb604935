import { afterAll, beforeAll, expect, test } from 'vitest'
import { resetPassword } from '../../src/onboarding/reset-password.ts'
import { softAuthenticator, totpCode } from '../support/authenticator.ts'
import { joinCommittee, PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const enter = async (email: string, password: string) => {
  const caller = new Caller(instance.app.fetch)
  return { caller, answer: await caller.post('/api/auth/sign-in/email', { email, password }) }
}

test('a new password lets in, the old one and the sessions do not', async () => {
  const before = await signUpPerson(instance, 'Quên Rồi', 'quen@example.vn')
  const { name, password } = await resetPassword(instance.platform, ' Quen@Example.vn ', false)
  expect(name).toBe('Quên Rồi')
  expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  expect((await before.get('/api/me')).status).toBe(401)
  expect((await enter('quen@example.vn', PASSWORD)).answer.status).toBe(401)
  expect((await enter('quen@example.vn', password)).answer.status).toBe(200)
})

test('the second factor and passkeys stay, unless everything is taken away', async () => {
  const email = 'matmay@example.vn'
  const person = await signUpPerson(instance, 'Mất Máy', email)
  const enabled = await person.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const { totpURI, backupCodes } = enabled.body
  await person.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })
  const key = softAuthenticator()
  const options = await person.get('/api/auth/passkey/generate-register-options')
  await person.post('/api/auth/passkey/verify-registration', {
    response: key.register(options.body),
    password: PASSWORD,
    code: backupCodes[0],
  })

  const first = await resetPassword(instance.platform, email, false)
  expect((await enter(email, first.password)).answer.body.twoFactorRedirect).toBe(true)
  const second = await resetPassword(instance.platform, email, true)
  const { caller, answer } = await enter(email, second.password)
  expect(answer.body.twoFactorRedirect).toBeUndefined()
  expect((await caller.get('/api/me')).body.user.twoFactor).toBe(false)
  expect((await caller.get('/api/auth/passkey/list-user-passkeys')).body).toEqual([])
})

test('an address nobody has is told to the operator', async () => {
  await expect(resetPassword(instance.platform, 'aikhac@example.vn', false)).rejects.toThrow(
    'aikhac@example.vn',
  )
})

test('administrators of the person’s committees see that it was done, by whom, and no secret', async () => {
  const admin = await signUpPerson(instance, 'Quản Trị')
  const handle = await signUpCommittee(admin)
  const clerk = await joinCommittee(instance, handle, { name: 'Lò Thị Quên', roles: ['clerk'] })
  const { email } = (await clerk.get('/api/me')).body.user
  const { password } = await resetPassword(instance.platform, email, true)
  const audit = await admin.get(`/api/c/${handle}/audit?action=account.reset`)
  expect(audit.body.items).toMatchObject([
    {
      actor: 'Đơn vị quản lý hệ thống',
      actionName: 'Cấp lại mật khẩu cho cán bộ',
      changes: [
        { name: 'Họ và tên', after: 'Lò Thị Quên' },
        { name: 'Bỏ mã xác thực và khóa truy cập', after: 'Có' },
      ],
    },
  ])
  expect(JSON.stringify(audit.body)).not.toContain(password)
})
