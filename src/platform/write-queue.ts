import type { ResultSet } from '@libsql/client'
import { isBusy } from './database-failure.ts'
import type { Sqlite } from './sqlite.ts'
import type { Asked } from './statements.ts'

/** How many batches share a flush at most, so that nobody's answer waits long for those behind. */
const TOGETHER = 32

/** How soon a file that another process has locked is asked again, at first and later on (ms). */
const FIRST_WAIT = 5
const LONGEST_WAIT = 100

type Waiting = {
  statements: Asked[]
  /** Until when a lock is waited for. */
  until: number
  resolve: (results: ResultSet[]) => void
  reject: (error: unknown) => void
}
type Outcome = { results: ResultSet[] } | { error: unknown }

/**
 * The writes of one file, in the order they come. Those that wait at the same moment share one transaction, so one
 * flush of the disk; each has a savepoint of its own and keeps its own result or error. While another process holds
 * the lock they wait by a timer, so that nobody else does.
 * @param open gives the connection; may throw as the writes themselves
 * @param patience how long a lock is waited for (ms)
 */
export function writeQueue(open: () => Sqlite, patience: number) {
  const waiting: Waiting[] = []
  let due = false
  let wait = FIRST_WAIT

  const flush = (): void => {
    due = false
    const group = waiting.splice(0, TOGETHER)
    const outcomes = commitAll(open, group)
    const now = performance.now()
    const again = group.filter((one, i) => !settled(one, outcomes[i], now))
    waiting.unshift(...again)
    wait = again.length === 0 ? FIRST_WAIT : Math.min(wait * 2, LONGEST_WAIT)
    schedule()
  }
  const schedule = (): void => {
    if (due || waiting.length === 0) return
    due = true
    if (wait === FIRST_WAIT) setImmediate(flush)
    else setTimeout(flush, wait)
  }
  return {
    /** Writes a batch, all or nothing. */
    write: (statements: Asked[]): Promise<ResultSet[]> =>
      new Promise((resolve, reject) => {
        waiting.push({ statements, until: performance.now() + patience, resolve, reject })
        schedule()
      }),
    /** Tries once more what waits, and gives up on it. */
    end(): void {
      const left = waiting.splice(0)
      const outcomes = left.length === 0 ? [] : commitAll(open, left)
      for (const [i, one] of left.entries()) settled(one, outcomes[i], Number.POSITIVE_INFINITY)
    },
  }
}

/** Tells a batch what became of it; false when it is worth asking again. */
function settled(one: Waiting, outcome: Outcome | undefined, now: number): boolean {
  if (outcome === undefined) return false
  if ('results' in outcome) one.resolve(outcome.results)
  else if (isBusy(outcome.error) && now < one.until) return false
  else one.reject(outcome.error)
  return true
}

function commitAll(open: () => Sqlite, group: Waiting[]): Outcome[] {
  const [only] = group
  if (group.length === 1 && only !== undefined) {
    return [outcomeOf(() => transaction(open(), 'immediate', (db) => runAll(db, only.statements)))]
  }
  try {
    return transaction(open(), 'immediate', (db) => group.map(({ statements }) => apart(db, statements)))
  } catch (error) {
    if (isBusy(error)) return group.map(() => ({ error }))
    // What undoes the whole (a constraint told at its end, a full disk) is the fault of one, or of each.
    return group.flatMap((one) => commitAll(open, [one]))
  }
}

function outcomeOf(work: () => ResultSet[]): Outcome {
  try {
    return { results: work() }
  } catch (error) {
    return { error }
  }
}

/** A batch inside a transaction of several: what fails undoes this one alone. */
function apart(db: Sqlite, statements: Asked[]): Outcome {
  db.exec('savepoint one')
  const outcome = outcomeOf(() => runAll(db, statements))
  if ('error' in outcome) {
    if (!db.inTransaction()) throw outcome.error
    db.exec('rollback to one')
  }
  db.exec('release one')
  return outcome
}

export const runAll = (db: Sqlite, statements: Asked[]): ResultSet[] => statements.map((one) => db.run(one))

/** Runs work in a transaction: all of it stands, or nothing. */
export function transaction<T>(db: Sqlite, mode: 'immediate' | 'deferred', work: (db: Sqlite) => T): T {
  db.exec(`begin ${mode}`)
  try {
    const done = work(db)
    db.exec('commit')
    return done
  } finally {
    if (db.inTransaction()) db.exec('rollback')
  }
}
