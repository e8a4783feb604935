import { DatabaseFailure } from './database-failure.ts'
import type { FailureCode, Named } from './database-failure.ts'

/** A database that did not do its work when it was last asked, as this process saw it. */
export type Unwell = Named & { writes: boolean; code: FailureCode; since: number }

/** After so many silences in a row a database is left alone, for so long (ms). */
const SILENCES = 2
const ALONE = 5_000
/** What failed sooner than this kept nobody waiting (ms). */
const SOON = 1_000
/** One that was let through to see, and was never heard of again, is thought of no more after this (ms). */
const FORGOTTEN = 15_000

type State = Unwell & { silences: number; alone: number; looking: number }

/**
 * Leaves databases alone that no longer answer, so that nobody waits for one that others wait for in vain: whoever
 * comes is refused at once, and now and then one is let through to see whether it is back. Reads and writes apart, for a
 * database of libsql-server may be wedged for writes and read well. No request ever waits for another here, which a
 * Worker must not (the libraries met let those who come meanwhile wait for the one that looks).
 */
export function breaker(clock: () => number = Date.now) {
  const states = new Map<string, State>()
  const keyOf = (name: string, writes: boolean): string => `${writes ? 'w' : 'r'} ${name}`

  /** How long a database is left alone yet (ms); not at all when 0 or less. */
  const left = ({ silences, alone, looking }: State): number =>
    silences < SILENCES ? 0 : Math.max(alone, looking) - clock()

  const check = (named: Named, writes: boolean): State | undefined => {
    const state = states.get(keyOf(named.database, writes))
    if (state === undefined) return undefined
    const wait = left(state)
    if (wait <= 0) return state
    const retryAfter = Math.ceil(wait / 1000)
    throw new DatabaseFailure('AWAY', { ...named, asked: 0, retryAfter }, 'left alone')
  }
  return {
    /** @throws DatabaseFailure, `AWAY`, while the database is left alone */
    check: (named: Named, writes: boolean): void => void check(named, writes),
    /** Lets one through that asks now: the only one for a while, where the database was left alone. @throws as `check` */
    pass(named: Named, writes: boolean): void {
      const state = check(named, writes)
      if (state !== undefined) state.looking = clock() + FORGOTTEN
    },
    /** The database did what was asked, or refused it by a rule of its own. */
    answered({ database }: Named, writes: boolean): void {
      if (states.size > 0) states.delete(keyOf(database, writes))
    },
    /** @param took how long it was waited for (ms) */
    failed(named: Named, writes: boolean, code: FailureCode, took: number): void {
      const key = keyOf(named.database, writes)
      const now = clock()
      const { silences = 0, since = now } = states.get(key) ?? {}
      const silent = code === 'AWAY' && took >= SOON
      states.set(key, {
        ...named,
        writes,
        code,
        since,
        silences: silent ? silences + 1 : 0,
        alone: now + ALONE,
        looking: 0,
      })
    },
    /** Those that did not do their work when they were last asked. */
    unwell: (): Unwell[] =>
      [...states.values()].map(({ database, kind, namespace, writes, code, since }) => ({
        database,
        ...(kind !== undefined && { kind }),
        ...(namespace !== undefined && { namespace }),
        writes,
        code,
        since,
      })),
  }
}

export type Breaker = ReturnType<typeof breaker>
