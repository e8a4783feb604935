import { join } from 'node:path'
import { isOlder } from './older.ts'
import { oneLanguage } from './leave-out.ts'
import { packMigrations } from './pack-migrations.ts'

const ROOT = join(import.meta.dirname, '../..')

/** ESM has no `require`; packages that are CommonJS inside ask it for Node's own modules. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`

/**
 * Bundles the programs that run.ts runs into `dist/node`, unless that is newer than its sources: to find, strip
 * and compile 500 modules one by one takes Node seconds, a bundle a fraction of one. What is imported on demand stays a
 * file of its own; files of an earlier bundle are left, for a process that still runs may ask for them.
 */
export async function buildNodeIfOlder(): Promise<void> {
  const outdir = join(ROOT, 'dist/node')
  const sources = ['src', 'migrations', 'package-lock.json'].map((path) => join(ROOT, path))
  if (!(await isOlder(join(outdir, 'run.js'), sources))) return
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/commands/run.ts'],
    entryNames: '[name]',
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    plugins: [packMigrations, oneLanguage],
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'warning',
  })
}
