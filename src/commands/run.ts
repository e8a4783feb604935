import { join } from 'node:path'

/**
 * Where the bundle begins (build-node.ts): runs a program, `node` (src/node.ts) or `demo` (demo.ts).
 *
 *     node dist/node/run.js demo --reset
 */
const [program, ...args] = process.argv.slice(2)
const { main } = program === 'demo' ? await import('./demo.ts') : await import('../node.ts')
await main(args, join(import.meta.dirname, '../..'))
