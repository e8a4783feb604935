import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { runJobs } from './jobs.ts'
import { readEnv } from './platform/env.ts'
import type { Env } from './platform/env.ts'
import { nodePlatform } from './platform/node.ts'
import { withSecret } from './platform/secret.ts'
import { webServer } from './platform/static.ts'

/** How often the host looks for jobs that are due, and how long a stop waits for requests under way (ms). */
const TICK = 20_000
const PATIENCE = 10_000
/** A file of 50 MB over a line of 512 kbit/s takes a quarter of an hour. */
const LONGEST_REQUEST = 30 * 60_000

/** An instance that listens: where people reach it, its port, and how to stop it after the requests under way. */
export type Host = { url: string; port: number; stop(): Promise<void> }

/**
 * Starts one Node process: the API, the built web, and the jobs.
 * @param web folder of the built web
 */
export async function startHost(env: Env, web: string): Promise<Host> {
  const platform = await nodePlatform(env)
  const app = createApp(platform)
  const pages = await webServer(web, env.BASE_URL)
  const server = createAdaptorServer({
    fetch: (request: Request) =>
      new URL(request.url).pathname.startsWith('/api/') ? app.fetch(request) : pages(request),
    serverOptions: { requestTimeout: LONGEST_REQUEST },
  }) as Server
  server.prependListener('request', (incoming: IncomingMessage) => nameAddress(incoming, env.TRUST_PROXY))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const stopJobs = startJobs(() => runJobs(platform))
  return {
    url: env.BASE_URL,
    port: (server.address() as AddressInfo).port,
    async stop() {
      await stopJobs()
      await closeServer(server)
      await platform.close()
    },
  }
}

/** Limits count by address: the one of the connection, or the last that a trusted proxy saw, never what a client claims. */
function nameAddress(incoming: IncomingMessage, trustProxy: boolean): void {
  const forwarded = trustProxy ? incoming.headers['x-forwarded-for'] : undefined
  const seen = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const address = seen === undefined || seen === '' ? incoming.socket.remoteAddress : seen
  const raw = incoming.rawHeaders
  for (let i = raw.length - 2; i >= 0; i -= 2)
    if (raw[i]?.toLowerCase() === 'x-forwarded-for') raw.splice(i, 2)
  raw.push('x-forwarded-for', address ?? '')
}

function startJobs(run: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController()
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await run()
      await sleep(TICK, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return () => {
    stopping.abort()
    return loop
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE)
  await closed
  clearTimeout(late)
}

/** Stops on the usual signals. */
export function stopOnSignals(host: Host): void {
  const stop = () => void host.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/**
 * Starts from the environment of the process.
 * @param root the folder of the program, whose web is built
 */
export async function main(_args: string[], root: string): Promise<void> {
  try {
    const env = readEnv(await withSecret(process.env))
    const host = await startHost(env, join(root, 'dist/web'))
    console.log(`Liên Thông đang chạy tại ${host.url} (dữ liệu: ${env.DATA_DIR})`)
    stopOnSignals(host)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

if (import.meta.main) await main([], join(import.meta.dirname, '..'))
