import { createClient } from '@libsql/client/web'
import type { Connection } from './database.ts'
import type { Fetch } from './remote.ts'
import { steady } from './steady.ts'

/** Opens a database over HTTP by its address; each host has its own way. */
export type OpenRemote = (url: string, token: string | undefined) => Connection

/** A statement of an import or a migration may take long; nothing takes longer than this (ms). */
const STATEMENT_MS = 60_000

/**
 * A libSQL database over HTTP, by what every runtime has. It holds no connection of its own, so opening one is cheap.
 * @param url of the database; a path must end with a slash
 */
export function remoteDatabase(url: string, token: string | undefined, fetch?: Fetch): Connection {
  const calling = fetch ?? globalThis.fetch
  const client = createClient({
    url,
    authToken: token,
    fetch: (request: Request) => calling(request, { signal: AbortSignal.timeout(STATEMENT_MS) }),
  })
  return steady(client, nameOf(url))
}

/** Host and path of an address: what an operator knows it by, without what is secret in it. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url.replace(/^libsql:/, 'https:'))
  return host + pathname.replace(/\/$/, '')
}
