import { breaker } from './breaker.ts'
import type { Unwell } from './breaker.ts'
import type { Connection } from './database.ts'
import { hranaDatabase } from './hrana.ts'
import type { Trip } from './hrana.ts'
import { namedBy } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'
import { steady } from './steady.ts'
import { trips } from './trip.ts'
import { turns } from './turns.ts'

/** More than six writers at once wedge a database of libsql-server until it restarts; several processes share them. */
const WRITES_AT_ONCE = 2

/**
 * Databases over HTTP for one Node process: connections that stay, and writes that take turns, by database.
 * @param patience how long one that asks waits (ms); a migration waits longer than a request
 */
export function nodeRemotes(patience?: number): {
  open: OpenRemote
  /** A way to a database that nothing is known of yet. */
  tripTo(url: string, token: string | undefined): Trip
  unwell(): Unwell[]
  close(): void
} {
  const known = new Map<string, Connection>()
  const connections = trips()
  const health = breaker()
  const open: OpenRemote = (url, token, kind) => {
    const named = namedBy(url, kind)
    const key = `${named.database} ${token ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = steady(hranaDatabase(connections.to(url, token)), {
      named,
      breaker: health,
      turn: turns(named, WRITES_AT_ONCE),
      patience,
    })
    known.set(key, made)
    return made
  }
  return {
    open,
    tripTo: (url, token) => connections.to(url, token),
    unwell: () => health.unwell(),
    close: () => connections.close(),
  }
}
