import type { Connection, Keeping, OpenDatabase } from './database.ts'

type Entry = { client: Promise<OpenDatabase & Keeping>; busy: number; usedAt: number }

/**
 * Keeps at most `most` databases open, and none that nobody asked for long. The one unused for longest is closed
 * first, never one at work, and it opens again when it is next asked: whoever holds a {@link Connection} need not
 * know.
 * @param open opens a database by its location
 * @param idle after how long unused a database is closed (ms)
 */
export function pool(
  open: (location: string) => Promise<OpenDatabase & Keeping>,
  most: number,
  idle: number,
) {
  const entries = new Map<string, Entry>()
  const sweeping = setInterval(() => sweep(performance.now() - idle), Math.ceil(idle / 4)).unref()

  const use = async <T>(
    location: string,
    work: (client: OpenDatabase & Keeping) => Promise<T>,
  ): Promise<T> => {
    const entry = entries.get(location) ?? { client: open(location), busy: 0, usedAt: 0 }
    entries.delete(location)
    entries.set(location, entry)
    entry.busy += 1
    try {
      return await work(await entry.client)
    } finally {
      entry.busy -= 1
      entry.usedAt = performance.now()
      await entry.client.catch(() => entries.delete(location))
      trim()
    }
  }
  const trim = () => {
    for (const [location, { busy }] of entries) {
      if (entries.size <= most) return
      if (busy === 0) void close(location)
    }
  }
  const sweep = (before: number) => {
    for (const [location, { busy, usedAt }] of entries) {
      if (busy === 0 && usedAt <= before) void close(location)
    }
  }
  const close = async (location: string): Promise<void> => {
    const entry = entries.get(location)
    entries.delete(location)
    const client = await entry?.client.catch(() => undefined)
    client?.close()
  }
  return {
    /** A database by its location, opened when first used. */
    connection: (location: string): Connection & Keeping => ({
      execute: (...args: [never]) => use(location, (client) => client.execute(...args)),
      batch: (statements, mode) => use(location, (client) => client.batch(statements, mode)),
      kept: (statements) =>
        use(location, (client) => client.kept?.(statements) ?? client.batch(statements, 'read')),
      mark: () => use(location, (client) => client.mark?.() ?? Promise.resolve(undefined)),
    }),
    close,
    closeAll(): Promise<unknown> {
      clearInterval(sweeping)
      return Promise.all([...entries.keys()].map(close))
    },
    /** How many are open now. */
    size: () => entries.size,
  }
}
