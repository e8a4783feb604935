import type { Plugin } from 'esbuild'

/**
 * Leaves the languages of zod out of a bundle: it brings fifty, all at once, and none is asked: what is wrong is said in
 * our own words (core/words.ts).
 */
export const oneLanguage: Plugin = {
  name: 'one-language',
  setup: (bundler) => {
    bundler.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export {}',
    }))
  },
}
