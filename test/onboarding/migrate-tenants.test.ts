import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { versionOf } from '../../migrations/apply.ts'
import { openTenant } from '../../src/entrance/enter.ts'
import { migrateTenants } from '../../src/onboarding/migrate-tenants.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { firstRelease } from '../support/first-release.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

const AUTH_SECRET = 'a secret that is long enough for tests'
const NEWEST = versionOf('tenant')
let folder: string
let ids: string[]
let node: Awaited<ReturnType<typeof nodePlatform>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-'))
  ids = await firstRelease(folder, 12)
  node = await nodePlatform(readEnv({ DATA_DIR: folder, AUTH_SECRET }))
})
afterEach(async () => {
  await node.close()
  await rm(folder, { recursive: true })
})

const open = (id: string) => node.tenants.open(`${id}.db`)
const applied = async (id: string) =>
  (await (await open(id)).execute('select count(*) as n from migration')).rows[0]?.n
const versions = async () => {
  const { rows } = await node.control.execute('select schemaVersion as v from committee order by id')
  return rows.map(({ v }) => v)
}
/** Something of another hand where a migration will put its own. */
const spoil = async (id: string) => (await open(id)).execute('create table arrival_book (note text)')
const mend = async (id: string) => (await open(id)).execute('drop table arrival_book')

test('all that are behind come up to date; those being set up are left alone', async () => {
  await node.control.execute({
    sql: "update committee set state = 'provisioning' where id = ?",
    args: [ids[3]!],
  })
  const told: number[] = []
  const result = await migrateTenants(node, 4, ({ done }) => told.push(done))
  expect(result).toEqual({ done: 11, of: 11, failed: [] })
  expect(told).toEqual(Array.from({ length: 11 }, (_, i) => i + 1))
  expect(await versions()).toEqual(ids.map((_, i) => (i === 3 ? 1 : NEWEST)))
  expect(await applied(ids[0]!)).toBe(NEWEST)
  expect(await applied(ids[3]!)).toBe(1)
  // What a migration leaves to be done is done when they are woken.
  const { rows } = await node.control.execute(
    'select distinct committeeId from wake where at <= unixepoch() * 1000 + 60000',
  )
  expect(rows).toHaveLength(11)
  expect(await migrateTenants(node, 4)).toEqual({ done: 0, of: 0, failed: [] })
})

test('one that fails stays as it was, is named, and the next run takes only it', async () => {
  const bad = ids[5]!
  await spoil(bad)
  const first = await migrateTenants(node, 3)
  expect(first).toMatchObject({ done: 11, of: 12, failed: [{ handle: bad, name: 'Đảng ủy xã' }] })
  expect(await applied(bad)).toBe(1)
  expect(await versions()).toEqual(ids.map((id) => (id === bad ? 1 : NEWEST)))
  await mend(bad)
  expect(await migrateTenants(node, 3)).toEqual({ done: 1, of: 1, failed: [] })
  expect(await applied(bad)).toBe(NEWEST)
})

test('two runs at once, with the app serving, do each database once', async () => {
  const other = await nodePlatform(node.env)
  const serving = ids.map((id) =>
    openTenant(other, { id, location: `${id}.db`, schemaVersion: 1 }).then((db) => db.execute('select 1')),
  )
  const runs = await Promise.all([migrateTenants(node, 4), migrateTenants(other, 4), ...serving])
  expect(runs.slice(0, 2).map((run) => 'failed' in run && run.failed)).toEqual([[], []])
  for (const id of ids) expect(await applied(id)).toBe(NEWEST)
  expect(await versions()).toEqual(ids.map(() => NEWEST))
  await other.close()
})

test('processes that share the work take each database once', async () => {
  const shares = await Promise.all([0, 1, 2].map((no) => migrateTenants(node, 2, undefined, { no, of: 3 })))
  expect(shares.map(({ done }) => done)).toEqual([4, 4, 4])
  expect(await versions()).toEqual(ids.map(() => NEWEST))
})

test('the directory is read by its index, page by page', async () => {
  const ran: Ran[] = []
  await migrateTenants(recording(node, ran), 4)
  const ofDirectory = ran.filter(({ sql }) => /from "committee"|update "committee"/.test(sql))
  expect(ofDirectory.length).toBeGreaterThanOrEqual(3)
  for (const one of ofDirectory) expect(await costs(one)).toEqual([])
})

test('the command says what it did, names who failed, and exits with 1 when one did', async () => {
  const command = new URL('../../src/commands/migrate.ts', import.meta.url).pathname
  const run = async () => {
    const env = { PATH: process.env.PATH, DATA_DIR: folder, AUTH_SECRET }
    return promisify(execFile)(process.execPath, [command], { env }).then(
      (done) => ({ code: 0, ...done }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
  }
  await spoil(ids[2]!)
  const first = await run()
  expect(first).toMatchObject({ code: 1 })
  expect(first.stdout).toContain('Đã nâng cấp 11/12 cơ quan')
  expect(first.stdout).not.toContain('\r')
  expect(first.stderr).toMatch(new RegExp(`Chưa nâng cấp được 1 cơ quan[^]*Đảng ủy xã \\(${ids[2]}\\)`))
  await mend(ids[2]!)
  const second = await run()
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect(second.stdout).toContain('Đã nâng cấp 1/1 cơ quan')
}, 60_000)
