import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { unstable_readConfig as readConfig } from 'wrangler'
import { readEnv } from '../platform/env.ts'

/**
 * Puts the Worker into service: builds the web, brings every database up to date (a newer schema serves the
 * version that still runs), then hands over to wrangler. Settings are the `[vars]` of wrangler.toml; the tokens
 * come from the environment, as for `wrangler` itself.
 *
 *     CONTROL_TOKEN=… EXCHANGE_TOKEN=… TURSO_API_TOKEN=… TURSO_DB_TOKEN=… npm run deploy
 */
const ROOT = join(import.meta.dirname, '../..')

const run = (command: string, args: string[], env: NodeJS.ProcessEnv): void =>
  void execFileSync(command, args, { cwd: ROOT, stdio: 'inherit', env })

try {
  const { vars } = readConfig({ config: join(ROOT, 'wrangler.toml') })
  // The Worker has its secret already; nothing here signs anything.
  const env: Record<string, string> = {
    AUTH_SECRET: '-'.repeat(32),
    ...strings(vars),
    ...strings(process.env),
  }
  if (readEnv(env).TENANTS === 'file')
    throw new Error('TENANTS: trên Cloudflare chỉ dùng turso hoặc namespaces.')
  run(process.execPath, ['src/commands/build-web.ts'], process.env)
  run(process.execPath, ['src/commands/migrate.ts'], env)
  run('wrangler', ['deploy'], process.env)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function strings(values: Record<string, unknown>): Record<string, string> {
  const pairs = Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return Object.fromEntries(pairs)
}
