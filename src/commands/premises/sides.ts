import { DatabaseSync } from 'node:sqlite'
import { breaker } from '../../platform/breaker.ts'
import { hranaDatabase } from '../../platform/hrana.ts'
import type { Trip } from '../../platform/hrana.ts'
import { namedBy } from '../../platform/remote-database.ts'
import { steady } from '../../platform/steady.ts'

/** A value as SQLite has it: whole numbers and others stay apart. */
export type Cell = null | bigint | number | string | Uint8Array
export type Written = { sql: string; args?: Cell[] }

/** A database on one side of a move, wherever it lies. */
export type Side = {
  rows(sql: string, args?: Cell[]): Promise<Cell[][]>
  /** All or nothing. */
  write(statements: Written[]): Promise<void>
}

const PATIENCE = 60_000

/** A file that is open. */
export function fileSide(db: DatabaseSync): Side {
  // Rows of a search table are copied as they are stored, into tables that SQLite else keeps to itself.
  db.enableDefensive(false)
  return {
    rows(sql, args = []) {
      const statement = db.prepare(sql)
      statement.setReadBigInts(true)
      statement.setReturnArrays(true)
      return Promise.resolve(statement.all(...args) as unknown as Cell[][])
    },
    write(statements) {
      db.exec('begin')
      try {
        for (const { sql, args = [] } of statements) db.prepare(sql).run(...args)
        db.exec('commit')
      } finally {
        if (db.isTransaction) db.exec('rollback')
      }
      return Promise.resolve()
    },
  }
}

/** A database of a libsql-server. @param url its address */
export function serverSide(url: string, trip: Trip): Side {
  const db = steady(hranaDatabase(trip, BigInt), {
    named: namedBy(url, undefined),
    breaker: breaker(),
    patience: PATIENCE,
  })
  return {
    async rows(sql, args = []) {
      const [found] = await db.batch([{ sql, args }], 'read')
      return (found?.rows ?? []).map((row) => {
        const cells = Array.from({ length: row.length }, (_, i) => row[i])
        return cells.map((cell) => (cell instanceof ArrayBuffer ? new Uint8Array(cell) : (cell as Cell)))
      })
    },
    async write(statements) {
      await db.batch(statements, 'write')
    },
  }
}
