import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Connection, OpenDatabase } from '../../src/platform/database.ts'
import { openFile } from '../../src/platform/file-database.ts'
import { remoteDatabase } from '../../src/platform/remote.ts'
import { startLibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import type { LibsqlServer } from '../../src/commands/dev/libsql-server.ts'

let folder: string
let server: LibsqlServer
let file: OpenDatabase
let remote: Connection

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  server = await startLibsqlServer({ folder: join(folder, 'server'), open: true })
  file = openFile(join(folder, 'file.db'))
  remote = remoteDatabase(server.url('one'), undefined)
  for (const db of [file, remote])
    await db.execute('create table paper (id text primary key, copies integer, weight real)')
})
afterAll(async () => {
  file.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const attempt = (work: Promise<unknown>) =>
  work.catch(({ name, code }: Error & { code?: string }) => ({ name, code }))

/** What both answer, when they answer alike. */
async function alike(work: (db: Connection) => Promise<unknown>): Promise<unknown> {
  const [here, there] = [await attempt(work(file)), await attempt(work(remote))]
  expect(here).toEqual(there)
  return here
}

describe('a file answers as a database over HTTP does', () => {
  test('what was written, by name and by place', async () => {
    const insert = 'insert into paper values (?, ?, ?)'
    await alike(async (db) => {
      const done = await db.batch(
        [
          { sql: insert, args: ['a', true, 1.5] },
          { sql: insert, args: ['b', new Date(5), null] },
          [insert, ['c', 2 ** 40, -1]],
          { sql: 'insert into paper values (:id, @copies, 0)', args: { ':id': 'd', copies: 7n } },
        ],
        'write',
      )
      return done.map(({ rowsAffected }) => rowsAffected)
    })
    const seen = await alike(async (db) => {
      const { rows, columns } = await db.execute('select *, weight as id from paper order by id')
      return {
        columns,
        rows: rows.map((row) => ({ ...row })),
        places: rows.map((row) => Array.from(row as never)),
      }
    })
    expect(seen).toMatchObject({
      rows: [{ id: 'a', copies: 1, weight: 1.5 }, { id: 'b', copies: 5 }, {}, {}],
    })
  })

  test('a column whose name is a number', async () => {
    const places = (db: Connection) =>
      db.execute('select 7, 8').then(({ rows }) => rows.map((row) => [row.length, row[0], row[1]]))
    expect(await alike(places)).toEqual([[2, 7, 8]])
  })

  test('no rows, and what a change returns', async () => {
    const none = (db: Connection) => db.execute("select id from paper where id = 'none'")
    expect(await alike(async (db) => (await none(db)).rows)).toEqual([])
    const seen = await alike(async (db) => {
      const { rows } = await db.execute("update paper set copies = 9 where id = 'a' returning copies")
      return rows.map((row) => ({ ...row }))
    })
    expect(seen).toEqual([{ copies: 9 }])
  })

  test('refusals, by their names and codes', async () => {
    const again = (db: Connection) => db.execute("insert into paper (id) values ('a')")
    expect(await alike(again)).toEqual({ name: 'LibsqlError', code: 'SQLITE_CONSTRAINT' })
    await alike((db) => db.execute({ sql: 'select ?', args: [undefined as never] }))
    await expect(file.execute('select 1 from nowhere')).rejects.toThrow('no such table')
  })
})

test('a batch is all or nothing, and the connection is as good as before', async () => {
  const twice = () =>
    file.batch(["insert into paper (id) values ('e')", "insert into paper (id) values ('a')"])
  for (let i = 0; i < 2; i += 1) await expect(twice()).rejects.toThrow(/UNIQUE/)
  expect((await file.execute("select count(*) as n from paper where id = 'e'")).rows[0]?.n).toBe(0)
})

test('a statement used before follows the schema, and what another connection wrote', async () => {
  const all = () => file.execute('select * from shelf')
  await file.execute('create table shelf (a)')
  await file.execute('insert into shelf values (1)')
  expect((await all()).rows.map((row) => ({ ...row }))).toEqual([{ a: 1 }])
  const other = openFile(join(folder, 'file.db'))
  await other.batch(['alter table shelf add column b default 2', 'insert into shelf values (3, 4)'], 'write')
  other.close()
  const { rows, columns } = await all()
  expect(columns).toEqual(['a', 'b'])
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ])
})

test('more statements than stay prepared', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 200; i += 1) {
      expect((await file.execute(`select ${i} as n`)).rows[0]?.n).toBe(i)
    }
  }
})

test('every commit is flushed to the disk', async () => {
  expect((await file.execute('pragma synchronous')).rows[0]?.synchronous).toBe(2)
  expect((await file.execute('pragma journal_mode')).rows[0]?.journal_mode).toBe('wal')
})

test('drizzle reads rows of either by their places and by their names', async () => {
  for (const client of [file, remote]) {
    const db = connect(client, 'tenant', noTrips())
    expect(await db.all(sql`select id, copies from paper where id = 'c'`)).toEqual([
      { id: 'c', copies: 2 ** 40 },
    ])
    expect(await db.values(sql`select id from paper where id = 'c'`)).toMatchObject([{ 0: 'c', length: 1 }])
  }
})
