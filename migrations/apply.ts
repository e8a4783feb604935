import type { InStatement } from '@libsql/client'
import type { Connection } from '../src/platform/database.ts'
import { control, exchange, tenant } from './bundle.ts'
import type { Migration } from './bundle.ts'

const KINDS: Record<'control' | 'exchange' | 'tenant', Migration[]> = { control, exchange, tenant }

/** How many migrations a database of this kind has when it is up to date. */
export const versionOf = (kind: keyof typeof KINDS): number => KINDS[kind].length

/**
 * Brings a database up to date. Each migration is one batch with the row that records it, so a crash leaves it
 * wholly done or not at all, and two hosts migrating at once cannot do one twice.
 * @returns the version it now has: the number of migrations applied
 */
export async function migrate(client: Connection, kind: keyof typeof KINDS): Promise<number> {
  await client.execute('create table if not exists migration (id text primary key, at integer not null)')
  const { rows } = await client.execute('select id from migration')
  const done = new Set(rows.map((row) => row.id))
  for (const migration of KINDS[kind]) {
    if (!done.has(migration.id)) await applyOne(client, migration)
  }
  return KINDS[kind].length
}

async function applyOne(client: Connection, migration: Migration): Promise<void> {
  const record: InStatement = {
    sql: 'insert into migration (id, at) values (?, ?)',
    args: [migration.id, Date.now()],
  }
  try {
    await client.batch([record, ...migration.statements], 'write')
  } catch (error) {
    const { rows } = await client.execute({
      sql: 'select id from migration where id = ?',
      args: [migration.id],
    })
    if (rows.length === 0) throw error
  }
}
