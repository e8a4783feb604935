import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startHost } from '../src/node.ts'
import type { Host } from '../src/node.ts'
import { readEnv } from '../src/platform/env.ts'
import { pdf } from './support/exchange.ts'
import { hashOf } from './support/files.ts'

const AUTH_SECRET = 'a secret that is long enough for tests'
const SCRIPT = 'console.log("Liên Thông")\n'.repeat(100)
let folder: string
let host: Host
let at: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  await mkdir(join(folder, 'web/assets'), { recursive: true })
  await mkdir(join(folder, 'web/.vite'), { recursive: true })
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><title>Liên Thông</title>')
  await writeFile(join(folder, 'web/assets/main-a1b2.js'), SCRIPT)
  await writeFile(join(folder, 'web/.vite/manifest.json'), '{}')
  await writeFile(join(folder, 'web/_headers'), '/*')
  const env = readEnv({
    DATA_DIR: join(folder, 'data'),
    AUTH_SECRET,
    PORT: '0',
    BASE_URL: 'http://localhost:8787',
  })
  host = await startHost(env, join(folder, 'web'))
  at = `http://localhost:${host.port}`
})
afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true })
})

describe('the web', () => {
  test('is the page wherever no file is, under a strict policy', async () => {
    for (const path of [
      '/',
      '/van-ban/di',
      '/.vite/manifest.json',
      '/_headers',
      '/%2e%2e/data/auth-secret',
    ]) {
      const answer = await fetch(at + path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('<title>Liên Thông</title>')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|\*|data:/)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('keeps hashed files for ever, and has no page in their place', async () => {
    const answer = await fetch(`${at}/assets/main-a1b2.js`)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect((await fetch(`${at}/assets/main-old.js`)).status).toBe(404)
  })

  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('packs for %s', async (accepted, encoding) => {
    const answer = await fetch(`${at}/assets/main-a1b2.js`, { headers: { 'accept-encoding': accepted } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(await answer.text()).toBe(SCRIPT)
  })

  test('is not sent again to who has it', async () => {
    const etag = (await fetch(at)).headers.get('etag')!
    expect((await fetch(at, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test('leads to the name it is known by', async () => {
    const answer = await fetch(`http://127.0.0.1:${host.port}/dang-nhap?a=1`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      'http://localhost:8787/dang-nhap?a=1',
    ])
  })

  test.each(['//evil.example/x', '/\\evil.example/x', '//evil.example:80/%2e%2e'])(
    'leads nowhere else, whatever the path (%s)',
    async (path) => {
      const answer = await fetch(`http://127.0.0.1:${host.port}${path}`, { redirect: 'manual' })
      expect(new URL(answer.headers.get('location') ?? '').origin).toBe('http://localhost:8787')
    },
  )

  test('is only read', async () => {
    expect((await fetch(at, { method: 'POST' })).status).toBe(405)
  })
})

describe('the API', () => {
  const signUp = (headers: Record<string, string> = {}, email = `${crypto.randomUUID()}@example.vn`) =>
    fetch(`${at}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: 'Nguyễn Thị Hoa', email, password: 'mật khẩu đủ dài' }),
    })

  test('answers with headers that make nothing of it', async () => {
    const answer = await fetch(`${at}/api/health`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect((await fetch(`${at}/api/nothing`)).headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each([
    ['br, gzip', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['identity', null],
  ])('packs long answers for %s, and says so to caches', async (accepted, encoding) => {
    const answer = await fetch(`${at}/api/openapi.json`, { headers: { 'accept-encoding': accepted } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0' })
    expect((await fetch(`${at}/api/health`)).headers.get('content-encoding')).toBeNull()
  })

  test('refuses what is no request with the headers of every other answer', async () => {
    const long = 'x'.repeat(20_000)
    for (const [sent, status] of [
      ['GET /api/health HTTP/1.1\r\nbad header\r\n\r\n', 400],
      [`GET /api/health HTTP/1.1\r\nhost: localhost\r\na: ${long}\r\n\r\n`, 431],
      ['GET /api/health HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n', 400],
    ] as const) {
      const socket = connect(host.port, '127.0.0.1', () => socket.write(sent))
      let answer = ''
      socket.on('data', (data) => (answer += data.toString()))
      await new Promise((resolve) => socket.once('close', resolve))
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toContain('x-content-type-options: nosniff')
      expect(answer).toContain("content-security-policy: default-src 'none'")
    }
    const refused = await fetch(at, { method: 'POST' })
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('takes changes from its own pages only', async () => {
    const elsewhere = await signUp({ origin: 'https://example.com' })
    expect(elsewhere.status).toBe(403)
    expect((await signUp({ origin: 'http://localhost:8787' })).status).toBe(200)
  })

  test('refuses a long body that is no upload', async () => {
    const answer = await fetch(`${at}/api/committees`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'too_large' })
  })

  test('takes a file over the wire, and answers at once when it is refused', async () => {
    const email = `${crypto.randomUUID()}@example.vn`
    const origin = 'http://localhost:8787'
    expect((await signUp({ origin }, email)).status).toBe(200)
    const signedIn = await fetch(`${at}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email, password: 'mật khẩu đủ dài' }),
    })
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const post = (path: string, body: unknown) =>
      fetch(at + path, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const made = await post('/api/committees', {
      name: 'Đảng ủy xã Tả Van',
      kind: 'commune',
      suffix: 'ĐU',
      place: 'Tả Van',
      term: { name: '2025-2030', opensOn: '2025-08-16' },
    })
    const { handle } = (await made.json()) as { handle: string }
    for (let state = ''; state !== 'ready';) {
      const step = await post(`/api/committees/${handle}/provisioning`, {})
      expect(step.status).toBe(200)
      ;({ state } = (await step.json()) as { state: string })
    }
    const put = (bytes: Uint8Array, name: string) =>
      fetch(`${at}/api/c/${handle}/files/${hashOf(bytes)}?name=${name}`, {
        method: 'PUT',
        headers: { cookie },
        body: bytes as BodyInit,
      })
    const large = new Uint8Array(8 * 1024 * 1024)
    large.set(pdf('large'))
    large.set(new TextEncoder().encode('%%EOF\n'), large.length - 6)
    expect((await put(large, 'a.pdf')).status).toBe(201)
    const back = await fetch(`${at}/api/c/${handle}/files/${hashOf(large)}`, { headers: { cookie } })
    expect(hashOf(await back.bytes())).toBe(hashOf(large))
    expect((await put(large, 'a.exe')).status).toBe(422)
    for (const [bytes, name, code] of [
      [large.map((byte) => byte ^ 1), 'a.pdf', 'file_content'],
      [large, 'a.exe', 'file_kind'],
      [large, '..a:b.pdf', 'invalid'],
    ] as const) {
      const path = `/api/c/${handle}/files/${hashOf(bytes)}?name=${name}`
      expect(await putSlowly(path, bytes, cookie)).toMatchObject({ status: 422, code, sent: true })
    }
  })

  /** Sends half of a body, waits longer than a hasty server would, sends the rest; tells what came, and when. */
  const putSlowly = (path: string, bytes: Uint8Array, cookie: string) =>
    new Promise((resolve, reject) => {
      let sent = false
      const headers = { cookie, 'content-length': bytes.length }
      const sending = request(at + path, { method: 'PUT', headers }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => (body += text))
        response.on('end', () => resolve({ status: response.statusCode, ...JSON.parse(body), sent }))
      })
      sending.on('error', reject)
      sending.write(bytes.subarray(0, bytes.length / 2))
      setTimeout(() => {
        sent = true
        sending.end(bytes.subarray(bytes.length / 2))
      }, 800)
    })

  test('counts tries by the connection, whatever a client claims', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 12; i++) {
      const answer = await fetch(`${at}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${i}` },
        body: JSON.stringify({ email: 'khong-co@example.vn', password: 'sai sai sai sai' }),
      })
      statuses.add(answer.status)
    }
    expect(statuses).toContain(429)
  })

  test('counts what is read by the connection too', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 121; i++) {
      const headers = { 'x-forwarded-for': `203.0.113.${i}` }
      statuses.add((await fetch(`${at}/api/proofs/khong-co`, { headers })).status)
    }
    expect(statuses).toContain(429)
  })
})

describe('the process', () => {
  const run = (env: Record<string, string>, program = ['src/node.ts']) => {
    const child = spawn(process.execPath, program, {
      env: { PATH: process.env.PATH, ...env },
      cwd: join(import.meta.dirname, '..'),
    })
    let output = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    return { child, ended, output: () => output }
  }

  test('does not start on a bad environment and says what to mend', async () => {
    const { ended, output } = run({ AUTH_SECRET, PORT: 'tám nghìn' })
    expect(await ended).toBe(1)
    expect(output()).toMatch(/Chưa khởi động được[\s\S]*- PORT: /)
    expect(output()).not.toContain('    at ')
  })

  test('starts from its bundle, loads sign-in when it is asked for, and stops on a signal', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    const url = `http://localhost:${port}`
    const env = { AUTH_SECRET, PORT: String(port), DATA_DIR: join(folder, 'bundled') }
    const { child, ended, output } = run(env, ['src/commands/launch.ts', 'node'])
    onTestFinished(() => void child.kill('SIGKILL'))
    await expect.poll(output, { timeout: 110_000 }).toContain(url)
    expect(await (await fetch(url)).text()).toContain('<title>')
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: 'khong-co@example.vn', password: 'sai sai sai sai' }),
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'invalid_email_or_password' })
    child.kill()
    expect(await ended).toBe(0)
  }, 120_000)
})

test('a form that never ends is given up, and an upload is waited for', async () => {
  const env = readEnv({ DATA_DIR: join(folder, 'slow'), AUTH_SECRET, PORT: '0' })
  const slow = await startHost(env, join(folder, 'web'), 100)
  onTestFinished(() => slow.stop())
  const begin = (line: string) => {
    const socket = connect(slow.port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString()))
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)))
    socket.write(
      `${line} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 60\r\n\r\n{"`,
    )
    return { socket, closed }
  }
  const upload = begin(`PUT /api/c/x/files/${'a'.repeat(64)}?name=a.pdf`)
  const form = await begin('POST /api/auth/sign-in/email').closed
  expect(form).toMatch(/^HTTP\/1\.1 408 /)
  expect(form).toContain('x-content-type-options: nosniff')
  expect(upload.socket.destroyed).toBe(false)
  upload.socket.destroy()
})

test('a stop waits for the request under way', async () => {
  const env = readEnv({ DATA_DIR: join(folder, 'stopping'), AUTH_SECRET, PORT: '0' })
  const stopping = await startHost(env, join(folder, 'web'))
  const socket = connect(stopping.port, '127.0.0.1')
  const body = JSON.stringify({ email: 'a@example.vn', password: 'x'.repeat(12) })
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /api/auth/sign-in/email HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
  const stopped = stopping.stop()
  await new Promise((resolve) => setTimeout(resolve, 100))
  socket.write(body.slice(5))
  await closed
  await stopped
  expect(answer).toMatch(/^HTTP\/1.1 401 /)
  await expect(fetch(`http://127.0.0.1:${stopping.port}/api/health`)).rejects.toThrow('fetch failed')
})
