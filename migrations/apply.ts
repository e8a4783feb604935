import type { InStatement } from '@libsql/client'
import type { Connection } from '../src/platform/database.ts'
import type { Migration } from './all.ts'
import { NAMES } from './names.ts'

type Kind = keyof typeof NAMES

/** How many migrations a database of this kind has when it is up to date. */
export const versionOf = (kind: Kind): number => NAMES[kind].length

/** The migrations that a database of this kind may have. */
export const knownOf = (kind: Kind): ReadonlySet<string> => new Set(NAMES[kind])

/**
 * Brings a database up to date. All that is pending is one batch with the rows that record it, so a crash or a
 * failing migration leaves the database as it was. Of two hosts migrating at once, the second fails on those
 * rows and looks again.
 * @returns the version it now has: the number of migrations applied
 */
export async function migrate(client: Connection, kind: Kind): Promise<number> {
  const migrations = (await import('./all.ts'))[kind]
  for (let done = await applied(client); ;) {
    const pending = migrations.filter(({ id }) => !done.has(id))
    if (pending.length === 0) return migrations.length
    try {
      await client.batch(pending.flatMap(recorded), 'write')
      return migrations.length
    } catch (error) {
      const now = await applied(client)
      if (now.size === done.size) throw error
      done = now
    }
  }
}

async function applied(client: Connection): Promise<Set<unknown>> {
  const [, found] = await client.batch(
    [
      'create table if not exists migration (id text primary key, at integer not null)',
      'select id from migration',
    ],
    'deferred',
  )
  return new Set(found?.rows.map((row) => row.id))
}

const recorded = ({ id, statements }: Migration): InStatement[] => [
  { sql: 'insert into migration (id, at) values (?, ?)', args: [id, Date.now()] },
  ...statements,
]
