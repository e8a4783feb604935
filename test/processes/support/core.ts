import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** The core as a browser loads it (template, engine and working time): its size, minified and gzipped, and its files. */
export async function bundleCore(): Promise<{ bytes: number; files: string[] }> {
  const parts = ['processes/template.ts', 'processes/engine.ts', 'calendar/worktime.ts']
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: parts.map((part) => `export * from './src/${part}'`).join('\n'),
      resolveDir: new URL('../../..', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
  })
  const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
  return { bytes, files: Object.keys(metafile.inputs) }
}
