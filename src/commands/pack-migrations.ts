import type { Plugin } from 'esbuild'
import * as all from '../../migrations/all.ts'
import * as names from '../../migrations/names.ts'

/** Writes the migrations into a bundle as they are when it is built; their modules would look for their files. */
export const packMigrations: Plugin = {
  name: 'pack-migrations',
  setup: (bundler) =>
    bundler.onLoad({ filter: /[\\/]migrations[\\/](all|names)\.ts$/ }, ({ path }) => ({
      contents: Object.entries(path.endsWith('all.ts') ? all : names)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n'),
    })),
}
