import { migrate } from '../../../migrations/apply.ts'
import type { Connection } from '../../platform/database.ts'
import { DatabaseFailure } from '../../platform/database-failure.ts'
import type { Env } from '../../platform/env.ts'
import { namespaceOf } from '../../platform/remote-database.ts'
import { nodeRemotes } from '../../platform/remote-node.ts'
import { lookAtShared } from '../../platform/standing.ts'
import { namespaceTenants } from '../../platform/tenants-namespaces.ts'

const PATIENCE = 60_000

/**
 * Makes the directory and the exchange of an instance on a libsql-server: once, and because somebody said so, for one
 * that is missing later is lost, not new. May be repeated where it was broken off.
 * @returns what was made, in words for the operator
 * @throws Error that lists what to mend, or that says that one of the two is lost
 */
export async function createShared(env: Env): Promise<string> {
  if (env.TENANTS !== 'namespaces')
    throw new Error(
      'Lệnh này dành cho TENANTS=namespaces; ở nơi khác danh bạ và trục liên thông được tạo khi khởi động.',
    )
  const remotes = nodeRemotes(PATIENCE)
  try {
    await lookAtShared(env, (url, token) => remotes.tripTo(url, token), { make: true })
    const control = remotes.open(env.CONTROL_URL ?? '', env.CONTROL_TOKEN, 'control')
    const exchange = remotes.open(env.EXCHANGE_URL ?? '', env.EXCHANGE_TOKEN, 'exchange')
    const [inControl, inExchange] = [
      await rowsIn(control, 'committee'),
      await rowsIn(exchange, 'consignment'),
    ]
    refuseLost(inControl, inExchange)
    const made = [
      await make(env, env.CONTROL_URL ?? '', control, 'control', inControl),
      await make(env, env.EXCHANGE_URL ?? '', exchange, 'exchange', inExchange),
    ]
    return made.join('\n')
  } finally {
    remotes.close()
  }
}

const NAMES = { control: 'danh bạ', exchange: 'trục liên thông' }

async function make(
  env: Env,
  url: string,
  database: Connection,
  kind: 'control' | 'exchange',
  rows: number | undefined,
): Promise<string> {
  const name = namespaceOf(url) ?? ''
  if (rows === undefined) await namespaceTenants(env).create(name)
  await migrate(database, kind)
  return rows === undefined
    ? `Đã tạo ${NAMES[kind]} (${name}).`
    : `Đã có ${NAMES[kind]} (${name}); giữ nguyên.`
}

/** An instance with committees has an exchange, and one with consignments a directory: a missing one is lost. */
function refuseLost(inControl: number | undefined, inExchange: number | undefined): void {
  const lost =
    inExchange === undefined && (inControl ?? 0) > 0
      ? `trục liên thông không có, trong khi danh bạ đã có ${inControl} cơ quan`
      : inControl === undefined && (inExchange ?? 0) > 0
        ? `danh bạ không có, trong khi trục liên thông đã có ${inExchange} lần gửi`
        : undefined
  if (lost !== undefined)
    throw new Error(`Chưa tạo gì: ${lost}. Đề nghị khôi phục từ bản sao lưu, hoặc kiểm tra lại địa chỉ.`)
}

/** How many rows a table has; undefined where it, or its database, is not there. */
async function rowsIn(database: Connection, table: string): Promise<number | undefined> {
  try {
    const { rows } = await database.execute(`select count(*) from ${table}`)
    return Number(rows[0]?.[0])
  } catch (error) {
    if (error instanceof DatabaseFailure && error.code !== 'MISSING') throw error
    return undefined
  }
}
