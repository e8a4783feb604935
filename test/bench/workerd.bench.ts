import { openProvince } from '../support/exchange.ts'
import { startWorker } from '../support/workerd.ts'
import type { Figure } from './run.ts'

const LISTS = 400

/** The Worker in workerd, its databases on the stand-in beside it: lists of 20 drafts, eight at a time. */
export async function* bench(): AsyncIterable<Figure> {
  const worker = await startWorker()
  const province = await openProvince({
    app: { fetch: (request) => worker.fetch(request) },
    platform: { control: worker.control, clock: Date.now },
  })
  for (let i = 0; i < 20; i += 1) {
    await province.clerk.post(`${province.api}/documents`, { subject: `Dự thảo ${i}` })
  }
  let left = LISTS
  const start = performance.now()
  const ask = async () => {
    while (left > 0) {
      left -= 1
      const { status } = await province.clerk.get(`${province.api}/documents?state=draft&limit=20`)
      if (status !== 200) throw new Error(`answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, ask))
  const seconds = (performance.now() - start) / 1000
  yield { name: 'workerd.list_per_s', value: Math.round(LISTS / seconds), unit: 'lists of 20 a second' }
  await worker.stop()
}
