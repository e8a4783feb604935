import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Database } from '../../src/platform/database.ts'
import { letter } from '../../src/core/letter.ts'
import { letterRow } from '../../src/core/outbox.ts'
import { outbox } from '../../src/core/outbox-tables.ts'
import { forgetLetters, sendDue } from '../../src/core/post.ts'
import type { Post } from '../../src/core/post.ts'
import type { Handover, Mail } from '../../src/platform/mail.ts'
import { MORNING, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'

const greeting = letter('greeting', ({ name }: { name: string }, { baseUrl }) => ({
  subject: 'Kính gửi',
  lines: [`Kính gửi đồng chí ${name}`],
  link: { url: `${baseUrl}/bàn`, word: 'Mở' },
}))

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

const HOUR = 3600_000
let places = 0

/** An outbox of its own with a service that answers as told. */
async function office(answer: (mail: Mail) => Promise<Handover>) {
  const { client } = await emptyPlace(instance, `hop-thu-${places++}`)
  const db = connect(client, 'tenant', noTrips())
  const clock = { now: MORNING }
  const logs: unknown[] = []
  const post: Post = {
    mail: { send: answer },
    push: undefined,
    clock: () => clock.now,
    control: connect(instance.platform.control, 'control', noTrips()),
    words: () => Promise.resolve(new Map([[greeting.kind, greeting]])),
    baseUrl: 'https://lienthong.example.vn',
    sign: (text) => text,
    log: (event, facts) => void logs.push({ event, facts }),
  }
  return { db, clock, post, logs, client }
}

const write = (db: Database, ids: string[], at = MORNING) =>
  db.batch(
    [letterRow(db, greeting('hoa@example.vn', { name: 'Hoa' }, { id: 'x' }), at)].concat(
      ids.map((id) => letterRow(db, greeting(`${id}@example.vn`, { name: id }, { id }), at)),
    ) as never,
  )

const taken: Handover = { outcome: 'accepted' }

test('a letter is written with its words and sent once', async () => {
  const sent: Mail[] = []
  const { db, post } = await office(async (mail) => (sent.push(mail), taken))
  await write(db, [])
  await write(db, [])
  expect(await sendDue(post, db)).toEqual({ done: 1, next: undefined })
  expect(await sendDue(post, db)).toEqual({ done: 0, next: undefined })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ id: 'x', to: 'hoa@example.vn', subject: 'Kính gửi' })
  expect(sent[0]?.text).toContain('https://lienthong.example.vn/bàn')
  expect(sent[0]?.html).toContain('Kính gửi đồng chí Hoa')
})

test('what people are called is never markup', async () => {
  const sent: Mail[] = []
  const { db, post } = await office(async (mail) => (sent.push(mail), taken))
  await db.batch([letterRow(db, greeting('a@example.vn', { name: '<img src=x onerror="a()">&\'' }), MORNING)])
  await sendDue(post, db)
  expect(sent[0]?.html).not.toContain('<img')
  expect(sent[0]?.html).toContain('&lt;img')
})

test('a service that is down is tried again, ever more seldom, and given up at last with what it said', async () => {
  const at: number[] = []
  const { db, clock, post, logs } = await office(async () => {
    at.push((clock.now - MORNING) / 60_000)
    return { outcome: 'later', reason: '451 busy hoa@example.vn' }
  })
  await write(db, [])
  for (let next: number | undefined = MORNING; next !== undefined;) {
    clock.now = Math.max(clock.now, next)
    next = (await sendDue(post, db)).next
  }
  expect(at).toEqual([0, 1, 4, 14, 44, 104, 284, 644, 1364])
  const [row] = await db.select().from(outbox)
  expect(row).toMatchObject({ state: 'refused', nextAt: null, reason: '451 busy hoa@example.vn' })
  // The administrator reads what the service said; a log never does.
  expect(JSON.stringify(logs)).not.toMatch(/hoa@|451|Hoa/)
  expect(logs).toEqual([{ event: 'post.refused', facts: { kind: 'greeting', by: 'mail' } }])
})

test('a refusal is final, what is too old is not sent, and what was told is forgotten after a month', async () => {
  const sent: string[] = []
  const { db, clock, post } = await office(async ({ id }) => {
    sent.push(id)
    return { outcome: 'refused', reason: '550 no such user' }
  })
  await write(db, [])
  clock.now += HOUR
  await db.batch([
    letterRow(db, greeting('b@example.vn', { name: 'B' }, { id: 'old', until: clock.now }), MORNING),
  ])
  await sendDue(post, db)
  expect(sent).toEqual(['x'])
  expect((await db.select().from(outbox)).map(({ id, state, reason }) => [id, state, reason])).toEqual([
    ['x', 'refused', '550 no such user'],
    ['old', 'refused', 'hết thời hạn gửi'],
  ])
  await forgetLetters(db, clock.now + 29 * 24 * HOUR)
  expect(await db.select().from(outbox)).toHaveLength(2)
  await forgetLetters(db, clock.now + 31 * 24 * HOUR)
  expect(await db.select().from(outbox)).toEqual([])
})

test('two hosts that send at once share the letters', async () => {
  const sent: string[] = []
  const { db, post } = await office(async ({ id }) => (sent.push(id), taken))
  const ids = Array.from({ length: 60 }, (_, i) => `n${i}`)
  await write(db, ids)
  await Promise.all([sendDue(post, db), sendDue(post, db), sendDue(post, db)])
  expect(sent.toSorted()).toEqual([...ids, 'x'].toSorted())
})

class Crash extends Error {}

/**
 * Whatever crashes, and whenever: every letter is accepted at least once under its one id, and again only when the
 * process died between a handover and its note.
 */
test('property: at least once, and never again beyond the window of a crash', async () => {
  const doing = fc.constantFrom('accept', 'accept', 'later', 'silent')
  const plan = fc.record({
    letters: fc.integer({ min: 0, max: 24 }),
    service: fc.array(doing, { minLength: 1, maxLength: 40 }),
    /** At which calls to the database the process dies: before the call, or after it was carried out. */
    deaths: fc.array(fc.record({ after: fc.integer({ min: 0, max: 6 }), done: fc.boolean() }), {
      maxLength: 5,
    }),
  })
  await fc.assert(
    fc.asyncProperty(plan, async ({ letters, service, deaths }) => {
      const accepted = new Map<string, number>()
      let calls = 0
      const { db, clock, post, client } = await office(async ({ id }) => {
        const does = service[calls++ % service.length]
        if (does === 'accept' || calls > 200) accepted.set(id, (accepted.get(id) ?? 0) + 1)
        // A service that took the mail and never said so: the same to us as one that did not.
        else if (does === 'silent') return { outcome: 'later', reason: 'silence' }
        else return { outcome: 'later', reason: 'busy' }
        return taken
      })
      const ids = Array.from({ length: letters }, (_, i) => `n${i}`)
      await write(db, ids)
      let lost = 0
      for (const { after, done } of deaths) {
        const before = new Map(accepted)
        let left = after
        const dying = async <T>(work: () => Promise<T>): Promise<T> => {
          if (left-- > 0) return work()
          if (done) await work()
          throw new Crash()
        }
        const mortal = {
          execute: (...args: never[]) =>
            dying(() => (client.execute as (...a: never[]) => Promise<never>)(...args)),
          batch: (...args: never[]) =>
            dying(() => (client.batch as (...a: never[]) => Promise<never>)(...args)),
        }
        await sendDue(post, connect(mortal as never, 'tenant', noTrips())).catch((error: unknown) => {
          if (!(error instanceof Crash) && !((error as Error).cause instanceof Crash)) throw error
        })
        const waiting = (await db.select().from(outbox)).filter(({ nextAt }) => nextAt !== null)
        lost += waiting.filter(({ id }) => (accepted.get(id) ?? 0) > (before.get(id) ?? 0)).length
        clock.now += 11 * 60_000
      }
      for (let next: number | undefined = clock.now; next !== undefined;) {
        clock.now = Math.max(clock.now, next)
        next = (await sendDue(post, db)).next
      }
      const rows = await db.select().from(outbox)
      expect(rows.every(({ nextAt }) => nextAt === null)).toBe(true)
      const told = rows.filter(({ state }) => state === 'accepted').map(({ id }) => id)
      expect(told.filter((id) => !accepted.has(id))).toEqual([])
      expect(rows.filter(({ id, state }) => !told.includes(id) && state !== 'refused')).toEqual([])
      const extra = [...accepted.values()].reduce((sum, n) => sum + n - 1, 0)
      expect(extra).toBeLessThanOrEqual(lost)
    }),
    { numRuns: 40 },
  )
}, 60_000)
