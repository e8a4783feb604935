import { defineConfig } from 'vite'

/** Builds the static frontend into `dist/web`: hashed files that Workers Assets or the Node host serve. */
export default defineConfig({
  root: import.meta.dirname,
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
})
