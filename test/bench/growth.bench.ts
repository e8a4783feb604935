import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cursorOf } from '../../src/core/paging.ts'
import { openFile } from '../../src/platform/file-database.ts'
import { openStranger } from '../support/exchange.ts'
import { fill, midway } from '../support/fill.ts'
import { Caller } from '../support/instance.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'
import type { Figure } from './run.ts'

const SMALL = 10_000
const LARGE = 1_000_000
const TIMES = 41
/** Sessions last seven days (ms). */
const SESSION = 6 * 86_400_000

/**
 * What a screen asks of a committee with 10,000 papers out and as many in, and of one with 1,000,000, in turns, one
 * request at a time over HTTP: the median in ms, and by how much the larger is slower at worst.
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
    yield { name: 'growth.worst_ratio_10k_1m', value: Number(Math.max(...ratios).toFixed(2)), unit: 'times' }
  } finally {
    await host.stop()
  }
}

/** A committee that was filled: how it is asked, and whose session asks. */
type Filled = { api: string; term: string; papers: number; cookies: [string, string][] }

/**
 * The two committees, filled once: a data folder beside those of the system that is used again as long as nothing it is
 * made of has changed and the sessions in it last.
 */
async function filledOnce(): Promise<{ folder: string; places: Filled[] }> {
  const folder = join(tmpdir(), 'lien-thong-growth', await madeOf())
  const note = join(folder, 'places.json')
  const known = await readFile(note, 'utf8').catch(() => undefined)
  if (known !== undefined && Date.now() - (await stat(note)).mtimeMs < SESSION) {
    return { folder, places: JSON.parse(known) as Filled[] }
  }
  await rm(dirname(folder), { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const host = await startHost(folder)
  const places: Filled[] = []
  try {
    places.push(
      await filled(host, 'Tỉnh ủy Mười Nghìn', SMALL),
      await filled(host, 'Tỉnh ủy Một Triệu', LARGE),
    )
  } finally {
    await host.stop()
  }
  await writeFile(note, JSON.stringify(places))
  return { folder, places }
}

/** A hash of what decides how a filled committee looks. */
async function madeOf(): Promise<string> {
  const hash = createHash('sha256').update(String(LARGE))
  const root = join(import.meta.dirname, '../..')
  const names = (await readdir(join(root, 'migrations'), { recursive: true })).filter((name) =>
    name.endsWith('.sql'),
  )
  for (const name of names.toSorted()) hash.update(await readFile(join(root, 'migrations', name)))
  return hash
    .update(await readFile(join(root, 'test/support/fill.ts')))
    .digest('hex')
    .slice(0, 16)
}

async function filled(host: BenchHost, name: string, papers: number): Promise<Filled> {
  const { clerk, api } = await openStranger(host, name, { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
  const { terms, issuers } = (await clerk.get(`${api}/organisation`)).body
  const control = openFile(join(host.folder, 'control.db'))
  const found = await control.execute('select location from committee where name = ?', [name])
  control.close()
  const tenant = openFile(join(host.folder, 'tenants', found.rows[0]?.location as string))
  // Nothing is lost that cannot be made again; the index of words is merged from few large pieces instead of many.
  for (const hurry of ['pragma synchronous = off', 'pragma cache_size = -400000', hashSize(128)])
    await tenant.execute(hurry)
  await fill(tenant, { papers, term: terms[0].id, issuer: issuers[0].id })
  await tenant.execute(hashSize(1))
  tenant.close()
  return { api, term: terms[0].id, papers, cookies: [...clerk.cookies] }
}

/** How many MB of words FTS5 gathers before it writes them; 1 is its own choice. */
const hashSize = (megabytes: number): string =>
  `insert into found (found, rank) values ('hashsize', ${megabytes * 1024 * 1024})`

type Asks = ReturnType<typeof asksOf>

const asksOf = ({ api, term, papers, cookies }: Filled) => {
  const caller = new Caller(fetch)
  for (const [name, value] of cookies) caller.cookies.set(name, value)
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
  const whole = Object.entries(paths).map(([what, path]) => [what, `${api}/${path}`])
  return { caller, paths: Object.fromEntries(whole) as typeof paths }
}

const median = (times: number[]): number =>
  Number((times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(2))
