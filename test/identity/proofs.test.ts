import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import { setOperator } from '../../src/onboarding/operators.ts'
import type { Handover, Mail } from '../../src/platform/mail.ts'
import { PASSWORD, joinCommittee, proveAddress, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
const mails: Mail[] = []
/** Every mail there was. */
const all: Mail[] = []
let said: Handover = { outcome: 'accepted' }
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    mail: { send: async (mail) => (mails.push(mail), all.push(mail), said) },
  }))
})
afterAll(() => instance.stop())
beforeEach(() => {
  mails.length = 0
  said = { outcome: 'accepted' }
})

const stranger = () => new Caller(instance.app.fetch)
const address = () => `${randomUUID()}@example.vn`
const NEXT = 'một câu hoàn toàn khác'

/** The token of the link in the last mail to an address. */
async function tokenTo(email: string): Promise<string> {
  await instance.settle()
  const mail = mails.findLast(({ to }) => to === email)
  return /\/(?:xac-nhan|dat-lai-mat-khau)\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

async function person(name = 'Vàng Thị Quên') {
  const email = address()
  const caller = await signUpPerson(instance, name, email)
  const token = await tokenTo(email)
  return { email, caller, token, prove: () => caller.post(`/api/proofs/${token}`) }
}

const signIn = (email: string, password: string) =>
  stranger().post('/api/auth/sign-in/email', { email, password })

describe('an address', () => {
  test('is asked for at sign-up and proven by its link, once', async () => {
    const { email, caller, token } = await person()
    expect(mails.map(({ subject }) => subject)).toEqual(['Xác nhận địa chỉ thư trên Liên Thông'])
    expect((await caller.get('/api/reach')).body.proven).toBe(false)
    // A program that opens the link changes nothing.
    for (let i = 0; i < 3; i += 1)
      expect((await stranger().get(`/api/proofs/${token}`)).body).toMatchObject({ purpose: 'address', email })
    expect((await caller.get('/api/reach')).body.proven).toBe(false)
    expect((await caller.post(`/api/proofs/${token}`)).body).toEqual({
      purpose: 'address',
      email,
      done: true,
    })
    expect((await caller.get('/api/reach')).body.proven).toBe(true)
    expect((await caller.post(`/api/proofs/${token}`)).status).toBe(410)
    expect((await caller.post('/api/account/proofs')).status).toBe(409)
  })

  test('is proven by whoever is signed in to its account, not by whoever reads the mailbox alone', async () => {
    // A stranger signs up with an address that is to be invited; its owner presses what comes.
    const { email, caller, token } = await person()
    const owner = await person('Chủ Hộp Thư')
    expect((await stranger().post(`/api/proofs/${token}`)).status).toBe(401)
    const other = await owner.caller.post(`/api/proofs/${token}`)
    expect([other.status, other.body.detail.includes(email)]).toEqual([403, true])
    expect((await caller.get('/api/me')).body.user.proven).toBe(false)
    expect((await caller.post(`/api/proofs/${token}`)).status).toBe(200)
    expect((await caller.get('/api/me')).body.user.proven).toBe(true)
  })

  test('that is taken is not asked again by who signs up with it', async () => {
    const { email, prove } = await person()
    await prove()
    mails.length = 0
    await stranger().post('/api/auth/sign-up/email', { name: 'Kẻ Dò', email, password: NEXT })
    await instance.settle()
    expect(mails).toEqual([])
  })

  test('a link runs out, and one that nobody made is not there', async () => {
    const { caller, token } = await person()
    instance.clock.now += 73 * 3600_000
    await instance.keepSessions()
    expect((await caller.post(`/api/proofs/${token}`)).status).toBe(410)
    expect((await caller.post(`/api/proofs/${'A'.repeat(43)}`)).status).toBe(404)
    expect((await caller.post('/api/account/proofs')).body).toEqual({ mailed: true })
  })
})

describe('a forgotten password', () => {
  test('is chosen anew by the link; every session ends, and the person is told', async () => {
    const { email, caller } = await person()
    mails.length = 0
    expect((await stranger().post('/api/account/forgotten', { email: email.toUpperCase() })).body).toEqual({
      mailed: true,
    })
    const token = await tokenTo(email)
    expect((await stranger().get(`/api/proofs/${token}`)).body).toMatchObject({ purpose: 'reset' })
    expect((await caller.get('/api/me')).status).toBe(200)
    const weak = await stranger().post(`/api/proofs/${token}/password`, { password: 'vàng thị quên' })
    expect([weak.status, weak.body.fields?.[0]?.field]).toEqual([422, 'password'])
    const set = await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })
    expect([set.status, set.body]).toEqual([200, { email }])
    expect((await caller.get('/api/me')).status).toBe(401)
    expect((await signIn(email, PASSWORD)).status).toBe(401)
    expect((await signIn(email, NEXT)).status).toBe(200)
    expect((await stranger().post(`/api/proofs/${token}/password`, { password: `${NEXT} nữa` })).status).toBe(
      410,
    )
    await instance.settle()
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Đặt lại mật khẩu Liên Thông',
      'Mật khẩu Liên Thông của đồng chí vừa được đặt lại',
    ])
  })

  test('says the same for an address that nobody has, and writes to nobody', async () => {
    const unknown = await stranger().post('/api/account/forgotten', { email: address() })
    expect([unknown.status, unknown.body]).toEqual([200, { mailed: true }])
    await instance.settle()
    expect(mails).toEqual([])
  })

  test('a mailbox is not filled: five letters an hour, whoever asks', async () => {
    const { email } = await person()
    mails.length = 0
    const statuses = []
    for (let i = 0; i < 7; i += 1)
      statuses.push((await stranger().post('/api/account/forgotten', { email })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })

  test('two who use a link at once set one password', async () => {
    const { email } = await person()
    await stranger().post('/api/account/forgotten', { email })
    const token = await tokenTo(email)
    const both = await Promise.all(
      [`${NEXT} một`, `${NEXT} hai`].map((password) =>
        stranger().post(`/api/proofs/${token}/password`, { password }),
      ),
    )
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['200', '410'])
  })

  test('a newer password makes older links worthless, and an hour does', async () => {
    const { email } = await person()
    await stranger().post('/api/account/forgotten', { email })
    const first = await tokenTo(email)
    await stranger().post('/api/account/forgotten', { email })
    const second = await tokenTo(email)
    await stranger().post(`/api/proofs/${second}/password`, { password: NEXT })
    expect((await stranger().post(`/api/proofs/${first}/password`, { password: `${NEXT} cũ` })).status).toBe(
      410,
    )
    await stranger().post('/api/account/forgotten', { email })
    const third = await tokenTo(email)
    instance.clock.now += 3600_001
    expect(
      (await stranger().post(`/api/proofs/${third}/password`, { password: `${NEXT} muộn` })).status,
    ).toBe(410)
  })

  test('a link that proves an address sets no password, and one that sets a password proves none by itself', async () => {
    const { email, caller, token } = await person()
    expect((await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })).status).toBe(404)
    await stranger().post('/api/account/forgotten', { email })
    expect((await caller.post(`/api/proofs/${await tokenTo(email)}`)).status).toBe(404)
  })

  test('a mail service that is down only delays it', async () => {
    const { email } = await person()
    said = { outcome: 'later', reason: 'down' }
    await stranger().post('/api/account/forgotten', { email })
    await instance.settle()
    mails.length = 0
    said = { outcome: 'accepted' }
    instance.clock.now += 120_000
    await runJobs(instance.platform)
    expect(await tokenTo(email)).not.toBe('')
  })
})

describe('another address', () => {
  test('is confirmed on both; then it signs in, and the committees know it', async () => {
    const { email, caller, prove } = await person()
    await prove()
    const handle = await signUpCommittee(caller, { name: 'Đảng ủy xã Đổi Thư' })
    const next = address()
    const wrong = await caller.post('/api/account/email', { email: next, password: 'không phải' })
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'password'])
    mails.length = 0
    const asked = await caller.post('/api/account/email', { email: next, password: PASSWORD })
    expect(asked.body).toEqual({ confirm: [next, email] })
    const first = await caller.post(`/api/proofs/${await tokenTo(next)}`)
    expect(first.body).toEqual({ purpose: 'new', email: next, done: false })
    expect((await caller.get('/api/me')).body.user.email).toBe(email)
    expect((await caller.post(`/api/proofs/${await tokenTo(email)}`)).body).toMatchObject({
      purpose: 'old',
      done: true,
    })
    expect((await caller.get('/api/reach')).body).toMatchObject({ email: next, proven: true })
    expect((await signIn(next, PASSWORD)).status).toBe(200)
    instance.clock.now += 120_000
    await runJobs(instance.platform)
    expect((await caller.get(`/api/c/${handle}/members`)).body.items[0].email).toBe(next)
    const { items } = (await caller.get(`/api/c/${handle}/audit?limit=100`)).body
    expect(items.map((one: { actionName: string }) => one.actionName ?? one)).toContain(
      'Cán bộ đổi địa chỉ thư',
    )
  })

  test('only the new one confirms where the old was never proven; an address taken meanwhile stays its owner’s', async () => {
    const { email, caller } = await person()
    const next = address()
    expect(
      (await caller.post('/api/account/email', { email: next, password: PASSWORD })).body.confirm,
    ).toEqual([next])
    const token = await tokenTo(next)
    await signUpPerson(instance, 'Nhanh Tay', next)
    expect((await caller.post(`/api/proofs/${token}`)).status).toBe(409)
    expect((await caller.get('/api/me')).body.user.email).toBe(email)
  })

  test.each([
    [
      'a reset',
      async (email: string) => {
        await stranger().post('/api/account/forgotten', { email })
        return stranger().post(`/api/proofs/${await tokenTo(email)}/password`, { password: NEXT })
      },
    ],
    [
      'a change',
      (_: string, caller: Caller) =>
        caller.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: NEXT }),
    ],
  ] as const)('a change of address begun by a thief ends with %s of the password', async (_, choose) => {
    const { email, caller } = await person()
    const thief = address()
    expect((await caller.post('/api/account/email', { email: thief, password: PASSWORD })).status).toBe(200)
    const taken = await tokenTo(thief)
    expect((await choose(email, caller)).status).toBeLessThan(300)
    const owner = stranger()
    await owner.post('/api/auth/sign-in/email', { email, password: NEXT })
    expect((await owner.post(`/api/proofs/${taken}`)).status).toBe(410)
    expect((await signIn(email, NEXT)).status).toBe(200)
  })

  test('whoever still reads the old one neither chooses a password nor moves the account again', async () => {
    const { email, caller, prove } = await person()
    await prove()
    const [next, third] = [address(), address()]
    await stranger().post('/api/account/forgotten', { email })
    const reset = await tokenTo(email)
    await caller.post('/api/account/email', { email: third, password: PASSWORD })
    const [thirds, olds] = [await tokenTo(third), await tokenTo(email)]
    await caller.post('/api/account/email', { email: next, password: PASSWORD })
    await caller.post(`/api/proofs/${await tokenTo(next)}`)
    expect((await caller.post(`/api/proofs/${await tokenTo(email)}`)).body.done).toBe(true)
    expect((await stranger().post(`/api/proofs/${reset}/password`, { password: NEXT })).status).toBe(410)
    for (const token of [thirds, olds]) expect((await caller.post(`/api/proofs/${token}`)).status).toBe(410)
    expect((await caller.get('/api/me')).body.user.email).toBe(next)
  })
})

describe('a link handed over by an administrator', () => {
  test('sets a password once, and proves no address that others would believe', async () => {
    const admin = await signUpPerson(instance, 'Quách Thị Trị')
    const handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Trao Tay' })
    const colleague = await joinCommittee(instance, handle, { name: 'Lù A Quên', roles: ['clerk'] })
    const { email } = (await colleague.get('/api/me')).body.user
    const members = (await admin.get(`/api/c/${handle}/members`)).body.items
    const { id } = members.find((one: { name: string }) => one.name === 'Lù A Quên')
    const key = { 'idempotency-key': 'trao-mot-lan' }
    const made = await admin.post(`/api/c/${handle}/members/${id}/link`, {}, key)
    expect(made.status).toBe(201)
    expect((await admin.post(`/api/c/${handle}/members/${id}/link`, {}, key)).body).toEqual(made.body)
    const token = made.body.link.split('/').at(-1)
    expect((await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })).body).toEqual({
      email,
    })
    expect((await colleague.get('/api/me')).status).toBe(401)
    const again = stranger()
    expect((await again.post('/api/auth/sign-in/email', { email, password: NEXT })).status).toBe(200)
    expect((await again.get('/api/reach')).body.proven).toBe(false)
    const stored = JSON.stringify((await instance.platform.control.execute('select * from proof')).rows)
    expect(stored).not.toContain(token)
  })

  test('is not made for who works elsewhere too', async () => {
    const admin = await signUpPerson(instance, 'Quách Văn Hai')
    const handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Hai Nơi' })
    const colleague = await joinCommittee(instance, handle, { name: 'Sùng A Hai', roles: ['clerk'] })
    await signUpCommittee(colleague, { name: 'Chi bộ khác', kind: 'cell', suffix: 'CB' })
    const members = (await admin.get(`/api/c/${handle}/members`)).body.items
    const { id } = members.find((one: { name: string }) => one.name === 'Sùng A Hai')
    expect((await admin.post(`/api/c/${handle}/members/${id}/link`)).status).toBe(409)
  })
})

test('an administrator takes no operator over', async () => {
  const admin = await signUpPerson(instance, 'Quách Văn Vượt')
  const handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Vượt Quyền' })
  const colleague = await joinCommittee(instance, handle, { name: 'Giàng A Vận Hành', roles: ['clerk'] })
  const { email } = (await colleague.get('/api/me')).body.user
  await expect(setOperator(instance.platform, email, true)).rejects.toThrow('chưa được xác nhận')
  await proveAddress(instance, email)
  await setOperator(instance.platform, email, true)
  const members = (await admin.get(`/api/c/${handle}/members`)).body.items
  const { id } = members.find((one: { name: string }) => one.name === 'Giàng A Vận Hành')
  const link = `/api/c/${handle}/members/${id}/link`
  expect((await admin.post(link)).status).toBe(409)
  await setOperator(instance.platform, email, false)
  const made = await admin.post(link)
  await setOperator(instance.platform, email, true)
  const token = made.body.link.split('/').at(-1)
  expect((await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })).status).toBe(410)
})

test('a link handed over ends when its person begins to work elsewhere', async () => {
  const admin = await signUpPerson(instance, 'Quách Văn Giữ')
  const handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Giữ Lại' })
  const colleague = await joinCommittee(instance, handle, { name: 'Lò Thị Chuyển', roles: ['clerk'] })
  const members = (await admin.get(`/api/c/${handle}/members`)).body.items
  const { id } = members.find((one: { name: string }) => one.name === 'Lò Thị Chuyển')
  const made = await admin.post(`/api/c/${handle}/members/${id}/link`)
  instance.clock.now += 1000
  await signUpCommittee(colleague, { name: 'Chi bộ mới chuyển đến', kind: 'cell', suffix: 'CB' })
  const token = made.body.link.split('/').at(-1)
  expect((await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })).status).toBe(410)
})

test('a link handed over ends with the role of whoever handed it over', async () => {
  const admin = await signUpPerson(instance, 'Quách Văn Thôi')
  const handle = await signUpCommittee(admin, { name: 'Đảng ủy xã Đổi Người' })
  const next = await joinCommittee(instance, handle, { name: 'Lò Thị Thay', roles: ['admin'] })
  const members = (await admin.get(`/api/c/${handle}/members`)).body.items
  const of = (name: string) => members.find((one: { name: string }) => one.name === name)
  const made = await admin.post(`/api/c/${handle}/members/${of('Lò Thị Thay').id}/link`)
  const before = of('Quách Văn Thôi')
  const edited = await next.patch(
    `/api/c/${handle}/members/${before.id}`,
    { roles: ['clerk'] },
    { 'if-match': `"v${before.version}"` },
  )
  expect(edited.status).toBe(200)
  const token = made.body.link.split('/').at(-1)
  expect((await stranger().post(`/api/proofs/${token}/password`, { password: NEXT })).status).toBe(410)
})

test('without mail nothing is promised, and what stands says what to do', async () => {
  const bare = await startInstance()
  const email = address()
  const caller = await signUpPerson(bare, 'Không Thư', email)
  const nobody = new Caller(bare.app.fetch)
  expect((await nobody.get('/api/account/ways')).body).toEqual({ mail: false })
  expect((await nobody.post('/api/account/forgotten', { email })).body).toEqual({ mailed: false })
  expect((await caller.post('/api/account/proofs')).body.detail).toContain('chưa gửi được thư')
  expect((await bare.platform.control.execute('select * from outbox')).rows).toEqual([])
  expect((await nobody.get('/api/inbox')).status).toBe(404)
  await bare.stop()
})

test('the development inbox shows mails on this machine', async () => {
  const local = await startInstance(undefined, { MAIL_URL: 'inbox' })
  const email = address()
  await signUpPerson(local, 'Thử Thư', email)
  await local.settle()
  const { items } = (await new Caller(local.app.fetch).get('/api/inbox')).body
  expect(items).toMatchObject([{ to: email, subject: 'Xác nhận địa chỉ thư trên Liên Thông' }])
  await local.stop()
})

test('no address, token or name reaches a log, and no token an outbox', async () => {
  const rows = JSON.stringify((await instance.platform.control.execute('select * from outbox')).rows)
  const tokens = all.flatMap(({ text }) => /\/(?:xac-nhan|dat-lai-mat-khau)\/([\w-]+)/.exec(text)?.[1] ?? [])
  expect(tokens.length).toBeGreaterThan(10)
  for (const token of tokens) expect(rows).not.toContain(token)
  expect(JSON.stringify(instance.logs)).not.toMatch(/@example|Quên|xac-nhan|dat-lai/)
})
