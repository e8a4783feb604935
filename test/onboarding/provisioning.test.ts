import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { versionOf } from '../../migrations/apply.ts'
import type { Connection } from '../../src/platform/database.ts'
import { anyCommittee, joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let raw: { control: Connection; exchange: Connection }
let caller: Caller
beforeAll(async () => {
  instance = await startInstance((platform) => {
    raw = platform
    return withFaults(platform, plan, ['control', 'exchange', 'tenant', 'create'])
  })
  caller = await signUpPerson(instance, 'Thào A Bền')
})
afterAll(() => instance.stop())
beforeEach(async () => {
  breakAt(undefined)
  await raw.control.execute('delete from attempt')
})

function breakAt(at: number | undefined, how: 'before' | 'after' = 'before') {
  Object.assign(plan, { at, how, calls: 0, log: [], writes: [] })
}

const codes = (handle: string) => [{ code: handle.toUpperCase(), validFrom: '2025-07-01' }]
const facts = (handle: string) => ({
  ...anyCommittee,
  name: `Đảng ủy xã ${handle}`,
  handle,
  codes: codes(handle),
})

/** Signs up as a patient page does: every request again, with its key, until it is answered. */
async function insist(handle: string): Promise<void> {
  const patient = async (path: string, body: object, key: string) => {
    for (let tries = 0; tries < 4; tries++) {
      const answer = await caller.post(path, body, { 'idempotency-key': key })
      if (answer.status < 500) return answer
    }
    throw new Error('gave up')
  }
  const made = await patient('/api/committees', facts(handle), `sign-up-${handle}`)
  expect(made.status).toBe(201)
  for (let i = 0, state = ''; state !== 'ready'; i++) {
    if (i > 20) throw new Error('never ready')
    const answer = await patient(`/api/committees/${handle}/provisioning`, {}, `step-${handle}-${i}`)
    expect(answer.status).toBe(200)
    state = answer.body.state
  }
}

/** What stands in all databases for a handle, without ids and times. */
async function standing(handle: string) {
  const { rows } = await raw.control.execute({
    sql: 'select * from committee where handle = ?',
    args: [handle],
  })
  expect(rows).toHaveLength(1)
  const row = rows[0]!
  const count = async (db: Connection, sql: string, args: string[] = []) =>
    Number((await db.execute({ sql: `select count(*) as n from ${sql}`, args })).rows[0]!.n)
  const id = row.id as string
  const tenant = await instance.platform.tenants.open(row.location as string)
  return {
    state: row.state,
    setup: row.setup,
    migrated: row.schemaVersion === versionOf('tenant'),
    found: await count(raw.control, 'committee_search where rowid = ?', [`${row.rowid as number}`]),
    codes: await count(raw.control, 'committee_code where committeeId = ?', [id]),
    belongs: await count(raw.control, 'membership where committeeId = ?', [id]),
    signUps: await count(
      raw.control,
      "committee_event where action = 'committee.signUp' and committeeId = ?",
      [id],
    ),
    openings: await count(
      raw.control,
      "committee_event where action = 'committee.open' and committeeId = ?",
      [id],
    ),
    mailboxes: await count(raw.exchange, 'mailbox where open and committeeId = ?', [id]),
    members: await count(tenant, 'member'),
    roles: await count(tenant, 'member_role'),
    issuers: await count(tenant, 'issuer'),
    terms: await count(tenant, 'term'),
    types: await count(tenant, 'document_type'),
    audits: await count(tenant, 'audit'),
  }
}

const WHOLE = {
  state: 'ready',
  setup: null,
  migrated: true,
  found: 1,
  codes: 1,
  belongs: 1,
  signUps: 1,
  openings: 1,
  mailboxes: 1,
  members: 1,
  roles: 2,
  issuers: 1,
  terms: 1,
  // Those of 399-QĐ/TW and 05-HD/VPTW, and the run of copies.
  types: 34,
  audits: 1,
}

test('whatever fails at whichever call, before or after its effect, going on makes one whole committee', async () => {
  await insist('tron-ven')
  const [calls, writes] = [[...plan.log], [...(plan.writes ?? [])]]
  breakAt(undefined)
  expect(await standing('tron-ven')).toEqual(WHOLE)
  for (const place of ['control', 'exchange', 'tenant', 'create']) expect(calls).toContain(place)

  // A read that fails is a request that fails; EVERY_FAULT breaks those too, and each of the many migrations.
  const migrations = writes.filter((at) => calls[at - 1] === 'tenant').slice(2, -2)
  const points =
    process.env.EVERY_FAULT === undefined
      ? [1, ...writes.filter((at) => !migrations.includes(at))]
      : calls.map((_, i) => i + 1)
  for (const [n, at] of points.entries()) {
    for (const how of ['before', 'after'] as const) {
      const handle = `loi-${n}-${how}`
      // One person may not sign up so many in a day.
      await raw.control.execute('delete from attempt')
      breakAt(at, how)
      await insist(handle)
      expect(plan.calls).toBeGreaterThanOrEqual(at)
      breakAt(undefined)
      expect([at, how, await standing(handle)]).toEqual([at, how, WHOLE])
    }
  }
}, 60_000)

test('between a failure and going on, nothing half-made is seen, found, entered or sent to', async () => {
  await caller.post('/api/committees', facts('lung-chung'))
  const stranger = await signUpPerson(instance, 'Người Ngoài')
  for (let state = ''; state !== 'ready';) {
    const found = await stranger.get('/api/directory?q=lung%20chung')
    expect(found.body.items).toEqual([])
    expect((await stranger.get('/api/directory/lung-chung')).status).toBe(404)
    expect((await caller.get('/api/c/lung-chung/links')).status).toBe(409)
    expect((await stranger.get('/api/c/lung-chung/links')).status).toBe(404)
    state = (await caller.post('/api/committees/lung-chung/provisioning')).body.state
  }
  expect((await stranger.get('/api/directory/lung-chung')).status).toBe(200)
  expect((await caller.get('/api/c/lung-chung/links')).status).toBe(200)
})

test('only who signed it up brings it on; for anybody else it is not there', async () => {
  await caller.post('/api/committees', facts('cua-toi'))
  const stranger = await signUpPerson(instance, 'Kẻ Tò Mò')
  const foreign = await stranger.post('/api/committees/cua-toi/provisioning')
  const unknown = await stranger.post('/api/committees/khong-co/provisioning')
  expect(foreign.status).toBe(404)
  expect(foreign.body).toEqual(unknown.body)
  await insistOn('cua-toi')
  expect((await stranger.post('/api/committees/cua-toi/provisioning')).body).toEqual(unknown.body)
})

async function insistOn(handle: string): Promise<void> {
  for (let state = ''; state !== 'ready';)
    state = (await caller.post(`/api/committees/${handle}/provisioning`)).body.state
}

test('two pages bring the same committee up at once: it is one committee', async () => {
  await caller.post('/api/committees', facts('song-song'))
  for (let i = 0; i < 5; i++) {
    const path = '/api/committees/song-song/provisioning'
    const answers = await Promise.all([caller.post(path), caller.post(path), caller.post(path)])
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
  }
  await insistOn('song-song')
  expect(await standing('song-song')).toEqual(WHOLE)
})

test('two people ask for one handle at once: one gets it, the other is told and loses nothing', async () => {
  const other = await signUpPerson(instance, 'Người Thứ Hai')
  const wish = { ...anyCommittee, handle: 'tranh-nhau' }
  const answers = await Promise.all([
    caller.post('/api/committees', { ...wish, name: 'Đảng ủy Một' }),
    other.post('/api/committees', { ...wish, name: 'Đảng ủy Hai' }),
  ])
  const statuses = answers.map((one) => one.status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409])
  const lost = answers.find((one) => one.status === 409)!
  expect(lost.body.fields).toEqual([{ field: 'handle', message: lost.body.detail }])
  const loser = statuses[0] === 409 ? caller : other
  const mine = (await loser.get('/api/me')).body.committees.map((one: { handle: string }) => one.handle)
  expect(mine).not.toContain('tranh-nhau')
  expect(await signUpCommittee(loser, { handle: 'tranh-nhau-khac' })).toBe('tranh-nhau-khac')
})

test('two committees of one name without handles at once get a handle each, or are told to try again', async () => {
  const name = 'Đảng ủy xã Cùng Tên'
  const answers = await Promise.all([
    caller.post('/api/committees', { ...anyCommittee, name }),
    caller.post('/api/committees', { ...anyCommittee, name }),
  ])
  const made = answers.filter((one) => one.status === 201).map((one) => one.body.handle)
  expect(new Set(made).size).toBe(made.length)
  expect(made.length).toBeGreaterThanOrEqual(1)
  expect(answers.every((one) => one.status === 201 || one.status === 409)).toBe(true)
})

test('a request repeated with its key signs up once; the key with other facts is refused', async () => {
  const key = { 'idempotency-key': 'mot-lan-thoi' }
  const body = { ...anyCommittee, name: 'Đảng ủy Một Lần' }
  const [first, second] = await Promise.all([
    caller.post('/api/committees', body, key),
    caller.post('/api/committees', body, key),
  ])
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  const other = await caller.post('/api/committees', { ...body, place: 'Nơi Khác' }, key)
  expect(other.status).toBe(422)
  expect(other.body.code).toBe('idempotency_mismatch')
  const { rows } = await raw.control.execute("select 1 from committee where name = 'Đảng ủy Một Lần'")
  expect(rows).toHaveLength(1)
})

test('no database is left that no committee owns', async () => {
  const { DATA_DIR } = instance.platform.env
  const files = (await readdir(join(DATA_DIR, 'tenants'))).filter((name) => name.endsWith('.db'))
  const { rows } = await raw.control.execute('select location from committee where location is not null')
  expect(files.toSorted()).toEqual(rows.map((row) => row.location as string).toSorted())
})

test('what the founder sees at once: a desk, the types of 399-QĐ/TW, one issuer, one open term', async () => {
  const handle = await signUpCommittee(caller, { handle: 'mo-cua', name: 'Đảng ủy xã Mở Cửa' })
  const types = (await caller.get(`/api/c/${handle}/document-types`)).body.items
  const named = (name: string) => types.find((one: { name: string }) => one.name === name)
  expect(types).toHaveLength(34)
  expect(named('Chỉ thị')).toMatchObject({ symbol: 'CT', office: false, hidden: false })
  expect(named('Quyết định').series).toBe(named('Quy định').series)
  expect(named('Giấy mời').office).toBe(true)
  const { issuers, terms } = (await caller.get(`/api/c/${handle}/organisation`)).body
  expect(issuers).toMatchObject([{ suffix: 'ĐU', name: 'Đảng ủy xã Mở Cửa', main: true }])
  expect(terms).toMatchObject([{ name: '2025-2030', opensOn: '2025-08-16', current: true }])
})

test('a removed member and a stranger get the same answer as for a place that is not', async () => {
  const handle = await signUpCommittee(caller, { handle: 'cua-dong', name: 'Đảng ủy Cửa Đóng' })
  const member = await joinCommittee(instance, handle, { name: 'Sắp Đi', roles: ['clerk'] })
  const { items } = (await caller.get(`/api/c/${handle}/members`)).body
  const { id } = items.find((one: { name: string }) => one.name === 'Sắp Đi')
  expect((await member.get(`/api/c/${handle}/documents`)).status).toBe(200)
  await caller.post(`/api/c/${handle}/members/${id}/departure`)
  const stranger = await signUpPerson(instance, 'Người Dưng')
  const unknown = await stranger.get('/api/c/khong-he-co/documents')
  for (const one of [member, stranger]) {
    const answer = await one.get(`/api/c/${handle}/documents`)
    expect([answer.status, answer.body]).toEqual([404, unknown.body])
  }
})
