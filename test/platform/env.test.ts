import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { whereData } from '../../src/node.ts'
import { readEnv } from '../../src/platform/env.ts'
import { environment, withSecret } from '../../src/platform/secret.ts'

const AUTH_SECRET = 'thirty-two characters or more, please'

describe('the environment', () => {
  test('needs a secret and nothing else', () => {
    expect(readEnv({ AUTH_SECRET })).toMatchObject({
      BASE_URL: 'http://localhost:8787',
      HOST: '127.0.0.1',
      TENANTS: 'file',
      maxFileBytes: 50 * 1024 * 1024,
      TRUST_PROXY: false,
    })
  })

  test('is reached at its port unless told otherwise', () => {
    expect(readEnv({ AUTH_SECRET, PORT: '9000' }).BASE_URL).toBe('http://localhost:9000')
    expect(readEnv({ AUTH_SECRET, PORT: '9000', BASE_URL: 'https://vb.example.vn' }).BASE_URL).toBe(
      'https://vb.example.vn',
    )
  })

  test('that is wrong is told in one list', () => {
    const wrong = () =>
      readEnv({ AUTH_SECRET: 'short', PORT: '99999', MAX_FILE_MB: 'x', BASE_URL: 'vb.example.vn' })
    expect(wrong).toThrow(/AUTH_SECRET: cần ít nhất 32 ký tự/)
    expect(wrong).toThrow(/PORT: Giá trị lớn nhất là 65535\./)
    expect(wrong).toThrow(/MAX_FILE_MB: Mục này phải là số\./)
    expect(wrong).toThrow(/BASE_URL: phải là địa chỉ đầy đủ/)
  })

  test('is told whole: what is wrong and what is missing', () => {
    const wrong = () => readEnv({ PORT: 'x', TENANTS: 'turso', S3_ENDPOINT: 'https://s3.noi-bo' })
    for (const name of ['AUTH_SECRET', 'PORT', 'TURSO_ORG', 'S3_BUCKET']) expect(wrong).toThrow(`- ${name}: `)
    expect(() => readEnv({ AUTH_SECRET, TENANTS: 'tepj' })).toThrow(
      /TENANTS: Chọn một trong các giá trị: file/,
    )
  })

  test('may name the address with a slash at its end', () => {
    expect(readEnv({ AUTH_SECRET, BASE_URL: 'https://vb.example.vn/' }).BASE_URL).toBe(
      'https://vb.example.vn',
    )
  })

  test('names what a way to provide databases lacks', () => {
    expect(() => readEnv({ AUTH_SECRET, TENANTS: 'turso' })).toThrow(/TURSO_ORG: bắt buộc khi TENANTS=turso/)
  })
})

describe('the secret of a Node host', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('is made once, is long, and is for its user alone', async () => {
    const DATA_DIR = join(folder, 'data')
    const [first, twin] = await Promise.all([withSecret({ DATA_DIR }), withSecret({ DATA_DIR })])
    expect(first.AUTH_SECRET).toHaveLength(43)
    expect(twin.AUTH_SECRET).toBe(first.AUTH_SECRET)
    expect((await withSecret({ DATA_DIR })).AUTH_SECRET).toBe(first.AUTH_SECRET)
    expect((await stat(join(DATA_DIR, 'auth-secret'))).mode & 0o777).toBe(0o600)
  })

  test('is not made when one is given', async () => {
    const given = { DATA_DIR: join(folder, 'other'), AUTH_SECRET }
    expect(await withSecret(given)).toEqual(given)
    await expect(stat(given.DATA_DIR)).rejects.toThrow('ENOENT')
  })
})

describe('the settings file', () => {
  test('is read where SETTINGS names one; what is given otherwise goes before it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
    const file = join(folder, 'lien-thong.env')
    await writeFile(file, '# chú thích\nPORT=9001\nMAIL_FROM=\nMAX_FILE_MB=7\n')
    vi.stubEnv('SETTINGS', file)
    vi.stubEnv('PORT', '9002')
    const env = readEnv({ ...environment(), AUTH_SECRET, BASE_URL: undefined })
    expect([env.PORT, env.MAX_FILE_MB, env.MAIL_FROM]).toEqual([9002, 7, undefined])
    vi.stubEnv('SETTINGS', join(folder, 'none'))
    expect(() => environment()).toThrow(/SETTINGS: không đọc được tệp/)
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  })
})

test('a start says where data lies, on each host', () => {
  const where = (more: Record<string, string>) =>
    whereData(readEnv({ AUTH_SECRET, DATA_DIR: '/srv/lt', ...more }))
  const shared = { CONTROL_URL: 'http://db:8080/dev/control/', EXCHANGE_URL: 'http://db:8080/dev/exchange/' }
  const ours = {
    TENANTS: 'namespaces',
    NAMESPACES_URL: 'http://db:8080/dev/{namespace}',
    NAMESPACES_ADMIN_URL: 'http://db:9090',
    ...shared,
  }
  const s3 = { S3_ENDPOINT: 'https://s3.noi-bo', S3_BUCKET: 'tep', S3_KEY_ID: 'k', S3_SECRET: 's' }
  expect(where({})).toBe('dữ liệu: /srv/lt')
  expect(where(s3)).toBe('cơ sở dữ liệu: /srv/lt; tệp: https://s3.noi-bo, bucket tep')
  expect(where(ours)).toBe('cơ sở dữ liệu: libsql-server db:8080; tệp: /srv/lt/files')
  expect(where({ ...ours, ...s3 })).toBe(
    'cơ sở dữ liệu: libsql-server db:8080; tệp: https://s3.noi-bo, bucket tep',
  )
})
