import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../migrations/apply.ts'
import { tenant } from '../../migrations/all.ts'
import { newId } from '../../src/core/ids.ts'
import { makeFile } from '../../src/platform/file-database.ts'

/**
 * Lays a data folder as the first release left it: committees with databases at the first schema.
 * @returns the ids of the committees, in order; each is also its handle
 */
export async function firstRelease(folder: string, committees: number): Promise<string[]> {
  const tenants = join(folder, 'tenants')
  await mkdir(tenants)
  const first = join(folder, 'first.db')
  const db = makeFile(first)
  const [schema] = tenant
  if (schema === undefined) throw new Error('no migrations')
  await db.batch(
    [
      'create table migration (id text primary key, at integer not null)',
      { sql: 'insert into migration values (?, 0)', args: [schema.id] },
      ...schema.statements,
    ],
    'write',
  )
  await db.execute('pragma wal_checkpoint(truncate)')
  db.close()
  const ids = Array.from({ length: committees }, newId)
  for (const id of ids) await copyFile(first, join(tenants, `${id}.db`))
  const control = makeFile(join(folder, 'control.db'))
  await migrate(control, 'control')
  await control.execute({
    sql: `insert into committee
      (id, handle, name, kind, suffix, place, sortKey, state, location, schemaVersion, createdBy, createdAt)
      select value, value, 'Đảng ủy xã', 'commune', 'ĐU', 'Nậm Sỏi', value, 'ready', value || '.db', 1, 'nobody', 0
      from json_each(?)`,
    args: [JSON.stringify(ids)],
  })
  control.close()
  makeFile(join(folder, 'exchange.db')).close()
  return ids.toSorted()
}
