import type { Env } from './env.ts'
import type { TenantDatabases } from './platform.ts'
import { remoteDatabase } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'
import { callRemote } from './remote.ts'
import type { Call } from './remote.ts'

export type NamespaceSettings = Pick<
  Env,
  'NAMESPACES_ADMIN_URL' | 'NAMESPACES_ADMIN_TOKEN' | 'NAMESPACES_URL' | 'NAMESPACES_TOKEN'
>

/**
 * Tenant databases as namespaces of a self-hosted libsql-server started with `--enable-namespaces` and an admin
 * address (docs/ADMIN_API.md of tursodatabase/libsql), named by their committee. The server tells namespaces
 * apart by the first label of the host, so `NAMESPACES_URL` is a pattern such as
 * `http://{namespace}.db.example.vn:8080`. The location kept in the directory is the namespace.
 */
export function namespaceTenants(
  settings: NamespaceSettings,
  open: OpenRemote = remoteDatabase,
): TenantDatabases {
  const { NAMESPACES_ADMIN_URL = '', NAMESPACES_ADMIN_TOKEN, NAMESPACES_TOKEN } = settings
  const address = (namespace: string): string =>
    `${NAMESPACES_ADMIN_URL.replace(/\/$/, '')}/v1/namespaces/${encodeURIComponent(namespace)}`
  const ask = (doing: string, call: Pick<Call, 'method' | 'url' | 'body' | 'accepts'>) =>
    callRemote({
      ...call,
      headers: {
        'content-type': 'application/json',
        // The server takes the key itself after "basic", not a name and a password (libsql#1720).
        ...(NAMESPACES_ADMIN_TOKEN && { authorization: `basic ${NAMESPACES_ADMIN_TOKEN}` }),
      },
      doing: `libsql-server: ${doing}`,
      remedy: 'Kiểm tra NAMESPACES_ADMIN_URL và NAMESPACES_ADMIN_TOKEN.',
      secrets: [NAMESPACES_ADMIN_TOKEN, NAMESPACES_TOKEN],
    })

  return {
    async create(committeeId) {
      await ask(`tạo namespace ${committeeId}`, {
        method: 'POST',
        url: `${address(committeeId)}/create`,
        body: '{}',
        accepts: (status, body) => status < 500 && body.includes('already exists'),
      })
      return committeeId
    },
    open: (location) =>
      Promise.resolve(
        open(namespaceUrl(settings.NAMESPACES_URL ?? '', location), NAMESPACES_TOKEN, 'tenant'),
      ),
    async remove(committeeId) {
      await ask(`xóa namespace ${committeeId}`, {
        method: 'DELETE',
        url: address(committeeId),
        accepts: (status, body) => status < 500 && body.includes("doesn't exist"),
      })
    },
  }
}

/**
 * The address of a namespace by the pattern of `NAMESPACES_URL`; ends with a slash, so that a pattern may also
 * name it in the path.
 */
export function namespaceUrl(pattern: string, namespace: string): string {
  const url = pattern.replace('{namespace}', encodeURIComponent(namespace))
  return url.endsWith('/') ? url : `${url}/`
}
