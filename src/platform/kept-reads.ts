import type { InArgs, ResultSet } from '@libsql/client'
import type { Sqlite } from './sqlite.ts'
import { partsOf } from './statements.ts'
import type { Asked } from './statements.ts'
import { transaction } from './write-queue.ts'

/** How many answers of one file are kept; each is a row or a few. */
const MOST = 400

type Known = Map<string, Map<string, ResultSet>>

/**
 * Reads of a file that were made before, for what many ask every minute while nothing changes. One write forgets
 * everything: by this connection, which counts them, or by any other of this process or another, which changes
 * `PRAGMA data_version` (sqlite.org/pragma.html). A file that is opened again starts without.
 */
export function keptReads(db: Sqlite) {
  let known: Known = new Map()
  let at = { own: -1, others: -1 }
  let size = 0

  /** Forgets what may no longer be so. */
  const look = (): Known => {
    const now = db.written()
    if (now.own !== at.own || now.others !== at.others || size >= MOST) {
      known = new Map()
      size = 0
      at = now
    }
    return known
  }
  const read = (sql: string, args: InArgs | undefined): ResultSet => {
    const asked = JSON.stringify(args)
    const some = known.get(sql) ?? new Map<string, ResultSet>()
    const found = some.get(asked)
    if (found !== undefined) return found
    const result = db.run([sql, args])
    known.set(sql, some.set(asked, result))
    size += 1
    return result
  }
  return {
    /** The same object as long as nothing was written. */
    mark: (): object => look(),
    /** Reads statements as of one moment. */
    read(statements: Asked[]): ResultSet[] {
      const asked = statements.map((one) => partsOf(one))
      const now = look()
      const found = asked.flatMap(([sql, args]) => now.get(sql)?.get(JSON.stringify(args)) ?? [])
      if (found.length === asked.length) return found
      return transaction(db, 'deferred', () => {
        look()
        return asked.map(([sql, args]) => read(sql, args))
      })
    },
  }
}
