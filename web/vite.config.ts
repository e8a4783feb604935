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

/**
 * Names the program in the page, so that it comes together with the small script that asks for the rest, and not
 * one trip later.
 */
function nameProgram(): Plugin {
  return {
    name: 'name-program',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const program = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/web/app.ts'))
        const files = program ? [program.fileName, ...program.imports] : []
        const entry = chunks.find(({ isEntry }) => isEntry)
        return files
          .filter((file) => file !== entry?.fileName && !entry?.imports.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

/** Builds the static frontend into `dist/web`: hashed files that Workers Assets or the Node host serve. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [pdfData(), hostFiles(), nameProgram()],
  // What is built is always what is served, also when a test builds it, where Vite would take packages' debug forms.
  resolve: { conditions: ['module', 'browser', 'production'] },
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
        // First what asks for all the rest (main.ts), then, with the shell, the parts nearly every screen is made of,
        // without those that two or three screens bring themselves.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              priority: 2,
              test: /web[\\/](main|routes|api[\\/]early|text[\\/]words)\.ts|preload-helper/,
            },
            // Every file is named where all others are asked for: the small English catalogues come together.
            {
              name: 'english',
              test: /text[\\/]en[\\/](parties|similar|proving|signatures|versions|linking|usage|viewer|settling|invitations|drafting|issued|directory|handling|copies|tracking|issuing|spills)\.ts/,
            },
            {
              name: 'parts',
              priority: 1,
              test: /web[\\/](?!api[\\/]upload)((parts|api)[\\/](?!passkey|auth|bar|rows|people|gather|swipe|flow|chain|issued|sheet|take|target|proving|compose-action|filter|narrow|several|kinds|copy|sender|table|hour)|(navigation|session)\.ts|shell[\\/](keys|overlay|menu))|directives[\\/]keyed/,
            },
          ],
        },
        // Letters and digits of one case: a name that says less weighs less, and 2^36 of them are enough.
        hashCharacters: 'base36',
        // The page names every chunk to ask for it in time; a hash alone names it as well, and is shorter.
        chunkFileNames: ({ name }) =>
          `assets/${/^(app|first|parts)$/.test(name) ? `${name}-` : ''}[hash:7].js`,
        // Every host knows .js; some do not know .mjs, and a worker of an unknown type does not start.
        assetFileNames: ({ names }) =>
          names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[hash:7][extname]',
      },
    },
  },
})
