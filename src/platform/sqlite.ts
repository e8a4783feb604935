import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InValue, ResultSet } from '@libsql/client'
import { DatabaseFailure, failureCode, sqliteName } from './database-failure.ts'
import { columnsOf, resultOf } from './rows.ts'
import type { Columns } from './rows.ts'
import { partsOf } from './statements.ts'
import type { Asked } from './statements.ts'

/** How many statements of a file stay prepared, those used last: preparing one costs several times its running. */
const PREPARED = 64

/** Pages of a file kept in memory, in KiB: SQLite's 2 MB are more than a committee at rest may cost. */
const CACHE_KIB = 512

/** One connection to a file. Nothing in it ever waits: what is locked by another process fails at once as BUSY. */
export type Sqlite = {
  run(asked: Asked, more?: InArgs): ResultSet
  /** Statements that take nothing and give nothing: of transactions. */
  exec(sql: string): void
  /** Whether a transaction is open. */
  inTransaction(): boolean
  /** Counts what this connection may have written, and a number that changes when another commits; for comparison. */
  written(): { own: number; others: number }
  /** Moves what the log holds into the file, so that the file alone is whole, and closes it. */
  close(): void
}

/**
 * Opens a SQLite file that is there: write-ahead log, every commit flushed (`synchronous=FULL` is SQLite's default).
 * It answers as `@libsql/client` does over HTTP.
 * @throws DatabaseFailure
 */
export function openSqlite(path: string): Sqlite {
  const name = basename(path)
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw translated(error, name)
    }
  }
  const db = told(() => opened(path))
  const prepared = new Map<string, Prepared>()
  let own = 0
  let version: StatementSync | undefined

  const run = (asked: Asked, more?: InArgs): ResultSet => {
    const [sql, args = []] = partsOf(asked, more)
    const ready = prepared.get(sql) ?? prepare(db, sql)
    // Out and in again, so that the one used last stands last.
    prepared.delete(sql)
    prepared.set(sql, ready)
    if (prepared.size > PREPARED) prepared.delete(prepared.keys().next().value ?? '')
    if (ready.writes) own += 1
    return ready.reads ? rowsOf(ready, args) : changesOf(ready, args)
  }
  return {
    run: (asked, more) => told(() => run(asked, more)),
    exec: (sql) => told(() => db.exec(sql)),
    inTransaction: () => db.isTransaction,
    written: () =>
      told(() => {
        version ??= db.prepare('pragma data_version')
        return { own, others: Number(version.get()?.data_version) }
      }),
    close() {
      prepared.clear()
      if (!db.isOpen) return
      try {
        db.exec('pragma wal_checkpoint(truncate)')
      } catch {
        // Another process reads from the log, or the disk refuses: the log stays beside the file and is whole.
      }
      db.close()
    },
  }
}

function opened(path: string): DatabaseSync {
  const address = pathToFileURL(path)
  // Never makes a file: what should be there and is not must not look like one that is empty.
  address.searchParams.set('mode', 'rw')
  const db = new DatabaseSync(address, { timeout: 0 })
  try {
    db.exec(`pragma journal_mode = wal; pragma cache_size = -${CACHE_KIB}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** What SQLite refuses, as a failure of the database or, about the statement, as a database over HTTP tells it. */
function translated(error: unknown, file: string): unknown {
  const { errcode, message } = error as { errcode?: number; message: string }
  if (!(error instanceof Error) || errcode === undefined) return error
  const name = sqliteName(errcode)
  const refused = new LibsqlError(message, name, name, errcode, error)
  const failure = failureCode(name)
  return failure === undefined
    ? refused
    : new DatabaseFailure(failure, file, `${name} ${errcode}`, { cause: refused })
}

/** `columns` only where no change of the schema can change them while the statement stays prepared. */
type Prepared = { statement: StatementSync; reads: boolean; writes: boolean; columns: Columns | undefined }

/** What writes has no columns but those it gives back. */
const GIVES_BACK = /\breturning\b/i

/** `select *`, `t.*`, `returning *`: the only statements whose columns follow the schema; `count(*)` is none of them. */
const ALL_COLUMNS = /(^|[\s,.])\*/

function prepare(db: DatabaseSync, sql: string): Prepared {
  const statement = db.prepare(sql)
  const columns = namesOf(statement)
  const reads = columns.all.length > 0
  if (reads) statement.setReturnArrays(true)
  return {
    statement,
    reads,
    writes: !reads || GIVES_BACK.test(sql),
    columns: ALL_COLUMNS.test(sql) ? undefined : columns,
  }
}

const namesOf = (statement: StatementSync): Columns => columnsOf(statement.columns().map(({ name }) => name))

function rowsOf({ statement, columns }: Prepared, args: InArgs): ResultSet {
  const found = (Array.isArray(args)
    ? statement.all(...args.map(plain))
    : statement.all(named(args))) as unknown as unknown[][]
  return resultOf(columns ?? namesOf(statement), found, 0, undefined)
}

const NO_COLUMNS: Columns = { all: [], own: [] }

function changesOf({ statement }: Prepared, args: InArgs): ResultSet {
  const done = Array.isArray(args) ? statement.run(...args.map(plain)) : statement.run(named(args))
  return resultOf(NO_COLUMNS, [], Number(done.changes), BigInt(done.lastInsertRowid))
}

const named = (args: Record<string, InValue>): Record<string, SQLInputValue> =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plain(value)]))

/** A parameter as SQLite takes it. */
function plain(value: InValue | undefined): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new TypeError(`${value} cannot be a parameter`)
  return value
}
