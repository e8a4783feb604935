import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/**
 * Looks at format, lint and types side by side, and says only what is wrong; the compiler remembers what it saw last
 * time (node_modules/.cache).
 *
 *     npm run check
 */
const CHECKS = [
  ['oxfmt', '--check'],
  ['oxlint', '--type-aware', '--deny-warnings'],
  ['tsc', '--pretty'],
]

/** @returns whether all was well; what was said is told when it was not */
async function passes([command = '', ...args]: string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) console.error([`${command}:`, ...(await said)].join('\n'))
  return code === 0
}

const passed = await Promise.all(CHECKS.map(passes))
process.exitCode = passed.every(Boolean) ? 0 : 1
