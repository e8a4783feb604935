import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { draft, openPlace, openProvince } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Figure } from './run.ts'

/** The Node host on files, called in-process, so that no load generator shares the cores. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  const province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const drafts = []
  for (let i = 0; i < 200; i += 1) drafts.push(await draft(province, [commune]))
  const registered = await rate(drafts, ({ id, version }) =>
    province.clerk.post(`${province.api}/documents/${id}/issue`, { version }),
  )
  yield { name: 'node.register_per_s', value: registered, unit: 'documents issued and sent a second' }
  const listed = await rate(Array.from({ length: 2_000 }), () =>
    province.clerk.get(`${province.api}/documents?limit=20`),
  )
  yield { name: 'node.list_per_s', value: listed, unit: 'lists of 20 a second' }
  await instance.stop()
  yield { name: 'node.cold_start_ms', value: await coldStart(), unit: 'ms' }
}

/** Items done a second, eight at a time. */
async function rate<T>(items: T[], work: (item: T) => Promise<{ status: number }>): Promise<number> {
  const queue = items.values()
  const start = performance.now()
  const worker = async () => {
    for (const item of queue) {
      const { status } = await work(item)
      if (status !== 200) throw new Error(`answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return Math.round((items.length * 1000) / (performance.now() - start))
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
