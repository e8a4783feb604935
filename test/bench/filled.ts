import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openFile } from '../../src/platform/file-database.ts'
import { openStranger } from '../support/exchange.ts'
import { fill, fillTasks } from '../support/fill.ts'
import { Caller } from '../support/instance.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'

const SMALL = 10_000
const LARGE = 1_000_000
/** Sessions last seven days (ms). */
const SESSION = 6 * 86_400_000

/**
 * A committee that was filled: how it is asked, and whose session asks. The founder holds every role of the office and
 * sits in the unit, `unit`, that many of the tasks are of.
 */
export type Filled = {
  api: string
  term: string
  unit: string
  papers: number
  cookies: [string, string][]
}

/**
 * Two committees, one of 10,000 papers out and as many in and 3,000 tasks, one of 1,000,000 and 300,000, filled once: a
 * data folder beside those of the system that is used again as long as nothing it is made of has changed and the
 * sessions in it last.
 */
export async function filledOnce(): Promise<{ folder: string; places: [Filled, Filled] }> {
  const folder = join(tmpdir(), 'lien-thong-growth', await madeOf())
  const note = join(folder, 'places.json')
  const known = await readFile(note, 'utf8').catch(() => undefined)
  if (known !== undefined && Date.now() - (await stat(note)).mtimeMs < SESSION) {
    return { folder, places: JSON.parse(known) as [Filled, Filled] }
  }
  await rm(dirname(folder), { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const host = await startHost(folder)
  try {
    const places: [Filled, Filled] = [
      await filled(host, 'Tỉnh ủy Mười Nghìn', SMALL),
      await filled(host, 'Tỉnh ủy Một Triệu', LARGE),
    ]
    await writeFile(note, JSON.stringify(places))
    return { folder, places }
  } finally {
    await host.stop()
  }
}

/** Whoever asks it, with the session that was kept. */
export function callerOf({ cookies }: Filled): Caller {
  const caller = new Caller(fetch)
  for (const [name, value] of cookies) caller.cookies.set(name, value)
  return caller
}

/** The middle of some times, in ms. */
export const median = (times: number[]): number =>
  Number((times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(2))

/** A hash of what decides how a filled committee looks. */
async function madeOf(): Promise<string> {
  const hash = createHash('sha256').update(String(LARGE))
  const root = join(import.meta.dirname, '../..')
  const names = (await readdir(join(root, 'migrations'), { recursive: true })).filter((name) =>
    name.endsWith('.sql'),
  )
  for (const name of names.toSorted()) hash.update(await readFile(join(root, 'migrations', name)))
  for (const file of ['test/support/fill.ts', 'test/bench/filled.ts'])
    hash.update(await readFile(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

async function filled(host: BenchHost, name: string, papers: number): Promise<Filled> {
  const place = await openStranger(host, name, { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })
  const { clerk, api } = place
  const { terms, issuers } = (await clerk.get(`${api}/organisation`)).body
  const unit = (await clerk.post(`${api}/units`, { name: 'Văn phòng' })).body.id as string
  const { memberId } = (await clerk.get(api)).body.me
  const { items } = (await clerk.get(`${api}/members?limit=100`)).body
  const { version } = items.find((one: { id: string }) => one.id === memberId)
  const roles = ['admin', 'clerk', 'office_chief', 'leader', 'unit_head']
  const seated = await clerk.patch(
    `${api}/members/${memberId}`,
    { unitId: unit, roles },
    { 'if-match': `"v${version}"` },
  )
  if (seated.status !== 200) throw new Error(JSON.stringify(seated.body))
  const control = openFile(join(host.folder, 'control.db'))
  const found = await control.execute('select location from committee where name = ?', [name])
  control.close()
  const tenant = openFile(join(host.folder, 'tenants', found.rows[0]?.location as string))
  // Nothing is lost that cannot be made again; the index of words is merged from few large pieces instead of many.
  for (const hurry of ['pragma synchronous = off', 'pragma cache_size = -400000', hashSize(128)])
    await tenant.execute(hurry)
  await fill(tenant, { papers, term: terms[0].id, issuer: issuers[0].id })
  await fillTasks(tenant, { tasks: Math.floor(papers * 0.3), member: memberId, unit, now: Date.now() })
  await tenant.execute(hashSize(1))
  tenant.close()
  return { api, term: terms[0].id, unit, papers, cookies: [...clerk.cookies] }
}

/** How many MB of words FTS5 gathers before it writes them; 1 is its own choice. */
const hashSize = (megabytes: number): string =>
  `insert into found (found, rank) values ('hashsize', ${megabytes * 1024 * 1024})`
