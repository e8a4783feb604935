import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withSecret } from '../platform/secret.ts'
import { startNamespaces } from './dev/namespaces-api.ts'
import { sharedDatabases } from './dev/shared-databases.ts'

/**
 * The Worker on this machine, in the runtime of Cloudflare: workerd through wrangler, R2 in a folder, databases
 * on the stand-in for libsql-server. Sources are watched; everything is kept in `.data/dev`.
 *
 *     npm run dev                http://localhost:8787
 *     npm run dev -- --port 9000
 */
const ROOT = join(import.meta.dirname, '../..')
const DATA_DIR = join(ROOT, '.data/dev')
const MINUTE = 60_000
const { port } = parseArgs({ options: { port: { type: 'string', default: '8787' } } }).values
const url = `http://localhost:${port}`

/** Writes the settings of the Worker where wrangler reads them; gives the path. */
async function settingsFile(): Promise<string> {
  const { AUTH_SECRET, PUSH_KEY } = await withSecret({ DATA_DIR })
  const { settings } = await startNamespaces(join(DATA_DIR, 'databases'))
  const vars: Record<string, unknown> = {
    AUTH_SECRET,
    PUSH_KEY,
    TENANTS: 'namespaces',
    BASE_URL: url,
    ...settings,
    ...(await sharedDatabases(settings)),
  }
  const path = join(DATA_DIR, 'vars')
  const lines = Object.entries(vars).map(([name, value]) => `${name}="${String(value)}"`)
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return path
}

/** Builds the web now and whenever it changes. */
async function watchWeb(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'web/vite.config.ts'), logLevel: 'warn', build: { watch: {} } })
}

await mkdir(DATA_DIR, { recursive: true, mode: 0o700 })
const settings = await settingsFile()
await watchWeb()
const options = ['--port', port, '--env-file', settings, '--persist-to', join(DATA_DIR, 'workerd')]
const wrangler = spawn('wrangler', ['dev', ...options, '--show-interactive-dev-session', 'false'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
})
// Nothing calls the clock of a Worker on this machine.
setInterval(() => {
  fetch(`${url}/cdn-cgi/local/scheduled`).catch(() => undefined)
}, MINUTE)
wrangler.once('exit', (code) => process.exit(code ?? 0))
process.once('SIGINT', () => wrangler.kill('SIGINT'))
process.once('SIGTERM', () => wrangler.kill('SIGTERM'))
