import type { Client } from '@libsql/client'
import { expect, test } from 'vitest'
import { pool } from '../../src/platform/pool.ts'

/** A database that remembers whether it is open and answers when told to. */
function bench() {
  const opened: string[] = []
  const open = new Set<string>()
  const waiting: (() => void)[] = []
  const slow = new Set<string>()
  const connect = async (location: string): Promise<Client> => {
    if (location === 'broken') throw new Error('cannot open')
    opened.push(location)
    open.add(location)
    let closed = false
    return {
      async execute() {
        if (closed) throw new Error('closed')
        if (slow.has(location)) await new Promise<void>((resolve) => waiting.push(resolve))
        if (closed) throw new Error('closed at work')
        return { rows: [location] }
      },
      close() {
        closed = true
        open.delete(location)
      },
    } as unknown as Client
  }
  return { connect, opened, open, waiting, slow }
}

test('the database unused for longest is closed, and opens again when asked', async () => {
  const { connect, opened, open } = bench()
  const three = pool(connect, 3, 60_000)
  for (const name of ['a', 'b', 'c', 'a', 'd']) await three.connection(name).execute('select 1')
  await Promise.resolve()
  expect([...open].sort()).toEqual(['a', 'c', 'd'])
  const answer = await three.connection('b').execute('select 1')
  expect(answer.rows).toEqual(['b'])
  expect(opened).toEqual(['a', 'b', 'c', 'd', 'b'])
})

test('one at work is never closed', async () => {
  const { connect, open, waiting, slow } = bench()
  const one = pool(connect, 1, 60_000)
  slow.add('a')
  const working = one.connection('a').execute('select 1')
  await new Promise((resolve) => setTimeout(resolve, 1))
  await one.connection('b').execute('select 1')
  expect(open.has('a')).toBe(true)
  waiting.forEach((go) => go())
  expect((await working).rows).toEqual(['a'])
  expect(one.size()).toBeLessThanOrEqual(1)
})

test('one that cannot be opened is tried again', async () => {
  const { connect } = bench()
  const some = pool(connect, 2, 60_000)
  await expect(some.connection('broken').execute('select 1')).rejects.toThrow('cannot open')
  expect(some.size()).toBe(0)
  await expect(some.connection('broken').execute('select 1')).rejects.toThrow('cannot open')
})

test('one that nobody asked for long is closed, never one at work, and opens again when asked', async () => {
  const { connect, opened, open, waiting, slow } = bench()
  const some = pool(connect, 3, 40)
  slow.add('b')
  await some.connection('a').execute('select 1')
  const working = some.connection('b').execute('select 1')
  await expect.poll(() => [...open]).toEqual(['b'])
  waiting.forEach((go) => go())
  await working
  await expect.poll(() => open.size).toBe(0)
  await some.connection('a').execute('select 1')
  expect(opened).toEqual(['a', 'b', 'a'])
  await some.closeAll()
})
