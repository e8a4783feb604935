import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resources } from '../../src/app.ts'
import type { Route as Served } from '../../src/core/route.ts'
import { pathOf } from '../../src/entrance/serve.ts'
import type { Connection } from '../../src/platform/database.ts'
import { startInstance } from '../support/instance.ts'
import type { Example, Home } from '../support/examples.ts'
import type { Caller } from '../support/instance.ts'
import { described, fill } from './census.ts'
import type { Route } from './census.ts'
import { EXAMPLES } from './examples.ts'
import { buildWorld } from './world.ts'
import type { World } from './world.ts'

/** What is sent beside what is asked for: fields that a route does not name, and ids of another committee. */
const PREFIX = '/api/c/{committee}'
const CANARY = 'gan-them-9917'

// Its mail service refuses everything, so that there is something to send again.
const instance = await startInstance((platform) => ({
  ...platform,
  mail: { send: () => Promise.resolve({ outcome: 'refused', reason: '550 no' }) },
}))
const WRITES = (await described(instance))
  .filter(({ method, path }) => path.startsWith(PREFIX) && method !== 'GET')
  .map((route) => [localKey(route), route] as const)

function localKey({ method, path }: Route): string {
  return `${method} ${path.slice(PREFIX.length) || '/'}`
}

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

async function exampleOf(route: Route, home: Home): Promise<Example> {
  const example = await EXAMPLES[localKey(route)]!(home)
  await instance.settle()
  return example
}

function send(caller: Caller, route: Route, { params, query, body, headers }: Example) {
  const path = fill(route.path, { committee: world.here.handle, ...params })
  return caller.call(route.method, query === undefined ? path : `${path}?${query}`, body, headers)
}

type Path = (string | number)[]
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof ReadableStream)

/** Every text in a body, with where it stands. */
function textsIn(value: unknown, at: Path = []): [Path, string][] {
  if (typeof value === 'string') return [[at, value]]
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
  )
}

const valueAt = (value: unknown, at: Path): unknown =>
  at.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value)

function withAt(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? withAt(one, rest, text) : one))
  const object = value as Record<string, unknown>
  return { ...object, [key]: withAt(object[key], rest, text) }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

describe.each(WRITES)('%s', (_, route) => {
  test('names nothing of another committee', async () => {
    const { here, there } = world
    const [mine, theirs] = [await exampleOf(route, here), await exampleOf(route, there)]
    for (const [at, text] of textsIn(mine.body)) {
      const other = valueAt(theirs.body, at)
      if (!ID.test(text) || typeof other !== 'string' || other === text || !ID.test(other)) continue
      const { status } = await send(here.clerk, route, { ...mine, body: withAt(mine.body, at, other) })
      expect([at, [404, 409, 422].includes(status) ? 'refused' : status]).toEqual([at, 'refused'])
    }
  })

  test('keeps nothing of what it does not name', async () => {
    const { here } = world
    const example = await exampleOf(route, here)
    if (!isObject(example.body)) return
    const own = namesIn(schemas.get(route.key))
    const extra = Object.fromEntries(
      (await everyName()).filter((name) => !own.has(name)).map((name) => [name, CANARY]),
    )
    const { status } = await send(here.clerk, route, { ...example, body: fattened(example.body, extra) })
    expect(status).toBeLessThan(500)
    expect(await keeping()).toEqual([])
  })
})

/** What every route takes, as JSON Schema, by the key of the route. */
const schemas = new Map(
  resources
    .flatMap(({ routes }) => Object.values(routes as Record<string, Served>))
    .flatMap((one): [string, unknown][] => {
      const { body } = one as { body?: z.ZodType }
      return body === undefined
        ? []
        : [[`${one.method} ${pathOf(one)}`, z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })]]
    }),
)

/** Every name that a body may have, at any depth. */
function namesIn(json: unknown, found = new Set<string>()): Set<string> {
  if (!isObject(json)) return found
  for (const [key, inner] of Object.entries(json)) {
    if (key === 'properties') for (const name of Object.keys(inner as object)) found.add(name)
    namesIn(inner, found)
  }
  return found
}

/** These fields in every object of a body; what it has stands. */
function fattened(value: unknown, extra: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => fattened(one, extra))
  if (!isObject(value)) return value
  const own = Object.entries(value).map(([name, inner]) => [name, fattened(inner, extra)])
  return { ...extra, ...Object.fromEntries(own) }
}

async function databases(): Promise<Connection[]> {
  const { control, exchange, tenants } = instance.platform
  const sql = 'select location from committee where handle = ?'
  const [row] = (await control.execute({ sql, args: [world.here.handle] })).rows
  return [await tenants.open(row!.location as string), control, exchange]
}

/** The columns of every table, and what else one would try. */
async function everyName(): Promise<string[]> {
  const sql =
    "select distinct c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table'"
  const all = await Promise.all((await databases()).map(async (one) => (await one.execute(sql)).rows))
  const tried = ['tenant', 'confirmed', 'verified', 'proven', 'admin', 'committee', 'force', 'permission']
  return [...new Set([...all.flat().map(({ name }) => name as string), ...tried])]
}

/** A draft of a process is kept as it is typed, right or not; it counts for nothing until it is checked. */
const AS_TYPED = new Set(['procedure_version.content'])

/** Where what was added is kept. */
async function keeping(): Promise<string[]> {
  const found = new Set<string>()
  for (const database of await databases()) {
    const tables = await database.execute(
      "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual')",
    )
    for (const { name } of tables.rows)
      for (const row of (await database.execute(`select * from "${name as string}"`)).rows)
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && value.includes(CANARY)) found.add(`${name as string}.${column}`)
  }
  return [...found].filter((one) => !AS_TYPED.has(one))
}
