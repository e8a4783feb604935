import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startInstance } from '../support/instance.ts'
import type { Caller } from '../support/instance.ts'
import { scopesOf } from './expected.ts'
import { described, fill } from './census.ts'
import type { Route } from './census.ts'
import { EXAMPLES } from './examples.ts'
import { buildWorld } from './world.ts'
import type { World } from './world.ts'

const PREFIX = '/api/c/{committee}'
// Its mail service refuses everything, so that there is something to send again.
const instance = await startInstance((platform) => ({
  ...platform,
  measured: undefined,
  mail: { send: () => Promise.resolve({ outcome: 'refused', reason: '550 no' }) },
}))
const TENANT = (await described(instance)).filter(({ path }) => path.startsWith(PREFIX))
const keyOf = ({ method, path }: Route) => `${method} ${path.slice(PREFIX.length) || '/'}`
const of = (method: string) =>
  TENANT.filter((route) => route.method === method).map((route) => [route.key, route] as const)

/** What is read and not kept has no outcome to give again. */
const NOTHING_KEPT = new Set(
  [
    'sheets',
    'number-proof',
    // Said of one account: said again, it stands.
    'subordinates/{id}/vouching',
    // Their examples are good once in a world.
    'blocks',
    'absences',
    'tasks/{id}/part',
    'cases/{id}/recounts',
    'documents/{id}/lock',
  ].map((path) => `POST /api/c/{committee}/${path}`),
)

let world: World
beforeAll(async () => {
  world = await buildWorld(instance)
})
afterAll(() => instance.stop())

async function exampleOf(route: Route) {
  const { here } = world
  const example = await EXAMPLES[keyOf(route)]!(here)
  await instance.settle()
  const query = example.query === undefined ? '' : `?${example.query}`
  const params = { committee: here.handle, ...example.params }
  return { ...example, path: fill(route.path, params) + query }
}

/** Who may not ask here: from outside, and of a role that has it over nothing. */
function refusedAt(route: Route): [string, Caller][] {
  const { there, gone, stranger, nobody, members } = world
  const lower = [...members].filter(([role]) => scopesOf(route.permission, role).length === 0)
  return [['nobody', nobody], ['there', there.clerk], ['gone', gone], ['stranger', stranger], ...lower]
}

const FIELDS = ['etag', 'content-range', 'accept-ranges', 'content-disposition', 'last-modified']
const read = async (answer: Response) => ({
  status: answer.status,
  body: await answer.text(),
  told: FIELDS.filter((name) => answer.headers.has(name)),
})

describe.each(of('GET'))('%s', (_, route) => {
  test('tells whoever may not read it nothing by conditions, parts or heads', async () => {
    const { path, headers = {} } = await exampleOf(route)
    const right = await world.here.clerk.raw('GET', path, headers)
    await right.arrayBuffer()
    expect(right.status).toBe(200)
    const tag = right.headers.get('etag') ?? '"v1"'
    const asked: Record<string, string>[] = [
      { 'if-none-match': '*' },
      { 'if-none-match': tag },
      { 'if-match': tag },
      { range: 'bytes=0-0' },
      { range: 'bytes=999999999-' },
      { 'if-modified-since': 'Fri, 31 Dec 2100 00:00:00 GMT' },
    ]
    for (const [who, caller] of refusedAt(route)) {
      const plain = await read(await caller.raw('GET', path, headers))
      expect([who, plain.status >= 400, plain.told]).toEqual([who, true, []])
      for (const more of asked) {
        const answer = await read(await caller.raw('GET', path, { ...headers, ...more }))
        expect([who, more, answer]).toEqual([who, more, plain])
      }
      const head = await read(await caller.raw('HEAD', path, headers))
      expect([who, head.status, head.told]).toEqual([who, plain.status, []])
    }
  })

  test('is kept by nobody for another, and its head says what it would', async () => {
    const { path, headers = {} } = await exampleOf(route)
    const whole = await world.here.clerk.raw('GET', path, headers)
    await whole.arrayBuffer()
    const head = await world.here.clerk.raw('HEAD', path, headers)
    expect([head.status, await head.text()]).toEqual([whole.status, ''])
    for (const answer of [whole, head]) {
      const kept = answer.headers.get('cache-control')
      expect(kept === 'no-store' || kept === 'private, no-cache').toBe(true)
    }
  })
})

const keyFor = (what: string, { key }: Route) => ({
  'idempotency-key': `${what}-${key}`.replaceAll(/[^\w-]/g, '-').slice(0, 100),
})

/** Does what a route is for as whoever may: somebody else decides than wrote, or has the part that is due. */
async function whoMay(route: Route, key: Record<string, string>) {
  const { here, mate, members } = world
  const { path, body, headers = {} } = await exampleOf(route)
  const asking = (caller: Caller) => caller.call('POST', path, body, { ...headers, ...key })
  const met: unknown[] = []
  for (const caller of [here.clerk, here.office.approver, mate.clerk, ...members.values()]) {
    const answer = await asking(caller)
    if (answer.status < 300) return { answer, asking, caller }
    met.push([answer.status, answer.body])
  }
  throw new Error(`nobody may ${route.key}: ${JSON.stringify(met[0])}`)
}

describe.each(of('POST').filter(([key]) => !NOTHING_KEPT.has(key)))('%s', (_, route) => {
  test('answers a key again to whoever used it, and to nobody else', async () => {
    const { mate, there, stranger } = world
    const { answer, asking, caller } = await whoMay(route, keyFor('khoa', route))
    const again = await asking(caller)
    const shown = [again.headers.get('idempotency-replayed'), again.body]
    expect(shown).toEqual(['true', answer.body])
    for (const other of [mate.clerk, there.clerk, stranger].filter((one) => one !== caller)) {
      const theirs = await asking(other)
      expect(theirs.headers.get('idempotency-replayed')).toBeNull()
      expect(theirs.status).toBeLessThan(500)
    }
  })

  test('asked eight times at once with one key, it is done once', async () => {
    const { caller } = await whoMay(route, {})
    const { path, body, headers = {} } = await exampleOf(route)
    const key = keyFor('tam-lan', route)
    const eight = Array.from({ length: 8 }, () => caller.call('POST', path, body, { ...headers, ...key }))
    const answers = await Promise.all(eight)
    const statuses = answers.map(({ status }) => status)
    expect([statuses, statuses.filter((one) => one >= 300)]).toEqual([statuses, []])
    expect(answers.map(({ body: told }) => told)).toEqual(answers.map(() => answers[0]?.body))
    const first = answers.filter((one) => one.headers.get('idempotency-replayed') === null)
    expect(first).toHaveLength(1)
  })
})
