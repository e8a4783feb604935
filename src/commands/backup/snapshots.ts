import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { committeesIn } from './manifest.ts'

/** How long a database that is written to is waited for (ms). */
const PATIENCE = 5_000

/** A database as it was at one instant, until it is closed; `path` within the data folder. */
export type Snapshot = { path: string; db: DatabaseSync; committee?: string }

export type Snapshots = {
  of: Snapshot[]
  /** Databases that the directory names and that are not there. */
  lost: string[]
  /** How long nothing could cross from one committee to another (ms). */
  paused: number
}

/**
 * Opens every database of a running instance at one instant. While they are opened, directory and exchange are locked:
 * whatever crosses from one committee to another is announced and settled in the exchange, so nothing takes effect
 * anywhere of which another snapshot would not know the cause. A decision taken in that moment stands announced in the
 * snapshot, and recovery concludes it there as after a crash (core/crossing.ts). Those who write meanwhile wait.
 */
export function openSnapshots(folder: string): Snapshots {
  const open = (path: string, readOnly = true) =>
    new DatabaseSync(join(folder, path), { readOnly, timeout: PATIENCE })
  const [exchange, control] = [open('exchange.db', false), open('control.db', false)]
  // Opened before the pause, which then only has to begin to read.
  const opened = new Map<string, DatabaseSync>()
  const openAll = () => {
    const named = committeesIn(control).map((one) => ({ ...one, path: join('tenants', one.location) }))
    for (const { path } of named)
      if (!opened.has(path) && existsSync(join(folder, path))) opened.set(path, open(path))
    return named
  }
  openAll()
  const shared = ['control.db', 'exchange.db'].map((path) => ({ path, db: open(path) }))
  const began = performance.now()
  exchange.exec('begin immediate')
  control.exec('begin immediate')
  try {
    const named = openAll()
    const of: Snapshot[] = [
      ...shared,
      ...named.flatMap(({ id, path }) => {
        const db = opened.get(path)
        return db === undefined ? [] : [{ path, db, committee: id }]
      }),
    ]
    for (const { db } of of) db.exec('begin; select count(*) from sqlite_schema')
    return {
      of,
      lost: named.flatMap(({ path }) => (opened.has(path) ? [] : [path])),
      paused: performance.now() - began,
    }
  } finally {
    for (const db of [control, exchange]) {
      if (db.isTransaction) db.exec('rollback')
      db.close()
    }
  }
}
