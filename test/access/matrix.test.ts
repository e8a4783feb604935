import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../src/app.ts'
import { can, ROLES } from '../../src/core/access.ts'
import type { Role, Scope } from '../../src/core/access.ts'
import { startInstance } from '../support/instance.ts'
import type { Example, Home } from '../support/examples.ts'
import type { Caller } from '../support/instance.ts'
import { described, fill, served } from './census.ts'
import type { Route } from './census.ts'
import { EXAMPLES, NO_FOREIGN } from './examples.ts'
import { EXPECTED, scopesOf } from './expected.ts'
import { buildWorld, everyRole, memberId } from './world.ts'
import type { World } from './world.ts'

const PREFIX = '/api/c/{committee}'

// Routes are needed before any test runs, to make a test for each.
// Its mail service refuses everything, so that there is something to send again.
const instance = await startInstance((platform) => ({
  ...platform,
  mail: { send: () => Promise.resolve({ outcome: 'refused', reason: '550 no' }) },
}))
const ROUTES = await described(instance)
const SERVED = served(instance)
const TENANT = ROUTES.filter((route) => route.path.startsWith(PREFIX))
const localKey = (route: Route) => `${route.method} ${route.path.slice(PREFIX.length) || '/'}`

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

async function exampleOf(route: Route, home: Home): Promise<Example> {
  const make = EXAMPLES[localKey(route)]
  if (make === undefined) {
    throw new Error(`${localKey(route)} has no example: add one to test/<its domain>/examples.ts`)
  }
  const example = await make(home)
  // What goes on after the answers is over before anybody looks for traces.
  await instance.settle()
  return example
}

function send(caller: Caller, route: Route, committee: string, example: Example) {
  const query = example.query === undefined ? '' : `?${example.query}`
  const path = fill(route.path, { committee, ...example.params }) + query
  return caller.call(route.method, path, example.body, example.headers)
}

describe('the census', () => {
  test('every route that is served is described, and every one described is served', () => {
    const itself = 'GET /api/openapi.json'
    expect(SERVED.toSorted()).toEqual([itself, ...ROUTES.map((route) => route.key)].toSorted())
  })

  test('every route says what it takes', () => {
    const known = ['public', 'operator', 'signed-in', ...Object.keys(EXPECTED)]
    const silent = ROUTES.filter((route) => !known.includes(route.permission)).map(
      (route) => `${route.key} takes ${route.permission}: say who has it in test/access/expected.ts`,
    )
    expect(silent).toEqual([])
    const open = TENANT.filter((route) => !(route.permission in EXPECTED)).map((route) => route.key)
    expect(open).toEqual([])
  })

  test('every route of a committee has an example here, and every example a route', () => {
    const routes = TENANT.map(localKey)
    const missing = routes.filter((key) => !(key in EXAMPLES))
    expect(missing.map((key) => `${key}: add an example to test/<its domain>/examples.ts`)).toEqual([])
    expect(Object.keys(EXAMPLES).filter((key) => !routes.includes(key))).toEqual([])
  })

  test('nobody signed out passes but where it is public', async () => {
    const answers = await Promise.all(
      ROUTES.filter((route) => route.permission !== 'public').map(async (route) => {
        const params = {
          committee: world.here.handle,
          handle: 'x',
          id: 'x',
          unitId: 'x',
          token: 'x',
          sha256: 'x',
          code: 'x',
        }
        const { status, body } = await world.nobody.call(route.method, fill(route.path, params))
        return [route.key, status, body.code]
      }),
    )
    expect(answers).toEqual(answers.map(([key]) => [key, 401, 'signed_out']))
  })

  test('every permission is written here too, and none is given that is not', () => {
    const ids = house.permissions.map(({ id }) => id)
    const advice = 'say who should have it in test/access/expected.ts'
    expect(ids.filter((id) => !(id in EXPECTED)).map((id) => `${id}: ${advice}`)).toEqual([])
    expect(Object.keys(EXPECTED).filter((id) => !ids.includes(id))).toEqual([])
  })

  test.each(Object.keys(EXPECTED))('%s is given to those it is meant for', (id) => {
    const permission = house.permissions.find((one) => one.id === id)!
    expect(everyRole.filter((role) => can([role], permission))).toEqual(
      everyRole.filter((role) => scopesOf(id, role).length > 0),
    )
    for (const role of everyRole)
      expect([role, [...(permission.grants[role] ?? [])].toSorted()]).toEqual([
        role,
        [...scopesOf(id, role)].toSorted(),
      ])
  })
})

const isSingle = (route: Route): boolean => route.path.slice(PREFIX.length).includes('{')
/** Whether a role has what a route takes over every thing of the committee. */
const overAll = (route: Route, role: Role): boolean =>
  !isSingle(route) || scopesOf(route.permission, role).includes('all')

describe.each(TENANT.map((route) => [route.key, route] as const))('%s', (_, route) => {
  const allowed = everyRole.filter((role) => scopesOf(route.permission, role).length > 0)

  test('lets in whom it should, refuses the rest, and refusing leaves no trace', async () => {
    const { here, there, members, gone, stranger } = world
    if (!(route.permission in EXPECTED))
      throw new Error(`say who has ${route.permission} in test/access/expected.ts`)
    const example = await exampleOf(route, here)
    const before = await digest(here.handle)
    const unknown = await send(there.clerk, route, 'khong-co-noi-nay', example)
    expect(unknown.status).toBe(404)
    for (const outsider of [there.clerk, gone, stranger]) {
      const { status, body } = await send(outsider, route, here.handle, example)
      expect([status, body]).toEqual([404, unknown.body])
    }
    for (const [role, caller] of members) {
      if (allowed.includes(role)) continue
      const { status, body } = await send(caller, route, here.handle, example)
      expect([role, status, body.code]).toEqual([role, 403, 'forbidden'])
    }
    expect(await digest(here.handle)).toBe(before)
    const outcomes: [Role, number][] = []
    for (const role of allowed.filter((one) => overAll(route, one))) {
      const caller = members.get(role)!
      outcomes.push([role, (await send(caller, route, here.handle, example)).status])
    }
    // What nobody has over everything is tried below, scope by scope.
    for (const [role, status] of outcomes.slice(0, 1))
      expect([role, Math.floor(status / 100)]).toEqual([role, 2])
    // The first has used the thing up; for the rest it is enough that nobody stops them at the door.
    expect(outcomes.filter(([, status]) => status === 401 || status === 403 || status >= 500)).toEqual([])
  })
})

type Case = [key: string, route: Route, role: Role]
const SCOPED: Case[] = TENANT.filter(isSingle).flatMap((route) =>
  everyRole
    .filter((role) => scopesOf(route.permission, role).length > 0 && !overAll(route, role))
    .map((role): Case => [route.key, route, role]),
)

describe.each(SCOPED)('%s', (_, route, role) => {
  const scopes = scopesOf(route.permission, role)

  /** A thing as somebody makes it, asked for by this role: there, or not there. */
  const reached = async (maker: (world: World) => Home | Promise<Home>): Promise<boolean> => {
    const example = await exampleOf(route, await maker(world))
    const answer = await send(world.members.get(role)!, route, world.here.handle, example)
    if (answer.status === 404) return false
    expect(answer.status).toBeLessThan(300)
    return true
  }

  test(`${role} reaches ${scopes.join(', ')} and nothing else`, async () => {
    const found: Partial<Record<Scope | 'other', boolean>> = {
      other: await reached(({ outsider }) => outsider),
      unit: await reached(({ mate }) => mate),
      named: await reached(async ({ outsider, here }) => ({
        ...outsider,
        names: [await memberId(here, ROLES[role])],
      })),
      ...(scopes.includes('own')
        ? {
            own: await reached(({ here, members, unitId }) => ({
              ...here,
              clerk: members.get(role)!,
              unitId,
            })),
          }
        : {}),
    }
    const meant = { other: false, unit: scopes.includes('unit'), named: scopes.includes('named') }
    expect(found).toEqual(scopes.includes('own') ? { ...meant, own: true } : meant)
  })
})

const NAMING = TENANT.filter((route) => isSingle(route) && !NO_FOREIGN.has(localKey(route)))

describe.each(NAMING.map((route) => [route.key, route] as const))('%s', (_, route) => {
  test('answers for a thing of another committee as for one that is not', async () => {
    const { here, there } = world
    const theirs = await exampleOf(route, there)
    const before = await digest(there.handle)
    const unknown = { ...theirs, params: strange(theirs.params ?? {}) }
    const foreign = await send(here.clerk, route, here.handle, theirs)
    const missing = await send(here.clerk, route, here.handle, unknown)
    expect([foreign.status, foreign.body]).toEqual([404, missing.body])
    expect(await digest(there.handle)).toBe(before)
  })
})

/** Ids of the right shape that nothing has. */
const strange = (params: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'sha256' ? 'f'.repeat(64) : value.replace(/[0-9a-f]/gi, '7'),
    ]),
  )

/** Everything a committee's database holds, in one hash. */
async function digest(handle: string): Promise<string> {
  const { control, tenants } = instance.platform
  const sql = 'select location from committee where handle = ?'
  const [row] = (await control.execute({ sql, args: [handle] })).rows
  const tenant = await tenants.open(row!.location as string)
  const tables = await tenant.execute(
    "select name from pragma_table_list where schema = 'main' and type = 'table' order by name",
  )
  const hash = createHash('sha256')
  for (const { name } of tables.rows) {
    const { rows } = await tenant.execute(`select * from "${name as string}"`)
    hash.update(`${name as string} ${JSON.stringify(rows)}`)
  }
  return hash.digest('hex')
}

describe('at the next request', () => {
  test('a role taken away opens nothing it opened', async () => {
    const { here, members } = world
    const id = await memberId(here, 'Chuyên viên')
    const caller = members.get('specialist')!
    const change = (version: number, roles: Role[]) =>
      here.clerk.patch(`${here.api}/members/${id}`, { roles }, { 'if-match': `"v${version}"` })
    expect((await caller.get(`${here.api}/documents`)).status).toBe(200)
    expect((await caller.post(`${here.api}/documents`, { subject: 'Còn quyền' })).status).toBe(201)
    const { items } = (await here.clerk.get(`${here.api}/members?limit=100`)).body
    const first = items.find((one: { id: string }) => one.id === id).version
    const { version } = (await change(first, ['archivist'])).body
    expect((await caller.get(`${here.api}/documents`)).status).toBe(200)
    expect((await caller.post(`${here.api}/documents`, { subject: 'Hết quyền' })).status).toBe(403)
    await change(version, [])
    const answers = await Promise.all(
      TENANT.filter((route) => !route.path.slice(PREFIX.length).includes('{') && route.method === 'GET').map(
        async (route) => [
          route.key,
          (await send(caller, route, here.handle, await exampleOf(route, here))).status,
        ],
      ),
    )
    expect(answers).toEqual(answers.map(([key]) => [key, 403]))
  })

  test('a suspended committee is closed to its members and still not there for others', async () => {
    const { here, there } = world
    const suspend = (state: string) =>
      instance.platform.control.execute({
        sql: 'update committee set state = ? where handle = ?',
        args: [state, there.handle],
      })
    await suspend('suspended')
    const member = await there.clerk.get(`${there.api}/documents`)
    const other = await here.clerk.get(`${there.api}/documents`)
    await suspend('ready')
    expect(member.status).toBe(403)
    expect(member.body.detail).toContain('tạm dừng')
    expect(other.status).toBe(404)
  })

  test('an expired session opens nothing anywhere', async () => {
    const { here } = world
    const before = instance.clock.now
    instance.clock.now = Date.now() + 8 * 86_400_000
    const answers = await Promise.all(
      ROUTES.filter((route) => route.permission !== 'public').map(async (route) => {
        const params = {
          committee: here.handle,
          handle: 'x',
          id: 'x',
          unitId: 'x',
          token: 'x',
          sha256: 'x',
          code: 'x',
        }
        return [route.key, (await here.clerk.call(route.method, fill(route.path, params))).status]
      }),
    )
    instance.clock.now = before
    expect(answers).toEqual(answers.map(([key]) => [key, 401]))
  })
})
