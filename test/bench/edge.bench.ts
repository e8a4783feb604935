import type { Trips } from '../../src/platform/database.ts'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { bundleAtStart } from '../support/sizes.ts'
import type { Figure } from './run.ts'

/** What counts on the edge: the code an isolate starts with, and the round trips a request makes. */
export async function* bench(): AsyncIterable<Figure> {
  yield { name: 'edge.bundle_gzip_kb', value: await bundleAtStart(), unit: 'KB' }
  const seen = await tripsOfThread()
  const most = (of: [string, Trips][], count: (trips: Trips) => number) =>
    Math.max(...of.map(([, trips]) => count(trips)))
  const reads = seen.filter(([route]) => route.startsWith('GET'))
  const writes = seen.filter(([route]) => !route.startsWith('GET'))
  yield {
    name: 'edge.read_round_trips_max',
    value: most(reads, ({ tenant }) => tenant),
    unit: 'tenant trips',
  }
  yield {
    name: 'edge.read_exchange_trips_max',
    value: most(reads, ({ exchange }) => exchange),
    unit: 'exchange trips',
  }
  yield {
    name: 'edge.write_round_trips_max',
    value: most(writes, ({ tenant }) => tenant),
    unit: 'tenant trips',
  }
  yield {
    name: 'edge.write_exchange_trips_max',
    value: most(writes, ({ exchange }) => exchange),
    unit: 'exchange trips',
  }
  yield {
    name: 'edge.session_round_trips_max',
    value: most(seen, ({ control }) => control),
    unit: 'control trips',
  }
}

/** Every request of the first thread with what it cost, by route. */
async function tripsOfThread(): Promise<[string, Trips][]> {
  const seen: [string, Trips][] = []
  const instance = await startInstance((platform) => ({
    ...platform,
    measured: (route, trips) => void seen.push([route, { ...trips }]),
  }))
  const province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  seen.length = 0
  const sent = await issue(province, [commune])
  const kept = await draft(province, [commune])
  await province.clerk.put(`${province.api}/documents/${kept.id}`, { subject: 'Sửa' }, { 'if-match': '"v1"' })
  const [first] = await waitingAt(commune)
  await commune.clerk.get(`${commune.api}/deliveries/${first?.id}`)
  await commune.clerk.post(`${commune.api}/deliveries/${first?.id}/acceptance`)
  await issue(province, [commune])
  const [second] = await waitingAt(commune)
  await commune.clerk.post(`${commune.api}/deliveries/${second?.id}/refusal`, { reason: 'unreadable' })
  for (const path of [
    '',
    'desk',
    'documents',
    'incoming',
    'deliveries',
    'registers/outgoing',
    'registers/incoming',
    'organisation',
    'members',
    'audit',
  ]) {
    await province.clerk.get(`${province.api}/${path}`)
  }
  await province.clerk.get(`${province.api}/documents/${sent.id}`)
  await province.clerk.get(`${province.api}/documents/${sent.id}/deliveries`)
  await instance.stop()
  return seen
}
