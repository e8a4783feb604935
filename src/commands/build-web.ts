import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Builds the web into `dist/web` when that is missing or older than its sources. */
export async function buildWebIfOlder(root = ROOT): Promise<boolean> {
  const built = await stat(join(root, 'dist/web/index.html')).catch(() => undefined)
  const sources = await Promise.all(
    ['web', 'src', 'package-lock.json'].map((path) => newest(join(root, path))),
  )
  if (built !== undefined && built.mtimeMs >= Math.max(...sources)) return false
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  return true
}

/** When the newest file below a path was changed (ms since 1970). */
async function newest(path: string): Promise<number> {
  const own = await stat(path)
  if (!own.isDirectory()) return own.mtimeMs
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const times = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs)
  return Math.max(...(await Promise.all(times)))
}

if (import.meta.main) await buildWebIfOlder()
