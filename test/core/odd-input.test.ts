import { PASSWORD } from '../support/committee.ts'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseFailure } from '../../src/platform/database-failure.ts'
import { openProvince, pdf } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let failing: string | undefined
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    files: {
      ...platform.files,
      put: async (key, size, body) => {
        if (failing === undefined) return platform.files.put(key, size, body)
        throw new DatabaseFailure(failing as 'FULL', 'files', 'ENOSPC')
      },
    },
  }))
  province = await openProvince(instance)
})
afterAll(() => instance.stop())

const send = (path: string, text: string) =>
  province.clerk.raw('POST', path, { 'content-type': 'application/json' }, new TextEncoder().encode(text))
const upload = (bytes: Uint8Array, body: BodyInit = bytes as BodyInit) =>
  province.clerk.call('PUT', `${province.api}/files/${hashOf(bytes)}?name=a.pdf`, body, {
    'content-length': String(bytes.length),
  })
const errors = () => instance.logs.filter(({ event }) => event === 'error')

describe('JSON that is deep or odd', () => {
  const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)
  test.each([
    ['lists', nested(5_000)],
    ['lists without end', '['.repeat(500_000)],
    ['objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['a field', `{"note":${nested(100)}}`],
    ['a ceremony', `{"response":${nested(5_000)}}`],
    ['quotes without end', `{"a":"${'\\"'.repeat(400_000)}`],
  ])('%s: refused as what it is', async (_, text) => {
    for (const path of [
      `${province.api}/documents`,
      '/api/auth/passkey/verify-authentication',
      '/api/auth/passkey/verify-registration',
    ]) {
      const began = performance.now()
      const { status } = await send(path, text)
      // Nobody outside a committee sends as much.
      const tooLong = text.length > 64 * 1024 && !path.startsWith(province.api)
      expect([path, status]).toEqual([path, tooLong ? 413 : 400])
      expect(performance.now() - began).toBeLessThan(2_000)
    }
    expect(errors()).toEqual([])
  })

  test('marks heaped on one letter are refused, in whatever field, before anything puts them in order', async () => {
    // Composed, each of these would hold up the host for a minute.
    const heap = `x${'\u0323\u0301'.repeat(150_000)}`
    for (const body of [{ subject: heap }, { note: heap }, { files: [{ sha256: heap }] }]) {
      const answer = await province.clerk.post(`${province.api}/documents`, body)
      expect([answer.status, answer.body.fields[0].message]).toEqual([
        422,
        'Có chữ mang quá nhiều dấu chồng lên nhau. Đề nghị xóa rồi nhập lại.',
      ])
    }
    const email = `a${'\u0301'.repeat(15_000)}@example.vn`
    const signIn = await province.clerk.post('/api/auth/sign-in/email', { email, password: 'x'.repeat(12) })
    expect(signIn.status).toBe(422)
  })

  test('brackets inside text are text', async () => {
    const note = '[{'.repeat(100) + '"\\'
    expect((await province.clerk.post(`${province.api}/documents`, { note })).status).toBe(201)
  })

  test.each([
    {},
    { id: 'a' },
    { id: 'YQ', rawId: 'YQ', type: 'public-key', response: {} },
    {
      id: 'YQ',
      rawId: 'YQ',
      type: 'public-key',
      response: { clientDataJSON: 'e30', authenticatorData: null },
    },
    { id: 'YQ', rawId: 'YQ', type: 'public-key', response: { clientDataJSON: 'e30', attestationObject: [] } },
    { id: 'YQ', rawId: 'YQ', type: 'public-key', response: { clientDataJSON: '###' } },
    {
      id: 'YQ',
      rawId: 'YQ',
      type: 'public-key',
      response: { clientDataJSON: 'e30', authenticatorData: 'YQ', signature: 'YQ', attestationObject: 'YQ' },
    },
  ])('a passkey that is none (%j) is refused, never a fault of ours', async (response) => {
    for (const door of ['verify-authentication', 'verify-registration']) {
      const { status } = await province.clerk.post(`/api/auth/passkey/${door}`, {
        response,
        password: PASSWORD,
      })
      expect([door, status >= 400 && status < 500]).toEqual([door, true])
    }
    expect(errors()).toEqual([])
  })
})

describe('a body that ends before its end', () => {
  const broken = (bytes: Uint8Array) => {
    let given = false
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (given) controller.error(new Error('aborted'))
        else controller.enqueue(bytes.subarray(0, bytes.length / 2))
        given = true
      },
    })
  }
  test('of an upload', async () => {
    const bytes = pdf('đứt giữa chừng')
    const answer = await upload(bytes, broken(bytes) as unknown as BodyInit)
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
    expect(errors()).toEqual([])
    expect((await upload(bytes)).status).toBe(201)
  })

  test('of a form', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'only-once-1' }
    const body = broken(new TextEncoder().encode('{"subject":"Về việc"}'))
    const { status } = await province.clerk.raw('POST', `${province.api}/documents`, headers, body)
    expect(status).toBe(400)
    expect(errors()).toEqual([])
  })
})

describe('a disk that refuses', () => {
  test.each([
    ['FULL', 507, 'storage_full'],
    ['READONLY', 503, 'unavailable'],
    ['IO', 503, 'unavailable'],
  ])('%s is told as what it is, and named in the log', async (code, status, told) => {
    const bytes = pdf(`đĩa ${code}`)
    failing = code
    const answer = await upload(bytes)
    failing = undefined
    expect([answer.status, answer.body.code]).toEqual([status, told])
    expect(instance.logs.at(-1)).toMatchObject({ event: 'error', facts: { code, database: 'files' } })
    expect((await upload(bytes)).status).toBe(201)
  })

  test('a store whose folder is no folder says so', async () => {
    const store = join(instance.platform.env.DATA_DIR, 'files')
    const incoming = join(store, 'incoming')
    await rm(incoming, { recursive: true })
    await writeFile(incoming, 'x')
    const answer = await upload(pdf('không thư mục'))
    expect([answer.status, answer.body.code]).toEqual([503, 'unavailable'])
    await rm(incoming)
    await mkdir(incoming)
    await chmod(incoming, 0o700)
    expect((await upload(pdf('không thư mục'))).status).toBe(201)
  })
})
