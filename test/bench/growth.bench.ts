import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cursorOf } from '../../src/core/paging.ts'
import { openFile } from '../../src/platform/file-database.ts'
import { fill, midway } from '../support/fill.ts'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'
import type { Figure } from './run.ts'

const SMALL = 10_000
const LARGE = 1_000_000
const TIMES = 41

/**
 * What a screen asks of a committee with 10,000 papers out and as many in, and of one with 1,000,000, in turns, one
 * request at a time over HTTP: the median in ms, and by how much the larger is slower at worst.
 */
export async function* bench(): AsyncIterable<Figure> {
  const host = await startHost()
  try {
    const small = await filled(host, 'Tỉnh ủy Mười Nghìn', SMALL)
    const large = await filled(host, 'Tỉnh ủy Một Triệu', LARGE)
    const ratios: number[] = []
    for (const what of Object.keys(small.asked) as (keyof typeof small.asked)[]) {
      const [few, many] = [[], []] as [number[], number[]]
      for (let i = 0; i < TIMES; i += 1) {
        few.push(await host.time(small.place.clerk, { path: small.asked[what] }))
        many.push(await host.time(large.place.clerk, { path: large.asked[what] }))
      }
      ratios.push(median(many) / median(few))
      yield { name: `growth.${what}_ms_10k`, value: median(few), unit: 'ms' }
      yield { name: `growth.${what}_ms_1m`, value: median(many), unit: 'ms' }
    }
    yield { name: 'growth.worst_ratio_10k_1m', value: Number(Math.max(...ratios).toFixed(2)), unit: 'times' }
  } finally {
    await host.stop()
  }
}

async function filled(host: BenchHost, name: string, papers: number) {
  const place = await openStranger(host, name, { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
  const { terms, issuers } = (await place.clerk.get(`${place.api}/organisation`)).body
  const control = openFile(join(host.folder, 'control.db'))
  const found = await control.execute('select location from committee where name = ?', [name])
  control.close()
  const tenant = openFile(join(host.folder, 'tenants', found.rows[0]?.location as string))
  await fill(tenant, { papers, term: terms[0].id, issuer: issuers[0].id })
  tenant.close()
  // The fill held this process up; only now does it see which connections the server has closed meanwhile.
  await sleep(500)
  return { place, asked: asksOf(place, terms[0].id, papers) }
}

const asksOf = ({ api }: Place, term: string, papers: number) => {
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
  }
  return Object.fromEntries(
    Object.entries(paths).map(([what, path]) => [what, `${api}/${path}`]),
  ) as typeof paths
}

const median = (times: number[]): number =>
  Number((times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(2))
