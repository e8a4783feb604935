import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener, RequestError } from '@hono/node-server'
import { createApp } from './app.ts'
import { isUpload } from './core/door.ts'
import { apiHeaders } from './core/headers.ts'
import { runJobs } from './jobs.ts'
import { packAnswers } from './platform/compression.ts'
import { readEnv } from './platform/env.ts'
import type { Env } from './platform/env.ts'
import { nodePlatform } from './platform/node.ts'
import { nameOf } from './platform/remote-database.ts'
import { restful } from './platform/rest.ts'
import { environment, withSecret } from './platform/secret.ts'
import { webServer } from './platform/static.ts'

/** How often the host looks for jobs that are due, and how long a stop waits for requests under way (ms). */
const TICK = 20_000
const PATIENCE = 10_000
/** A file of 50 MB over a line of 512 kbit/s takes a quarter of an hour. */
const LONGEST_REQUEST = 30 * 60_000
/** A body that is no file, 1 MB at most, over one of 70 kbit/s. */
const LONGEST_FORM = 2 * 60_000

/** An instance that listens: where people reach it, its port, and how to stop it after the requests under way. */
export type Host = { url: string; port: number; stop(): Promise<void> }

/**
 * Starts one Node process: the API, the built web, and the jobs.
 * @param web folder of the built web
 * @param longestForm how long the body of a request that is no upload may take (ms)
 */
export async function startHost(env: Env, web: string, longestForm = LONGEST_FORM): Promise<Host> {
  const platform = await nodePlatform(env)
  const app = createApp(platform)
  const pages = await webServer(web, env.BASE_URL)
  const headers = apiHeaders(env.BASE_URL.startsWith('https:'))
  const answer = getRequestListener(
    (request: Request) =>
      new URL(request.url).pathname.startsWith('/api/') ? app.fetch(request) : pages(request),
    {
      errorHandler(error) {
        if (error instanceof RequestError) return new Response(null, { status: 400, headers })
        platform.log('error', { name: error instanceof Error ? error.name : 'unknown' })
        return new Response(null, { status: 500, headers })
      },
    },
  )
  const rest = restful()
  const server = createServer({ requestTimeout: LONGEST_REQUEST }, (incoming, outgoing) => {
    rest.busy()
    nameAddress(incoming, env.TRUST_PROXY)
    hurry(incoming, outgoing, longestForm, headers)
    if (incoming.url?.startsWith('/api/') === true) packAnswers(incoming, outgoing)
    void answer(incoming, outgoing)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket, headers))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const stopJobs = startJobs(() => runJobs(platform))
  return {
    url: env.BASE_URL,
    port: (server.address() as AddressInfo).port,
    async stop() {
      rest.stop()
      await stopJobs()
      await closeServer(server)
      await platform.close()
    },
  }
}

/** What is no HTTP, or too much of it (nodejs.org/api/http.html, event `clientError`). */
const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers what never became a request as Node does, with the headers of every other answer. */
function refuse({ code = '' }: { code?: string }, socket: Duplex, headers: Record<string, string>): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  socket.end([`HTTP/1.1 ${REFUSALS[code] ?? '400 Bad Request'}`, ...lines, '', ''].join('\r\n'))
}

/** Lets nobody hold what was read of a form for as long as a file may take. */
function hurry(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  longest: number,
  headers: Record<string, string>,
): void {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = incoming.headers
  if (isUpload(incoming.method, incoming.url) || (length === '0' && coding === undefined)) return
  const late = setTimeout(() => {
    if (!incoming.complete) refuse({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, incoming.socket, headers)
  }, longest)
  outgoing.once('close', () => clearTimeout(late))
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
  // Node has read them by now, and what asks for one header asks here.
  incoming.headers['x-forwarded-for'] = address ?? ''
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

/** Where the data of an instance lies, in words for the operator. */
export function whereData({
  TENANTS,
  DATA_DIR,
  CONTROL_URL,
  TURSO_ORG,
  S3_ENDPOINT,
  S3_BUCKET,
}: Env): string {
  const files = S3_ENDPOINT === undefined ? join(DATA_DIR, 'files') : `${S3_ENDPOINT}, bucket ${S3_BUCKET}`
  const shared = CONTROL_URL === undefined ? DATA_DIR : nameOf(CONTROL_URL).split('/')[0]
  const databases =
    TENANTS === 'turso'
      ? `Turso, tổ chức ${TURSO_ORG}`
      : TENANTS === 'namespaces'
        ? `libsql-server ${shared}`
        : shared === DATA_DIR
          ? DATA_DIR
          : `${DATA_DIR}; danh bạ và trục liên thông ở ${shared}`
  return databases === DATA_DIR && S3_ENDPOINT === undefined
    ? `dữ liệu: ${DATA_DIR}`
    : `cơ sở dữ liệu: ${databases}; tệp: ${files}`
}

/**
 * Starts from the environment of the process.
 * @param root the folder of the program, whose web is built
 */
export async function main(_args: string[], root: string): Promise<void> {
  try {
    const env = readEnv(await withSecret(environment()))
    const host = await startHost(env, join(root, 'dist/web'))
    console.log(`Liên Thông đang chạy tại ${host.url} (${whereData(env)})`)
    stopOnSignals(host)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

if (import.meta.main) await main([], join(import.meta.dirname, '..'))
