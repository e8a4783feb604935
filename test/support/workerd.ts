import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { buildWorker } from '../../src/commands/build-worker.ts'
import { remoteDatabase } from '../../src/platform/remote-database.ts'
import { startNamespaces } from '../../src/commands/dev/namespaces-api.ts'
import { LIBSQL_SERVER, startPremises } from './premises.ts'
import { sharedDatabases } from '../../src/commands/dev/shared-databases.ts'

/** As in wrangler.toml; a test holds the two to each other. */
export const COMPATIBILITY = { compatibilityDate: '2026-11-17', compatibilityFlags: ['nodejs_compat'] }

type Manifest = NonNullable<
  ConstructorParameters<typeof Miniflare>[0]['workers'][number]['config']['manifest']
>

/** The modules of a bundle, as workerd takes them. */
export async function modulesOf(folder: string, mainModule: string): Promise<Manifest> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const modules = await Promise.all(
    names.map(
      async (name) =>
        [name, { type: 'esm' as const, contents: await readFile(join(folder, name), 'utf8') }] as const,
    ),
  )
  return { mainModule, modules: Object.fromEntries(modules) }
}

let built: Promise<Manifest> | undefined

async function buildModules(): Promise<Manifest> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  await buildWorker(folder)
  const modules = await modulesOf(folder, 'worker.js')
  await rm(folder, { recursive: true })
  return modules
}

type Settings = Record<string, string>

/** The databases of a Worker: on the server that is to be tried, or on the stand-in. */
async function startDatabases(folder: string): Promise<{ settings: Settings; stop(): Promise<void> }> {
  if (LIBSQL_SERVER !== undefined) {
    const premises = await startPremises(0)
    const of = Object.entries(premises.settings).filter(([name]) =>
      /^(NAMESPACES|CONTROL|EXCHANGE)_/.test(name),
    )
    return { settings: Object.fromEntries(of) as Settings, stop: () => premises.stop() }
  }
  const namespaces = await startNamespaces(folder)
  const shared = await sharedDatabases(namespaces.settings)
  return { settings: { ...namespaces.settings, ...shared }, stop: () => namespaces.close() }
}

/**
 * The Worker in workerd, with a bucket of its own and databases on a stand-in for libsql-server.
 * @param vars settings beside those that lead to the databases
 */
export async function startWorker(vars: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  built ??= buildModules()
  const server = await startDatabases(join(folder, 'databases'))
  const settings: Record<string, string> = {
    TENANTS: 'namespaces',
    AUTH_SECRET: 'a secret that is long enough for tests',
    PASSWORD_COST: '10',
    ...server.settings,
    ...vars,
  }
  const text = Object.entries(settings).map(([name, value]) => [name, { type: 'text', value }] as const)
  const miniflare = new Miniflare({
    workers: [
      {
        config: {
          name: 'lien-thong',
          ...COMPATIBILITY,
          manifest: await built,
          env: { FILES: { type: 'r2', name: 'files' }, ...Object.fromEntries(text) },
        },
        dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
      },
    ],
  })
  // Straight to the Worker: miniflare's own in front would copy and pack every answer.
  const origin = await miniflare.unsafeGetDirectURL()
  return {
    miniflare,
    control: remoteDatabase(settings.CONTROL_URL ?? '', settings.CONTROL_TOKEN),
    /** Calls the Worker over HTTP, from the address that the caller says it has. */
    fetch(request: Request): Promise<Response> {
      const { pathname, search } = new URL(request.url)
      const headers = new Headers(request.headers)
      headers.set('cf-connecting-ip', headers.get('x-forwarded-for') ?? '')
      const duplex = request.body === null ? {} : { duplex: 'half' }
      const init = { method: request.method, headers, body: request.body, redirect: 'manual', ...duplex }
      return fetch(new URL(pathname + search, origin), init as RequestInit)
    },
    async stop() {
      await miniflare.dispose()
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
}
