import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerError } from '../../src/core/problem.ts'
import { DatabaseFailure } from '../../src/platform/database-failure.ts'
import { RemoteError } from '../../src/platform/remote-error.ts'
import * as errors from '../../src/core/errors.ts'
import { unit } from '../../src/organisation/tables.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'

let instance: Instance
let place: Awaited<ReturnType<typeof emptyPlace>>
beforeAll(async () => {
  instance = await startInstance()
  place = await emptyPlace(instance, 'loi')
})
afterAll(() => instance.stop())

/** What a client and an operator would see of an error. */
async function shownOf(error: unknown) {
  const logs: unknown[] = []
  const response = answerError(error, (event, facts) => void logs.push({ event, ...facts }), 'GET /api/x')
  const body = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body,
    logs: JSON.stringify(logs),
  }
}

const caught = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const SECRET = 'Đơn tố cáo đồng chí Bí thư'
const SQL_WORDS = /select|insert|update|delete|from |where|sqlite|params|constraint/i

describe('an error of a database', () => {
  const failing = {
    'a missing table': () =>
      place.contextOf('x').tenant.run(sql`insert into no_such_table values (${SECRET})`),
    'a constraint': async () => {
      const { tenant } = place.contextOf('x')
      await tenant.insert(unit).values({ id: SECRET, name: SECRET })
      await tenant.insert(unit).values({ id: SECRET, name: SECRET })
    },
    'a batch': () => {
      const { tenant } = place.contextOf('x')
      return tenant.batch([
        tenant.run(sql`select ${SECRET}`),
        tenant.run(sql`insert into expect values (${SECRET})`),
      ])
    },
    'a value it cannot hold': () =>
      place.contextOf('x').tenant.run(sql`select ${SECRET}, ${Symbol('x') as unknown as string}`),
  }

  test.each(Object.entries(failing))('(%s) shows neither SQL nor what was written', async (_, fail) => {
    const error = await caught(fail())
    const seen = await shownOf(error)
    expect(seen.status).toBeGreaterThanOrEqual(500)
    expect(seen.type).toBe('application/problem+json')
    expect(JSON.parse(seen.body).detail).toMatch(/^Hệ thống /)
    expect(seen.body).not.toMatch(SQL_WORDS)
    for (const text of [seen.body, seen.logs]) {
      expect(text).not.toContain(SECRET)
      expect(text).not.toMatch(/no_such_table|into expect/)
    }
  })

  test('that is wrong stays wrong: 500, with the route and what SQLite calls it in the log', async () => {
    const error = await caught(failing['a missing table']())
    const { status, body, logs } = await shownOf(error)
    expect([status, JSON.parse(body).code]).toEqual([500, 'internal'])
    expect(body).not.toContain('không có dữ liệu nào bị mất')
    expect(JSON.parse(logs)).toMatchObject([
      { event: 'error', route: 'GET /api/x', sqlite: expect.stringMatching(/^SQLITE_/) },
    ])
  })

  test.each([
    ['BUSY', 503, 'unavailable', '5'],
    ['AWAY', 503, 'unavailable', '15'],
    ['MISSING', 503, 'unavailable', '15'],
    ['FULL', 507, 'storage_full', null],
  ] as const)(
    'that cannot work now (%s) is told as such, with when to ask again',
    (code, status, told, wait) => {
      const failure = new DatabaseFailure(code, 'tenants/x.db', 'SQLITE_X')
      const logs: unknown[] = []
      const wrapped = new Error('Failed query', { cause: failure })
      const response = answerError(wrapped, (_, facts) => void logs.push(facts), 'POST /api/x')
      expect([response.status, response.headers.get('retry-after')]).toEqual([status, wait])
      expect(logs).toMatchObject([{ route: 'POST /api/x', code, database: 'tenants/x.db' }])
      return expect(response.json()).resolves.toMatchObject({ code: told })
    },
  )

  test('leaks nothing to the log either, even where its message looks like a stack', async () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('\n    at đồng chí Trần Văn B', `x\n    at ${SECRET}\n    at y`),
    )
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, deep) => {
        const inner = new Error(`Failed query: select ?\nparams: ${text}${SECRET}`)
        const error = deep ? new Error(inner.message, { cause: inner }) : inner
        const seen = await shownOf(error)
        expect(seen.body + seen.logs).not.toContain(SECRET)
        expect(seen.body + seen.logs).not.toContain('Trần Văn B')
      }),
      { numRuns: 300 },
    )
  })
})

test('every domain error becomes its status, with its words and a stable code', async () => {
  const field = { field: 'name', message: 'Tên: bắt buộc nhập.' }
  const table: [errors.DomainError, number, string][] = [
    [new errors.Malformed(), 400, 'bad_request'],
    [new errors.SignedOut(), 401, 'signed_out'],
    [new errors.Forbidden(), 403, 'forbidden'],
    [new errors.NotFound(), 404, 'not_found'],
    [new errors.WrongMethod(['GET', 'PUT']), 405, 'wrong_method'],
    [new errors.Conflict('Văn thư đã tiếp nhận lúc 08:15.'), 409, 'conflict'],
    [new errors.Gone('Lời mời đã hết hạn.'), 410, 'gone'],
    [new errors.Stale(), 412, 'stale'],
    [new errors.TooLarge('Tệp quá lớn.'), 413, 'too_large'],
    [new errors.WrongForm(), 415, 'wrong_form'],
    [new errors.Invalid([field]), 422, 'invalid'],
    [new errors.TooMany(30), 429, 'too_many'],
    [new errors.Unavailable(), 503, 'unavailable'],
  ]
  for (const [error, status, code] of table) {
    const seen = await shownOf(error)
    expect(seen.status).toBe(status)
    expect(JSON.parse(seen.body)).toMatchObject({ status, code, detail: error.message })
    expect(seen.logs).toBe('[]')
  }
  expect(JSON.parse((await shownOf(new errors.Invalid([field]))).body).fields).toEqual([field])
  const wait = answerError(new errors.TooMany(30), () => undefined, '')
  expect(wait.headers.get('retry-after')).toBe('30')
  const offered = answerError(new errors.WrongMethod(['GET', 'PUT']), () => undefined, '')
  expect(offered.headers.get('allow')).toBe('GET, PUT')
})

test('whatever else is thrown is masked', async () => {
  for (const thrown of [new TypeError(`cannot read ${SECRET}`), SECRET, undefined, { secret: SECRET }]) {
    const seen = await shownOf(thrown)
    expect(seen.status).toBe(500)
    expect(seen.body + seen.logs).not.toContain(SECRET)
  }
})

test('every "not now" says when to ask again: of a service, of a database whatever ails it, in our own words', () => {
  const codes = ['BUSY', 'READONLY', 'MISSING', 'CORRUPT', 'IO', 'AWAY', 'REFUSED', 'STRANGE'] as const
  const all = [
    new errors.Unavailable(),
    new RemoteError('Kho tệp: không trả lời.'),
    ...codes.map((code) => new DatabaseFailure(code, 'db/dev/one', 'said')),
  ]
  const answers = all.map((error) => answerError(error, () => undefined, 'GET /api/x'))
  expect(answers.map(({ status }) => status)).toEqual(all.map(() => 503))
  for (const { headers } of answers) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
})
