import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../migrations/apply.ts'
import { isConstraint } from '../../src/core/batch.ts'
import { startLibsqlServer } from '../../src/commands/dev/libsql-server.ts'
import type { LibsqlServer } from '../../src/commands/dev/libsql-server.ts'

let folder: string
let server: LibsqlServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'libsql-server-'))
  server = await startLibsqlServer({ folder, token: 'khóa', open: true })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const client = (name: string, authToken = 'khóa') => createClient({ url: server.url(name), authToken })
const pipeline = async (name: string, requests: unknown[], baton: string | null = null) => {
  const response = await fetch(`${server.url(name)}v2/pipeline`, {
    method: 'POST',
    headers: { authorization: 'Bearer khóa' },
    body: JSON.stringify({ baton, requests }),
  })
  return { status: response.status, ...((await response.json()) as { baton: string; results: any[] }) }
}

describe('the stand-in for libsql-server, held to @libsql/client', () => {
  test('gives every kind of value back as it was put', async () => {
    const db = client('values')
    await db.execute('create table t (i integer, r real, s text, b blob, n text)')
    const blob = Uint8Array.of(0, 1, 255)
    const put = await db.execute({
      sql: 'insert into t values (?, ?, ?, ?, ?)',
      args: [2n ** 40n, 1.5, 'Đảng ủy', blob, null],
    })
    expect(put).toMatchObject({ rowsAffected: 1, lastInsertRowid: 1n })
    const { rows, columns, columnTypes } = await db.execute('select * from t')
    expect(columns).toEqual(['i', 'r', 's', 'b', 'n'])
    expect(columnTypes).toEqual(['INTEGER', 'REAL', 'TEXT', 'BLOB', 'TEXT'])
    const row = rows[0]!
    expect([row.i, row.r, row.s, row.n]).toEqual([2 ** 40, 1.5, 'Đảng ủy', null])
    expect(new Uint8Array(row.b as ArrayBuffer)).toEqual(blob)
  })

  test('binds by name, and says what a returning statement changed', async () => {
    const db = client('named')
    await db.execute('create table t (a integer primary key, b text)')
    const { rows, rowsAffected } = await db.execute({
      sql: 'insert into t (b) values (:one), (:two) returning a, b',
      args: { one: 'x', two: 'y' },
    })
    expect(rows.map(({ a, b }) => [a, b])).toEqual([
      [1, 'x'],
      [2, 'y'],
    ])
    expect(rowsAffected).toBe(2)
  })

  test('undoes the whole batch when one statement fails, and names the constraint', async () => {
    const db = client('batch')
    await migrate(db, 'tenant')
    await db.execute('create table t (a integer primary key)')
    const failing = db.batch(
      ['insert into t values (1)', 'insert into expect select 2', 'insert into t values (3)'],
      'write',
    )
    const error = await failing.catch((e: unknown) => e)
    expect(isConstraint(error)).toBe(true)
    expect((await db.execute('select count(*) as n from t')).rows[0]?.n).toBe(0)
    await db.batch(['insert into t values (1)', 'insert into t values (2)'], 'write')
    expect((await db.execute('select count(*) as n from t')).rows[0]?.n).toBe(2)
    expect(isConstraint(await db.execute('insert into t values (1)').catch((e: unknown) => e))).toBe(true)
    expect(isConstraint(await db.execute('insert into nowhere values (1)').catch((e: unknown) => e))).toBe(
      false,
    )
  })

  test('keeps the databases of different names apart', async () => {
    await client('one').execute('create table only_here (a)')
    await expect(client('two').execute('select * from only_here')).rejects.toThrow('no such table')
  })

  test('holds a stream open between pipelines, for transactions and sequences', async () => {
    const db = client('stream')
    await db.executeMultiple('create table t (a); insert into t values (1); insert into t values (2)')
    const transaction = await db.transaction('write')
    await transaction.execute('delete from t')
    await transaction.rollback()
    expect((await db.execute('select count(*) as n from t')).rows[0]?.n).toBe(2)
  })

  test('takes stored texts, conditions of every kind, descriptions and the state of the transaction', async () => {
    const stmt = (sql: string) => ({ sql })
    const { results } = await pipeline('raw', [
      { type: 'store_sql', sql_id: 7, sql: 'select 1 as a, :b' },
      { type: 'describe', sql_id: 7 },
      { type: 'execute', stmt: { sql_id: 7, named_args: [{ name: ':b', value: { type: 'null' } }] } },
      { type: 'close_sql', sql_id: 7 },
      { type: 'execute', stmt: { sql_id: 7 } },
      {
        type: 'batch',
        batch: {
          steps: [
            { stmt: stmt('begin') },
            { condition: { type: 'error', step: 0 }, stmt: stmt('select 1') },
            { condition: { type: 'not', cond: { type: 'is_autocommit' } }, stmt: stmt('select 2') },
            {
              condition: {
                type: 'and',
                conds: [
                  { type: 'ok', step: 2 },
                  { type: 'ok', step: 1 },
                ],
              },
              stmt: stmt('select 3'),
            },
            {
              condition: {
                type: 'or',
                conds: [
                  { type: 'ok', step: 2 },
                  { type: 'ok', step: 1 },
                ],
              },
              stmt: stmt('select 4'),
            },
          ],
        },
      },
      { type: 'get_autocommit' },
    ])
    expect(results[1].response.result).toMatchObject({
      params: [{ name: ':b' }],
      cols: [{ name: 'a' }, { name: ':b' }],
      is_readonly: true,
      is_explain: false,
    })
    expect(results[2].response.result.rows).toEqual([[{ type: 'integer', value: '1' }, { type: 'null' }]])
    expect(results[4]).toMatchObject({ type: 'error', error: { code: 'SQL_NOT_FOUND' } })
    const ran = results[5].response.result.step_results.map((one: unknown) => one !== null)
    expect(ran).toEqual([true, false, true, false, true])
    expect(results[6].response).toEqual({ type: 'get_autocommit', is_autocommit: false })
  })

  test('refuses a wrong token, a stream that is gone and a name that would leave the folder', async () => {
    await expect(client('one', 'sai').execute('select 1')).rejects.toThrow('401')
    expect((await pipeline('one', [], 'no such stream')).status).toBe(400)
    const outside = await fetch(`${server.url('..%2Fnames')}v2/pipeline`, {
      method: 'POST',
      headers: { authorization: 'Bearer khóa' },
      body: '{"requests":[]}',
    })
    expect(outside.status).toBe(404)
  })
})
