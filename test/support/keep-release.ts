import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { prepareDemo } from '../../src/commands/demo.ts'
import { openFile } from '../../src/platform/file-database.ts'

/**
 * Keeps what a version of the program writes, so that every later one is held to open it: the demo province, stopped
 * cleanly, each database in one file. Run once a release, before the first migration after it.
 *
 *     node test/support/keep-release.ts 0.1
 */
const target = join(import.meta.dirname, `../fixtures/release-${process.argv[2]}`)

/** Printed papers are many and alike; the small files beside them are enough to see that files are found (bytes). */
const LARGEST = 4_096

const folder = await mkdtemp(join(tmpdir(), 'release-'))
const data = join(folder, 'data')
await prepareDemo(data)
const kept: Record<string, Uint8Array> = {}
for (const path of (await readdir(data, { recursive: true })).toSorted()) {
  const database = path.endsWith('.db')
  if (!database && !path.startsWith('files')) continue
  if (database) await settle(join(data, path))
  const bytes = await readFile(join(data, path)).catch(() => undefined)
  if (bytes !== undefined && (database || bytes.length <= LARGEST)) kept[path] = new Uint8Array(bytes)
}
await mkdir(target, { recursive: true })
await writeFile(join(target, 'data.zip'), zipSync(kept, { level: 9 }))
await rm(folder, { recursive: true })

/** Brings all of a database into its one file. */
async function settle(path: string): Promise<void> {
  const db = openFile(path)
  await db.execute('vacuum')
  await db.execute('pragma wal_checkpoint(truncate)')
  db.close()
}
