import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InStatement, InValue, ResultSet, Row, TransactionMode } from '@libsql/client'
import Database from 'libsql'
import type { OpenDatabase } from './database.ts'

/** How many statements of a file stay prepared, those used last: preparing one costs several times its running. */
const PREPARED = 64

const BEGIN: Record<TransactionMode, string> = {
  write: 'BEGIN IMMEDIATE',
  read: 'BEGIN TRANSACTION READONLY',
  deferred: 'BEGIN DEFERRED',
}

type Asked = InStatement | [string, InArgs?]
type Prepared = { statement: Database.Statement<[unknown]>; reads: boolean }

/**
 * Opens a libSQL file: write-ahead log, every commit flushed (`synchronous=FULL` is SQLite's default). It answers as
 * `@libsql/client` does over HTTP; the client's own driver for files prepares every statement anew.
 */
export function openFile(path: string): OpenDatabase {
  const db = new Database(path, { timeout: 5_000 })
  db.exec('pragma journal_mode = wal')
  const prepared = new Map<string, Prepared>()

  const prepare = (sql: string): Prepared => {
    const statement: Database.Statement<[unknown]> = db.prepare<[unknown]>(sql)
    return { statement: statement.reader ? statement.raw(true) : statement, reads: statement.reader }
  }
  const run = (asked: Asked, more?: InArgs): ResultSet => {
    const [sql, args = []] = partsOf(asked, more)
    const ready = prepared.get(sql) ?? prepare(sql)
    // Out while it runs, so that one that fails is not used again, and back in as the one used last.
    prepared.delete(sql)
    const result = ready.reads ? rowsOf(ready, bound(args)) : changesOf(ready, bound(args))
    prepared.set(sql, ready)
    const [oldest] = prepared.keys()
    if (prepared.size > PREPARED && oldest !== undefined) prepared.delete(oldest)
    return result
  }
  const all = (statements: Asked[], mode: TransactionMode): ResultSet[] => {
    run(BEGIN[mode])
    try {
      const results = statements.map((one) => run(one))
      run('COMMIT')
      return results
    } finally {
      if (db.inTransaction) run('ROLLBACK')
    }
  }
  return {
    execute: (asked: InStatement, args?: InArgs) => answered(() => run(asked, args)),
    batch: (statements, mode = 'deferred') => answered(() => all(statements, mode)),
    close() {
      prepared.clear()
      if (db.open) db.close()
    },
  }
}

function partsOf(asked: Asked, more: InArgs | undefined): [string, InArgs?] {
  if (typeof asked === 'string') return [asked, more]
  return Array.isArray(asked) ? asked : [asked.sql, asked.args]
}

/** What SQLite refuses is told as a database over HTTP tells it. */
async function answered<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    const { message, code, rawCode } = error
    const primary = code.split('_').slice(0, 2).join('_')
    throw new LibsqlError(message, primary, code, rawCode, error)
  }
}

/** Parameters as libsql takes them: what it does not know, such as a boolean, would end the process. */
function bound(args: InArgs): unknown {
  if (Array.isArray(args)) return args.map(plain)
  const named = Object.entries(args).map(([name, value]) => [name.replace(/^[:@$]/, ''), plain(value)])
  return Object.fromEntries(named)
}

function plain(value: InValue | undefined): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new TypeError(`${value} cannot be a parameter`)
  return value
}

function changesOf({ statement }: Prepared, args: unknown): ResultSet {
  const { changes, lastInsertRowid } = statement.run(args)
  return result([], [], changes, BigInt(lastInsertRowid))
}

function rowsOf({ statement }: Prepared, args: unknown): ResultSet {
  const found = statement.all(args) as unknown[][]
  const columns = statement.columns().map(({ name }) => name)
  const rows = found.map((values) => new FileRow(columns, values) as unknown as Row)
  return result(columns, rows, 0, undefined)
}

const result = (
  columns: string[],
  rows: Row[],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet => ({
  columns,
  columnTypes: [],
  rows,
  rowsAffected,
  lastInsertRowid,
  toJSON: () => ({ columns, rows }),
})

/**
 * A row by the names of its columns, and unseen by their places too, as drizzle reads it. Of two columns of one name
 * the first has it; a name that is a number (`select 1`) is a place.
 */
class FileRow {
  static #places = 0
  readonly #values: unknown[];
  [column: string]: unknown

  constructor(columns: string[], values: unknown[]) {
    this.#values = values
    while (FileRow.#places < values.length) FileRow.#addPlace(FileRow.#places++)
    for (const [i, column] of columns.entries()) if (!(column in this)) this[column] = values[i]
  }

  get length(): number {
    return this.#values.length
  }

  static #addPlace(place: number): void {
    Object.defineProperty(FileRow.prototype, place, {
      get(this: FileRow) {
        return this.#values[place]
      },
    })
  }
}
