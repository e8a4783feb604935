import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { anybody, bearer } from './authority.ts'
import type { Authority } from './authority.ts'
import { databases } from './databases.ts'
import type { Databases, PipelineRequest } from './databases.ts'
import { refused, writes } from './faults.ts'
import type { Faults } from './faults.ts'

type Settings = {
  /** Where the files are, one per database. */
  folder: string
  /** 0, the default, takes a free one. */
  port?: number
  /** Asked of every call as `Authorization: Bearer`. */
  token?: string
  /** In place of a token: who may do what. */
  authority?: Authority
  /** Makes a database when it is first asked for; otherwise only {@link LibsqlServer.create} makes one. */
  open?: boolean
  /** As `--checkpoint-interval-s`. */
  checkpointEvery?: number | undefined
}

export type LibsqlServer = Awaited<ReturnType<typeof startLibsqlServer>>

/** An answer: its status and body as JSON; text as it is. None where there is to be none. */
type Answered = [status: number, body: unknown]

/**
 * A stand-in for libsql-server, for development and tests: Hrana over HTTP in JSON (the specification is
 * docs/HRANA_3_SPEC.md of tursodatabase/libsql), without cursors. It answers as the real one was seen to; the table of
 * what it stands for is in test/platform/libsql-server.test.ts.
 */
export async function startLibsqlServer({
  folder,
  port = 0,
  token,
  authority = token === undefined ? anybody : bearer(token),
  open = false,
  checkpointEvery = 20,
}: Settings) {
  const store = databases(folder, checkpointEvery === 0 ? undefined : checkpointEvery)
  const faults: Faults = {}
  // It listens on the loopback by its name: below an address with dots a path names nothing.
  const http = serve(faults, store, authority, open)
  await new Promise<void>((ready) => http.listen(port, '127.0.0.1', ready))
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`
  return {
    origin,
    faults,
    /** The address of a database for `@libsql/client`; the slash at the end keeps the name in it. */
    url: (name: string) => `${origin}/dev/${name}/`,
    has: store.has,
    create: store.create,
    drop: store.drop,
    blocked: store.blocked,
    close(): Promise<void> {
      store.close()
      http.closeAllConnections()
      return new Promise((done) => http.close(() => done()))
    },
  }
}

/** The namespace a call is for: by the first label of the host where it has a dot, else by the path. */
function namespaceOf({ headers, url = '' }: IncomingMessage): { name: string; call: string } | undefined {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  const [label = '', ...rest] = host.split('.')
  const [, named, path] = /^(?:\/dev\/([^/]+))?(\/.*)$/.exec(url) ?? []
  if (path === undefined) return undefined
  return {
    name: rest.length > 0 ? label : (named ?? 'default'),
    call: named === undefined ? path : `/dev${path}`,
  }
}

/** Below a path only version 2 is served; by the host, both. */
const PIPELINES = new Set(['/dev/v2/pipeline', '/v2/pipeline', '/v3/pipeline'])
const OPEN: Record<string, string> = { '/health': '', '/version': 'stand-in for libsql-server 0.24' }

function serve(faults: Faults, store: Databases, authority: Authority, open: boolean): Server {
  const answer = (request: IncomingMessage, body: string): Answered | undefined => {
    if (faults.away === true) return undefined
    const { name = '', call = '' } = namespaceOf(request) ?? {}
    const said = OPEN[call]
    if (request.method === 'GET' && said !== undefined) return [200, said]
    const verdict = authority(request.headers.authorization, name)
    if (typeof verdict !== 'string') return [verdict[0], { error: verdict[1] }]
    if (request.method === 'GET' && /^\/v[23]$/.test(call)) return [200, 'Hello, this is HTTP API v2']
    if (!PIPELINES.has(call) || !/^[\w-]+$/.test(name)) return [404, '']
    if (!store.has(name) && !open && name !== 'default')
      return [404, { error: `Namespace \`${name}\` doesn't exist` }]
    const pipeline = JSON.parse(body) as PipelineRequest
    return writes(pipeline) ? write(name, pipeline, verdict) : store.pipeline(name, pipeline)
  }
  const write = (name: string, pipeline: PipelineRequest, may: 'rw' | 'ro'): Answered | undefined => {
    if (may === 'ro') return [403, { error: 'Authorization forbidden' }]
    if (faults.silent === name) return SILENCE
    const reason = store.blocked.get(name)
    if (reason !== undefined) return [200, refused(pipeline, 'BLOCKED', `Operation was blocked: ${reason}`)]
    if (Math.random() < (faults.busy ?? 0))
      return [200, refused(pipeline, 'SQLITE_BUSY', 'SQLite error: database is locked')]
    const done = store.pipeline(name, pipeline)
    if (faults.lost !== name) return done
    faults.lost = undefined
    return undefined
  }
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      try {
        const answered = answer(request, Buffer.concat(chunks).toString())
        if (answered === SILENCE) return undefined
        if (answered === undefined) return request.socket.destroy()
        const [status, body] = answered
        response.writeHead(status, {
          'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
        })
        return response.end(typeof body === 'string' ? body : JSON.stringify(body))
      } catch (error) {
        const message = error instanceof Error ? error.message : 'unknown'
        return response
          .writeHead(500, { 'content-type': 'application/json' })
          .end(JSON.stringify({ message }))
      }
    })
  })
}

const SILENCE: Answered = [0, '']
