import { breaker } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import type { Named } from './database-failure.ts'
import type { Connection, Kind } from './database.ts'
import { brokenBy, hranaDatabase, LONGEST_ANSWER, Strange } from './hrana.ts'
import type { Reply, Trip } from './hrana.ts'
import type { Fetch } from './remote.ts'
import { pipelineOf } from './pipeline.ts'
import { steady } from './steady.ts'

/** Opens a database over HTTP by its address; each host has its own way. */
export type OpenRemote = (url: string, token: string | undefined, kind?: Kind) => Connection

/**
 * A libSQL database over HTTP, by what every runtime has. It holds no connection of its own, so opening one is cheap.
 * @param url of the database; a path may end with a slash or without
 * @param health what is known of the databases of this process
 */
export function remoteDatabase(
  url: string,
  token: string | undefined,
  kind?: Kind,
  { fetch = globalThis.fetch, health = breaker() }: { fetch?: Fetch | undefined; health?: Breaker } = {},
): Connection {
  return steady(hranaDatabase(fetching(url, token, fetch)), { named: namedBy(url, kind), breaker: health })
}

/** One call of `fetch`, its answer read within its time and its length. */
function fetching(url: string, token: string | undefined, fetch: Fetch): Trip {
  const address = pipelineOf(url).href
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  return (body, patience) => {
    const call = { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) } as const
    return fetch(address, { ...call, redirect: 'manual' })
      .then(read)
      .catch((error: unknown) => {
        throw brokenBy(error)
      })
  }
}

async function read({ status, body }: Response): Promise<Reply> {
  const decoder = new TextDecoder()
  const parts: string[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > LONGEST_ANSWER) throw new Strange('an endless answer')
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  return { status, body: parts.join('') + decoder.decode() }
}

/** Host and path of an address: what an operator knows it by, without what is secret in it. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url.replace(/^libsql:/, 'https:'))
  return host + pathname.replace(/\/$/, '')
}

/** The namespace of a libsql-server that an address leads to: by its path, or the first label of its host. */
export function namespaceOf(url: string): string | undefined {
  const { hostname, pathname } = new URL(url.replace(/^libsql:/, 'https:'))
  const [label, ...rest] = hostname.split('.')
  return /^\/dev\/([^/]+)\/?$/.exec(pathname)?.[1] ?? (rest.length > 0 ? label : undefined)
}

/** What an operator is told of a database. */
export function namedBy(url: string, kind: Kind | undefined): Named {
  const namespace = namespaceOf(url)
  return {
    database: nameOf(url),
    ...(kind !== undefined && { kind }),
    ...(namespace !== undefined && { namespace }),
  }
}
