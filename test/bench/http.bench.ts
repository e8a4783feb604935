import { directive, openStranger } from '../support/exchange.ts'
import { bareCost, startHost } from './host.ts'
import type { Asked, Cost } from './host.ts'
import type { Figure } from './run.ts'

const READS = 1_000
const WRITES = 150

/**
 * What a client gets over HTTP on loopback, eight at a time on connections that are kept, from a server in its own
 * process: the best of three rounds, and the CPU of the server beside every rate. A committee of 450 papers. First
 * what the machine gives at all, to hold the others against: bare Hono and libSQL.
 */
export async function* bench(): AsyncIterable<Figure> {
  yield* figures('bare', await bareCost(READS))
  const host = await startHost()
  try {
    const province = await openStranger(host, 'Tỉnh ủy Sơn Bình', {
      kind: 'province',
      suffix: 'TU',
      place: 'Sơn Bình',
    })
    const commune = await openStranger(host, 'Đảng ủy xã Tân Lập')
    const at = (path: string) => `${province.api}${path}`
    const draft = await directive(province, [commune])
    const load = (rounds: (round: number) => Asked[]) => host.load(province.clerk, rounds)
    const created = await load(() => many(WRITES, { method: 'POST', path: at('/documents'), body: draft }))
    const ids = await draftsOf(province, WRITES * 3)
    const issued = await load((round) =>
      ids.slice(round * WRITES, (round + 1) * WRITES).map((id) => ({
        method: 'POST',
        path: at(`/documents/${id}/issue`),
        body: { version: 1 },
      })),
    )
    const listed = await load(() => many(READS, { path: at('/documents?limit=20') }))
    const found = await load(() => many(READS, { path: at(`/search?q=${encodeURIComponent('chuyển đổi')}`) }))
    const desk = await load(() => many(READS / 2, { path: at('/desk') }))
    yield* figures('list', listed)
    yield* figures('search', found)
    yield* figures('create', created)
    yield* figures('issue', issued)
    yield* figures('desk', desk)
  } finally {
    await host.stop()
  }
}

const many = (n: number, asked: Asked): Asked[] => Array.from({ length: n }, () => asked)

/** The ids of the newest drafts, page by page. */
async function draftsOf(
  { clerk, api }: Awaited<ReturnType<typeof openStranger>>,
  n: number,
): Promise<string[]> {
  const ids: string[] = []
  for (let next = ''; ids.length < n;) {
    const { body } = await clerk.get(`${api}/documents?state=draft&limit=100${next}`)
    ids.push(...body.items.map((one: { id: string }) => one.id))
    if (body.next === undefined) break
    next = `&cursor=${encodeURIComponent(body.next)}`
  }
  return ids.slice(0, n)
}

function* figures(what: string, { perSecond, cpuUs }: Cost): Iterable<Figure> {
  yield { name: `http.${what}_per_s`, value: perSecond, unit: 'requests a second, 8 at a time' }
  yield { name: `http.${what}_cpu_us`, value: cpuUs, unit: 'µs of the server a request' }
}
