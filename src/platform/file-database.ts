import { chmodSync, closeSync, openSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InArgs, InStatement } from '@libsql/client'
import { DatabaseFailure, isBusy } from './database-failure.ts'
import type { Keeping, OpenDatabase } from './database.ts'
import { keptReads } from './kept-reads.ts'
import { openSqlite } from './sqlite.ts'
import type { Sqlite } from './sqlite.ts'
import { changes, partsOf } from './statements.ts'
import { runAll, transaction, writeQueue } from './write-queue.ts'

/** How long a request waits for a file that another process has locked (ms). */
const PATIENCE = 5_000

/** How soon a locked file is asked again (ms). */
const PAUSE = 20

/**
 * A SQLite file that is there, opened when first used. Statements run on this thread, where short ones are cheapest,
 * and none waits inside the library: while another process has the file locked, those who want it wait by a timer
 * and everybody else goes on.
 * @param patience how long a lock is waited for (ms)
 */
export function openFile(path: string, patience = PATIENCE): OpenDatabase & Keeping {
  let open: Opened | undefined

  const opened = (): Opened => (open ??= openedFile(path))
  const current = (): Sqlite => opened().db
  const reads = () => (opened().kept ??= keptReads(current()))
  /** For writes: one made into a file that was moved away or replaced would be lost without a word. */
  const standing = (): Sqlite => {
    if (open !== undefined && open.inode !== inodeOf(path)) close()
    return current()
  }
  const close = (): void => {
    open?.db.close()
    open = undefined
  }
  const patiently = async <T>(work: () => T): Promise<T> => {
    for (const until = performance.now() + patience; ;) {
      try {
        return work()
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error
      }
      await sleep(PAUSE)
    }
  }
  const writes = writeQueue(standing, patience)
  return {
    async execute(asked: InStatement, args?: InArgs) {
      const parts = partsOf(asked, args)
      if (!changes(parts[0])) return patiently(() => current().run(parts))
      const [result] = await writes.write([parts])
      return result as NonNullable<typeof result>
    },
    batch: (statements, mode = 'deferred') =>
      mode === 'write'
        ? writes.write(statements)
        : patiently(() => transaction(current(), 'deferred', (db) => runAll(db, statements))),
    kept: (statements) => patiently(() => reads().read(statements)),
    mark: () => patiently(() => reads().mark()),
    close() {
      writes.end()
      close()
    },
  }
}

/** Opens a file as {@link openFile} does, making an empty one first where there is none; for its owner's eyes only. */
export function makeFile(path: string): OpenDatabase & Keeping {
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  return openFile(path)
}

type Opened = { db: Sqlite; inode: number; kept?: ReturnType<typeof keptReads> }

function openedFile(path: string): Opened {
  const inode = inodeOf(path)
  if (inode === undefined) throw new DatabaseFailure('MISSING', basename(path), 'ENOENT')
  return { inode, db: openSqlite(path) }
}

const inodeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino
