import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Connection } from '../../src/platform/database.ts'
import { PASSWORD } from '../support/committee.ts'
import { draft, openProvince, pdf } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** What must never reach a log, in many requests that fail, in the database and before it. */
const CANARY = 'chim-yen-2931'
const EMAIL = `${CANARY}@example.vn`
const SUBJECT = `Về việc ${CANARY}`

let instance: Instance
let province: Place
let failing = false
const written: string[] = []
beforeAll(async () => {
  for (const how of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, how).mockImplementation((...said: unknown[]) => {
      written.push(
        said.map((one) => (one instanceof Error ? `${one.message} ${one.stack}` : String(one))).join(' '),
      )
    })
  // Doors still count tries, so that what stands behind them fails in the middle of its work.
  const fails = (asked: unknown) => failing && !JSON.stringify(asked).includes('attempt')
  const breaking = (database: Connection): Connection => ({
    execute: async (...args: [never]) => {
      if (fails(args)) throw new Error(`near ${CANARY}: ${JSON.stringify(args)}`)
      return database.execute(...args)
    },
    batch: async (statements, mode) => {
      if (fails(statements)) throw new Error(`near ${CANARY}: ${JSON.stringify(statements)}`)
      return database.batch(statements, mode)
    },
  })
  instance = await startInstance((platform) => ({
    ...platform,
    control: breaking(platform.control),
    exchange: breaking(platform.exchange),
    tenants: {
      ...platform.tenants,
      open: async (location) => breaking(await platform.tenants.open(location)),
    },
  }))
  province = await openProvince(instance)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await instance.stop()
})

/** All that operators would read. */
const log = () => `${JSON.stringify(instance.logs)}\n${written.join('\n')}`

test('nothing of tokens, addresses, passwords, bodies or SQL is in the log, whatever fails', async () => {
  const stranger = new Caller(instance.app.fetch)
  const account = { name: `Người ${CANARY}`, email: EMAIL, password: PASSWORD }
  expect((await stranger.post('/api/auth/sign-up/email', account)).status).toBe(200)
  expect((await stranger.post('/api/auth/sign-in/email', account)).status).toBe(200)
  const { id } = await draft(province, [], { subject: SUBJECT, note: CANARY })
  const bytes = pdf(CANARY)
  const ask = async () => {
    const c = province.clerk
    return Promise.all([
      stranger.post('/api/auth/sign-in/email', { email: EMAIL, password: `${CANARY} sai sai` }),
      stranger.post('/api/auth/sign-up/email', { ...account, email: `b-${EMAIL}` }),
      stranger.post('/api/auth/change-password', { currentPassword: CANARY, newPassword: `${CANARY} khác` }),
      stranger.post('/api/auth/two-factor/verify-totp', { code: '123456' }),
      stranger.get('/api/auth/list-sessions'),
      stranger.get('/api/me'),
      c.get(`${province.api}/documents/${id}`),
      c.get(`${province.api}/search?q=${CANARY}`),
      c.post(`${province.api}/documents`, { subject: SUBJECT, note: CANARY }),
      c.post(`${province.api}/documents/${id}/issue`, { version: 1 }),
      c.post(`${province.api}/invitations`, { email: EMAIL, name: CANARY, roles: ['clerk'] }),
      c.put(`${province.api}/files/${hashOf(bytes)}?name=${CANARY}.pdf`, bytes, {
        'content-length': String(bytes.length),
      }),
      c.call('POST', `${province.api}/documents`, new TextEncoder().encode(`{"note":"${CANARY}`), {
        'content-type': 'application/json',
      }),
      c.get(`/api/invitations/${CANARY}`),
      c.get(`/api/c/${CANARY}/documents`),
    ])
  }
  await ask()
  failing = true
  const answers = await ask()
  failing = false
  expect(answers.filter(({ status }) => status >= 500).length).toBeGreaterThan(8)
  expect(instance.logs.filter(({ event }) => event === 'error').length).toBeGreaterThan(8)
  const said = log()
  const tokens = [...province.clerk.cookies.values(), ...stranger.cookies.values()].flatMap((value) => [
    value,
    decodeURIComponent(value),
    decodeURIComponent(value).split('.')[0]!,
  ])
  expect(tokens.length).toBeGreaterThan(3)
  for (const secret of [CANARY, EMAIL, PASSWORD, ...tokens]) expect(said).not.toContain(secret)
  expect(said).not.toMatch(
    /\b(select|insert into|update|delete from)\b[^"]*"(user|session|account|document)"/i,
  )
  expect(said).not.toMatch(/params:/)
})
