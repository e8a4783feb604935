import { rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Metafile, Plugin } from 'esbuild'
import { oneLanguage } from './leave-out.ts'
import { packMigrations } from './pack-migrations.ts'

const ROOT = join(import.meta.dirname, '../..')

/** workerd knows Node's modules by their full name only. */
const nodeModules: Plugin = {
  name: 'node-modules',
  setup: (bundler) =>
    bundler.onResolve(
      { filter: new RegExp(`^(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`) },
      ({ path }) => ({
        path: `node:${path}`,
        external: true,
      }),
    ),
}

/**
 * Bundles the Worker into modules, so that what is imported on demand (sign-in, reports) costs nothing when an
 * isolate starts; wrangler's own bundle would be one piece.
 * @param outdir where to, such as `dist/worker`; emptied first
 * @returns what went into which module
 */
export async function buildWorker(outdir = join(ROOT, 'dist/worker')): Promise<Metafile> {
  await rm(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/worker.ts'],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    // Errors are known by their names.
    keepNames: true,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2024',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    plugins: [nodeModules, packMigrations, oneLanguage],
    legalComments: 'none',
    logLevel: 'warning',
  })
  return metafile
}

if (import.meta.main) await buildWorker()
