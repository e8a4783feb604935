import { DatabaseFailure } from './database-failure.ts'
import type { FailureCode } from './database-failure.ts'
import type { Connection } from './database.ts'
import type { Env } from './env.ts'
import { nameOf } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'

type Shared = 'CONTROL' | 'EXCHANGE'

/** What an operator does about it. */
const REMEDIES: Partial<Record<FailureCode, (name: Shared) => string>> = {
  AWAY: (name) => `không trả lời. Kiểm tra ${name}_URL và máy chủ có đang chạy`,
  REFUSED: (name) => `không nhận mã truy cập. Kiểm tra ${name}_TOKEN`,
  MISSING: (name) => `chưa có. Tạo cơ sở dữ liệu này trước, hoặc kiểm tra ${name}_URL`,
}

/**
 * Looks at the shared databases over HTTP before anything stands on them.
 * @returns what works but will not for long, in words for the operator
 * @throws Error that lists what to mend: two names of one database, a server that is away, a token, a database that is
 *   not there
 */
export async function lookAtShared(env: Env, open: OpenRemote): Promise<string[]> {
  const { CONTROL_URL, CONTROL_TOKEN, EXCHANGE_URL, EXCHANGE_TOKEN } = env
  const shared = [
    ['CONTROL', CONTROL_URL, CONTROL_TOKEN],
    ['EXCHANGE', EXCHANGE_URL, EXCHANGE_TOKEN],
  ] as const
  if (CONTROL_URL !== undefined && EXCHANGE_URL !== undefined && nameOf(CONTROL_URL) === nameOf(EXCHANGE_URL))
    throw refusal([
      `CONTROL_URL và EXCHANGE_URL: cùng chỉ một cơ sở dữ liệu, ${nameOf(CONTROL_URL)}; cần hai`,
    ])
  const looks = shared.map(async ([name, url, token]): Promise<Seen> =>
    url === undefined ? {} : lookAt(name, url, open(url, token, name === 'CONTROL' ? 'control' : 'exchange')),
  )
  const seen = await Promise.all(looks)
  const wrong = seen.flatMap(({ wrong: one }) => one ?? [])
  if (wrong.length > 0) throw refusal(wrong)
  return env.TENANTS === 'namespaces' ? seen.flatMap(({ warning }) => warning ?? []) : []
}

/** What is wrong with a database, or will be. */
type Seen = { wrong?: string; warning?: string }

const refusal = (wrong: string[]): Error =>
  new Error(`Chưa khởi động được:\n${wrong.map((line) => `  - ${line}`).join('\n')}`)

/**
 * A libsql-server that checkpoints by itself every so many pages (`wal_autocheckpoint`; 0 with its flag) is wedged for
 * good by more than six writers at once.
 */
async function lookAt(name: Shared, url: string, database: Connection): Promise<Seen> {
  try {
    const { rows } = await database.execute('pragma wal_autocheckpoint')
    const pages = Number(rows[0]?.[0] ?? 0)
    if (pages === 0) return {}
    return {
      warning: `${nameOf(url)}: libsql-server cần chạy với --checkpoint-interval-s 20; nếu không, nhiều nơi cùng ghi có thể làm nó ngừng nhận ghi.`,
    }
  } catch (error) {
    if (!(error instanceof DatabaseFailure)) return {}
    const remedy = REMEDIES[error.code]?.(name) ?? `chưa dùng được (${error.code})`
    return { wrong: `${name}_URL: ${nameOf(url)} ${remedy}.` }
  }
}
