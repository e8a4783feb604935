import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWorker } from '../../src/commands/build-worker.ts'
import { buildWebIfOlder } from '../../src/commands/build-web.ts'
import { measure } from '../../web/sizes.ts'
import type { Sizes } from '../../web/sizes.ts'

/** Gzipped kilobytes of the entry module of the Worker and everything it imports at once. */
export async function bundleAtStart(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const { outputs } = await buildWorker(folder)
  const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === 'src/worker.ts') ?? ''
  const start = new Set<string>()
  const walk = (name: string) => {
    if (start.has(name) || outputs[name] === undefined) return
    start.add(name)
    for (const { path, kind } of outputs[name].imports) if (kind === 'import-statement') walk(path)
  }
  walk(entry)
  let bytes = 0
  for (const name of start)
    bytes += gzipSync(await readFile(join(folder, name.split('/').at(-1) ?? ''))).length
  await rm(folder, { recursive: true })
  return Number((bytes / 1024).toFixed(1))
}

/** What a browser must load of the web as it is now. */
export async function webSizes(): Promise<Sizes> {
  await buildWebIfOlder()
  return measure(join(import.meta.dirname, '../../dist/web'))
}
