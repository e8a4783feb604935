import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Everything below a data folder: of each table a hash of its rows in their order, of each file that of its bytes. */
export async function dumpOf(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    if (!entry.isFile() || /\.db-(wal|shm)$/.test(name)) continue
    if (!name.endsWith('.db')) {
      found[name] = hash(await readFile(path))
      continue
    }
    const db = new DatabaseSync(path, { readOnly: true })
    const tables = db
      .prepare(
        "select name, sql from sqlite_schema where name in (select name from pragma_table_list where type = 'table') order by name",
      )
      .all()
    for (const { name: table, sql } of tables) {
      const rows = db.prepare(`select * from "${String(table)}"`).all()
      found[`${name} ${String(table)}`] = hash(JSON.stringify([sql, rows]))
    }
    db.close()
  }
  return found
}
