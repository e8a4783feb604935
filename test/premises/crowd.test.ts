import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownOf, versionOf } from '../../migrations/apply.ts'
import { tenant } from '../../migrations/all.ts'
import { namespaceTenants, namespaceUrl } from '../../src/platform/tenants-namespaces.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { readEnv } from '../../src/platform/env.ts'
import { directive, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { LIBSQL_SERVER, startPremises } from '../support/premises.ts'
import type { Premises } from '../support/premises.ts'

/**
 * Many at once on a province's own premises: two processes, one server. In full (300 people in 100 committees, 300
 * databases behind) with a real server or `SCENES=full`; otherwise a fifth of it, for opening a hundred committees takes
 * longer than the scene.
 */
const SHARE = LIBSQL_SERVER !== undefined || process.env.SCENES === 'full' ? 1 : 0.2
const COMMITTEES = 100 * SHARE
const PEOPLE = 300 * SHARE
const BEHIND = 300 * SHARE

let premises: Premises
const places: Place[] = []
beforeAll(async () => {
  premises = await startPremises(2)
  places.push(await openProvince(premises.instance))
  const rest = Array.from({ length: COMMITTEES - 1 }, (_, i) => `Đảng ủy xã Số ${i + 1}`).values()
  const opening = async () => {
    for (const name of rest) places.push(await openPlace(premises.instance, name))
  }
  await Promise.all(Array.from({ length: 6 }, opening))
}, 600_000)
afterAll(() => premises.stop())

test('three people in each of many committees draft, issue and read at the same moment', async () => {
  const statuses = new Map<number, number>()
  const numbers = new Map<string, number[]>()
  const directives = new Map<string, Record<string, unknown>>()
  for (const [i, place] of places.entries())
    directives.set(place.handle, await directive(place, [places[(i + 1) % places.length]!]))
  const person = async (i: number): Promise<void> => {
    const place = places[i % places.length]!
    const { app } = premises.hosts[i % premises.hosts.length]!
    const clerk = place.clerk.via(app.fetch)
    const patiently = async (ask: () => Promise<{ status: number; body: any }>) => {
      for (const end = performance.now() + 60_000; ;) {
        const answer = await ask()
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status < 500 || performance.now() > end) return answer
        await sleep(300 + Math.random() * 500)
      }
    }
    const [one, other] = [{ 'idempotency-key': randomUUID() }, { 'idempotency-key': randomUUID() }]
    const made = await patiently(() =>
      clerk.post(`${place.api}/documents`, directives.get(place.handle), one),
    )
    await patiently(() => clerk.get(`${place.api}/documents?state=draft&limit=20`))
    const path = `${place.api}/documents/${made.body.id}/issue`
    const done = await patiently(() => clerk.post(path, { version: 1 }, other))
    expect(done.status).toBe(200)
    numbers.set(place.handle, [...(numbers.get(place.handle) ?? []), done.body.number])
    await patiently(() => clerk.get(`${place.api}/desk`))
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: PEOPLE }, (_, i) => person(i)))
  console.log(
    `${PEOPLE} people, ${COMMITTEES} committees: ${Math.round(performance.now() - began)} ms, answers ${JSON.stringify([...statuses])}`,
  )
  expect(statuses.get(500) ?? 0).toBe(0)
  for (const of of numbers.values()) expect(of.sort((a, b) => a - b)).toEqual(of.map((_, i) => i + 1))
  expect([...numbers.values()].flat()).toHaveLength(PEOPLE)
  const arrived = await Promise.all(places.map(({ clerk, api }) => clerk.get(`${api}/deliveries?limit=100`)))
  expect(arrived.reduce((sum, { body }) => sum + body.items.length, 0)).toBe(PEOPLE)
}, 300_000)

test('committees are brought up to date while people work', async () => {
  const env = readEnv({ ...premises.settings, ...premises.env, SETTINGS: undefined })
  const remotes = nodeRemotes(60_000)
  const databases = namespaceTenants(env, remotes.open)
  // As an older version left them: without the last migration.
  const older = tenant.slice(0, -1)
  const behind = Array.from({ length: BEHIND }, (_, i) => `cu-${i}`)
  const rest = behind.values()
  const making = async () => {
    for (const name of rest) {
      const db = await databases.open(await databases.create(name))
      await db.batch(
        [
          'create table if not exists migration (id text primary key, at integer not null)',
          ...older.flatMap(({ id, statements }) => [
            { sql: 'insert into migration (id, at) values (?, 0)', args: [id] },
            ...statements,
          ]),
        ],
        'write',
      )
    }
  }
  await Promise.all(Array.from({ length: 4 }, making))
  const control = premises.instance.platform.control
  await control.batch(
    behind.map((name) => ({
      sql: `insert into committee (id, handle, name, kind, suffix, place, sortKey, state, location, schemaVersion, createdBy, createdAt)
            values (?1, ?1, ?1, 'commune', 'ĐU', 'A', ?1, 'ready', ?1, ?2, 'u', 0)`,
      args: [name, versionOf('tenant') - 1],
    })),
    'write',
  )
  let working = true
  const statuses = new Map<number, number>()
  const worker = async (i: number): Promise<void> => {
    for (let n = 0; working; n += 1) {
      const place = places[(i * 7 + n) % places.length]!
      const clerk = place.clerk.via(premises.hosts[i % premises.hosts.length]!.app.fetch)
      const { status } = await (n % 3 === 0
        ? clerk.post(`${place.api}/documents`, { subject: 'Về việc làm khi nâng cấp' })
        : clerk.get(`${place.api}/desk`))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  const work = Promise.all([0, 1, 2, 3].map(worker))
  const began = performance.now()
  const said = await premises.migrate()
  console.log(
    `${BEHIND} migrated in ${Math.round(performance.now() - began)} ms beside ${JSON.stringify([...statuses])}`,
  )
  working = false
  await work
  expect(said).toContain(`Đã nâng cấp ${BEHIND}/${BEHIND} cơ quan`)
  expect(new Set(statuses.keys())).toEqual(new Set([200, 201]))
  const ids = await remotes
    .open(namespaceUrl(env.NAMESPACES_URL ?? '', behind.at(-1)!), env.NAMESPACES_TOKEN)
    .execute('select id from migration')
  expect(new Set(ids.rows.map(({ id }) => id))).toEqual(knownOf('tenant'))
  remotes.close()
}, 600_000)
