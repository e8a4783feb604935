import type { Connection } from './database.ts'
import { hranaDatabase } from './hrana.ts'
import { nameOf } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'
import { steady } from './steady.ts'
import { trips } from './trip.ts'
import { turns } from './turns.ts'

/** More than six writers at once wedge a database of libsql-server until it restarts; several processes share them. */
const WRITES_AT_ONCE = 2

/** How long a request waits for its turn to write (ms). */
const PATIENCE = 10_000

/** Databases over HTTP for one Node process: connections that stay, and writes that take turns, by database. */
export function nodeRemotes(): { open: OpenRemote; close(): void } {
  const known = new Map<string, Connection>()
  const connections = trips()
  const open: OpenRemote = (url, token) => {
    const name = nameOf(url)
    const key = `${name} ${token ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = steady(
      hranaDatabase(connections.to(url, token)),
      name,
      turns(name, WRITES_AT_ONCE, PATIENCE),
    )
    known.set(key, made)
    return made
  }
  return { open, close: () => connections.close() }
}
