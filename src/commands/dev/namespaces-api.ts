import { startLibsqlServer } from './libsql-server.ts'
import { loopback } from './loopback.ts'
import type { Answered, Asked } from './loopback.ts'

export const ADMIN_KEY = 'admin-key-of-libsql-server'

/**
 * A stand-in for a libsql-server with namespaces: its admin API (docs/ADMIN_API.md and
 * libsql-server/src/http/admin of tursodatabase/libsql; it answers 400 for a namespace that exists, 404 for one that
 * does not)
 * and the databases.
 * @returns settings for `namespaceTenants`
 */
export async function startNamespaces(folder: string) {
  const databases = await startLibsqlServer({ folder, token: 'database-token' })
  const answer = ({ method, path, headers, body }: Asked): Answered => {
    if (headers.authorization !== `basic ${ADMIN_KEY}`) {
      return { status: 401, body: { error: `Unauthorized: ${headers.authorization}` } }
    }
    const [, name = '', create] = /^\/v1\/namespaces\/([^/]+)(\/create)?$/.exec(path) ?? []
    if (create !== undefined && method === 'POST') {
      if (headers['content-type'] !== 'application/json' || JSON.parse(body) === null) return { status: 415 }
      if (databases.has(name)) {
        return { status: 400, body: { error: `Namespace \`${name}\` already exists` } }
      }
      databases.create(name)
      return { status: 200 }
    }
    if (name === '' || method !== 'DELETE') return { status: 404 }
    if (!databases.has(name)) return { status: 404, body: { error: `Namespace \`${name}\` doesn't exist` } }
    databases.drop(name)
    return { status: 200 }
  }
  const api = await loopback(answer)
  return {
    ...api,
    has: databases.has,
    settings: {
      NAMESPACES_ADMIN_URL: api.origin,
      NAMESPACES_ADMIN_TOKEN: ADMIN_KEY,
      NAMESPACES_URL: `${databases.origin}/dev/{namespace}`,
      NAMESPACES_TOKEN: 'database-token',
    },
    async close() {
      await api.close()
      await databases.close()
    },
  }
}
