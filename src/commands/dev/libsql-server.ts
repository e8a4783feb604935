import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'libsql'
import { runRequest } from './libsql-stream.ts'
import type { Stream, StreamRequest } from './libsql-stream.ts'

type Settings = {
  /** Where the files are, one per database. */
  folder: string
  /** 0, the default, takes a free one. */
  port?: number
  /** Asked of every call as `Authorization: Bearer`. */
  token?: string
  /** Makes a database when it is first asked for; otherwise only {@link LibsqlServer.create} makes one. */
  open?: boolean
}

export type LibsqlServer = Awaited<ReturnType<typeof startLibsqlServer>>

/** A stream nobody goes on with is closed after this long, as libsql-server does. */
const STREAM_MS = 10_000

/**
 * A stand-in for libsql-server, for development and tests: Hrana over HTTP, JSON, versions 2 and 3 (the
 * specification is docs/HRANA_3_SPEC.md of tursodatabase/libsql), without cursors. A database is named by the
 * path, `/dev/{name}/v2/pipeline`, or by the first label of the host, as the server itself does.
 */
export async function startLibsqlServer({ folder, port = 0, token, open = false }: Settings) {
  mkdirSync(folder, { recursive: true })
  const store = databases(folder)
  const answer = (request: IncomingMessage, body: string): [number, unknown] => {
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      return [401, { error: 'Unauthorized: `The JWT is invalid`' }]
    }
    const [, named, call] = /^(?:\/dev\/([^/]+))?\/(v[23](?:\/pipeline)?)$/.exec(request.url ?? '') ?? []
    const [label = ''] = (request.headers.host ?? '').split('.')
    const name = named ?? label
    if (call === undefined || !/^[\w-]+$/.test(name)) return [404, { error: 'not found' }]
    if (request.method === 'GET') return [200, {}]
    if (!open && !store.has(name)) return [404, { error: `Namespace \`${name}\` doesn't exist` }]
    return store.pipeline(name, JSON.parse(body) as PipelineRequest)
  }
  const http = serve(answer)
  await new Promise<void>((ready) => http.listen(port, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    origin,
    /** The address of a database for `@libsql/client`; the slash at the end keeps the name in it. */
    url: (name: string) => `${origin}/dev/${name}/`,
    has: store.has,
    create: store.create,
    drop: store.drop,
    close(): Promise<void> {
      store.close()
      http.closeAllConnections()
      return new Promise((done) => http.close(() => done()))
    },
  }
}

type PipelineRequest = { baton?: string | null; requests: StreamRequest[] }

/** Databases as files. A stream is one connection; connections that no stream uses wait for the next. */
function databases(folder: string) {
  const idle = new Map<string, Database.Database[]>()
  const streams = new Map<string, { name: string; stream: Stream; timer: NodeJS.Timeout }>()
  const path = (name: string): string => join(folder, `${name}.db`)

  const begin = (name: string): Stream => {
    const kept = idle.get(name)?.pop()
    if (kept !== undefined) return { db: kept, sqls: new Map(), closed: false }
    const db = new Database(path(name))
    db.exec('pragma journal_mode = wal')
    db.defaultSafeIntegers(true)
    return { db, sqls: new Map(), closed: false }
  }
  const end = (name: string, { db }: Stream): void => {
    if (db.inTransaction) db.exec('rollback')
    idle.set(name, [...(idle.get(name) ?? []), db])
  }
  const resume = (name: string, baton: string): Stream | undefined => {
    const found = streams.get(baton)
    if (found?.name !== name) return undefined
    clearTimeout(found.timer)
    streams.delete(baton)
    return found.stream
  }
  const suspend = (name: string, stream: Stream): string => {
    const baton = randomUUID()
    const timer = setTimeout(() => streams.delete(baton) && end(name, stream), STREAM_MS).unref()
    streams.set(baton, { name, stream, timer })
    return baton
  }
  const endAll = (wanted: (name: string) => boolean): void => {
    for (const [baton, { name }] of streams) {
      const stream = wanted(name) ? resume(name, baton) : undefined
      if (stream !== undefined) end(name, stream)
    }
    for (const [name, connections] of idle) {
      if (!wanted(name)) continue
      for (const db of connections) db.close()
      idle.delete(name)
    }
  }
  return {
    has: (name: string): boolean => existsSync(path(name)),
    create: (name: string): void => end(name, begin(name)),
    drop: (name: string): void => {
      endAll((one) => one === name)
      for (const part of ['', '-wal', '-shm']) rmSync(path(name) + part, { force: true })
    },
    close: (): void => endAll(() => true),
    pipeline(name: string, { baton, requests }: PipelineRequest): [number, unknown] {
      const stream = typeof baton === 'string' ? resume(name, baton) : begin(name)
      if (stream === undefined) return [400, { message: 'The stream has expired', code: 'STREAM_EXPIRED' }]
      const results = requests.map((request) => runRequest(stream, request))
      if (stream.closed) end(name, stream)
      return [200, { baton: stream.closed ? null : suspend(name, stream), base_url: null, results }]
    },
  }
}

function serve(answer: (request: IncomingMessage, body: string) => [number, unknown]): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      try {
        const [status, body] = answer(request, Buffer.concat(chunks).toString())
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      } catch (error) {
        const message = error instanceof Error ? error.message : 'unknown'
        response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
      }
    })
  })
}
