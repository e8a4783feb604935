import { startLibsqlServer } from './libsql-server.ts'
import type { Authority } from './authority.ts'
import { loopback } from './loopback.ts'
import type { Answered, Asked } from './loopback.ts'

export const ADMIN_KEY = 'admin-key-of-libsql-server'

type Settings = {
  adminKey?: string | undefined
  adminPort?: number
  port?: number
  /** Who may open the databases; {@link TOKEN} without. */
  authority?: Authority
  /** As `--checkpoint-interval-s`; 0 as without the flag. */
  checkpointEvery?: number | undefined
}

const TOKEN = 'database-token'

/**
 * A stand-in for a libsql-server with namespaces: its admin API (docs/ADMIN_API.md and libsql-server/src/http/admin of
 * tursodatabase/libsql; it answers 400 for a namespace that exists, 404 for one that does not, 401 without a word for a
 * wrong key) and the databases.
 * @returns settings for `namespaceTenants`
 */
export async function startNamespaces(
  folder: string,
  { adminKey = ADMIN_KEY, adminPort = 0, port = 0, authority, checkpointEvery }: Settings = {},
) {
  const who = authority === undefined ? { token: TOKEN } : { authority }
  const databases = await startLibsqlServer({ folder, port, checkpointEvery, ...who })
  const missing = (name: string): Answered => ({
    status: 404,
    body: { error: `Namespace \`${name}\` doesn't exist` },
  })
  const answer = ({ method, path, headers, body }: Asked): Answered => {
    if (adminKey !== '' && headers.authorization !== `basic ${adminKey}`) return { status: 401 }
    if (path === '/') return { status: 200, body: 'Welcome to the sqld admin API' }
    const [, name = '', doing] = /^\/v1\/namespaces\/([^/]+)(?:\/(create|config))?$/.exec(path) ?? []
    if (name === '') return { status: 404 }
    if (doing === 'create' && method === 'POST') {
      if (headers['content-type'] !== 'application/json' || JSON.parse(body) === null) return { status: 415 }
      if (databases.has(name)) {
        return { status: 400, body: { error: `Namespace \`${name}\` already exists` } }
      }
      databases.create(name)
      return { status: 200 }
    }
    if (!databases.has(name)) return missing(name)
    if (doing === 'config') return configure(name, method, body)
    if (method !== 'DELETE') return { status: 404 }
    databases.drop(name)
    return { status: 200 }
  }
  const configure = (name: string, method: string, body: string): Answered => {
    if (method === 'POST') {
      const { block_writes, block_reason } = JSON.parse(body) as Config
      databases.blocked.set(name, block_writes ? (block_reason ?? '') : undefined)
      return { status: 200 }
    }
    const reason = databases.blocked.get(name)
    const block = { block_reads: false, block_writes: reason !== undefined, block_reason: reason ?? null }
    return { status: 200, body: block }
  }
  const api = await loopback(answer, adminPort)
  return {
    ...api,
    has: databases.has,
    databases,
    settings: {
      NAMESPACES_ADMIN_URL: api.origin,
      NAMESPACES_ADMIN_TOKEN: adminKey,
      NAMESPACES_URL: `${databases.origin}/dev/{namespace}`,
      NAMESPACES_TOKEN: TOKEN,
    },
    async close() {
      await api.close()
      await databases.close()
    },
  }
}

type Config = { block_writes: boolean; block_reason?: string | null }
