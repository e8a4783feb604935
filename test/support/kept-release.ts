import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { openFile } from '../../src/platform/file-database.ts'

/** Lays the data folder of a release, as keep-release.ts kept it, into `folder`. */
export async function unpackRelease(version: string, folder: string): Promise<void> {
  const kept = join(import.meta.dirname, `../fixtures/release-${version}/data.zip`)
  for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(await readFile(kept))))) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
}

/** How many rows each table of each database below `folder` has, as `exchange.db delivery`. */
export async function countRows(folder: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.db')) continue
    const db = openFile(join(folder, path))
    const { rows } = await db.execute(`select name from sqlite_schema where type = 'table' order by name`)
    for (const name of rows.map((row) => row.name as string)) {
      const [row] = (await db.execute(`select count(*) as n from "${name}"`)).rows
      counts[`${path} ${name}`] = Number(row?.n)
    }
    db.close()
  }
  return counts
}
