import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@libsql/client/web'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { directive, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { LIBSQL_SERVER, startPremises } from '../support/premises.ts'
import type { Figure } from './run.ts'
import { cpuOf } from './host.ts'

const LISTS = 600
const TRIPS = 1_500
const AT_ONCE = 8
const ISSUES = 200

/** A province on its own premises: one process over a libsql-server, or the stand-in for one in a process of its own. */
export async function* bench(): AsyncIterable<Figure> {
  const premises = await startPremises(1)
  try {
    const province = await openProvince(premises.instance)
    const commune = await openPlace(premises.instance, 'Đảng ủy xã Tân Lập')
    const ids = await draftAll(province, commune)
    const lists = await listing(province, premises.hosts[0]?.pid() ?? 0)
    yield { name: 'namespaces.list_per_s', value: lists.perSecond, unit: 'requests a second, 8 at a time' }
    yield { name: 'namespaces.list_cpu_us', value: lists.cpuUs, unit: 'µs of the process a request' }
    premises.way.state.most = 0
    const began = performance.now()
    await Promise.all(ids.map((id) => issuePatiently(province, id)))
    const took = Math.round(performance.now() - began)
    yield { name: 'namespaces.issue_200_at_once_ms', value: took, unit: 'ms' }
    yield { name: 'namespaces.writes_under_way_max', value: premises.way.state.most, unit: 'in the exchange' }
  } finally {
    await premises.stop()
  }
  yield* tripping()
  console.error(
    LIBSQL_SERVER === undefined
      ? 'namespaces: the stand-in stood for libsql-server'
      : `namespaces: ${LIBSQL_SERVER}`,
  )
}

async function draftAll(province: Place, commune: Place): Promise<string[]> {
  const body = await directive(province, [commune])
  const ids: string[] = []
  for (let i = 0; i < ISSUES; i += 1) {
    const { body: made } = await province.clerk.post(`${province.api}/documents`, body)
    ids.push(made.id)
  }
  return ids
}

/** Issues a draft, asked again with its key while the system says that it has too much to do: as the web does. */
async function issuePatiently({ clerk, api }: Place, id: string): Promise<void> {
  const key = { 'idempotency-key': `issue-${id}` }
  for (;;) {
    const { status } = await clerk.post(`${api}/documents/${id}/issue`, { version: 1 }, key)
    if (status === 200) return
    if (status !== 503) throw new Error(`an issue was answered ${status}`)
    await sleep(500)
  }
}

/** Lists of 20, eight at a time. */
async function listing(province: Place, pid: number): Promise<{ perSecond: number; cpuUs: number }> {
  const ask = () => province.clerk.get(`${province.api}/documents?limit=20`)
  for (let i = 0; i < 50; i += 1) await ask()
  const [before, began] = [await cpuOf(pid), performance.now()]
  await fewAtATime(LISTS, ask)
  const seconds = (performance.now() - began) / 1000
  return {
    perSecond: Math.round(LISTS / seconds),
    cpuUs: Math.round(((await cpuOf(pid)) - before) / LISTS),
  }
}

/**
 * What a trip costs this process: a batch of two reads, ours beside `@libsql/client/web` on `fetch`, in turns, the best
 * round of each. The server is a process of its own.
 */
async function* tripping(): AsyncIterable<Figure> {
  const premises = await startPremises(0)
  const { CONTROL_URL = '', CONTROL_TOKEN = '' } = premises.settings
  const remotes = nodeRemotes()
  const ours = remotes.open(CONTROL_URL, CONTROL_TOKEN)
  const theirs = createClient({ url: CONTROL_URL, authToken: CONTROL_TOKEN })
  const two = [
    { sql: 'select id, at from migration where id > ? order by id limit 20', args: ['0'] },
    { sql: 'select count(*) as n from migration', args: [] },
  ]
  const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 4; round += 1)
    for (const [name, client] of Object.entries({ ours, theirs })) {
      const before = process.cpuUsage()
      await fewAtATime(TRIPS / 4, () => client.batch(two, 'read'))
      const { user, system } = process.cpuUsage(before)
      const cpu = (user + system) / (TRIPS / 4)
      best[name as 'ours'] = Math.min(best[name as 'ours'], cpu)
    }
  remotes.close()
  theirs.close()
  await premises.stop()
  yield {
    name: 'namespaces.trip_cpu_us',
    value: Math.round(best.ours),
    unit: 'µs of the client a batch of two',
  }
  yield {
    name: 'namespaces.trip_cpu_ratio',
    value: Number((best.ours / best.theirs).toFixed(2)),
    unit: 'of @libsql/client/web on fetch, same run',
  }
}

async function fewAtATime(n: number, work: () => Promise<unknown>): Promise<void> {
  let left = n
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
