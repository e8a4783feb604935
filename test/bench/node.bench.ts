import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from './run.ts'

/** The Node host on files: how long its start keeps people waiting. */
export async function* bench(): AsyncIterable<Figure> {
  yield { name: 'node.cold_start_ms', value: await coldStart(), unit: 'ms' }
}

/** From `npm start` (without npm) to its first answer, all of it already built and the data folder there. */
async function coldStart(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), BASE_URL: `http://localhost:${port}` }
  const run = async (): Promise<number> => {
    const start = performance.now()
    const host = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../src/commands/launch.ts'), 'node'],
      {
        env,
        stdio: 'ignore',
      },
    )
    try {
      while (performance.now() - start < 60_000) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
        if (answer?.ok === true) return Math.round(performance.now() - start)
        await sleep(20)
      }
      throw new Error('the host did not start')
    } finally {
      const gone = new Promise((resolve) => host.once('exit', resolve))
      host.kill()
      await gone
    }
  }
  await run()
  const again = await run()
  await rm(folder, { recursive: true, force: true })
  return again
}
