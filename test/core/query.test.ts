import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { integer, SQLiteAsyncDialect, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listed, query } from '../../src/core/query.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Database, OpenDatabase } from '../../src/platform/database.ts'
import { makeFile } from '../../src/platform/file-database.ts'

const paper = sqliteTable('paper', {
  id: integer().primaryKey(),
  title: text(),
  typeId: text(),
  open: integer({ mode: 'boolean' }).notNull().default(false),
  at: integer({ mode: 'timestamp_ms' }),
})
const kind = sqliteTable('kind', { id: text().primaryKey(), name: text().notNull() })

let folder: string
let client: OpenDatabase
let db: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'query-'))
  client = makeFile(join(folder, 'one.db'))
  db = connect(client, 'tenant', noTrips())
  await client.batch(
    [
      'create table paper (id integer primary key, title text, typeId text, open integer not null default 0, at integer)',
      'create table kind (id text primary key, name text not null)',
      `insert into kind values ('a', 'Chỉ thị'), ('b', 'Báo cáo')`,
      `insert into paper values (1, null, 'a', 1, 1700000000000), (2, 'hai', 'b', 0, null), (3, 'ba', 'none', 1, 5)`,
    ],
    'write',
  )
})
afterAll(async () => {
  client.close()
  await rm(folder, { recursive: true })
})

type Filter = { type?: string | undefined; below?: number | undefined; limit: number }
const papers = query<Filter>()((on, { type, below, limit }) =>
  on
    .select({ found: paper, kind, n: sql<number>`${paper.id} + 0` })
    .from(paper)
    .leftJoin(kind, eq(kind.id, paper.typeId))
    .where(and(type && eq(paper.typeId, type), below && lt(paper.id, below)))
    .orderBy(desc(paper.id))
    .limit(limit),
)

test('reads rows as drizzle does, joined tables without a row too', async () => {
  const [compiled] = await db.batch([papers(db, { limit: 9 })])
  const drizzled = await db
    .select({ found: paper, kind, n: sql<number>`${paper.id} + 0` })
    .from(paper)
    .leftJoin(kind, eq(kind.id, paper.typeId))
    .orderBy(desc(paper.id))
  expect(compiled).toEqual(drizzled)
  expect(drizzled[0]?.kind).toBe(null)
  expect(drizzled[2]?.found).toMatchObject({ title: null, open: true, at: new Date(1_700_000_000_000) })
})

test('a value left out is not asked for', async () => {
  const ids = async (filter: Filter) => (await papers(db, filter)).map(({ found }) => found.id)
  expect(await ids({ limit: 9 })).toEqual([3, 2, 1])
  expect(await ids({ type: 'a', limit: 9 })).toEqual([1])
  expect(await ids({ type: undefined, below: 3, limit: 1 })).toEqual([2])
  expect(await ids({ type: 'b', below: 2, limit: 9 })).toEqual([])
})

test('writes values as their columns take them, and reads raw statements as they are', async () => {
  const put = query<{ id: number; open: boolean; at: Date | null }>()((on, given) =>
    on.insert(paper).values({ id: given.id, open: given.open, at: given.at }),
  )
  const some = query<{ ids: string }>()((on, { ids }) =>
    on.all<{ id: number; open: number }>(sql`select id, open from paper where id in ${listed(ids)}`),
  )
  const at = new Date(9)
  const [done, found] = await db.batch([put(db, { id: 7, open: true, at }), some(db, { ids: '[7, 8]' })])
  expect(done.rowsAffected).toBe(1)
  expect({ ...found[0] }).toEqual({ id: 7, open: 1 })
  expect((await papers(db, { below: 8, limit: 1 }))[0]?.found.at).toEqual(at)
})

test('the text of a shape is made once', async () => {
  const made = vi.spyOn(SQLiteAsyncDialect.prototype, 'sqlToQuery')
  try {
    for (const type of ['a', 'b', 'c']) await papers(db, { type, below: 9, limit: 5 })
    expect(made.mock.calls.length).toBeLessThanOrEqual(1)
  } finally {
    made.mockRestore()
  }
})
