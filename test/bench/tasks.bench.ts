import { callerOf, filledOnce, median } from './filled.ts'
import type { Filled } from './filled.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'
import type { Figure } from './run.ts'

const TIMES = 61
/** Papers routed in each of three rounds. */
const ROUTED = 400

/**
 * A committee of 1,000,000 papers in and 300,000 tasks over HTTP: one's own list and the board of the office, one
 * request at a time; and how many papers that came are given out in a second, each with its task, its bút phê and the
 * news to its sender, eight at a time.
 */
export async function* bench(): AsyncIterable<Figure> {
  const { folder, places } = await filledOnce()
  const host = await startHost(folder)
  try {
    const [, large] = places
    const time = async (path: string): Promise<number> => {
      const caller = callerOf(large)
      const times: number[] = []
      for (let i = 0; i < TIMES; i += 1) times.push(await host.time(caller, { path: `${large.api}/${path}` }))
      return median(times)
    }
    yield { name: 'tasks.my_list_ms_1m', value: await time('work'), unit: 'ms' }
    yield { name: 'tasks.board_ms_1m', value: await time('task-board'), unit: 'ms' }
    const cost = await route(host, large)
    yield { name: 'incoming.route_per_s', value: cost.perSecond, unit: 'per s' }
    yield { name: 'incoming.route_cpu_us', value: cost.cpuUs, unit: 'us' }
  } finally {
    await host.stop()
  }
}

/** Gives out papers that wait, those that nobody gave out in an earlier run of this folder. */
async function route(host: BenchHost, place: Filled): ReturnType<BenchHost['load']> {
  const caller = callerOf(place).via(host.app.fetch)
  const ids: string[] = []
  for (let cursor = ''; ids.length < 3 * ROUTED;) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await caller.get(`${place.api}/incoming?state=routing&limit=100${more}`)
    ids.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.next
  }
  return host.load(caller, (round) =>
    ids.slice(round * ROUTED, (round + 1) * ROUTED).map((id) => ({
      method: 'POST',
      path: `${place.api}/incoming/${id}/direction`,
      body: { lead: { kind: 'unit', id: place.unit }, text: 'Giao Văn phòng tham mưu.' },
    })),
  )
}
