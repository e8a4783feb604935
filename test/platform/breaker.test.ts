import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { breaker } from '../../src/platform/breaker.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'

const one = { database: 'db:8080/dev/one', kind: 'tenant', namespace: 'one' } as const
const other = { database: 'db:8080/dev/other' }
const refused = expect.objectContaining({ code: 'AWAY', facts: expect.objectContaining({ asked: 0 }) })

/** What a look says: let through, or how long it is to wait (s). */
function looking(start = 0) {
  const clock = { now: start }
  const all = breaker(() => clock.now)
  return {
    clock,
    all,
    silent: (writes = true) => all.failed(one, writes, 'AWAY', 10_000),
    passes: (named: Parameters<typeof all.pass>[0] = one, writes = true) => {
      try {
        all.pass(named, writes)
        return true
      } catch {
        return false
      }
    },
  }
}

test('a database that was silent twice is left alone; others, and its reads, are not', () => {
  const { silent, passes } = looking()
  silent()
  expect(passes()).toBe(true)
  silent()
  expect(passes()).toBe(false)
  expect([passes(other), passes(one, false)]).toEqual([true, true])
})

test('after a while one is let through to see, and only one', () => {
  const { silent, passes, clock, all } = looking()
  silent()
  silent()
  clock.now = 5_000
  expect([passes(), passes(), passes()]).toEqual([true, false, false])
  silent()
  clock.now = 9_999
  expect(passes()).toBe(false)
  clock.now = 10_000
  expect(passes()).toBe(true)
  all.answered(one, true)
  expect([passes(), passes()]).toEqual([true, true])
})

test('one that was let through and never heard of again keeps nobody out for ever', () => {
  const { silent, passes, clock } = looking()
  silent()
  silent()
  clock.now = 5_000
  expect([passes(), passes()]).toEqual([true, false])
  clock.now = 20_000
  expect([passes(), passes()]).toEqual([true, false])
})

test('what fails at once keeps nobody waiting, so it is asked each time', () => {
  const { passes, all } = looking()
  for (let i = 0; i < 9; i += 1) all.failed(one, true, 'AWAY', 3)
  expect(passes()).toBe(true)
})

test('operators are told which, by what, and since when', () => {
  const { silent, clock, all } = looking(1_000)
  silent()
  clock.now = 7_000
  silent()
  expect(all.unwell()).toEqual([{ ...one, writes: true, code: 'AWAY', since: 1_000 }])
})

test('those who wait for a silent database are not kept longer than their patience, and the next not at all', async () => {
  let asked = 0
  const server = createServer(() => void (asked += 1))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const remotes = nodeRemotes(1_500)
  const db = remotes.open(`${origin}/dev/silent/`, undefined)
  const began = performance.now()
  const write = () => db.batch(['insert into t values (1)'], 'write').catch((error: unknown) => error)
  const all = await Promise.all(Array.from({ length: 12 }, write))
  expect(performance.now() - began).toBeLessThan(3_000)
  for (const error of all)
    expect(error).toMatchObject({ name: 'DatabaseFailure', retryAfter: expect.any(Number) })
  expect(asked).toBe(2)
  const again = performance.now()
  expect(await write()).toEqual(refused)
  expect(performance.now() - again).toBeLessThan(100)
  remotes.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
