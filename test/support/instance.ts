import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import type { Platform } from '../../src/platform/platform.ts'
import { aged, firsts } from './aged.ts'
import { recording } from './plans.ts'
import { heldToDescription } from './answers.ts'
import { heldToBudget } from './budget.ts'

/** 08:00, Monday 2 March 2026 in Vietnam: a working morning, inside the term that `signUp` opens. */
export const MORNING = Date.parse('2026-03-02T01:00:00Z')

/**
 * One instance of the whole application on an empty folder, with a clock that stands until moved. Each of its requests
 * is held to the budget of round trips, and each of its statements, at the end, to costing no more for age.
 * @param settings what differs from the usual environment
 */
export async function startInstance(
  change: (platform: Platform) => Platform = (one) => one,
  settings: Record<string, string> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const env = readEnv({
    DATA_DIR: folder,
    AUTH_SECRET: 'a secret that is long enough for tests',
    PASSWORD_COST: 10,
    ...settings,
  })
  const clock = { now: MORNING }
  const logs: { event: string; facts: Record<string, unknown> }[] = []
  const node = await nodePlatform(env)
  const underWay = new Set<Promise<unknown>>()
  const later = (work: Promise<unknown>): void => {
    const kept = work.catch(() => undefined).finally(() => underWay.delete(kept))
    underWay.add(kept)
  }
  /** Waits for what goes on after the answers. */
  const settle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay)
  }
  const ran = firsts()
  const platform = change({
    ...recording(node, ran),
    later,
    clock: () => clock.now,
    log: (event, facts) => void logs.push({ event, facts }),
    measured: heldToBudget,
  })
  const app = createApp(platform)
  return {
    app,
    platform,
    clock,
    logs,
    settle,
    /** Sessions are dated by the real clock; a test that moves its own far ahead keeps them alive. */
    async keepSessions() {
      await node.control.execute({
        sql: 'update session set expiresAt = ?',
        args: [Date.parse('2100-01-01')],
      })
    },
    async stop() {
      await settle()
      const slow = await aged(ran.all())
      await node.close()
      await rm(folder, { recursive: true, force: true })
      if (slow.length > 0) throw new Error(`These cost more the older a committee is:\n${slow.join('\n')}`)
    },
  }
}

export type Instance = Awaited<ReturnType<typeof startInstance>>

/** What tests from the front door need of an instance, whichever host it runs on. */
export type Reachable = { app: { fetch: (request: Request) => Response | Promise<Response> } }

/** What came back: status, headers and the parsed body. */
export type Answer<T = Record<string, never>> = { status: number; headers: Headers; body: T }

let machines = 0

/** A browser's worth of state: cookies, an address of its own (limits count by it) and one way to call the app. */
export class Caller {
  readonly #address = `10.${(machines >> 16) & 255}.${(machines >> 8) & 255}.${machines++ & 255}`
  readonly #fetch: (request: Request) => Response | Promise<Response>
  readonly #cookies = new Map<string, string>()
  constructor(fetch: (request: Request) => Response | Promise<Response>) {
    this.#fetch = fetch
  }

  /** The cookies as they stand, by name, for tests that look at or change them. */
  get cookies(): Map<string, string> {
    return this.#cookies
  }

  /** The same person at another door: an app that shares the databases but not the process. */
  via(fetch: (request: Request) => Response | Promise<Response>): Caller {
    const other = new Caller(fetch)
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value)
    return other
  }

  /** Calls the app and parses the answer as JSON when it is JSON; one of success is held to what its route says. */
  async call<T = any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await this.raw(method, path, headers, body)
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') === true && text !== ''
    const read = json ? (JSON.parse(text) as unknown) : text
    heldToDescription(method, path, response.status, read)
    return { status: response.status, headers: response.headers, body: read as T }
  }

  /** Calls the app with the cookies it gave; the answer as it came. */
  async raw(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const bytes = body instanceof Uint8Array || body instanceof ReadableStream
    const response = await this.#fetch(
      new Request(`http://localhost:8787${path}`, {
        method,
        headers: {
          'x-forwarded-for': this.#address,
          ...(method === 'GET' ? {} : { origin: 'http://localhost:8787' }),
          ...(cookie === '' ? {} : { cookie }),
          ...(bytes || body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: bytes ? (body as BodyInit) : JSON.stringify(body), duplex: 'half' }),
      } as RequestInit),
    )
    if (response.status === 503 && !(Number(response.headers.get('retry-after')) > 0))
      throw new Error(`${method} ${path}: 503 without Retry-After`)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value.join('='))
    }
    return response
  }

  get = <T = any>(path: string, headers?: Record<string, string>) =>
    this.call<T>('GET', path, undefined, headers)
  post = <T = any>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.call<T>('POST', path, body, headers)
  put = <T = any>(path: string, body: unknown, headers?: Record<string, string>) =>
    this.call<T>('PUT', path, body, headers)
  patch = <T = any>(path: string, body: unknown, headers?: Record<string, string>) =>
    this.call<T>('PATCH', path, body, headers)
  delete = <T = any>(path: string, headers?: Record<string, string>) =>
    this.call<T>('DELETE', path, undefined, headers)
}
