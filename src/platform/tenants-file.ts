import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFile, openFile } from './file-database.ts'
import type { TenantDatabases } from './platform.ts'
import { pool } from './pool.ts'

/** Open files of tenants at once; each takes up to three file descriptors and some memory. */
const MOST_OPEN = 256

/** A file nobody asked for so long is closed (ms); opening it again takes some milliseconds. */
const IDLE = 60_000

/** Tenant databases as files in a folder; the location kept in the directory is the name of the file. */
export function fileTenants(folder: string): TenantDatabases & { close(): Promise<unknown> } {
  const path = (location: string): string => join(folder, location)
  const open = pool((location) => Promise.resolve(openFile(path(location))), MOST_OPEN, IDLE)

  return {
    async create(committeeId) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const location = `${committeeId}.db`
      makeFile(path(location)).close()
      return location
    },
    open: (location) => Promise.resolve(open.connection(location)),
    async remove(committeeId) {
      const location = `${committeeId}.db`
      await open.close(location)
      for (const end of ['', '-wal', '-shm']) await rm(path(location) + end, { force: true })
    },
    close: () => open.closeAll(),
  }
}
