import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openFile } from './file-database.ts'
import type { TenantDatabases } from './platform.ts'
import { pool } from './pool.ts'

/** Open files of tenants at once; each takes up to three file descriptors and some memory. */
const MOST_OPEN = 256

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
