import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildNodeIfOlder } from './build-node.ts'
import { buildWebIfOlder } from './build-web.ts'

/**
 * Starts a program, `node` (src/node.ts) or `demo` (demo.ts), from its bundle; what is older than its sources is
 * built first.
 *
 *     node src/commands/launch.ts demo --reset
 */
const ROOT = join(import.meta.dirname, '../..')

/** Garbage of requests is small: the 2 × 16 MB that V8 would give young objects by itself are 60 MB once they were used. */
const FLAGS = ['--max-semi-space-size=4']

/** glibc keeps a heap for each thread, and what one freed another cannot use: two are enough here. */
const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }

if (await buildWebIfOlder()) console.log('Đã dựng giao diện.')
await buildNodeIfOlder()
const bundle = join(ROOT, 'dist/node/run.js')
// This process becomes the program: what read TypeScript here (17 MB) would stay as long as the host runs.
if (process.platform === 'win32' || process.execve === undefined) await import(pathToFileURL(bundle).href)
else {
  const args = [process.execPath, ...FLAGS, bundle, ...process.argv.slice(2)]
  process.execve(process.execPath, args, { ...MALLOC, ...process.env } as Record<string, string>)
}
