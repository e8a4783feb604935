import { createRequire } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { headersFile } from '../src/core/headers.ts'

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/**
 * What pdf.js asks for by name while it reads a file: decoders of scanned pages and the standard fonts. Its version
 * in the address does the work of a hash.
 */
function pdfData(): Plugin {
  const { version } = JSON.parse(readFileSync(join(pdfjs, 'package.json'), 'utf8')) as { version: string }
  const wanted = { wasm: /fallback\.js$/, standard_fonts: /\.(pfb|ttf)$/ }
  return {
    name: 'pdf-data',
    generateBundle() {
      for (const [folder, names] of Object.entries(wanted)) {
        for (const name of readdirSync(join(pdfjs, folder)).filter((one) => names.test(one))) {
          const source = readFileSync(join(pdfjs, folder, name))
          this.emitFile({ type: 'asset', fileName: `assets/pdf-${version}/${folder}/${name}`, source })
        }
      }
    },
  }
}

/**
 * What Workers Assets needs to know to serve the build as the Node host does: the headers, and that the manifest is
 * nobody's business.
 */
function hostFiles(): Plugin {
  return {
    name: 'host-files',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
      this.emitFile({ type: 'asset', fileName: '.assetsignore', source: '.vite\n' })
    },
  }
}

/** Builds the static frontend into `dist/web`: hashed files that Workers Assets or the Node host serve. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [pdfData(), hostFiles()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome109', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The parts that nearly every screen is made of come with the shell, once.
        codeSplitting: { groups: [{ name: 'parts', test: /web[\\/](parts|api)[\\/](?!passkey|auth)/ }] },
        // Every host knows .js; some do not know .mjs, and a worker of an unknown type does not start.
        assetFileNames: ({ names }) =>
          names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]',
      },
    },
  },
})
