import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webServer } from '../../src/platform/static.ts'

const files = ['index.html', '_headers', '.secret', 'assets/a1.js', 'assets/_b2.js', 'assets/.c3.js']
let folder: string
let serve: Awaited<ReturnType<typeof webServer>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-static-'))
  await mkdir(join(folder, 'assets'))
  for (const name of files) await writeFile(join(folder, name), name)
  serve = await webServer(folder, 'http://localhost:8787')
})
afterAll(() => rm(folder, { recursive: true }))

const got = async (path: string) => {
  const answer = await serve(new Request(`http://localhost:8787${path}`))
  return answer.status === 200 ? answer.text() : answer.status
}

test('a chunk is served whatever its name begins with, and what is for hosts alone is not', async () => {
  expect(await Promise.all(['/assets/a1.js', '/assets/_b2.js', '/assets/.c3.js'].map(got))).toEqual([
    'assets/a1.js',
    'assets/_b2.js',
    404,
  ])
  expect(await Promise.all(['/_headers', '/.secret', '/anywhere'].map(got))).toEqual([
    'index.html',
    'index.html',
    'index.html',
  ])
})
