import { copyFile, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureBehind } from '../../src/platform/database-failure.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Connection, OpenDatabase } from '../../src/platform/database.ts'
import { makeFile, openFile } from '../../src/platform/file-database.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { remoteDatabase } from '../../src/platform/remote-database.ts'
import { startLibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import type { LibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import { holdLock } from '../support/locks.ts'

let folder: string
let server: LibsqlServer
let file: OpenDatabase
let remote: Connection
let ours: Connection
const remotes = nodeRemotes()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  server = await startLibsqlServer({ folder: join(folder, 'server'), open: true })
  file = makeFile(join(folder, 'file.db'))
  remote = remoteDatabase(server.url('one'), undefined)
  ours = remotes.open(server.url('two'), undefined)
  for (const db of [file, remote, ours])
    await db.execute('create table paper (id text primary key, copies integer, weight real)')
})
afterAll(async () => {
  file.close()
  remotes.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const attempt = (work: Promise<unknown>) =>
  work.catch(({ name, code }: Error & { code?: string }) => ({ name, code }))

/** What all answer, when they answer alike: a file, and a database over HTTP by either client. */
async function alike(work: (db: Connection) => Promise<unknown>): Promise<unknown> {
  const [here, there] = [await attempt(work(file)), await attempt(work(remote))]
  expect(here).toEqual(there)
  expect(await attempt(work(ours))).toEqual(there)
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

  test('bytes', async () => {
    const bytes = Uint8Array.of(0, 1, 255)
    const seen = (db: Connection) =>
      db
        .execute({ sql: 'select ? as a, ? as b', args: [bytes, bytes.buffer] })
        .then(({ rows: [row] }) => [row?.a, row?.b].map((one) => [...new Uint8Array(one as ArrayBuffer)]))
    expect(await alike(seen)).toEqual([
      [0, 1, 255],
      [0, 1, 255],
    ])
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

describe('a file that another process has locked', () => {
  const insert = (n: number) => ({ sql: 'insert into held values (?)', args: [n] })
  let path: string
  let release: () => Promise<void>
  let made = 0
  const locked = async () => {
    path = join(folder, `held-${(made += 1)}.db`)
    const db = makeFile(path)
    await db.execute('create table held (n integer primary key)')
    db.close()
    release = await holdLock(path)
  }
  const kept = async (db: Connection) => (await db.execute('select n from held')).rows.map(({ n }) => n)

  test('is read, and written once it is free, in order', async () => {
    await locked()
    const db = openFile(path)
    const writing = Promise.all([
      db.batch([insert(1)], 'write'),
      db.execute(insert(2)),
      db.batch([insert(3)], 'write'),
    ])
    expect(await kept(db)).toEqual([])
    await release()
    await writing
    expect(await kept(db)).toEqual([1, 2, 3])
    db.close()
  })

  test('is given up on after the patience, by its name and code, and is as good as before', async () => {
    await locked()
    const db = openFile(path, 150)
    const began = performance.now()
    const [batch, single] = await Promise.allSettled([db.batch([insert(1)], 'write'), db.execute(insert(2))])
    expect(performance.now() - began).toBeLessThan(1_000)
    for (const { reason } of [batch, single] as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ name: 'DatabaseFailure', code: 'BUSY', retryAfter: 5 })
      expect(reason.message).toMatch(/^held-\d+\.db: BUSY \(SQLITE_BUSY \d+\)$/)
    }
    expect(await kept(db)).toEqual([])
    await release()
    await db.batch([insert(3)], 'write')
    await db.execute(insert(4))
    expect(await kept(db)).toEqual([3, 4])
    db.close()
  })

  test('holds up nobody else', async () => {
    await locked()
    const [db, other] = [openFile(path, 300), makeFile(join(folder, 'free.db'))]
    const waiting = db.execute(insert(1)).catch(() => 'given up')
    await other.execute('create table if not exists t (a)')
    let longest = 0
    for (let i = 0; i < 40; i += 1) {
      const began = performance.now()
      await other.execute({ sql: 'insert into t values (?)', args: [i] })
      longest = Math.max(longest, performance.now() - began)
    }
    expect(longest).toBeLessThan(100)
    expect(await waiting).toBe('given up')
    await release()
    other.close()
    db.close()
  })

  test('a close tells those who wait', async () => {
    await locked()
    const db = openFile(path)
    const waiting = db.execute(insert(1)).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 30))
    db.close()
    expect(await waiting).toMatchObject({ code: 'BUSY' })
    await release()
  })
})

describe('writes that wait at the same moment', () => {
  test('share a flush, and each keeps its own outcome', async () => {
    const db = makeFile(join(folder, 'together.db'))
    await db.batch(
      [
        'create table t (n integer primary key check (n < 100))',
        'create table owner (id integer primary key)',
        'create table owned (id integer references owner deferrable initially deferred)',
      ],
      'write',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 90, max: 104 }), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 70,
        }),
        async (batches) => {
          await db.execute('delete from t')
          const model = new Set<number>()
          const right = batches.map((batch) => {
            const fresh = batch.every((n, i) => n < 100 && !model.has(n) && batch.indexOf(n) === i)
            if (fresh) for (const n of batch) model.add(n)
            return fresh
          })
          const outcomes = await Promise.allSettled(
            batches.map((batch) =>
              db.batch(
                batch.map((n) => ({ sql: 'insert into t values (?) returning n', args: [n] })),
                'write',
              ),
            ),
          )
          expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(right)
          const told = outcomes.map((one) =>
            one.status === 'rejected' ? one.reason.code : one.value.map(({ rows }) => rows[0]?.n),
          )
          expect(told).toEqual(batches.map((batch, i) => (right[i] ? batch : 'SQLITE_CONSTRAINT')))
          const { rows } = await db.execute('select n from t')
          expect(new Set(rows.map(({ n }) => n))).toEqual(model)
        },
      ),
      { numRuns: 25 },
    )
    db.close()
  })

  test('stand without the one that is refused only at the end', async () => {
    const db = openFile(join(folder, 'together.db'))
    const outcomes = await Promise.allSettled([
      db.batch(['delete from t', 'insert into t values (1)'], 'write'),
      db.execute('insert into owned values (7)'),
      db.batch(['insert into owner values (8)', 'insert into owned values (8)'], 'write'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await db.execute('select n, id from t, owned')).rows.map((row) => ({ ...row }))).toEqual([
      { n: 1, id: 8 },
    ])
    db.close()
  })
})

describe('a file that cannot do its work says why', () => {
  const why = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => failureBehind(error)?.code ?? error,
    )

  test('missing, from the start or since', async () => {
    expect(await why(openFile(join(folder, 'never.db')).execute('select 1'))).toBe('MISSING')
    await expect(stat(join(folder, 'never.db'))).rejects.toThrow('ENOENT')
    const path = join(folder, 'going.db')
    const db = makeFile(path)
    await db.execute('create table t (a)')
    await rename(path, `${path}.moved`)
    expect(await why(db.execute('insert into t values (1)'))).toBe('MISSING')
    expect(await why(db.execute('select 1'))).toBe('MISSING')
    await rename(`${path}.moved`, path)
    expect(await why(db.execute('insert into t values (1)'))).toBe('done')
    db.close()
  })

  test('replaced under us: what is there now is written', async () => {
    const path = join(folder, 'replaced.db')
    const [db, backup] = [makeFile(path), makeFile(`${path}.backup`)]
    for (const one of [db, backup]) await one.execute('create table t (a)')
    await backup.execute("insert into t values ('from the backup')")
    backup.close()
    await rename(`${path}.backup`, path)
    await db.execute("insert into t values ('after')")
    expect((await db.execute('select a from t')).rows.map(({ a }) => a)).toEqual(['from the backup', 'after'])
    db.close()
  })

  test('no database any more', async () => {
    const path = join(folder, 'spoilt.db')
    await writeFile(path, 'x'.repeat(5_000))
    expect(await why(openFile(path).execute('select 1'))).toBe('CORRUPT')
  })

  test('full: each of those who wait is told, and what fits is written', async () => {
    const db = makeFile(join(folder, 'full.db'))
    await db.execute('create table t (a)')
    await db.execute('pragma max_page_count = 12')
    const long = (n: number) => ({ sql: 'insert into t values (zeroblob(?))', args: [n] })
    const outcomes = await Promise.all([long(10), long(200_000), long(20)].map((one) => why(db.execute(one))))
    expect(outcomes).toEqual(['done', 'FULL', 'done'])
    expect((await db.execute('select count(*) as n from t')).rows[0]?.n).toBe(2)
    db.close()
  })

  test('not to be written', async () => {
    const path = join(folder, 'readonly.db')
    const db = makeFile(path)
    await db.execute('create table t (a)')
    await db.execute('pragma query_only = on')
    expect(await why(db.execute('insert into t values (1)'))).toBe('READONLY')
    db.close()
  })

  test('a wrong statement is no failure of the database', async () => {
    expect(await why(file.execute('select 1 from nowhere'))).toMatchObject({ code: 'SQLITE_ERROR' })
  })
})

test('a file is for its owner alone, and whole by itself once closed', async () => {
  const path = join(folder, 'alone.db')
  const db = makeFile(path)
  const reader = openFile(path)
  await db.execute('create table t (a)')
  await reader.execute('select * from t')
  for (const end of ['', '-wal', '-shm']) expect((await stat(path + end)).mode & 0o777).toBe(0o600)
  // The reader keeps the log in place; a copy of the file alone has it all nevertheless.
  db.close()
  await copyFile(path, `${path}.copy`)
  const copy = openFile(`${path}.copy`)
  expect((await copy.execute('select * from t')).columns).toEqual(['a'])
  copy.close()
  reader.close()
})

test('drizzle reads rows of either by their places and by their names', async () => {
  for (const client of [file, remote, ours]) {
    const db = connect(client, 'tenant', noTrips())
    expect(await db.all(sql`select id, copies from paper where id = 'c'`)).toEqual([
      { id: 'c', copies: 2 ** 40 },
    ])
    expect(await db.values(sql`select id from paper where id = 'c'`)).toMatchObject([{ 0: 'c', length: 1 }])
  }
})
