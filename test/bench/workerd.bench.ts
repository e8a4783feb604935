import { readdir, readFile } from 'node:fs/promises'
import { openProvince } from '../support/exchange.ts'
import { startWorker } from '../support/workerd.ts'
import { cpuOf } from './host.ts'
import type { Figure } from './run.ts'

const ASKED = 400
const CLIENTS = 8

/**
 * The Worker in workerd, its databases on the stand-in beside it: lists of 20 drafts and desks, eight at a time, and
 * what each takes of the CPU of workerd's own process.
 */
export async function* bench(): AsyncIterable<Figure> {
  const worker = await startWorker()
  try {
    const pid = await workerdOf(process.pid)
    const province = await openProvince({
      app: { fetch: (request) => worker.fetch(request) },
      platform: { control: worker.control, clock: Date.now },
    })
    for (let i = 0; i < 20; i += 1) {
      await province.clerk.post(`${province.api}/documents`, { subject: `Dự thảo ${i}` })
    }
    const load = async (path: string) => {
      const asked = Array.from({ length: ASKED }, (_, i) => i).values()
      const client = async () => {
        for (const _ of asked) {
          const { status } = await province.clerk.get(`${province.api}/${path}`)
          if (status !== 200) throw new Error(`${path} answered ${status}`)
        }
      }
      const [before, start] = [await cpuOf(pid), performance.now()]
      await Promise.all(Array.from({ length: CLIENTS }, client))
      const seconds = (performance.now() - start) / 1000
      const cpuMs = ((await cpuOf(pid)) - before) / 1000 / ASKED
      return { perSecond: Math.round(ASKED / seconds), cpuMs: Number(cpuMs.toFixed(2)) }
    }
    for (const [name, path] of [
      ['list', 'documents?state=draft&limit=20'],
      ['desk', 'desk'],
    ] as const) {
      await load(path)
      const { perSecond, cpuMs } = await load(path)
      yield { name: `workerd.${name}_per_s`, value: perSecond, unit: 'a second, 8 at a time' }
      yield { name: `workerd.${name}_cpu_ms`, value: cpuMs, unit: "ms of workerd's process" }
    }
  } finally {
    await worker.stop()
  }
}

/** The process of workerd that miniflare started under this one. */
async function workerdOf(parent: number): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const [command = '', rest] = [/\((.*)\)/s.exec(stat)?.[1], stat.slice(stat.lastIndexOf(')') + 2)]
    if (command.startsWith('workerd') && Number(rest.split(' ')[1]) === parent) return Number(name)
  }
  throw new Error('no workerd runs under this process')
}
