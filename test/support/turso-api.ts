import { startLibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import { loopback } from '../../src/commands/dev/loopback.ts'
import type { Answered, Asked } from '../../src/commands/dev/loopback.ts'

export const TURSO_TOKEN = 'turso-platform-token'
export const TURSO_DB_TOKEN = 'turso-database-token'

/**
 * A stand-in for the Turso platform: the database calls of docs.turso.tech/api-reference, one organisation, one
 * group, and the databases themselves.
 * @returns settings for `tursoTenants`, and a fetch that finds `*.turso.io` on this machine
 */
export async function startTurso(folder: string) {
  const databases = await startLibsqlServer({ folder, token: TURSO_DB_TOKEN })
  const hostname = (name: string): string => `${name}-van-phong.turso.io`
  const database = (name: string) => ({ Name: name, DbId: `id-${name}`, Hostname: hostname(name) })

  const answer = ({ method, path, headers, body }: Asked): Answered => {
    if (headers.authorization !== `Bearer ${TURSO_TOKEN}`) {
      return { status: 401, body: { error: `invalid token ${headers.authorization}` } }
    }
    const [, name] = /^\/v1\/organizations\/van-phong\/databases(?:\/([^/]+))?$/.exec(path) ?? []
    if (!path.startsWith('/v1/organizations/van-phong/databases')) {
      return { status: 404, body: { error: 'organization not found' } }
    }
    if (method === 'POST' && name === undefined) {
      const asked = JSON.parse(body) as { name: string; group?: string }
      if (asked.group !== 'cap-uy') return { status: 404, body: { error: 'group not found' } }
      if (databases.has(asked.name)) {
        return { status: 409, body: { error: `database with name ${asked.name} already exists` } }
      }
      databases.create(asked.name)
      return { status: 200, body: { database: database(asked.name) } }
    }
    if (name === undefined || !databases.has(name)) {
      return { status: 404, body: { error: `could not find database with name ${name}` } }
    }
    if (method === 'GET') return { status: 200, body: { database: database(name) } }
    databases.drop(name)
    return { status: 200, body: { database: name } }
  }
  const api = await loopback(answer)
  return {
    ...api,
    has: databases.has,
    settings: {
      TURSO_API: api.origin,
      TURSO_ORG: 'van-phong',
      TURSO_GROUP: 'cap-uy',
      TURSO_API_TOKEN: TURSO_TOKEN,
      TURSO_DB_TOKEN,
    },
    fetch: ((input: string | Request, init?: RequestInit) => {
      const given = new URL(typeof input === 'string' ? input : input.url)
      const [, name] = /^(.*)-van-phong\.turso\.io$/.exec(given.hostname) ?? []
      if (name === undefined) return fetch(input, init)
      const there = databases.url(name) + given.pathname.slice(1)
      return fetch(there, init)
    }) as typeof fetch,
    async close() {
      await api.close()
      await databases.close()
    },
  }
}
