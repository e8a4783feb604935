import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '../../src/platform/env.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { lookAtShared } from '../../src/platform/standing.ts'
import { startLibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import type { LibsqlServer } from '../../src/commands/dev/libsql-server.ts'

let folder: string
let server: LibsqlServer
const remotes = nodeRemotes()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  server = await startLibsqlServer({ folder, token: 'khoa-bi-mat', checkpointEvery: 0 })
  for (const name of ['control', 'exchange']) server.create(name)
})
afterAll(async () => {
  remotes.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const look = (change: Record<string, string | undefined> = {}) =>
  lookAtShared(
    readEnv({
      AUTH_SECRET: 'a secret that is long enough for tests',
      TENANTS: 'namespaces',
      NAMESPACES_ADMIN_URL: 'http://localhost:1',
      NAMESPACES_URL: 'http://{namespace}.localhost:1',
      CONTROL_URL: server.url('control'),
      CONTROL_TOKEN: 'khoa-bi-mat',
      EXCHANGE_URL: server.url('exchange').replace(/\/$/, ''),
      EXCHANGE_TOKEN: 'khoa-bi-mat',
      ...change,
    }),
    remotes.open,
  )

test('two databases that answer are stood on; how the server checkpoints is told', async () => {
  const warnings = await look()
  expect(warnings).toHaveLength(2)
  expect(warnings[0]).toMatch(
    /^localhost:\d+\/dev\/control: libsql-server cần chạy với --checkpoint-interval-s/,
  )
})

test.each([
  ['one database under two names', { EXCHANGE_URL: 'control' }, /CONTROL_URL và EXCHANGE_URL: cùng chỉ một/],
  ['one that is not there', { EXCHANGE_URL: 'none' }, /- EXCHANGE_URL: \S+\/dev\/none chưa có\. Tạo/],
  [
    'a wrong token',
    { CONTROL_TOKEN: 'sai', CONTROL_URL: 'control' },
    /- CONTROL_URL: \S+ không nhận mã truy cập/,
  ],
  [
    'a server that is away',
    { CONTROL_URL: 'http://127.0.0.1:1/' },
    /- CONTROL_URL: 127\.0\.0\.1:1 không trả lời/,
  ],
])('%s is named with the setting to mend, without secrets', async (_, change, words) => {
  const urls = Object.entries(change).map(([name, value]) => [
    name,
    name.endsWith('_URL') && !value.includes(':') ? server.url(value) : value,
  ])
  const error = (await look(Object.fromEntries(urls) as Record<string, string>).catch(
    (e: unknown) => e,
  )) as Error
  expect(error.message).toMatch(words)
  expect(error.message).not.toMatch(/khoa-bi-mat|sai/)
})
