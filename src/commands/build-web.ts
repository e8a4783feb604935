import { join } from 'node:path'
import { isOlder } from './older.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Builds the web into `dist/web` when that is missing or older than its sources. */
export async function buildWebIfOlder(root = ROOT): Promise<boolean> {
  const sources = ['web', 'src', 'package-lock.json'].map((path) => join(root, path))
  if (!(await isOlder(join(root, 'dist/web/index.html'), sources))) return false
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  return true
}

if (import.meta.main) await buildWebIfOlder()
