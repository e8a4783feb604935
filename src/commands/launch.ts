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
const [program = '', ...args] = process.argv.slice(2)

if (await buildWebIfOlder()) console.log('Đã dựng giao diện.')
await buildNodeIfOlder()
const { main } = (await import(
  pathToFileURL(join(ROOT, `dist/node/${program}.js`)).href
)) as typeof import('../node.ts')
await main(args, ROOT)
