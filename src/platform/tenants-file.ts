import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import type { Client } from '@libsql/client'
import type { TenantDatabases } from './platform.ts'
import { pool } from './pool.ts'

/** Open files of tenants at once; each takes up to three file descriptors and some memory. */
const MOST_OPEN = 256

/** Opens a libSQL file: write-ahead log, every commit flushed (`synchronous=FULL` is SQLite's default). */
export async function openFile(path: string): Promise<Client> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 5_000 })
  await client.execute('pragma journal_mode = wal')
  return client
}

/** Tenant databases as files in a folder; the location kept in the directory is the name of the file. */
export function fileTenants(folder: string): TenantDatabases & { close(): Promise<unknown> } {
  const path = (location: string): string => join(folder, location)
  const open = pool(async (location) => {
    await mkdir(folder, { recursive: true })
    return openFile(path(location))
  }, MOST_OPEN)

  return {
    create: (committeeId) => Promise.resolve(`${committeeId}.db`),
    open: (location) => Promise.resolve(open.connection(location)),
    async remove(committeeId) {
      const location = `${committeeId}.db`
      await open.close(location)
      for (const end of ['', '-wal', '-shm']) await rm(path(location) + end, { force: true })
    },
    close: open.closeAll,
  }
}
