import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import type { Connection } from '../../src/platform/database.ts'
import { startInstance } from '../support/instance.ts'
import type { Example, Home } from '../support/examples.ts'
import type { Caller } from '../support/instance.ts'
import { described, fill } from './census.ts'
import type { Route } from './census.ts'
import { EXAMPLES, NO_FOREIGN } from './examples.ts'
import { scopesOf } from './expected.ts'
import { buildWorld, everyRole } from './world.ts'
import type { World } from './world.ts'

/** Ids of every kind, asked of every route that takes an id: what is not yours answers like what is not. */
const PREFIX = '/api/c/{committee}'
const HOUR = 3600_000

// Its mail service refuses everything, so that there is something to send again.
const instance = await startInstance((platform) => ({
  ...platform,
  mail: { send: () => Promise.resolve({ outcome: 'refused', reason: '550 no' }) },
}))
const TENANT = (await described(instance)).filter(({ path }) => path.startsWith(PREFIX))
const NAMING = TENANT.filter(
  (route) => route.path.slice(PREFIX.length).includes('{') && !NO_FOREIGN.has(localKey(route)),
)

function localKey({ method, path }: Route): string {
  return `${method} ${path.slice(PREFIX.length) || '/'}`
}

let world: World
/** Every value that looks like an id, by the table it stands in, of what was made at another committee, and in another unit. */
let theirs: Map<string, string[]>
let others: Map<string, string[]>
/** A request to each route on things of the committee itself: what differs is the id. */
let asked: Map<string, Example>

beforeAll(async () => {
  world = await buildWorld(instance)
  const { here, there, outsider } = world
  asked = new Map()
  for (const route of NAMING) asked.set(route.key, await EXAMPLES[localKey(route)]!(here))
  const fourth = await openPlace(instance, 'Đảng ủy xã Thứ Tư')
  await fillPlace({ ...there, peer: fourth })
  const before = new Set([...(await idsIn(here.handle)).values()].flat())
  const shared = await sharedIds(there.handle, here.handle)
  theirs = without(new Map([...(await idsIn(there.handle)), ...shared]), before)
  await fillPlace(outsider)
  others = without(await idsIn(here.handle), before)
  await mark(here.handle, others)
}, 300_000)
afterAll(() => instance.stop())

/** Does at a place all that its routes are for, so that it holds things of every kind, in every state they come to. */
async function fillPlace(home: Home): Promise<void> {
  for (const route of TENANT) {
    const example = await EXAMPLES[localKey(route)]!(home)
    await ask(home.clerk, route, home.handle, example)
  }
  await instance.settle()
}

async function ask(caller: Caller, route: Route, committee: string, example: Example) {
  const query = example.query === undefined ? '' : `?${example.query}`
  const path = fill(route.path, { committee, ...example.params }) + query
  const send = () => caller.call(route.method, path, example.body, example.headers)
  const answer = await send()
  if (answer.status !== 429) return answer
  instance.clock.now += HOUR
  return send()
}

const ID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{64})$/

async function committeeOf(handle: string): Promise<{ id: string; tenant: Connection }> {
  const { control, tenants } = instance.platform
  const sql = 'select id, location from committee where handle = ?'
  const [row] = (await control.execute({ sql, args: [handle] })).rows
  return { id: row!.id as string, tenant: await tenants.open(row!.location as string) }
}

/** Values of a database that look like an id, by table and column, of the rows that are meant. */
async function idsOf(
  database: Connection,
  meant: (row: unknown[]) => boolean,
): Promise<Map<string, string[]>> {
  const { rows: tables } = await database.execute(
    "select name from pragma_table_list where schema = 'main' and type = 'table'",
  )
  const found = new Map<string, Set<string>>()
  for (const { name } of tables)
    for (const one of (await database.execute(`select * from "${name as string}"`)).rows) {
      if (!meant(Object.values(one))) continue
      for (const [column, value] of Object.entries(one))
        if (typeof value === 'string' && ID.test(value)) {
          const at = `${name as string}.${column}`
          found.set(at, (found.get(at) ?? new Set()).add(value))
        }
    }
  return new Map([...found].map(([at, values]) => [at, [...values]]))
}

const idsIn = async (handle: string) => idsOf((await committeeOf(handle)).tenant, () => true)

/** What the directory and the exchange hold of one committee and not of another. */
async function sharedIds(handle: string, besides: string): Promise<Map<string, string[]>> {
  const [{ id }, other] = await Promise.all([committeeOf(handle), committeeOf(besides)])
  const meant = (row: unknown[]) => row.includes(id) && !row.includes(other.id)
  const { control, exchange } = instance.platform
  const found = await Promise.all([idsOf(control, meant), idsOf(exchange, meant)])
  return new Map(
    found.flatMap((ids, i) => [...ids].map(([at, of]): [string, string[]] => [`${i} ${at}`, of])),
  )
}

const TEXTS = ['subject', 'title', 'name', 'note', 'text', 'reason', 'content']
const canaryOf = (id: string): string => `chim${id.replaceAll('-', '')}`

/** Puts a word that nothing else has into every text of these rows, so that it is known wherever it is told. */
async function mark(handle: string, ids: Map<string, string[]>): Promise<void> {
  const { tenant } = await committeeOf(handle)
  for (const [at, values] of ids) {
    const [table, column] = at.split('.')
    if (column !== 'id') continue
    const { rows } = await tenant.execute(`select name from pragma_table_info('${table}')`)
    for (const text of TEXTS.filter((one) => rows.some(({ name }) => name === one)))
      for (const id of values)
        await tenant.execute({
          sql: `update "${table}" set "${text}" = "${text}" || ? where id = ? and "${text}" not like '{%'`,
          args: [` ${canaryOf(id)}`, id],
        })
  }
}

const without = (ids: Map<string, string[]>, known: Set<string>) =>
  new Map([...ids].map(([at, values]) => [at, values.filter((value) => !known.has(value))]))

/** One value of each kind, the latest, each value once. */
const oneEach = (ids: Map<string, string[]>): [string, string][] => {
  const seen = new Set<string>()
  return [...ids].flatMap(([at, values]): [string, string][] => {
    const value = values.findLast((one) => !seen.has(one))
    if (value === undefined) return []
    seen.add(value)
    return [[at, value]]
  })
}

/** The same request on another id; a hash only where a hash stands. */
function withId({ params = {}, ...rest }: Example, value: string): Example | undefined {
  const isHash = value.length === 64
  const names = Object.keys(params).filter((name) => (name === 'sha256') === isHash && ID.test(params[name]!))
  if (names.length === 0) return undefined
  return { ...rest, params: { ...params, ...Object.fromEntries(names.map((name) => [name, value])) } }
}

const nothing = (value: string): string => value.replace(/[0-9a-f]/g, '7')

test('a place holds things of every kind, and words that nothing else has', async () => {
  expect(oneEach(theirs).length).toBeGreaterThan(60)
  expect(oneEach(others).length).toBeGreaterThan(50)
  const { outsider } = world
  for (const list of ['documents?state=draft', 'tasks?view=all', 'incoming'])
    expect(JSON.stringify((await outsider.clerk.get(`${outsider.api}/${list}`)).body)).toContain(' chim')
})

/** Asks every route for every one of these ids and for ids that are nothing; gives what was answered otherwise. */
async function sweep(caller: Caller, routes: Route[], ids: [string, string][]) {
  const { here } = world
  const wrong: unknown[] = []
  let n = 0
  for (const route of routes) {
    const example = asked.get(route.key)!
    const unknown = new Map<number, string>()
    for (const [at, value] of ids) {
      const foreign = withId(example, value)
      if (foreign === undefined) continue
      if (!unknown.has(value.length)) {
        const { status, body } = await ask(caller, route, here.handle, withId(example, nothing(value))!)
        unknown.set(value.length, JSON.stringify([status, body]))
        if (status !== 404) wrong.push([route.key, 'nothing', status, body])
      }
      const { status, body } = await ask(caller, route, here.handle, foreign)
      n++
      if (JSON.stringify([status, body]) !== unknown.get(value.length))
        wrong.push([route.key, at, status, JSON.stringify(body).slice(0, 200)])
    }
  }
  return { wrong, n }
}

test('whatever id of another committee is asked for, the answer is that of one that is not', async () => {
  const { wrong, n } = await sweep(world.here.clerk, NAMING, oneEach(theirs))
  expect(wrong).toEqual([])
  expect(n).toBeGreaterThan(10_000)
}, 300_000)

test.each(everyRole)(
  '%s: whatever id of a unit that is not theirs is asked for, so is the answer',
  async (role) => {
    const routes = NAMING.filter(({ permission }) => {
      const scopes = scopesOf(permission, role)
      return scopes.length > 0 && !scopes.includes('all')
    })
    const { wrong } = await sweep(world.members.get(role)!, routes, oneEach(others))
    expect(wrong).toEqual([])
  },
  300_000,
)

test.each(everyRole)(
  '%s: no list tells of what it opens no page of',
  async (role) => {
    const { here, outsider, members } = world
    const pages = NAMING.filter(
      ({ method, path }) => method === 'GET' && /^[^{]*\{id\}$/.test(path.slice(PREFIX.length)),
    )
    const closed = new Map<string, string>()
    for (const route of pages)
      for (const [at, value] of oneEach(others)) {
        const example = { params: { id: value } }
        if (value.length === 64 || (await ask(outsider.clerk, route, here.handle, example)).status !== 200)
          continue
        const { status } = await ask(members.get(role)!, route, here.handle, example)
        if (status === 404) closed.set(value, `${localKey(route)} ${at}`)
      }
    const told: unknown[] = []
    for (const route of TENANT.filter(({ method }) => method === 'GET')) {
      const example = asked.get(route.key) ?? (await EXAMPLES[localKey(route)]!(here))
      for (const query of [example.query, 'limit=100']) {
        const answer = await ask(members.get(role)!, route, here.handle, { ...example, query } as Example)
        const text = JSON.stringify(answer.body)
        for (const [value, what] of closed)
          if (text.includes(value) || text.includes(canaryOf(value))) told.push([localKey(route), what])
      }
    }
    expect(told).toEqual([])
    // Who has everything in reach has nothing to be told of by mistake.
    expect(closed.size > 0).toBe(!['office_chief', 'leader', 'admin', 'inspector'].includes(role))
  },
  300_000,
)
