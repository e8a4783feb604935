import { createHash } from 'node:crypto'
import type { Client } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withMeanwhile } from '../support/between.ts'
import type { Meanwhile } from '../support/between.ts'
import { startInstance } from '../support/instance.ts'
import { described, fill } from './census.ts'
import type { Route } from './census.ts'
import { EXAMPLES } from './examples.ts'
import { buildWorld } from './world.ts'
import type { World } from './world.ts'

const PREFIX = '/api/c/{committee}'
const meanwhile: Meanwhile = {}
// Its mail service refuses everything, so that there is something to send again.
const instance = await startInstance((platform) =>
  withMeanwhile(
    { ...platform, mail: { send: () => Promise.resolve({ outcome: 'refused', reason: '550 no' }) } },
    meanwhile,
  ),
)
const keyOf = ({ method, path }: Route) => `${method} ${path.slice(PREFIX.length) || '/'}`
const WRITES = (await described(instance)).filter(
  ({ path, method }) => path.startsWith(PREFIX) && method !== 'GET',
)

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

type Reads = Pick<Client, 'execute'>

async function tenantOf(handle: string): Promise<Reads> {
  const { control, tenants } = instance.platform
  const sql = 'select location from committee where handle = ?'
  const [row] = (await control.execute({ sql, args: [handle] })).rows
  return tenants.open(row!.location as string)
}

/** Everything but who is a member, in one hash. */
async function digest(...databases: Reads[]): Promise<string> {
  const hash = createHash('sha256')
  for (const db of databases) {
    const tables = await db.execute(
      "select name from pragma_table_list where schema = 'main' and type = 'table' order by name",
    )
    for (const { name } of tables.rows) {
      if (name === 'member' || name === 'member_role') continue
      const { rows } = await db.execute(`select * from "${name as string}"`)
      hash.update(`${name as string} ${JSON.stringify(rows)}`)
    }
  }
  return hash.digest('hex')
}

const TAKEN = [
  ['roles', 403],
  ['membership', 404],
] as const

/** Writes that were caught between look and commit. */
const caught = new Set<string>()

test.each(WRITES.flatMap((route) => TAKEN.map((taken) => [route.key, ...taken, route] as const)))(
  '%s writes nothing when the %s of whoever asks are taken away meanwhile',
  async (_, what, refusal, route) => {
    const { here } = world
    const example = await EXAMPLES[keyOf(route)]!(here)
    await instance.settle()
    const tenant = await tenantOf(here.handle)
    const [founder] = (await tenant.execute('select id from member order by rowid limit 1')).rows
    const args = [founder!.id as string]
    const held = (await tenant.execute({ sql: 'select role from member_role where memberId = ?', args })).rows
    const before = await digest(tenant, instance.platform.exchange)
    let fired = false
    meanwhile.act = async () => {
      fired = true
      const sql =
        what === 'roles'
          ? 'delete from member_role where memberId = ?'
          : 'update member set leftAt = 1 where id = ?'
      await tenant.execute({ sql, args })
    }
    const query = example.query === undefined ? '' : `?${example.query}`
    const path = fill(route.path, { committee: here.handle, ...example.params }) + query
    const { status } = await here.clerk.call(route.method, path, example.body, example.headers)
    meanwhile.act = undefined
    const same = (await digest(tenant, instance.platform.exchange)) === before
    await tenant.execute({ sql: 'update member set leftAt = null where id = ?', args })
    for (const { role } of held) {
      const sql = 'insert or ignore into member_role (memberId, role) values (?, ?)'
      await tenant.execute({ sql, args: [...args, role as string] })
    }
    if (!fired) return
    caught.add(route.key)
    expect([status, same]).toEqual([refusal, true])
  },
)

test('most writes were caught so; the others keep their act in the directory, or are somebody else’s to do', () => {
  expect(caught.size).toBeGreaterThanOrEqual(Math.floor(WRITES.length * 0.8))
})
