import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as all from '../../migrations/all.ts'
import type { Migration } from '../../migrations/all.ts'
import { migrate, versionOf } from '../../migrations/apply.ts'
import { snapshotFile, snapshotOf } from '../../migrations/generate.ts'
import { packMigrations } from '../../src/commands/pack-migrations.ts'
import { openTenant } from '../../src/entrance/enter.ts'
import { migrateTenants } from '../../src/onboarding/migrate-tenants.ts'
import { makeFile } from '../../src/platform/file-database.ts'
import type { OpenDatabase } from '../../src/platform/database.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { readEnv } from '../../src/platform/env.ts'
import { firstRelease } from '../support/first-release.ts'

const MIGRATIONS = { ...all }
const KINDS = ['control', 'exchange', 'tenant'] as const

let folder: string
let db: OpenDatabase
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  db = makeFile(join(folder, 'one.db'))
})
afterEach(async () => {
  db.close()
  await rm(folder, { recursive: true })
})

const rows = async (sql: string) => (await db.execute(sql)).rows.map((row) => ({ ...row }))

describe.each(KINDS)('%s', (kind) => {
  test('nothing changed in the tables since the last migration', async () => {
    expect(JSON.parse(await readFile(snapshotFile(kind), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(await snapshotOf(kind))),
    )
  })

  test('the migrations leave the columns and indexes that the tables tell', async () => {
    await migrate(db, kind)
    for (const table of Object.values<any>((await snapshotOf(kind)).tables)) {
      const columns = await rows(
        `select name, lower(type) as type, "notnull" as needed from pragma_table_info('${table.name}')`,
      )
      const told = Object.values<any>(table.columns).map((one) => ({
        name: one.name,
        type: one.type,
        needed: Number(one.notNull),
      }))
      expect({ table: table.name, columns: columns.toSorted(byName) }).toEqual({
        table: table.name,
        columns: told.toSorted(byName),
      })
      const indexes = await rows(
        `select name, "unique" as single from pragma_index_list('${table.name}') where origin = 'c'`,
      )
      const named = Object.values<any>(table.indexes).map(({ name, isUnique }) => ({
        name,
        single: Number(isUnique),
      }))
      expect(indexes.toSorted(byName)).toEqual(named.toSorted(byName))
    }
  })

  test('ids are in the order of their names: first the numbered, then those named by their time', () => {
    const ids = MIGRATIONS[kind].map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].toSorted())
    const numbered = ids.filter((id) => /^0\d{3}_/.test(id))
    expect(ids.slice(numbered.length).every((id) => /^20\d{12}_[a-z0-9_]+$/.test(id))).toBe(true)
  })
})

const byName = (a: any, b: any): number => (a.name < b.name ? -1 : 1)

/** A migration whose place is before others, and what tells that a database had it. */
const LATE = { id: '0008_audit_actor', left: `select name from sqlite_schema where name = 'audit_actor'` }

/** A database that had all but one of the migrations: another branch brought that one in later. */
async function withoutLate(database: Pick<OpenDatabase, 'batch'>, from = 0): Promise<void> {
  const recorded = ({ id, statements }: Migration) => [
    { sql: 'insert into migration (id, at) values (?, 0)', args: [id] },
    ...statements,
  ]
  await database.batch(
    [
      'create table if not exists migration (id text primary key, at integer not null)',
      ...MIGRATIONS.tenant
        .slice(from)
        .filter(({ id }) => id !== LATE.id)
        .flatMap(recorded),
    ],
    'write',
  )
}

test('a migration that came in late is applied, though later ones were before it', async () => {
  await withoutLate(db)
  expect(await rows(LATE.left)).toEqual([])
  expect(await migrate(db, 'tenant')).toBe(versionOf('tenant'))
  expect(await rows(LATE.left)).toHaveLength(1)
})

test('a committee that lacks only a late one is found behind: by a visit, and by the operator', async () => {
  const [visited = '', other = ''] = await firstRelease(folder, 2)
  const node = await nodePlatform(
    readEnv({ DATA_DIR: folder, AUTH_SECRET: 'a secret that is long enough for tests' }),
  )
  try {
    for (const id of [visited, other]) await withoutLate(await node.tenants.open(`${id}.db`), 1)
    const schemaVersion = versionOf('tenant') - 1
    await node.control.execute({ sql: 'update committee set schemaVersion = ?', args: [schemaVersion] })
    const open = await openTenant(node, { id: visited, location: `${visited}.db`, schemaVersion })
    expect((await open.execute(LATE.left)).rows).toHaveLength(1)
    expect(await migrateTenants(node, 2)).toEqual({ done: 1, of: 1, failed: [] })
    expect((await (await node.tenants.open(`${other}.db`)).execute(LATE.left)).rows).toHaveLength(1)
  } finally {
    await node.close()
  }
})

test('a bundle has the migrations in it and reads no files', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './migrations/all.ts'`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    plugins: [packMigrations],
    bundle: true,
    format: 'esm',
    write: false,
  })
  const text = outputFiles[0]?.text ?? ''
  expect(text).not.toContain('readFileSync')
  const packed = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  expect({ ...packed }).toEqual(MIGRATIONS)
})
