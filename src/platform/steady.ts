import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InStatement } from '@libsql/client'
import { DatabaseFailure, failureCode, isBusy } from './database-failure.ts'
import type { FailureCode } from './database-failure.ts'
import type { Connection } from './database.ts'
import { changes, partsOf } from './statements.ts'
import type { Turn } from './turns.ts'

/** How long a request asks a locked database again (ms), and how soon at first. */
const PATIENCE = 5_000
const FIRST_WAIT = 20

const atOnce: Turn = (work) => work()

/**
 * A database over HTTP that is asked again while it is locked: `SQLITE_BUSY` comes before anything is done, or all of
 * it is undone (libsql-server, at COMMIT too). Nothing else is asked again, for it may have been done. What it cannot
 * do is told as {@link DatabaseFailure}.
 * @param name of the database, for operators; without secrets
 * @param turn when a write may go; a Worker has none, for no request may wait for another's promise there
 */
export function steady(raw: Connection, name: string, turn: Turn = atOnce): Connection {
  const once = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw translated(error, name)
    })
  return {
    execute(asked: InStatement, args?: InArgs) {
      const parts = partsOf(asked, args)
      const work = () => again(() => once(() => raw.execute(...parts)))
      return changes(parts[0]) ? turn(work) : work()
    },
    batch(statements, mode = 'deferred') {
      const work = () => again(() => once(() => raw.batch(statements, mode)))
      return mode === 'read' ? work() : turn(work)
    },
  }
}

/** Waits of twice the length before, none of them just as long as another's. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE
  for (let wait = FIRST_WAIT; ; wait *= 2) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() + wait > until) throw error
    }
    const pause = wait * (0.5 + Math.random())
    await new Promise((done) => setTimeout(done, pause))
  }
}

/** What the server or the way to it refuses, as a failure of the database; a wrong statement stays what it is. */
function translated(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error
  const status = statusOf(error)
  if (status !== undefined) {
    const code = codeOf(status, error.message)
    return code === undefined ? error : new DatabaseFailure(code, name, `HTTP ${status}`, { cause: error })
  }
  if (error instanceof LibsqlError) {
    const code = failureCode(error.code)
    return code === undefined ? error : new DatabaseFailure(code, name, error.code, { cause: error })
  }
  if (error instanceof RangeError) return error
  const why = causeOf(error)
  return why === undefined ? error : new DatabaseFailure('AWAY', name, why, { cause: error })
}

/** The status of an answer that was no answer of the database. */
function statusOf(error: Error): number | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    const { status } = e as { status?: unknown }
    if (typeof status === 'number') return status
  }
  return undefined
}

function codeOf(status: number, message: string): FailureCode | undefined {
  if (status === 401 || status === 403) return 'REFUSED'
  if (status === 404 || message.includes("doesn't exist")) return 'MISSING'
  if (status === 429) return 'BUSY'
  return status === 408 || status >= 500 ? 'AWAY' : undefined
}

/** How a connection broke: a code of the system, or the name of a time-out; undefined when it did not. */
function causeOf(error: Error): string | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    const { code } = e as { code?: unknown }
    if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code)) return code
    if (e.name === 'TimeoutError' || e.name === 'AbortError' || e.message === 'fetch failed') return e.name
    if (e.message === 'no answer in time') return 'timeout'
  }
  return undefined
}
