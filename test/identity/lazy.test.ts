import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

test('better-auth is loaded when an account is asked for, not when the app starts', async () => {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'src/app.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    write: false,
    outdir: join(ROOT, 'dist/never-written'),
    metafile: true,
    logLevel: 'silent',
  })
  const reached = (kinds: string[]) => {
    const seen = new Set<string>()
    const visit = (path: string): void => {
      if (seen.has(path)) return
      seen.add(path)
      for (const one of metafile.inputs[path]?.imports ?? []) if (kinds.includes(one.kind)) visit(one.path)
    }
    visit('src/app.ts')
    return [...seen].filter((path) => /node_modules\/(better-auth|@better-auth|@simplewebauthn)\//.test(path))
  }
  expect(reached(['import-statement', 'require-call', 'dynamic-import']).length).toBeGreaterThan(10)
  expect(reached(['import-statement', 'require-call'])).toEqual([])
})
