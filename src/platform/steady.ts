import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InStatement } from '@libsql/client'
import type { Breaker } from './breaker.ts'
import { DatabaseFailure, failureBehind, failureCode } from './database-failure.ts'
import type { FailureCode, Named } from './database-failure.ts'
import { PATIENCE } from './database.ts'
import type { Connection, Shared } from './database.ts'
import { Broken, Refused, Strange, TIMEOUT } from './hrana.ts'
import type { Raw } from './hrana.ts'
import { changes, partsOf } from './statements.ts'
import type { Turn } from './turns.ts'

/** How long a locked database is asked again (ms), and how soon at first. */
const LOCKED = 5_000
const FIRST_WAIT = 20

/** How much of its patience one that writes may wait for its turn: what is sent must have time for its answer. */
const WAITING = 0.7

const atOnce: Turn = (work) => work()

export type Steady = {
  named: Named
  /** Shared by all who ask the same database. */
  breaker: Breaker
  /** When a write may go; a Worker has none, for no request may wait for another's promise there. */
  turn?: Turn
  /** In place of {@link PATIENCE} (ms). */
  patience?: number | undefined
}

/**
 * A database over HTTP that is asked again while it is locked: `SQLITE_BUSY` comes before anything is done, or all of
 * it is undone (libsql-server, at COMMIT too). A read whose connection was lost is asked once more; a write is not, for
 * it may have been done. What it cannot do is told as {@link DatabaseFailure}.
 */
export function steady(
  raw: Raw,
  { named, breaker, turn = atOnce, patience: most = PATIENCE }: Steady,
): Connection & Shared {
  const asking = async <T>(
    writes: boolean,
    work: (left: number) => Promise<T>,
    { urgent, patience }: Manner,
  ): Promise<T> => {
    if (patience <= 0) throw new DatabaseFailure('AWAY', { ...named, asked: 0 }, 'no time left')
    const until = performance.now() + patience
    breaker.check(named, writes)
    const tries = () => {
      breaker.pass(named, writes)
      return again(named, breaker, writes, until, work)
    }
    return writes ? turn(tries, patience * WAITING, urgent) : tries()
  }
  const connection = (manner: Manner): Connection => ({
    execute(asked: InStatement, args?: InArgs) {
      const parts = partsOf(asked, args)
      return asking(changes(parts[0]), (left) => raw.execute(parts, left), manner)
    },
    batch: (statements, mode = 'deferred') =>
      asking(mode !== 'read', (left) => raw.batch(statements, mode, left), manner),
  })
  return {
    ...connection({ urgent: false, patience: most }),
    urgent: connection({ urgent: true, patience: most }),
    within: (patience) => connection({ urgent: false, patience: Math.min(patience, most) }),
  }
}

/** Before those who came earlier or not, and how long (ms). */
type Manner = { urgent: boolean; patience: number }

/** Asks until there is an answer, or none worth waiting for; waits of twice the length before, none just as long as another's. */
async function again<T>(
  named: Named,
  breaker: Breaker,
  writes: boolean,
  until: number,
  work: (left: number) => Promise<T>,
): Promise<T> {
  const locked = Math.min(performance.now() + LOCKED, until)
  for (let asked = 1, lost = 0, wait = FIRST_WAIT; ; asked += 1) {
    const began = performance.now()
    try {
      const done = await work(Math.ceil(Math.max(until - began, 1)))
      breaker.answered(named, writes)
      return done
    } catch (error) {
      const translated = translate(error, { ...named, asked })
      const failure = failureBehind(translated)
      if (failure === undefined) {
        breaker.answered(named, writes)
        throw translated
      }
      const pause = wait * (0.5 + Math.random())
      const left = performance.now() + pause < locked
      if (failure.code === 'BUSY' && left) wait *= 2
      else if (isBroken(failure) && !writes && lost === 0 && left) lost = 1
      else {
        if (failure.code !== 'BUSY') breaker.failed(named, writes, failure.code, performance.now() - began)
        throw failure
      }
      await new Promise((done) => setTimeout(done, pause))
    }
  }
}

/** Whether the way to the server broke, not the patience. */
const isBroken = ({ code, facts }: DatabaseFailure): boolean => code === 'AWAY' && facts.said !== TIMEOUT

/** What the server or the way to it refuses, as a failure of the database; a wrong statement stays what it is. */
function translate(error: unknown, named: Named & { asked: number }): unknown {
  const failure = (code: FailureCode, said: string) =>
    new DatabaseFailure(code, named, said, { cause: error })
  if (!(error instanceof Error) || error instanceof DatabaseFailure) return error
  if (error instanceof Refused) return failure(codeOf(error), error.message)
  if (error instanceof Strange) return failure('STRANGE', error.message)
  if (error instanceof LibsqlError) {
    const code = failureCode(error.code)
    return code === undefined ? error : failure(code, error.code)
  }
  return error instanceof Broken ? failure('AWAY', error.message) : error
}

/** What an answer says that was none of a database. */
function codeOf({ status, why }: Refused): FailureCode {
  if (status === 401 || status === 403) return 'REFUSED'
  if (status === 404 || why === "doesn't exist") return 'MISSING'
  if (status === 429) return 'BUSY'
  return status === 408 || status >= 500 ? 'AWAY' : 'STRANGE'
}
