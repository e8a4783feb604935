import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFile } from '../../src/platform/file-database.ts'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { holdLock } from '../support/locks.ts'
import { filledOnce } from './filled.ts'
import type { Filled } from './filled.ts'
import { startHost } from './host.ts'
import type { BenchHost } from './host.ts'
import type { Figure } from './run.ts'

/** How long another process keeps the write lock of one committee's file (ms). */
const HELD = 8_000

/**
 * What other committees wait for lists and drafts, over HTTP, while one whose file is locked keeps on writing, and
 * while one takes out a book of a million lines.
 */
export async function* bench(): AsyncIterable<Figure> {
  const { folder, places } = await filledOnce()
  const host = await startHost(folder)
  try {
    const locked = await openStranger(host, 'Đảng ủy xã Tân Lập')
    const others = [
      await openStranger(host, 'Đảng ủy xã Tả Van'),
      await openStranger(host, 'Đảng ủy xã Bản Hồ'),
    ]
    const free = await waits(host, others, sleep(5_000))
    const held = await whileLocked(host, locked, others)
    const taken = await waits(host, others, takeOut(host, places[1]))
    yield { name: 'stall.free_p99_ms', value: p99(free), unit: 'ms, nothing locked' }
    yield { name: 'stall.locked_p99_ms', value: p99(held), unit: 'ms, while one file is locked' }
    yield { name: 'stall.export_p99_ms', value: p99(taken), unit: 'ms, while a book is taken out' }
    const worst = Math.max(p99(held), p99(taken))
    yield { name: 'stall.others_p99_ms', value: worst, unit: 'ms, the worse of the two' }
  } finally {
    await host.stop()
  }
}

async function whileLocked(host: BenchHost, locked: Place, others: Place[]): Promise<number[]> {
  const control = openFile(join(host.folder, 'control.db'))
  const { rows } = await control.execute({
    sql: 'select location from committee where handle = ?',
    args: [locked.handle],
  })
  control.close()
  const release = await holdLock(join(host.folder, 'tenants', rows[0]?.location as string))
  const until = performance.now() + HELD
  const writer = async () => {
    while (performance.now() < until) await write(locked)
  }
  const took = await waits(host, others, Promise.all([writer(), writer(), writer(), writer(), sleep(HELD)]))
  await release()
  if ((await write(locked)).status !== 201) throw new Error('the committee did not come back')
  return took
}

/** The whole register, as the screen takes it into a workbook: a page of the largest after another. */
async function takeOut({ app }: BenchHost, { api, papers, cookies }: Filled): Promise<void> {
  const cookie = cookies.map(([name, value]) => `${name}=${value}`).join('; ')
  let lines = 0
  for (let next: string | undefined = ''; next !== undefined;) {
    const path: string = `${api}/registers/outgoing?limit=100${next && `&cursor=${encodeURIComponent(next)}`}`
    const answer = await app.fetch(new Request(`http://localhost:8787${path}`, { headers: { cookie } }))
    if (answer.status !== 200) throw new Error(`a page was answered ${answer.status}`)
    const page = (await answer.json()) as { items: unknown[]; next?: string }
    lines += page.items.length
    next = page.next
  }
  if (lines < papers) throw new Error(`only ${lines} lines`)
}

const write = (place: Place) => place.clerk.post(`${place.api}/documents`, { subject: SUBJECT })
const SUBJECT = 'Về việc thử khóa'

/** How long each list and each draft took (ms), each committee asking one after another, until the work is done. */
async function waits(host: BenchHost, places: Place[], work: Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  let going = true
  const visitor = async ({ clerk, api }: Place) => {
    while (going) {
      took.push(await host.time(clerk, { path: `${api}/documents?state=draft&limit=20` }))
      const draft = { method: 'POST', path: `${api}/documents`, body: { subject: SUBJECT } }
      took.push(await host.time(clerk, draft))
      await sleep(5)
    }
  }
  const visits = Promise.all(places.map(visitor))
  await work
  going = false
  await visits
  return took
}

function p99(took: number[]): number {
  const sorted = took.toSorted((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(1))
}
