import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anyCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { holdLock } from '../support/locks.ts'

/** How long another process keeps the lock (ms): longer than a request waits. */
const HELD = 8_000

let instance: Instance
let locked: Place
let other: Place
beforeAll(async () => {
  instance = await startInstance()
  locked = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Tả Van')
})
afterAll(() => instance.stop())

const post = (place: Place) => place.clerk.post(`${place.api}/documents`, { subject: 'Về việc thử khóa' })

/** The longest that the other committee waited for a draft, while the work went on (ms). */
async function longestElsewhere(work: Promise<unknown>): Promise<number> {
  let going = true
  void work.finally(() => (going = false))
  let longest = 0
  while (going) {
    const began = performance.now()
    expect((await post(other)).status).toBe(201)
    longest = Math.max(longest, performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return longest
}

describe('a database that another process has locked for eight seconds', () => {
  const data = () => instance.platform.env.DATA_DIR

  test('of a committee: its write is told so, nobody else waits, and all goes on afterwards', async () => {
    const { rows } = await instance.platform.control.execute({
      sql: 'select location from committee where handle = ?',
      args: [locked.handle],
    })
    expect(await readdir(join(data(), 'tenants'))).toContain(rows[0]?.location)
    const release = await holdLock(join(data(), 'tenants', rows[0]?.location as string))
    const held = new Promise((resolve) => setTimeout(resolve, HELD)).then(release)
    const writing = Promise.all([post(locked), post(locked)])
    expect(await longestElsewhere(writing)).toBeLessThan(500)
    for (const { status, body } of await writing)
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
    expect((await locked.clerk.get(`${locked.api}/documents`)).status).toBe(200)
    await held
    expect((await post(locked)).status).toBe(201)
  })

  test('of a committee, free again within the patience: its write is done', async () => {
    const [file] = (await readdir(join(data(), 'tenants'))).filter((name) => name.endsWith('.db'))
    const release = await holdLock(join(data(), 'tenants', file!))
    const writing = Promise.all([post(locked), post(other)])
    await new Promise((resolve) => setTimeout(resolve, 300))
    await release()
    expect((await writing).map(({ status }) => status)).toEqual([201, 201])
  })

  test('of the directory: who writes to it is told so, everybody works on', async () => {
    const release = await holdLock(join(data(), 'control.db'))
    const held = new Promise((resolve) => setTimeout(resolve, HELD)).then(release)
    const found = () => locked.clerk.post('/api/committees', { ...anyCommittee, handle: 'xa-moi' })
    const writing = found()
    expect(await longestElsewhere(writing)).toBeLessThan(500)
    expect((await writing).status).toBe(503)
    await held
    expect((await found()).status).toBe(201)
  })
})
