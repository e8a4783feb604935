import { expect, test } from 'vitest'
import { readEnv } from '../../src/platform/env.ts'

const AUTH_SECRET = 'a secret that is long enough for tests'
const read = (more: Record<string, string>) => readEnv({ AUTH_SECRET, ...more })
const S3 = { S3_ENDPOINT: 'https://s3.noi-bo', S3_BUCKET: 'b', S3_KEY_ID: 'k', S3_SECRET: 's' }

test('a choice names every setting it makes compulsory', () => {
  expect(() => read({ TENANTS: 'turso', TURSO_ORG: 'van-phong' })).toThrow(
    /TURSO_GROUP: bắt buộc khi TENANTS=turso\n.*TURSO_API_TOKEN[^]*TURSO_DB_TOKEN[^]*CONTROL_URL[^]*EXCHANGE_URL/,
  )
  expect(() => read({ TENANTS: 'namespaces' })).toThrow(/NAMESPACES_ADMIN_URL: bắt buộc/)
  expect(() => read({ S3_ENDPOINT: S3.S3_ENDPOINT })).toThrow(
    /S3_BUCKET: bắt buộc khi có S3_ENDPOINT\n.*S3_KEY_ID[^]*S3_SECRET/,
  )
  expect(read(S3)).toMatchObject({ ...S3, S3_REGION: 'us-east-1', TENANTS: 'file' })
})

test('addresses are whole, and that of namespaces says where the name goes', () => {
  expect(() => read({ ...S3, S3_ENDPOINT: 's3.noi-bo' })).toThrow(/S3_ENDPOINT: phải là địa chỉ đầy đủ/)
  expect(() => read({ NAMESPACES_URL: 'http://db.noi-bo:8080' })).toThrow(
    /NAMESPACES_URL: cần chứa \{namespace\}/,
  )
  const NAMESPACES_URL = 'http://{namespace}.db.noi-bo:8080'
  expect(read({ NAMESPACES_URL })).toMatchObject({ NAMESPACES_URL })
})

test('a line end after a secret is cut off; a secret that no header can carry is refused, unshown', () => {
  expect(read({ TURSO_API_TOKEN: 'abc.def\n' }).TURSO_API_TOKEN).toBe('abc.def')
  const refused = () => read({ TURSO_API_TOKEN: 'mã có dấu', S3_SECRET: 'a b' })
  expect(refused).toThrow(/TURSO_API_TOKEN: chỉ gồm[^]*S3_SECRET: chỉ gồm/)
  expect(refused).not.toThrow(/mã có dấu|a b/)
})
