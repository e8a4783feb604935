import type { InStatement } from '@libsql/client'
import type { Connection } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'

/** One statement as it was run, and where. */
export type Ran = { client: Connection; sql: string; args: unknown[] }

/** The same platform, keeping every statement its databases run. */
export function recording(platform: Platform, ran: Ran[]): Platform {
  const keep = (client: Connection, statement: InStatement | string | [string, unknown?]) => {
    if (typeof statement === 'string') ran.push({ client, sql: statement, args: [] })
    else if (Array.isArray(statement))
      ran.push({ client, sql: statement[0], args: (statement[1] ?? []) as unknown[] })
    else ran.push({ client, sql: statement.sql, args: (statement.args ?? []) as unknown[] })
  }
  const kept = (client: Connection): Connection =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'execute') {
          return (...args: Parameters<Connection['execute']>) => {
            keep(target, args[0] as InStatement)
            return target.execute(...args)
          }
        }
        if (key === 'batch') {
          return (...args: Parameters<Connection['batch']>) => {
            for (const statement of args[0]) keep(target, statement as InStatement)
            return target.batch(...args)
          }
        }
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const { tenants } = platform
  return {
    ...platform,
    control: kept(platform.control),
    exchange: kept(platform.exchange),
    tenants: { ...tenants, open: async (location) => kept(await tenants.open(location)) },
  }
}

/** Lines of the query plan that read a whole table or sort outside an index. */
export async function costs({ client, sql, args }: Ran): Promise<string[]> {
  if (!/^\s*(select|with|insert|update|delete)/i.test(sql)) return []
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: args as never })
  return rows
    .map((row) => row.detail as string)
    .filter((line) => /^SCAN (?!json_each|CONSTANT|\d+-ROW VALUES CLAUSE|\(|expect)|TEMP B-TREE/.test(line))
}
