import { cursorOf } from '../../src/core/paging.ts'
import { directive } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { midway } from '../support/fill.ts'
import { Caller } from '../support/instance.ts'
import { callerOf, filledOnce, median } from './filled.ts'
import type { Filled } from './filled.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'
import type { Figure } from './run.ts'

const TIMES = 41

/**
 * What a screen asks of a committee with 10,000 papers out and as many in, and of one with 1,000,000, in turns, one
 * request at a time over HTTP: the median in ms, and by how much the larger is slower at worst. So is the issue of a
 * paper that corrects an earlier one.
 */
export async function* bench(): AsyncIterable<Figure> {
  const { folder, places } = await filledOnce()
  const host = await startHost(folder)
  try {
    const [small, large] = places.map(asksOf) as [Asks, Asks]
    const ratios: number[] = []
    for (const what of Object.keys(small.paths) as (keyof Asks['paths'])[]) {
      const [few, many] = [[], []] as [number[], number[]]
      for (let i = 0; i < TIMES; i += 1) {
        few.push(await host.time(small.caller, { path: small.paths[what] }))
        many.push(await host.time(large.caller, { path: large.paths[what] }))
      }
      ratios.push(median(many) / median(few))
      yield { name: `growth.${what}_ms_10k`, value: median(few), unit: 'ms' }
      yield { name: `growth.${what}_ms_1m`, value: median(many), unit: 'ms' }
    }
    const issuing = [await issuesAt(host, places[0]), await issuesAt(host, places[1])] as const
    const [few, many] = [[], []] as [number[], number[]]
    for (let i = 0; i < TIMES; i += 1) {
      few.push(await issuing[0]())
      many.push(await issuing[1]())
    }
    yield { name: 'growth.issue_ms_10k', value: median(few), unit: 'ms' }
    yield { name: 'growth.issue_ms_1m', value: median(many), unit: 'ms' }
    ratios.push(median(many) / median(few))
    yield { name: 'growth.worst_ratio_10k_1m', value: Number(Math.max(...ratios).toFixed(2)), unit: 'times' }
  } finally {
    await host.stop()
  }
}

/** Issues a new directive that corrects an earlier one; how long only the issuing took, in ms. */
async function issuesAt(host: BenchHost, filled: Filled): Promise<() => Promise<number>> {
  const clerk = new Caller((request) => host.app.fetch(request))
  for (const [name, value] of filled.cookies) clerk.cookies.set(name, value)
  const [earlier] = (await clerk.get(`${filled.api}/documents?limit=1`)).body.items
  const unit = { kind: 'unit', id: filled.unit }
  const relates = [{ kind: 'corrects', documentId: earlier.id }]
  const body = await directive({ clerk, api: filled.api } as Place, [], {
    recipients: [unit],
    relates,
    overrideReason: 'Để đo',
  })
  return async () => {
    const { id } = (await clerk.post(`${filled.api}/documents`, body)).body
    return host.time(clerk, {
      method: 'POST',
      path: `${filled.api}/documents/${id}/issue`,
      body: { version: 1 },
    })
  }
}

type Asks = ReturnType<typeof asksOf>

const asksOf = (filled: Filled) => {
  const { api, term, papers } = filled
  const caller = callerOf(filled)
  const [at, rowid] = midway(papers)
  const deep = `cursor=${encodeURIComponent(cursorOf(at, rowid))}`
  const paths = {
    list: 'documents?limit=20',
    deep_list: `documents?limit=20&${deep}`,
    typed_list: 'documents?limit=20&type=khong-co',
    register: `registers/outgoing?term=${term}&limit=20`,
    register_deep: `registers/outgoing?term=${term}&limit=20&${deep}`,
    incoming_from: 'registers/incoming?period=2025&from=2025-12-01&limit=20',
    search_none: 'search?q=khongcotunay',
    search_common: 'search?q=viec',
    search_letter: 'search?q=v',
    desk: 'desk',
    my_list: 'work',
    tasks_board: 'task-board?limit=20',
    tasks_unit: 'tasks?list=unit&limit=20',
    counts: '',
  }
  const whole = Object.entries(paths).map(([what, path]) => [what, path === '' ? api : `${api}/${path}`])
  return { caller, paths: Object.fromEntries(whole) as typeof paths }
}
