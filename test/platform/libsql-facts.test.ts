import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jwt } from '../../src/commands/dev/authority.ts'
import { ADMIN_KEY, startNamespaces } from '../../src/commands/dev/namespaces-api.ts'

/**
 * What a real libsql-server 0.24.33 was seen to answer on 30/11/2026, and what its source says (docs/ADMIN_API.md,
 * libsql-server/src/auth, src/http): the stand-in answers alike.
 */
type Reply = { status: number; body: string }
type Call = { method?: string; host?: string; path: string; token?: string; body?: unknown }

const pair = generateKeyPairSync('ed25519')
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: object, key = pair.privateKey): string => {
  const head = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return `${head}.${sign(null, Buffer.from(head), key).toString('base64url')}`
}
const now = Math.floor(Date.now() / 1000)
const RW = tokenOf({ a: 'rw' })

let folder: string
let server: Awaited<ReturnType<typeof startNamespaces>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'libsql-facts-'))
  const authority = jwt(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  server = await startNamespaces(folder, { authority })
  server.databases.create('one')
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  for (const key of Object.keys(server.databases.faults)) Reflect.deleteProperty(server.databases.faults, key)
})

/** Asks the data door, or with `admin` the other; `lost` when the connection ended, `silent` when nothing came. */
function ask({ method = 'POST', host, path, token = RW, body }: Call, door = server.databases.origin) {
  const { port } = new URL(door)
  const admin = door === server.origin
  const headers = {
    host: host ?? `localhost:${port}`,
    'content-type': 'application/json',
    ...(token !== '' && { authorization: admin ? `basic ${token}` : `Bearer ${token}` }),
  }
  const answer = new Promise<Reply | 'lost'>((resolve) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (more: string) => (text += more))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
    })
    sent.on('error', () => resolve('lost'))
    sent.end(body === undefined || method !== 'POST' ? undefined : JSON.stringify(body))
  })
  return Promise.race([answer, sleep(300, 'silent' as const)])
}
const run = (sql: string) => ({ requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] })
const data = (sql: string, more: Partial<Call> = {}) =>
  ask({ path: '/dev/one/v2/pipeline', body: run(sql), ...more })
const admin = (path: string, more: Partial<Call> = {}) =>
  ask({ path: `/v1/namespaces/${path}`, token: ADMIN_KEY, body: {}, ...more }, server.origin)
const pragma = async (name: string) => {
  const { body } = (await data(`pragma ${name}`)) as Reply
  return JSON.parse(body).results[0].response.result.rows[0][0].value
}
const WRITE = 'create table if not exists t (a)'

const FACTS: [fact: string, asked: () => Promise<unknown>, answer: unknown][] = [
  [
    'point 7: a missing namespace is 404',
    () => data(WRITE, { path: '/dev/none/v2/pipeline' }),
    said(404, "Namespace `none` doesn't exist"),
  ],
  [
    'point 7: also on DELETE of the admin API',
    () => admin('none', { method: 'DELETE' }),
    said(404, "doesn't exist"),
  ],
  [
    'point 7: and for its configuration',
    () => admin('none/config', { method: 'GET' }),
    said(404, "doesn't exist"),
  ],
  [
    'point 7: a wrong admin key is 401 without a word',
    () => admin('two/create', { token: 'wrong' }),
    { status: 401, body: '' },
  ],
  [
    'point 7: no admin key is 401 without a word',
    () => admin('two/create', { token: '' }),
    { status: 401, body: '' },
  ],
  ['point 7: creating what exists is 400', () => admin('one/create'), said(400, 'already exists')],
  [
    'point 7: version 3 is not served under the path',
    () => data(WRITE, { path: '/dev/one/v3/pipeline' }),
    { status: 404, body: '' },
  ],
  [
    'point 7: and is not announced there',
    () => ask({ method: 'GET', path: '/dev/one/v3' }),
    { status: 404, body: '' },
  ],
  [
    'point 6: a host with a dot names the namespace, path or not',
    () => data(WRITE, { host: '127.0.0.1:8080' }),
    said(404, "Namespace `127` doesn't exist"),
  ],
  [
    'point 6: so a name below a domain is served by its first label',
    () => data(WRITE, { host: 'one.db.example.vn', path: '/v3/pipeline' }),
    said(200, '"ok"'),
  ],
  [
    'point 6: a host without a dot and without the path is the namespace default',
    () => data('select 7', { path: '/v2/pipeline' }),
    said(200, '"7"'),
  ],
  [
    'how it is started: health answers without a token',
    () => ask({ method: 'GET', path: '/health', token: '' }),
    { status: 200, body: '' },
  ],
  [
    'how it is started: version answers without a token',
    () => ask({ method: 'GET', path: '/version', token: '' }),
    said(200, '.'),
  ],
  ['how it is started: a token without namespace opens all', () => data(WRITE), said(200, '"ok"')],
  ['how it is started: no token', () => data(WRITE, { token: '' }), said(401, 'Unauthorized')],
  [
    'how it is started: a token of another key',
    () => data(WRITE, { token: tokenOf({ a: 'rw' }, generateKeyPairSync('ed25519').privateKey) }),
    said(401, 'The JWT is invalid'),
  ],
  [
    'a token that has expired',
    () => data(WRITE, { token: tokenOf({ a: 'rw', exp: now - 3600 }) }),
    said(401, 'The JWT has expired'),
  ],
  [
    'a token that is not valid yet',
    () => data(WRITE, { token: tokenOf({ a: 'rw', nbf: now + 3600 }) }),
    said(401, 'The JWT is immature'),
  ],
  [
    'a token of one namespace opens it',
    () => data(WRITE, { token: tokenOf({ a: 'rw', id: 'one' }) }),
    said(200, '"ok"'),
  ],
  ['and no other', () => data(WRITE, { token: tokenOf({ a: 'rw', id: 'two' }) }), said(403, 'forbidden')],
  ['a token that reads', () => data('select 7', { token: tokenOf({ a: 'ro' }) }), said(200, '"7"')],
  ['does not write', () => data(WRITE, { token: tokenOf({ a: 'ro' }) }), said(403, 'forbidden')],
  ['point 1: it checkpoints by the flag, not by itself', () => pragma('wal_autocheckpoint'), '0'],
  ['point 1: busy_timeout is 100 ms', () => pragma('busy_timeout'), '100'],
  ['point 1: synchronous is NORMAL', () => pragma('synchronous'), '1'],
  ['point 1: foreign_keys is on', () => pragma('foreign_keys'), '1'],
]

function said(status: number, words: string): unknown {
  return { status, body: expect.stringContaining(words) as string }
}

test.each(FACTS)('%s', async (_, asked, answer) => {
  expect(await asked()).toEqual(answer)
})

const BATCH = {
  path: '/dev/one/v2/pipeline',
  body: {
    requests: [
      {
        type: 'batch',
        batch: {
          steps: [
            { stmt: { sql: 'BEGIN IMMEDIATE' } },
            { stmt: { sql: 'insert into t values (1)' } },
            { stmt: { sql: 'COMMIT' } },
          ],
        },
      },
    ],
  },
}

const BEFALLS: [what: string, faults: object, write: unknown, read: unknown][] = [
  ['busy: comes before anything is done', { busy: 1 }, said(200, 'SQLITE_BUSY'), said(200, '"n"')],
  ['silence for writes of one database, as when it is wedged', { silent: 'one' }, 'silent', said(200, '"n"')],
  ['away', { away: true }, 'lost', 'lost'],
  ['the answer lost after the work', { lost: 'one' }, 'lost', said(200, '"n"')],
]
test.each(BEFALLS)('what may befall it: %s', async (what, faults, write, read) => {
  server.databases.drop('one')
  server.databases.create('one')
  await data(WRITE)
  Object.assign(server.databases.faults, faults)
  expect(await ask(BATCH)).toEqual(write)
  expect(await data('select count(*) as n from t')).toEqual(read)
  server.databases.faults.away = false
  const { body } = (await data('select count(*) from t')) as Reply
  expect(body).toContain(`"value":"${what.includes('after') ? 1 : 0}"`)
})

test('writes are stopped and allowed through the admin door, and reads go on', async () => {
  await data(WRITE)
  await admin('one/config', { body: { block_reads: false, block_writes: true, block_reason: 'đã chuyển' } })
  expect(await data('insert into t values (1)')).toEqual(said(200, '"BLOCKED"'))
  expect(await data('select 7')).toEqual(said(200, '"7"'))
  expect(await admin('one/config', { method: 'GET', body: undefined })).toEqual(
    said(200, '"block_writes":true'),
  )
  await admin('one/config', { body: { block_reads: false, block_writes: false } })
  expect(await data('insert into t values (1)')).toEqual(said(200, '"ok"'))
})

test('without the flag it checkpoints every 1000 pages', async () => {
  const other = await startNamespaces(join(folder, 'other'), { checkpointEvery: 0 })
  other.databases.create('one')
  const answer = await fetch(`${other.databases.url('one')}v2/pipeline`, {
    method: 'POST',
    headers: { authorization: 'Bearer database-token' },
    body: JSON.stringify(run('pragma wal_autocheckpoint')),
  })
  expect(await answer.text()).toContain('"value":"1000"')
  await other.close()
})
