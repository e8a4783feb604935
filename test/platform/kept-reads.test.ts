import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unlessChanged } from '../../src/core/unchanged.ts'
import { connect, keeping, noTrips } from '../../src/platform/database.ts'
import { makeFile, openFile } from '../../src/platform/file-database.ts'
import { pool } from '../../src/platform/pool.ts'

let folder: string
let file: ReturnType<typeof makeFile>
let other: ReturnType<typeof makeFile>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  file = makeFile(join(folder, 'a.db'))
  await file.execute('create table t (id integer primary key, n integer)')
  await file.execute('insert into t values (1, 1)')
  other = openFile(join(folder, 'a.db'))
})
afterEach(async () => {
  file.close()
  other.close()
  await rm(folder, { recursive: true })
})

const read = async (n = 1) =>
  (await file.kept!([{ sql: 'select n from t where id = ?', args: [n] }]))[0]!.rows[0]?.n

test('what was read is given again, the very same, until anything is written', async () => {
  const asked = [{ sql: 'select n from t', args: [] }, 'select count(*) as c from t']
  const [first, count] = await file.kept!(asked)
  const again = await file.kept!(asked)
  expect(again[0]).toBe(first)
  expect(again[1]).toBe(count)
  expect(await read(2)).toBeUndefined()
  expect(await read(1)).toBe(1)
})

const writes: Record<string, (db: typeof file) => Promise<unknown>> = {
  'a statement': (db) => db.execute('update t set n = 7 where id = 1'),
  'a statement that gives back': (db) => db.execute('update t set n = 7 where id = 1 returning n'),
  'one with a common table': (db) =>
    db.execute('with x(v) as (values (7)) update t set n = (select v from x) where id = 1 returning n'),
  'a batch': (db) => db.batch(['select 1', 'update t set n = 7'], 'write'),
  'a removal of all and a row anew': (db) =>
    db.batch(['delete from t', 'insert into t values (1, 7)'], 'write'),
}
for (const [name, write] of Object.entries(writes))
  for (const who of ['this connection', 'another'] as const)
    test(`${name} by ${who} is seen at once`, async () => {
      const mark = await file.mark!()
      expect(await read()).toBe(1)
      await write(who === 'another' ? other : file)
      expect(await file.mark!()).not.toBe(mark)
      expect(await read()).toBe(7)
    })

test('a read leaves the mark as it is, one with a common table too', async () => {
  const mark = await file.mark!()
  await file.execute('with x as (select 1 as v) select v from x')
  await file.batch(['select n from t', 'select 2'], 'read')
  expect(await file.mark!()).toBe(mark)
})

test('a file that was closed in between begins anew', async () => {
  const files = pool((location) => Promise.resolve(openFile(location)), 4, 60_000)
  const path = join(folder, 'a.db')
  const client = files.connection(path)
  const mark = await client.mark!()
  expect(await client.mark!()).toBe(mark)
  await files.close(path)
  expect(await client.mark!()).not.toBe(mark)
  await files.closeAll()
})

test('never more is kept than a file may', async () => {
  const mark = await file.mark!()
  for (let n = 0; n < 500; n += 1) await read(n)
  expect(await file.mark!()).not.toBe(mark)
  expect(await read(1)).toBe(1)
})

test('what was made of two databases stands until one of them is written to; what failed is made again', async () => {
  const [one, two] = [
    connect(file, 'tenant', noTrips()),
    connect(makeFile(join(folder, 'b.db')), 'exchange', noTrips()),
  ]
  await two.run(sql`create table t (id integer)`)
  const both = { tenant: one, exchange: two }
  let made = 0
  const make = (key = 'k') => unlessChanged(both, key, () => Promise.resolve((made += 1)))
  expect([await make(), await make(), await make('other'), await make()]).toEqual([1, 1, 2, 1])
  await two.run(sql`insert into t values (1)`)
  expect([await make(), await make()]).toEqual([3, 3])
  await other.execute('update t set n = 2')
  expect([await make(), await make()]).toEqual([4, 4])
  const failing = () => unlessChanged(both, 'f', () => Promise.reject(new Error('no')))
  await expect(failing()).rejects.toThrow('no')
  expect(await unlessChanged(both, 'f', () => Promise.resolve('yes'))).toBe('yes')
})

test('where nothing tells cheaply what was written, all is read each time', async () => {
  const plain = connect({ execute: file.execute, batch: file.batch }, 'tenant', noTrips())
  expect(keeping(plain)).toBe(plain)
  let made = 0
  const make = () =>
    unlessChanged({ tenant: plain, exchange: plain }, 'k', () => Promise.resolve((made += 1)))
  expect([await make(), await make()]).toEqual([1, 2])
})
