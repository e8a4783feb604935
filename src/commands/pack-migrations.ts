import type { Plugin } from 'esbuild'
import * as all from '../../migrations/all.ts'

/** Writes the migrations into a bundle as they are when it is built; migrations/all.ts would look for their files. */
export const packMigrations: Plugin = {
  name: 'pack-migrations',
  setup: (bundler) =>
    bundler.onLoad({ filter: /[\\/]migrations[\\/]all\.ts$/ }, () => ({
      contents: Object.entries(all)
        .map(([kind, migrations]) => `export const ${kind} = ${JSON.stringify(migrations)}`)
        .join('\n'),
    })),
}
