import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPATIBILITY, modulesOf } from '../support/workerd.ts'

let miniflare: Miniflare
let seen: Record<string, unknown>

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'r2-scenes.ts')],
    outfile: join(folder, 'scenes.js'),
    bundle: true,
    external: ['node:*'],
    format: 'esm',
    logLevel: 'warning',
  })
  const manifest = await modulesOf(folder, 'scenes.js')
  const env = { FILES: { type: 'r2' as const, name: 'files' } }
  miniflare = new Miniflare({ workers: [{ config: { name: 'scenes', ...COMPATIBILITY, manifest, env } }] })
  const answer = await miniflare.dispatchFetch('http://localhost/')
  seen = (await answer.json()) as Record<string, unknown>
  await rm(folder, { recursive: true })
})
afterAll(() => miniflare.dispose())

test.each([
  ['right', [true, 5000]],
  ['of another hash', [false, null]],
  ['short', [false, null]],
  ['long', [false, null]],
  ['broken off, over what was there', ['đứt đường truyền', false, 5000]],
  ['ranges', [100, 10, 3, 2, 0, 0]],
  ['another owner', [[null, null, null], 100]],
  ['removed', null],
])('a file in R2, %s', (scene, outcome) => {
  expect(seen[scene]).toEqual(outcome)
})
