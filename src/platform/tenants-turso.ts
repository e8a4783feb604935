import { z } from 'zod'
import type { Env } from './env.ts'
import type { TenantDatabases } from './platform.ts'
import { RemoteError } from './remote-error.ts'
import { remoteDatabase } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'
import { callRemote } from './remote.ts'
import type { Call, Fetch } from './remote.ts'

export type TursoSettings = Pick<
  Env,
  'TURSO_API' | 'TURSO_ORG' | 'TURSO_GROUP' | 'TURSO_API_TOKEN' | 'TURSO_DB_TOKEN'
>

const REMEDY = 'Kiểm tra TURSO_API_TOKEN, TURSO_ORG, TURSO_GROUP và hạn mức của tổ chức trên Turso.'

/** What creating and showing a database answer with. */
const answer = z.object({ database: z.object({ Hostname: z.hostname() }) })

/**
 * Tenant databases on the Turso platform (docs.turso.tech/api-reference/databases), named by their committee,
 * all in one group whose token opens them; the location kept in the directory is the host name.
 */
export function tursoTenants(
  settings: TursoSettings,
  fetch?: Fetch,
  open: OpenRemote = (url, token, kind) => remoteDatabase(url, token, kind, { fetch }),
): TenantDatabases {
  const { TURSO_API, TURSO_ORG = '', TURSO_GROUP, TURSO_API_TOKEN, TURSO_DB_TOKEN } = settings
  const databases = `${TURSO_API.replace(/\/$/, '')}/v1/organizations/${encodeURIComponent(TURSO_ORG)}/databases`
  const ask = (doing: string, call: Pick<Call, 'method' | 'url' | 'body' | 'accepts'>) =>
    callRemote(
      {
        ...call,
        headers: { authorization: `Bearer ${TURSO_API_TOKEN}`, 'content-type': 'application/json' },
        doing: `Turso: ${doing}`,
        remedy: REMEDY,
        secrets: [TURSO_API_TOKEN, TURSO_DB_TOKEN],
      },
      fetch,
    )

  return {
    async create(committeeId) {
      const name = databaseName(committeeId)
      const made = await ask(`tạo cơ sở dữ liệu ${name}`, {
        method: 'POST',
        url: databases,
        body: JSON.stringify({ name, group: TURSO_GROUP }),
        accepts: (status) => status === 409,
      })
      if (made.status !== 409) return hostOf(name, made.body)
      const shown = await ask(`xem cơ sở dữ liệu ${name}`, { method: 'GET', url: `${databases}/${name}` })
      return hostOf(name, shown.body)
    },
    open: (location) => Promise.resolve(open(`https://${location}`, TURSO_DB_TOKEN, 'tenant')),
    async remove(committeeId) {
      const name = databaseName(committeeId)
      await ask(`xóa cơ sở dữ liệu ${name}`, {
        method: 'DELETE',
        url: `${databases}/${name}`,
        accepts: (status) => status === 404,
      })
    },
  }
}

/** Turso takes lower-case letters, digits and dashes, 64 at most; ids of committees are such. */
function databaseName(committeeId: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(committeeId)) {
    throw new RemoteError(`Turso: "${committeeId}" không dùng làm tên cơ sở dữ liệu được.`)
  }
  return committeeId
}

function hostOf(name: string, body: string): string {
  try {
    return answer.parse(JSON.parse(body)).database.Hostname
  } catch {
    throw new RemoteError(`Turso: câu trả lời về cơ sở dữ liệu ${name} không có tên máy chủ. ${REMEDY}`)
  }
}
