import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { fill } from '../support/fill.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { holdLock } from '../support/locks.ts'
import type { Figure } from './run.ts'

/** How long another process keeps the write lock of one committee's file (ms). */
const HELD = 8_000

/** What other committees wait for lists and drafts while one whose file is locked keeps on writing, and while one takes out a large book. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  const locked = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const others = [
    await openPlace(instance, 'Đảng ủy xã Tả Van'),
    await openPlace(instance, 'Đảng ủy xã Bản Hồ'),
  ]
  const { rows } = await instance.platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [locked.handle],
  })
  const free = await waits(others, sleep(2_000))
  const path = join(instance.platform.env.DATA_DIR, 'tenants', rows[0]?.location as string)
  const release = await holdLock(path)
  const until = performance.now() + HELD
  const writer = async () => {
    while (performance.now() < until) await write(locked)
  }
  const held = await waits(others, Promise.all([writer(), writer(), writer(), writer(), sleep(HELD)]))
  await release()
  if ((await write(locked)).status !== 201) throw new Error('the committee did not come back')
  const taken = await whileTaken(instance, locked, others)
  await instance.stop()
  yield { name: 'stall.free_p99_ms', value: p99(free), unit: 'ms, nothing locked' }
  const worst = Math.max(p99(held), p99(taken))
  yield { name: 'stall.locked_p99_ms', value: p99(held), unit: 'ms, while one file is locked' }
  yield { name: 'stall.export_p99_ms', value: p99(taken), unit: 'ms, while a book is taken out' }
  yield { name: 'stall.others_p99_ms', value: worst, unit: 'ms, the worse of the two' }
}

/** A book of so many lines, taken into a workbook as the screen does: a page of the largest after another. */
const LINES = 100_000
const PAGE = 100

/** What the others wait for meanwhile (ms). */
async function whileTaken(
  { platform }: Instance,
  { clerk, api, handle }: Place,
  others: Place[],
): Promise<number[]> {
  const { terms, issuers } = (await clerk.get(`${api}/organisation`)).body
  const { rows } = await platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [handle],
  })
  const tenant = await platform.tenants.open(rows[0]?.location as string)
  await fill(tenant, { papers: LINES, term: terms[0].id, issuer: issuers[0].id })
  const taking = async () => {
    let lines = 0
    for (let next = ''; ;) {
      const { status, body } = await clerk.get(`${api}/registers/outgoing?limit=${PAGE}${next}`)
      if (status !== 200) throw new Error(`a page was answered ${status}`)
      lines += body.items.length
      if (body.next === undefined) break
      next = `&cursor=${encodeURIComponent(body.next)}`
      // Over the network whoever takes it asks for the next page a turn later.
      await new Promise(setImmediate)
    }
    if (lines < LINES) throw new Error(`only ${lines} lines`)
  }
  return waits(others, taking())
}

const write = (place: Place) => place.clerk.post(`${place.api}/documents`, { subject: 'Về việc thử khóa' })

/** How long each list and each draft took (ms), each committee asking one after another, until the work is done. */
async function waits(places: Place[], work: Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  let going = true
  const timed = async (ask: () => Promise<{ status: number }>) => {
    const began = performance.now()
    const { status } = await ask()
    if (status >= 300) throw new Error(`answered ${status}`)
    took.push(performance.now() - began)
  }
  const visitor = async (place: Place) => {
    while (going) {
      await timed(() => place.clerk.get(`${place.api}/documents?state=draft&limit=20`))
      await timed(() => write(place))
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
