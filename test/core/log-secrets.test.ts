import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import type { Connection } from '../../src/platform/database.ts'
import { smtpMail } from '../../src/platform/mail-smtp.ts'
import { httpMail } from '../../src/platform/mail-http.ts'
import { readEnv } from '../../src/platform/env.ts'
import { pusherOf } from '../../src/platform/push.ts'
import { totpCode } from '../support/authenticator.ts'
import { PASSWORD, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** What a service or a database may say in its errors, with what it was sent: none of it is for the log. */
const CANARY = 'hoang-yen-7713'
const settings = {
  BASE_URL: 'http://localhost:8787',
  MAIL_FROM: 'khong-tra-loi@example.vn',
  MAIL_TOKEN: `thu-${CANARY}`,
}
const PAIR = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')
const PUSH_KEY = `${base64(await crypto.subtle.exportKey('raw', PAIR.publicKey))}.${(await crypto.subtle.exportKey('jwk', PAIR.privateKey)).d}`

let instance: Instance
let failing = false
const printed: string[] = []
const handed: string[] = []
const loud = (...said: unknown[]): never => {
  throw new Error(`${CANARY} ${JSON.stringify(said)}`)
}
beforeAll(async () => {
  for (const how of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, how).mockImplementation((...said: unknown[]) => {
      printed.push(
        said.map((one) => (one instanceof Error ? `${one.message} ${one.stack}` : String(one))).join(' '),
      )
    })
  // Tries are counted before the work: it is the work that fails.
  const fails = (asked: unknown) => failing && !JSON.stringify(asked).includes('attempt')
  const breaking = (database: Connection): Connection => ({
    execute: async (...args: [never]) => (fails(args) ? loud(args) : database.execute(...args)),
    batch: async (statements, mode) =>
      fails(statements) ? loud(statements) : database.batch(statements, mode),
  })
  const telling = (async (url: string, { headers, body }: RequestInit) => {
    handed.push(`${JSON.stringify(body)} ${url}`)
    return new Response(`${CANARY} ${url} ${JSON.stringify(headers)} ${JSON.stringify(body)}`, {
      status: 500,
    })
  }) as typeof fetch
  const smtp = smtpMail({ ...settings, MAIL_URL: `smtp://ai:mat-khau-${CANARY}@127.0.0.1:9` })
  const http = httpMail({ ...settings, MAIL_URL: `https://thu.example.vn/gui?khoa=${CANARY}` }, telling)
  let turn = 0
  instance = await startInstance((platform) => ({
    ...platform,
    control: breaking(platform.control),
    exchange: breaking(platform.exchange),
    tenants: { ...platform.tenants, open: async (at) => breaking(await platform.tenants.open(at)) },
    mail: { send: (mail) => (turn++ % 2 === 0 ? http : smtp).send(mail) },
    push: pusherOf({ ...settings, PUSH_KEY }, telling),
  }))
})
afterAll(async () => {
  vi.restoreAllMocks()
  await instance.stop()
})

test('no token, code, secret, address of a device or setting of a service is in the log, whatever fails', async () => {
  const email = `${CANARY}@example.vn`
  const admin = await signUpPerson(instance, `Người ${CANARY}`, email)
  const here = await signUpCommittee(admin, { name: `Đảng ủy xã ${CANARY}` })
  const api = `/api/c/${here}`
  const enabled = (await admin.post('/api/auth/two-factor/enable', { password: PASSWORD })).body
  const code = totpCode(enabled.totpURI)
  expect((await admin.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  const endpoint = `https://fcm.googleapis.com/fcm/send/${CANARY}`
  const device = {
    endpoint,
    p256dh: PUSH_KEY.split('.')[0]!,
    auth: Buffer.from(randomUUID()).toString('base64url').slice(0, 22),
    name: 'Máy',
  }
  expect((await admin.post('/api/reach/devices', device)).status).toBe(201)
  const next = totpCode(enabled.totpURI, Date.now() + 30_000)
  const secrets = [CANARY, email, PASSWORD, endpoint, device.p256dh, device.auth, ...enabled.backupCodes]
  secrets.push(new URL(enabled.totpURI).searchParams.get('secret')!)
  const ask = async (round: number) => {
    const key = { 'idempotency-key': `khoa-${CANARY}-${round}` }
    const to = `moi-${round}-${CANARY}@example.vn`
    const invited = await admin.post(
      `${api}/invitations`,
      { name: 'Người Mới', email: to, roles: ['clerk'] },
      key,
    )
    const token = String(invited.body.link ?? `khong-${CANARY}`)
      .split('/')
      .at(-1)!
    secrets.push(token)
    const listed = {
      name: `Chi bộ ${CANARY} ${round}`,
      kind: 'cell',
      suffix: 'CB',
      place: 'Tả Van',
      email: to,
    }
    const founded = await admin.post(`${api}/subordinates`, { items: [listed] })
    secrets.push(
      String(founded.body.items?.[0]?.link ?? CANARY)
        .split('/')
        .at(-1)!,
    )
    const stranger = new Caller(instance.app.fetch)
    return Promise.all([
      stranger.get(`/api/invitations/${here}/${token}`),
      admin.post(`/api/invitations/${here}/${token}/acceptance`),
      stranger.get(`/api/proofs/${token}`),
      admin.post(`/api/proofs/${token}`),
      stranger.post(`/api/proofs/${token}/password`, { password: `một câu ${CANARY}` }),
      stranger.post('/api/account/forgotten', { email }),
      admin.post('/api/account/proofs'),
      admin.post('/api/account/email', { email: to, password: PASSWORD, code: next }),
      admin.post('/api/auth/two-factor/generate-backup-codes', {
        password: PASSWORD,
        code: enabled.backupCodes[round],
      }),
      admin.post('/api/auth/two-factor/verify-backup-code', { code: enabled.backupCodes[round + 2] }),
      admin.post('/api/auth/passkey/verify-authentication', {
        response: {
          id: CANARY,
          rawId: CANARY,
          type: 'public-key',
          response: { clientDataJSON: CANARY, authenticatorData: CANARY, signature: CANARY },
        },
      }),
      admin.post('/api/reach/devices', { ...device, endpoint: `${endpoint}-${round}` }),
      admin.put(`${api}/superior`, { handle: CANARY }),
      admin.get(`/api/directory/${CANARY}`),
      admin.get(`/api/operator/committees?q=${CANARY}`),
      admin.post('/api/failures', { screen: `/${CANARY}1`, name: CANARY, frames: [CANARY] }),
      admin.raw(
        'POST',
        `/api/${CANARY}`,
        { authorization: `Bearer ${CANARY}`, cookie: `x=${CANARY}` },
        { a: CANARY },
      ),
      admin.raw('GET', `${api}/files/${CANARY}?name=${CANARY}`, { range: CANARY, 'if-none-match': CANARY }),
    ])
  }
  await ask(0)
  await instance.settle()
  failing = true
  const failed = await ask(1)
  await runJobs(instance.platform).catch(() => undefined)
  failing = false
  instance.clock.now += 600_000
  await runJobs(instance.platform)
  await instance.settle()
  expect(failed.filter(({ status }) => status >= 500).length).toBeGreaterThan(8)
  for (const body of handed)
    for (const [, token] of body.matchAll(
      /\/(?:xac-nhan|dat-lai-mat-khau|loi-moi\/[\w-]+|moi-co-quan)\/([\w-]{20,})/g,
    ))
      secrets.push(token!)
  secrets.push(...[...admin.cookies.values()].flatMap((one) => [one, decodeURIComponent(one).split('.')[0]!]))
  expect(new Set(secrets).size).toBeGreaterThan(20)
  const said = `${JSON.stringify(instance.logs)}\n${printed.join('\n')}`
  expect(instance.logs.length).toBeGreaterThan(8)
  for (const secret of new Set(secrets)) expect(said).not.toContain(secret)
  for (const shown of [code, next]) expect(said).not.toMatch(new RegExp(`(?<!\\d)${shown}(?!\\d)`))
})

test('a start that finds settings wrong names them without what they hold', () => {
  const wrong = {
    BASE_URL: `khong-${CANARY}`,
    AUTH_SECRET: `ngan-${CANARY.slice(0, 4)}`,
    MAIL_URL: `ftp://ai:${CANARY}@thu`,
    MAIL_TOKEN: `co dau cach ${CANARY}`,
    PUSH_KEY: `co dau cach ${CANARY}`,
    S3_ENDPOINT: `khong-${CANARY}`,
    S3_SECRET: `x ${CANARY}`,
    CONTROL_TOKEN: `x ${CANARY}`,
    TENANTS: CANARY,
    PASSWORD_COST: CANARY,
  }
  let message = ''
  try {
    readEnv(wrong)
  } catch (error) {
    message = String(error)
  }
  expect(message).toContain('MAIL_URL')
  expect(message).not.toContain(CANARY.slice(0, 9))
})
