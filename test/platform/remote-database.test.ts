import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureBehind } from '../../src/platform/database-failure.ts'
import type { DatabaseFailure } from '../../src/platform/database-failure.ts'
import { connect, firstTrips, PATIENCE } from '../../src/platform/database.ts'
import type { Connection } from '../../src/platform/database.ts'
import { remoteDatabase } from '../../src/platform/remote-database.ts'
import { nodeRemotes } from '../../src/platform/remote-node.ts'
import { turns } from '../../src/platform/turns.ts'

type Answering = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A server that answers each call as it is told, and the port it does it on. */
let answering: Answering[] = []
let asked = 0
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => (body += text))
  request.on('end', () => {
    if (request.method === 'GET') return response.writeHead(404).end()
    asked += 1
    const answer = answering.length > 1 ? answering.shift() : answering[0]
    return answer?.(request, response, body)
  })
})
let origin: string
const remotes = nodeRemotes()
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  remotes.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
beforeEach(() => {
  asked = 0
})

const FOUND = { cols: [], rows: [], affected_row_count: 1, last_insert_rowid: null }
/** Answers a batch: all of it done, or an error of one of its steps. */
const batchOf =
  (error?: { step: number; code: string }): Answering =>
  (_, response, body) => {
    const { requests } = JSON.parse(body) as { requests: { type: string; batch?: { steps: object[] } }[] }
    const answers = requests.map(({ type, batch }) => {
      const steps = batch?.steps ?? []
      const result = {
        step_results: steps.map((_one, i) => (i < (error?.step ?? steps.length - 1) ? FOUND : null)),
        step_errors: steps.map((_one, i) =>
          i === error?.step ? { message: 'said', code: error.code } : null,
        ),
      }
      return { type: 'ok', response: { type, ...(batch && { result }) } }
    })
    response.end(JSON.stringify({ baton: null, results: answers }))
  }
const status =
  (code: number, body = '{}'): Answering =>
  (_, response) =>
    void response.writeHead(code).end(body)
const reset: Answering = (request) => void request.socket.destroy()
const redirect: Answering = (_, response) =>
  void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
const endless: Answering = (_, response) => {
  const more = 'x'.repeat(1024 * 1024)
  const write = (): void => {
    while (!response.destroyed && response.write(more));
  }
  response.on('drain', write)
  write()
}

let named = 0
const kinds: Record<string, () => Connection> = {
  'of Node': () => remotes.open(`${origin}/dev/d-${(named += 1)}/`, 'secret'),
  'of any host': () => remoteDatabase(`${origin}/dev/d-${(named += 1)}/`, 'secret'),
}
const write = (db: Connection) => db.batch(['insert into t values (1)'], 'write')
const failing = (db: Connection) => write(db).catch((error: unknown) => error)

describe.each(['of Node', 'of any host'])('a database over HTTP, by the client %s', (kind) => {
  test('is asked again while it is locked, at the beginning or at the end of a batch', async () => {
    answering = [
      batchOf({ step: 0, code: 'SQLITE_BUSY' }),
      batchOf({ step: 2, code: 'SQLITE_BUSY' }),
      batchOf(),
    ]
    expect(await write(kinds[kind]!())).toMatchObject([{ rowsAffected: 1 }])
    expect(asked).toBe(3)
  })

  test('is given up on when it stays locked, by its name', async () => {
    answering = [batchOf({ step: 0, code: 'SQLITE_BUSY' })]
    const began = performance.now()
    expect(await failing(kinds[kind]!())).toMatchObject({
      name: 'DatabaseFailure',
      code: 'BUSY',
      database: expect.stringMatching(/^127\.0\.0\.1:\d+\/dev\/d-\d+$/),
      retryAfter: 5,
    })
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(asked).toBeGreaterThan(4)
  })

  test('is not asked again what a rule of it refused', async () => {
    answering = [batchOf({ step: 1, code: 'SQLITE_CONSTRAINT' })]
    expect(await failing(kinds[kind]!())).toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    expect(asked).toBe(1)
  })

  test.each([
    ['a lost connection', reset, 'AWAY'],
    ['a proxy that finds no server', status(502), 'AWAY'],
    ['a token that is not taken', status(401), 'REFUSED'],
    ['a database that is not there', status(404), 'MISSING'],
    ['a page of a proxy', status(200, '<html>Bảo trì</html>'), 'STRANGE'],
    ['JSON of another service', status(200, '{"results":"none"}'), 'STRANGE'],
    ['a redirect', redirect, 'STRANGE'],
    ['something that is no HTTP', (request) => void request.socket.end('220 smtp\r\n'), 'AWAY'],
    ['an endless answer', endless, 'STRANGE'],
    ['writes that were stopped', batchOf({ step: 1, code: 'BLOCKED' }), 'READONLY'],
    ['a full disk', batchOf({ step: 1, code: 'SQLITE_FULL' }), 'FULL'],
    ['a spoilt file', batchOf({ step: 1, code: 'SQLITE_CORRUPT' }), 'CORRUPT'],
  ] as [string, Answering, string][])(
    'tells %s by its kind, at once, and without secrets',
    async (_, answer, code) => {
      answering = [answer]
      const error = (await failing(kinds[kind]!())) as Error
      expect(error).toMatchObject({ name: 'DatabaseFailure', code })
      expect(JSON.stringify([error.message, error.stack])).not.toContain('secret')
      expect(asked).toBe(1)
    },
  )

  test('tells a server that is not there', async () => {
    const url = 'http://127.0.0.1:1/'
    const db = kind === 'of Node' ? remotes.open(url, undefined) : remoteDatabase(url, undefined)
    expect(await failing(db)).toMatchObject({ code: 'AWAY', database: '127.0.0.1:1', retryAfter: 15 })
  })
})

describe.each(['of Node', 'of any host'])('a lost answer, by the client %s', (kind) => {
  test('is asked for once more when it was a read, and never when it was a write', async () => {
    answering = [reset, batchOf()]
    expect(await kinds[kind]!().batch(['select 1'], 'read')).toHaveLength(1)
    expect(asked).toBe(2)
    answering = [reset, reset, batchOf()]
    const read = kinds[kind]!().batch(['select 1'], 'read')
    expect(await read.catch((error: unknown) => error)).toMatchObject({
      code: 'AWAY',
      facts: { asked: 2, said: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/) },
    })
    answering = [reset, batchOf()]
    asked = 0
    expect(await failing(kinds[kind]!())).toMatchObject({ code: 'AWAY', facts: { asked: 1 } })
    expect(asked).toBe(1)
  })
})

test('the log is told which database, by kind and namespace, and how often it was asked', async () => {
  answering = [status(404)]
  const db = remotes.open(`${origin}/dev/exchange`, 'secret', 'exchange')
  const error = (await failing(db)) as DatabaseFailure
  expect(error.facts).toEqual({
    database: expect.stringMatching(/^127\.0\.0\.1:\d+\/dev\/exchange$/),
    kind: 'exchange',
    namespace: 'exchange',
    code: 'MISSING',
    said: 'HTTP 404',
    asked: 1,
  })
  expect(remotes.unwell().find(({ namespace }) => namespace === 'exchange')).toMatchObject({
    kind: 'exchange',
    writes: true,
    code: 'MISSING',
  })
  answering = [batchOf()]
  await write(db)
  expect(remotes.unwell().filter(({ namespace }) => namespace === 'exchange')).toEqual([])
})

test('a Node process has two writes under way at most in one database, in order, and any number of reads', async () => {
  const order: string[] = []
  const now = { writes: 0, reads: 0 }
  const most = { writes: 0, reads: 0 }
  const slow = async (request: IncomingMessage, response: ServerResponse, body: string) => {
    const no = /values \((\d+)\)/.exec(body)?.[1]
    const kind = no === undefined ? 'reads' : 'writes'
    if (no !== undefined) order.push(no)
    now[kind] += 1
    most[kind] = Math.max(most[kind], now[kind])
    await sleep(30)
    now[kind] -= 1
    batchOf()(request, response, body)
  }
  answering = [(...args) => void slow(...args)]
  const url = `${origin}/dev/many/`
  const [one, same] = [remotes.open(url, 'secret'), remotes.open(url, 'secret')]
  const reads = Array.from({ length: 20 }, () => one.batch(['select 1'], 'read'))
  const writes = Array.from({ length: 10 }, (_, i) =>
    (i % 2 === 0 ? one : same).batch([`insert into t values (${i})`], 'write'),
  )
  await Promise.all([...reads, ...writes])
  expect(most.writes).toBe(2)
  expect(most.reads).toBeGreaterThan(10)
  expect(order).toEqual(Array.from({ length: 10 }, (_, i) => String(i)))
})

describe('turns', () => {
  const trục = { database: 'trục' }
  test('are given up on after the patience, and free again afterwards', async () => {
    const turn = turns(trục, 1)
    let end: () => void = () => undefined
    const first = turn(() => new Promise<void>((go) => (end = go)), 60)
    await expect(turn(() => Promise.resolve(1), 60)).rejects.toMatchObject({ code: 'BUSY', database: 'trục' })
    const third = turn(() => Promise.resolve(3), 60)
    end()
    await first
    expect(await third).toBe(3)
    expect(await turn(() => Promise.resolve(4), 60)).toBe(4)
  })

  test('go on after a work that failed', async () => {
    const turn = turns(trục, 1)
    const [bad, good] = await Promise.allSettled([
      turn(() => Promise.reject(new Error('bad')), 1_000),
      turn(() => Promise.resolve('good'), 1_000),
    ])
    expect([bad.status, good]).toEqual(['rejected', { status: 'fulfilled', value: 'good' }])
  })

  test('come in the order of arrival, but for who looks at whether all is well', async () => {
    const turn = turns(trục, 1)
    const order: number[] = []
    const one = (no: number, urgent = false) =>
      turn(async () => void order.push(await sleep(5, no)), 1_000, urgent)
    await Promise.all([one(1), one(2), one(3), one(4, true)])
    expect(order).toEqual([1, 4, 2, 3])
  })
})

test('what one call of a request was waited for, the next is not, whichever database it asks', async () => {
  answering = [() => undefined]
  const trips = { ...firstTrips(), waited: PATIENCE - 300 }
  const ask = (kind: 'control' | 'tenant') => connect(kinds['of Node']!(), kind, trips).run('select 1')
  const began = performance.now()
  const said: unknown[] = []
  for (const kind of ['control', 'tenant'] as const)
    await Promise.resolve(ask(kind)).catch((error: unknown) => said.push(failureBehind(error)?.code))
  expect(said).toEqual(['AWAY', 'AWAY'])
  expect(performance.now() - began).toBeLessThan(PATIENCE / 2)
  expect(asked).toBeLessThanOrEqual(2)
})

test('pages that come at once cost a request nothing of its patience', async () => {
  answering = [batchOf()]
  const trips = firstTrips()
  const db = connect(kinds['of Node']!(), 'tenant', trips)
  for (let i = 0; i < 20; i += 1) await db.batch([db.run('select 1')])
  expect(trips).toEqual({ control: 0, exchange: 0, tenant: 20, waited: 0 })
})
