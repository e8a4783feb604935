import { readdir, stat } from 'node:fs/promises'

/** Whether something built is missing or older than the newest file of its sources (files or folders). */
export async function isOlder(built: string, sources: string[]): Promise<boolean> {
  const made = await stat(built).catch(() => undefined)
  if (made === undefined) return true
  return made.mtimeMs < Math.max(...(await Promise.all(sources.map(newest))))
}

/** When the newest file below a path was changed (ms since 1970). */
async function newest(path: string): Promise<number> {
  const own = await stat(path)
  if (!own.isDirectory()) return own.mtimeMs
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const times = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(`${entry.parentPath}/${entry.name}`)).mtimeMs)
  return Math.max(...(await Promise.all(times)))
}
