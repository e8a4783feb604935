import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { holdLock } from '../support/locks.ts'
import type { Figure } from './run.ts'

/** How long another process keeps the write lock of one committee's file (ms). */
const HELD = 8_000

/** What other committees wait for lists and drafts while one committee, whose file is locked, keeps on writing. */
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
  await instance.stop()
  yield { name: 'stall.free_p99_ms', value: p99(free), unit: 'ms, nothing locked' }
  yield { name: 'stall.others_p99_ms', value: p99(held), unit: 'ms, while one file is locked' }
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
