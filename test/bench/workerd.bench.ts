import { draft, openPlace, openProvince } from '../support/exchange.ts'
import type { Reachable } from '../support/instance.ts'
import { startWorker } from '../support/workerd.ts'
import type { Figure } from './run.ts'

const DOCUMENTS = 20
const REQUESTS = 3_000
const AT_ONCE = 16

/**
 * The Worker in workerd on this machine, over HTTP on loopback, its databases on the stand-in for libsql-server:
 * load generator, runtime and databases share the cores.
 */
export async function* bench(): AsyncIterable<Figure> {
  const worker = await startWorker()
  try {
    const instance: Reachable = { app: { fetch: (request) => worker.fetch(request) } }
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    for (let i = 0; i < DOCUMENTS; i++) await draft(province, [commune])
    const list = async () => {
      const { status, body } = await province.clerk.get(
        `${province.api}/documents?state=draft&limit=${DOCUMENTS}`,
      )
      if (status !== 200 || body.items.length !== DOCUMENTS) throw new Error(`answered ${status}`)
    }
    for (let i = 0; i < 100; i++) await list()
    let left = REQUESTS
    const began = performance.now()
    const one = async () => {
      while (left-- > 0) await list()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    const seconds = (performance.now() - began) / 1000
    yield { name: 'workerd.list_per_s', value: Math.round(REQUESTS / seconds), unit: 'lists of 20 a second' }
  } finally {
    await worker.stop()
  }
}
