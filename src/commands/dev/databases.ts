import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { runRequest } from './libsql-stream.ts'
import type { Stream, StreamRequest } from './libsql-stream.ts'

export type PipelineRequest = { baton?: string | null; requests: StreamRequest[] }

/** A stream nobody goes on with is closed after this long, as libsql-server does. */
const STREAM_MS = 10_000

export type Databases = ReturnType<typeof databases>

/**
 * Databases as files. A stream is one connection; connections that no stream uses wait for the next.
 * @param checkpointEvery seconds, as `--checkpoint-interval-s`; without it SQLite checkpoints by itself
 */
export function databases(folder: string, checkpointEvery?: number) {
  mkdirSync(folder, { recursive: true })
  const path = (name: string): string => join(folder, `${name}.db`)
  const { begin, end, resume, suspend, endAll, checkpoint } = streamsOf(path, checkpointEvery !== undefined)
  const blocked = blocks(join(folder, 'blocked.json'))
  const timer = checkpointEvery && setInterval(checkpoint, checkpointEvery * 1000).unref()
  return {
    has: (name: string): boolean => existsSync(path(name)),
    create: (name: string): void => end(name, begin(name)),
    drop: (name: string): void => {
      endAll((one) => one === name)
      for (const part of ['', '-wal', '-shm']) rmSync(path(name) + part, { force: true })
    },
    blocked,
    close: (): void => {
      if (timer) clearInterval(timer)
      endAll(() => true)
    },
    pipeline(name: string, { baton, requests }: PipelineRequest): [number, unknown] {
      const stream = typeof baton === 'string' ? resume(name, baton) : begin(name)
      if (stream === undefined) return [400, { message: 'The stream has expired', code: 'STREAM_EXPIRED' }]
      const results = requests.map((request) => runRequest(stream, request))
      if (stream.closed) end(name, stream)
      return [200, { baton: stream.closed ? null : suspend(name, stream), base_url: null, results }]
    },
  }
}

/** The streams of all databases, at work, between two calls, and those that wait for the next. */
function streamsOf(path: (name: string) => string, checkpointed: boolean) {
  const idle = new Map<string, Database.Database[]>()
  const streams = new Map<string, { name: string; stream: Stream; timer: NodeJS.Timeout }>()

  const begin = (name: string): Stream => {
    const kept = idle.get(name)?.pop()
    if (kept !== undefined) return { db: kept, sqls: new Map(), closed: false }
    const db = new Database(path(name))
    db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 100')
    db.exec('pragma foreign_keys = on')
    if (checkpointed) db.exec('pragma wal_autocheckpoint = 0')
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
  const checkpoint = (): void => {
    for (const [db] of idle.values()) db?.exec('pragma wal_checkpoint(truncate)')
  }
  return { begin, end, resume, suspend, endAll, checkpoint }
}

/** Why writes to a database are refused, by its name; kept as the server keeps its configuration. */
function blocks(file: string) {
  const of = new Map<string, string>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string][]) : [],
  )
  const keep = (): void => writeFileSync(file, JSON.stringify([...of]))
  return {
    get: (name: string): string | undefined => of.get(name),
    set(name: string, reason: string | undefined): void {
      if (reason === undefined) of.delete(name)
      else of.set(name, reason)
      keep()
    },
  }
}
