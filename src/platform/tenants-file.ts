import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import type { Client } from '@libsql/client'
import type { TenantDatabases } from './platform.ts'

/** Opens a libSQL file: write-ahead log, every commit flushed (`synchronous=FULL` is SQLite's default). */
export async function openFile(path: string): Promise<Client> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 5_000 })
  await client.execute('pragma journal_mode = wal')
  return client
}

/** Tenant databases as files in a folder; the location kept in the directory is the name of the file. */
export function fileTenants(folder: string): TenantDatabases & { close(): void } {
  const open = new Map<string, Promise<Client>>()
  const path = (location: string): string => join(folder, location)
  const ready = mkdir(folder, { recursive: true })

  return {
    async create(committeeId) {
      await ready
      return `${committeeId}.db`
    },
    async open(location) {
      await ready
      const known = open.get(location) ?? openFile(path(location))
      open.set(location, known)
      known.catch(() => open.delete(location))
      return known
    },
    async remove(committeeId) {
      const location = `${committeeId}.db`
      const client = await open.get(location)?.catch(() => undefined)
      client?.close()
      open.delete(location)
      for (const end of ['', '-wal', '-shm']) await rm(path(location) + end, { force: true })
    },
    close() {
      for (const client of open.values()) void client.then((one) => one.close())
      open.clear()
    },
  }
}
