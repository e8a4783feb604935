import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../../migrations/apply.ts'
import { jwt } from '../../src/commands/dev/authority.ts'
import { startNamespaces } from '../../src/commands/dev/namespaces-api.ts'
import { createShared } from '../../src/commands/premises/create.ts'
import { tokenOf } from '../../src/commands/premises/prepare.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { lookAtShared } from '../../src/platform/standing.ts'
import { startS3 } from '../support/s3-server.ts'

type Server16 = Awaited<ReturnType<typeof startNamespaces>>
const pair = generateKeyPairSync('ed25519')
const RW = tokenOf(pair.privateKey)
const HOUR = 3600
const now = Math.floor(Date.now() / 1000)

let folder: string
let server: Server16
/** Without `--checkpoint-interval-s`. */
let careless: Server16
const others: Server[] = []
const remotes = nodeRemotes()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const authority = jwt(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  server = await startNamespaces(join(folder, 'one'), { authority })
  careless = await startNamespaces(join(folder, 'two'), { authority, checkpointEvery: 0 })
  for (const { databases } of [server, careless])
    for (const kind of ['control', 'exchange', 'tenant'] as const) {
      databases.create(kind)
      await migrate(remotes.open(databases.url(kind), RW), kind)
    }
  server.databases.create('trong')
})
afterAll(async () => {
  remotes.close()
  await Promise.all([server.close(), careless.close()])
  for (const one of others) one.closeAllConnections()
  await Promise.all(others.map((one) => new Promise((done) => one.close(done))))
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  server.databases.blocked.set('exchange', undefined)
  server.databases.faults.silent = undefined
})

/** Something else that listens on a port. */
async function another(answer: (response: ServerResponse) => void): Promise<string> {
  const one = createServer((request, response) => {
    request.resume()
    answer(response)
  })
  await new Promise<void>((ready) => one.listen(0, '127.0.0.1', ready))
  others.push(one)
  return `http://localhost:${(one.address() as AddressInfo).port}`
}

type Change = Record<string, string | undefined>
const settings = (at: Server16, change: Change = {}): Change => ({
  AUTH_SECRET: 'a secret that is long enough for tests',
  DATA_DIR: join(folder, 'data'),
  TENANTS: 'namespaces',
  CONTROL_URL: at.databases.url('control'),
  CONTROL_TOKEN: RW,
  EXCHANGE_URL: at.databases.url('exchange').replace(/\/$/, ''),
  EXCHANGE_TOKEN: RW,
  ...at.settings,
  NAMESPACES_TOKEN: RW,
  ...change,
})
const look = (change: Change = {}, at = server) =>
  lookAtShared(readEnv(settings(at, change)), (url, token) => remotes.tripTo(url, token))
const refusal = async (change: Change, at = server): Promise<string> =>
  look(change, at).then(
    () => 'stood on',
    (error: unknown) => (error as Error).message,
  )
const everywhere = (token: string): Change => ({
  CONTROL_TOKEN: token,
  EXCHANGE_TOKEN: token,
  NAMESPACES_TOKEN: token,
})

test('a server that is as it should be is stood on, with a slash at the end of an address or without', async () => {
  expect(await look()).toEqual([])
  expect(await look({ CONTROL_URL: server.databases.url('control').slice(0, -1) })).toEqual([])
})

/** What was set wrong, and the one line that says what to mend. */
const WRONG: [what: string, change: () => Change | Promise<Change>, line: RegExp][] = [
  [
    'an address without an answer',
    () => ({ CONTROL_URL: 'http://localhost:1/dev/control/' }),
    /CONTROL_URL: localhost:1 không trả lời/,
  ],
  [
    'a token that is refused',
    () => everywhere(tokenOf(generateKeyPairSync('ed25519').privateKey)),
    /CONTROL_TOKEN, EXCHANGE_TOKEN, NAMESPACES_TOKEN: máy chủ không nhận mã truy cập/,
  ],
  [
    'control not made yet',
    () => ({ CONTROL_URL: server.databases.url('none') }),
    /CONTROL_URL: chưa có cơ sở dữ liệu "none" \(danh bạ\)\. Tạo một lần bằng: npm run operate -- create shared/,
  ],
  [
    'an exchange that is empty',
    () => ({ EXCHANGE_URL: server.databases.url('trong') }),
    /EXCHANGE_URL: \S+\/dev\/trong còn trống, chưa có trục liên thông\. Tạo một lần/,
  ],
  [
    'one database for both',
    () => ({ EXCHANGE_URL: server.databases.url('control') }),
    /CONTROL_URL, EXCHANGE_URL: cùng chỉ một cơ sở dữ liệu, \S+\/dev\/control; cần hai/,
  ],
  [
    'control and exchange changed about',
    () => ({ CONTROL_URL: server.databases.url('exchange'), EXCHANGE_URL: server.databases.url('control') }),
    /CONTROL_URL: \S+\/dev\/exchange không phải danh bạ[^]*EXCHANGE_URL: \S+\/dev\/control không phải trục liên thông/,
  ],
  [
    'the database of a committee for control',
    () => ({ CONTROL_URL: server.databases.url('tenant') }),
    /CONTROL_URL: \S+\/dev\/tenant không phải danh bạ/,
  ],
  [
    'a host with a dot and a path',
    () => ({ CONTROL_URL: 'http://127.0.0.1:8080/dev/control/' }),
    /CONTROL_URL: 127\.0\.0\.1:8080 có dấu chấm nên máy chủ lấy "127" làm tên cơ sở dữ liệu/,
  ],
  [
    'a host without a dot and without a path',
    () => ({ CONTROL_URL: 'http://db:8080' }),
    /CONTROL_URL: db:8080 không nêu tên cơ sở dữ liệu nên máy chủ hiểu là "default"; cần thêm \/dev\/\{tên\}\//,
  ],
  [
    'a path that no server has',
    () => ({ CONTROL_URL: 'http://db:8080/control' }),
    /CONTROL_URL: đường dẫn \/control không dùng được/,
  ],
  ['no address at all', () => ({ CONTROL_URL: 'control' }), /CONTROL_URL: phải là địa chỉ đầy đủ/],
  [
    'a pattern with dot and path',
    () => ({ NAMESPACES_URL: 'http://127.0.0.1:8080/dev/{namespace}' }),
    /NAMESPACES_URL: 127\.0\.0\.1:8080 có dấu chấm/,
  ],
  [
    'a pattern with the name in the wrong place',
    () => ({ NAMESPACES_URL: 'http://db.{namespace}.example.vn' }),
    /NAMESPACES_URL: \{namespace\} phải là phần đầu của tên miền/,
  ],
  [
    'the admin door for the data door',
    () => ({ CONTROL_URL: `${server.origin.replace('127.0.0.1', 'localhost')}/dev/control/` }),
    /CONTROL_URL: \S+ là cửa quản trị của máy chủ; cần cửa dữ liệu/,
  ],
  [
    'the data door for the admin door',
    () => ({ NAMESPACES_ADMIN_URL: server.databases.origin }),
    /NAMESPACES_ADMIN_URL: \S+ là cửa dữ liệu của máy chủ; cần cửa quản trị/,
  ],
  [
    'a wrong admin key',
    () => ({ NAMESPACES_ADMIN_TOKEN: 'wrong' }),
    /NAMESPACES_ADMIN_TOKEN: cửa quản trị không nhận khóa này/,
  ],
  [
    'an admin door that is away',
    () => ({ NAMESPACES_ADMIN_URL: 'http://localhost:1' }),
    /NAMESPACES_ADMIN_URL: localhost:1 không trả lời/,
  ],
  [
    'a token of one namespace',
    () => everywhere(tokenOf(pair.privateKey, { a: 'rw', id: 'control' })),
    /CONTROL_TOKEN, EXCHANGE_TOKEN, NAMESPACES_TOKEN: mã truy cập chỉ mở được "control"/,
  ],
  [
    'a token that cannot write',
    () => everywhere(tokenOf(pair.privateKey, { a: 'ro' })),
    /CONTROL_TOKEN, EXCHANGE_TOKEN, NAMESPACES_TOKEN: mã truy cập chỉ đọc/,
  ],
  [
    'a token that has ended',
    () => everywhere(tokenOf(pair.privateKey, { a: 'rw', exp: now - HOUR })),
    /CONTROL_TOKEN, EXCHANGE_TOKEN, NAMESPACES_TOKEN: mã truy cập đã hết hạn lúc 2\d{3}-\S+Z \(đồng hồ máy này đang là/,
  ],
  [
    'a token whose time has not come',
    () => everywhere(tokenOf(pair.privateKey, { a: 'rw', nbf: now + HOUR })),
    /NAMESPACES_TOKEN: mã truy cập chưa có hiệu lực/,
  ],
  [
    'writes that were stopped at the server',
    () => {
      server.databases.blocked.set('exchange', 'đã chuyển')
      return {}
    },
    /EXCHANGE_URL: máy chủ đang chặn ghi vào cơ sở dữ liệu này/,
  ],
  [
    'a server that reads and answers no write',
    () => {
      server.databases.faults.silent = 'exchange'
      return {}
    },
    /EXCHANGE_URL: máy chủ trả lời lệnh đọc nhưng không trả lời lệnh ghi/,
  ],
  [
    'a page of another program',
    async () => ({ CONTROL_URL: `${await another((r) => r.end('<html>'))}/dev/control/` }),
    /CONTROL_URL: nơi trả lời ở \S+ không phải cửa dữ liệu của libsql-server \(HTTP 200\)/,
  ],
  [
    'a redirect',
    async () => ({
      CONTROL_URL: `${await another((r) => r.writeHead(302, { location: 'https://example.vn' }).end())}/dev/control/`,
    }),
    /CONTROL_URL: \S.*không phải cửa dữ liệu của libsql-server \(HTTP 302\)/,
  ],
  [
    'an endless answer',
    async () => ({ CONTROL_URL: `${await another(endless)}/dev/control/` }),
    /CONTROL_URL: (nơi trả lời ở \S+ không phải libsql-server|\S+ không trả lời \(timeout\))/,
  ],
  [
    'a server that says nothing',
    async () => ({ EXCHANGE_URL: `${await another(() => undefined)}/dev/exchange/` }),
    /EXCHANGE_URL: localhost:\d+ không trả lời \(timeout\)/,
  ],
  [
    'a server without namespaces',
    async () => ({ NAMESPACES_URL: `${await another((r) => r.end('{"results":[]}'))}/dev/{namespace}` }),
    /NAMESPACES_URL: máy chủ trả lời cho một tên chưa ai tạo; cần chạy nó với --enable-namespaces/,
  ],
]

function endless(response: ServerResponse): void {
  const more = 'x'.repeat(1024 * 1024)
  const write = (): void => {
    while (!response.destroyed && response.write(more));
  }
  response.on('drain', write)
  write()
}

test.each(WRONG)(
  '%s: named with the remedy, in one line, without secrets, nothing made',
  async (_, change, line) => {
    const said = await refusal(await change())
    expect(said).toMatch(/^Chưa khởi động được; chưa có gì thay đổi\. Đề nghị sửa:\n {2}- /)
    expect(said).toMatch(line)
    expect(said.split('\n').length).toBeLessThanOrEqual(3)
    expect(said).not.toContain('eyJ')
    expect(server.has('none')).toBe(false)
  },
)

test('a clock that is off: the server says the token has ended, and one line says what to look at', async () => {
  const strict = await startNamespaces(join(folder, 'clock'), {
    authority: () => [401, 'Unauthorized: `The JWT has expired`'],
  })
  const said = await refusal({}, strict)
  expect(said).toMatch(
    /CONTROL_TOKEN, EXCHANGE_TOKEN, NAMESPACES_TOKEN: máy chủ coi mã truy cập là đã hết hạn\. Kiểm tra đồng hồ của hai máy/,
  )
  expect(said.split('\n')).toHaveLength(2)
  await strict.close()
})

test('a server that checkpoints by itself is not stood on, and the flag is named', async () => {
  expect(await refusal({}, careless)).toMatch(
    /CONTROL_URL, EXCHANGE_URL: máy chủ cần chạy với --checkpoint-interval-s 20; thiếu tham số này/,
  )
})

describe('the start of a process', () => {
  test('stops where the look does, for serving and for migrating', async () => {
    const env = readEnv(settings(server, { CONTROL_URL: server.databases.url('none') }))
    await expect(nodePlatform(env)).rejects.toThrow(/create shared/)
    expect(server.has('none')).toBe(false)
  })

  const stores: [string, Change, RegExp][] = [
    [
      'a bucket that is not there',
      { S3_BUCKET: 'khong-co' },
      /S3_BUCKET: kho tệp chưa có bucket "khong-co"\. Tạo bucket này trước/,
    ],
    ['a wrong secret', { S3_SECRET: 'wrong' }, /S3_SECRET, S3_REGION: chữ ký không khớp/],
    [
      'a store that is away',
      { S3_ENDPOINT: 'http://localhost:1' },
      /S3_ENDPOINT: http:\/\/localhost:1 không trả lời/,
    ],
    [
      'a bucket that may not be written',
      {},
      /S3_KEY_ID: khóa này không được ghi, đọc và xóa trong bucket "lien-thong"/,
    ],
  ]
  test.each(stores)('says of files: %s', async (_, change, line) => {
    const s3 = await startS3({ readOnly: Object.keys(change).length === 0 })
    const env = readEnv(settings(server, { ...s3.settings, ...change }))
    await expect(nodePlatform(env)).rejects.toThrow(line)
    expect(s3.stored.size).toBe(0)
    await s3.close()
  })

  test('leaves nothing in a bucket that is as it should be', async () => {
    const s3 = await startS3()
    const platform = await nodePlatform(readEnv(settings(server, s3.settings)))
    expect(s3.stored.size).toBe(0)
    await platform.close()
    await s3.close()
  })
})

describe('making what is shared', () => {
  const fresh = async (name: string) => {
    const authority = jwt(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
    const one = await startNamespaces(join(folder, name), { authority })
    return { one, env: readEnv(settings(one)) }
  }

  test('is done once, said so, and harmless again', async () => {
    const { one, env } = await fresh('made')
    expect(await createShared(env)).toBe('Đã tạo danh bạ (control).\nĐã tạo trục liên thông (exchange).')
    expect(await createShared(env)).toBe(
      'Đã có danh bạ (control); giữ nguyên.\nĐã có trục liên thông (exchange); giữ nguyên.',
    )
    await (await nodePlatform(env)).close()
    await one.close()
  })

  test('never makes anew what an instance has lost', async () => {
    const { one, env } = await fresh('lost')
    await createShared(env)
    const control = remotes.open(one.databases.url('control'), RW)
    await control.execute(
      `insert into committee (id, handle, name, kind, suffix, place, sortKey, state, createdBy, createdAt)
       values ('a', 'a', 'A', 'commune', 'ĐU', 'A', 'a', 'ready', 'u', 0)`,
    )
    one.databases.drop('exchange')
    await expect(createShared(env)).rejects.toThrow(
      /Chưa tạo gì: trục liên thông không có, trong khi danh bạ đã có 1 cơ quan/,
    )
    expect(one.has('exchange')).toBe(false)
    await one.close()
  })
})
