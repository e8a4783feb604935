import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startInstance } from '../support/instance.ts'
import { described, fill } from './census.ts'
import { EXAMPLES } from './examples.ts'
import { buildWorld } from './world.ts'
import type { World } from './world.ts'

const PREFIX = '/api/c/{committee}'
const instance = await startInstance()
const READS = (await described(instance)).filter(
  ({ method, path }) => method === 'GET' && path.startsWith(PREFIX),
)

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

test('every read of a committee makes its SQL once', { timeout: 120_000 }, async () => {
  const made: string[] = []
  for (const route of READS) if ((await textsMade(route)) > 0) made.push(route.path.slice(PREFIX.length))
  expect(made).toEqual([])
})

/** How many texts a request makes that one just like it has made before. */
async function textsMade({ key, path }: (typeof READS)[number]): Promise<number> {
  const { here } = world
  const example = await EXAMPLES[key.replace(PREFIX, '').replace(/ $/, ' /')]!(here)
  const query = example.query === undefined ? '' : `?${example.query}`
  const url = fill(path, { committee: here.handle, ...example.params }) + query
  const ask = async () => (await here.clerk.raw('GET', url, example.headers)).status
  expect([key, await ask()]).toEqual([key, 200])
  await instance.settle()
  const texts = vi.spyOn(SQLiteAsyncDialect.prototype, 'sqlToQuery')
  try {
    expect([key, await ask()]).toEqual([key, 200])
    return texts.mock.calls.length
  } finally {
    texts.mockRestore()
  }
}
