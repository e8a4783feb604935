import type { InStatement } from '@libsql/client'
import type { Connection } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'

/** One statement as it was run, and where. */
export type Ran = { client: Connection; sql: string; args: unknown[] }

/** The same platform, keeping every statement its databases run. */
export function recording(platform: Platform, ran: { push(one: Ran): unknown }): Platform {
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

/** The lines of a statement's query plan. */
export async function plan({ client, sql, args }: Ran): Promise<string[]> {
  // A migration may have dropped what an earlier one asked.
  const asked = client.execute({ sql: `explain query plan ${sql}`, args: args as never })
  const { rows } = await asked.catch((error: Error) => {
    if (/no such table/.test(error.message)) return { rows: [] }
    throw error
  })
  return rows.map((row) => row.detail as string)
}

/** Those that read a whole table or sort outside an index. */
export async function costs(ran: Ran): Promise<string[]> {
  if (!/^\s*(select|with|insert|update|delete)/i.test(ran.sql)) return []
  // What a migration fills is read once; of a count that ends at 1,000 each sending is told apart in place.
  const once = /^\s*(insert into (document_tally|`case_uncounted`)|update `sending` set `kind`)/i.test(
    ran.sql,
  )
  const cut = (line: string): boolean => line.endsWith('count(DISTINCT)') && ran.sql.includes('limit 1000')
  // The calendar in force is the last row of its table, walked from its end by the primary key.
  const last = (line: string): boolean =>
    line === 'SCAN calendar_layer' && ran.sql.endsWith('order by "calendar_layer"."number" desc limit ?')
  // Announcements under way: a handful at a time.
  const underWay = (line: string): boolean =>
    line === 'SCAN other' && ran.sql.startsWith('delete from "intent"')
  // `up` is a chain of confirmations (directory/vouch.ts): a handful of rows. `gone` and `bare` are the members and
  // units of one committee whose work somebody else keeps (absences/keepers.ts), `kept` that work, cut off.
  return (await plan(ran)).filter(
    (line) =>
      !once &&
      !cut(line) &&
      !last(line) &&
      !underWay(line) &&
      /^SCAN (?!json_each|CONSTANT|\d+-ROW VALUES CLAUSE|\(|expect|up$|(gone|bare|kept)\b)|TEMP B-TREE/.test(
        line,
      ),
  )
}

/** What a statement may do outside an index after all: why, and which lines of its plan that is. */
export type Allowed = readonly [reason: string, test: (line: string, sql: string) => boolean][]

/** Lines of plans that cost and that nothing allows, each with its statement; the same text is looked at once. */
export async function unallowed(ran: readonly Ran[], allowed: Allowed): Promise<string[]> {
  const bad: string[] = []
  for (const one of new Map(ran.map((each) => [each.sql, each])).values())
    for (const line of await costs(one))
      if (!allowed.some(([, test]) => test(line, one.sql))) bad.push(`${line} :: ${one.sql}`)
  return bad
}
