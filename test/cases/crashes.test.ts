import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples as procedures } from '../procedures/examples.ts'
import { described, fill } from '../access/census.ts'
import { buildWorld } from '../access/world.ts'
import type { World } from '../access/world.ts'
import { runRecovery } from '../support/exchange.ts'
import type { Example } from '../support/examples.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import { examples as cases } from './examples.ts'

/**
 * Every write of processes and of their cases, cut off before, after and inside every call it makes to a database, at
 * every statement: nothing is half done, and sent again it is done once.
 */
const PREFIX = '/api/c/{committee}'
const MAKE = { ...procedures, ...cases }
/** What is written in another database as well, and is brought to its end by the recovery. */
const CROSSES = new Set(['POST /procedures/{id}/recipients', 'POST /procedures/{id}/withdrawal'])
/** What whoever wrote a version may not do. */
const BY_ANOTHER = new Set(['POST /procedure-versions/{id}/review', 'POST /procedure-versions/{id}/approval'])

const plan: Plan = { calls: 0, log: [], sizes: [] }
const instance = await startInstance((platform) =>
  withFaults(platform, plan, ['control', 'exchange', 'tenant']),
)
const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path.slice(PREFIX.length)}`
const WRITES = (await described(instance)).filter(
  (route) => route.method !== 'GET' && Object.hasOwn(MAKE, keyOf(route)),
)

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

/** What was cut off is brought to its end, later; then it is the same day again. */
async function recovered(): Promise<void> {
  const { now } = instance.clock
  await runRecovery(instance)
  instance.clock.now = now
}

type Counts = Record<string, number>

/** How many rows each table of the committee and of the exchange has, and which versions they add up to. */
async function counts(): Promise<Counts> {
  const { control, exchange, tenants } = instance.platform
  const sql = 'select location from committee where handle = ?'
  const [row] = (await control.execute({ sql, args: [world.here.handle] })).rows
  const found: Counts = {}
  for (const [at, db] of [
    ['', await tenants.open(row!.location as string)],
    ['exchange ', exchange],
  ] as const) {
    const tables = await db.execute(
      "select t.name, max(c.name = 'version' and c.type = 'INTEGER') as versioned from pragma_table_list t, pragma_table_info(t.name) c where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite_%' and t.name not in ('crossing', 'answer') group by 1",
    )
    const each = tables.rows.map(
      ({ name, versioned }) =>
        `select '${name as string}' as name, count(*) as n, ${versioned === 1 ? 'coalesce(sum(version), 0)' : '0'} as v from "${name as string}"`,
    )
    for (const { name, n, v } of (await db.execute(each.join(' union all '))).rows) {
      found[`${at}${name as string}`] = n as number
      if (v !== 0) found[`${at}${name as string} versions`] = v as number
    }
  }
  return found
}

/** What is more, or less, than before. */
const change = (before: Counts, now: Counts): Counts =>
  Object.fromEntries(
    Object.keys(now).flatMap((name) => {
      const more = now[name]! - (before[name] ?? 0)
      return more === 0 ? [] : [[name, more]]
    }),
  )

type Fault = { at: number; how?: 'before' | 'after'; inside?: number }

describe.each(WRITES.map((route) => [keyOf(route), route] as const))('%s', (key, route) => {
  const made = async () => {
    const example: Example = await MAKE[key]!(world.here)
    const headers = {
      ...example.headers,
      // "Whatever there is" would write again what was written.
      ...(key === 'PUT /calendar' ? { 'if-match': await calendarNow() } : {}),
      ...(route.method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    }
    await instance.settle()
    const path = fill(route.path, { committee: world.here.handle, ...example.params })
    const send = async (fault?: Fault) => {
      Object.assign(plan, { at: undefined, inside: undefined, ...fault, calls: 0, log: [], sizes: [] })
      const answer = await who().call(route.method, path, example.body, headers)
      await instance.settle()
      const seen = { calls: plan.calls, sizes: plan.sizes ?? [] }
      plan.at = undefined
      return { ...answer, ...seen }
    }
    return { send, before: await counts() }
  }
  const calendarNow = async () =>
    `"v${(await who().get(`${world.here.api}/calendar?year=2026`)).body.number}"`
  const who = () => (BY_ANOTHER.has(key) ? world.here.office.approver : world.here.clerk)

  test('is done wholly or not at all, and once however often it is sent', async () => {
    const whole = await made()
    const first = await whole.send()
    expect([first.status < 300, first.status < 300 ? '' : JSON.stringify(first.body)]).toEqual([true, ''])
    if (CROSSES.has(key)) await recovered()
    const wanted = change(whole.before, await counts())
    expect(Object.keys(wanted)).not.toEqual([])

    const faults: Fault[] = first.sizes.flatMap((size, i) => [
      { at: i + 1, how: 'before' as const },
      { at: i + 1, how: 'after' as const },
      ...Array.from({ length: size > 1 ? size : 0 }, (_, inside) => ({ at: i + 1, inside })),
    ])
    for (const fault of faults) {
      const { send, before } = await made()
      const cut = await send(fault)
      const then = change(before, await counts())
      const told = JSON.stringify([fault, cut.status, cut.body, then])
      const same = <T>(got: T, meant: T) => expect([told, got]).toEqual([told, meant])
      // What crosses is brought to its end by the recovery; all else is whole or not there.
      if (!CROSSES.has(key) && (cut.status < 300 || Object.keys(then).length > 0)) same(then, wanted)
      if (CROSSES.has(key)) await recovered()
      const again = await send()
      const last = await send()
      if (route.method === 'POST') same([again.status, last.body], [first.status, again.body])
      if (CROSSES.has(key)) await recovered()
      const now = change(before, await counts())
      // Put down again, the same stands there; that it was is told each time.
      same(route.method === 'PUT' ? { ...now, audit: wanted['audit'] } : now, wanted)
    }
  })
})
