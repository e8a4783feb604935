import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, asking, revoke, verdict } from '../../src/asks/crossings.ts'
import type { FromSide, ToSide } from '../../src/asks/crossings.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { runRecovery } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { openTree } from './support.ts'
import type { Seat } from './support.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let tree: Awaited<ReturnType<typeof openTree>>
beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  tree = await openTree(instance)
})
afterAll(() => instance.stop())

const ROWS = 'select * from '
const exchangeRows = async (table: string): Promise<any[]> =>
  (await instance.platform.exchange.execute(ROWS + table)).rows
async function tenantRows({ handle }: Seat, table: string): Promise<any[]> {
  const { rows } = await instance.platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [handle],
  })
  return (await (await instance.platform.tenants.open(rows[0]!.location as string)).execute(ROWS + table))
    .rows
}

/** Who does what to which of the things that are there, where the connection is lost, whether it is asked again. */
type Move = {
  who: number
  what: number
  which: number
  fault?: { at: number; how: 'before' | 'after' } | undefined
  again: boolean
  recover: boolean
}
const move: fc.Arbitrary<Move> = fc.record({
  who: fc.nat(3),
  what: fc.nat(9),
  which: fc.nat(40),
  fault: fc.option(
    fc.record({
      at: fc.integer({ min: 1, max: 5 }),
      how: fc.constantFrom('before' as const, 'after' as const),
    }),
    { nil: undefined },
  ),
  again: fc.boolean(),
  recover: fc.nat(5).map((n) => n === 0),
})

/** What any story begins with, so that there is something to lose: asked, taken in two places, asked further. */
const OPENING: Pick<Move, 'who' | 'what'>[] = [
  { who: 0, what: 0 },
  { who: 1, what: 1 },
  { who: 2, what: 1 },
  { who: 1, what: 0 },
  { who: 3, what: 1 },
]
/** Faults are those of the moves that follow; who begins asks again, or a story could begin with nothing. */
const begun = (moves: Move[]): Move[] => [
  ...OPENING.map((one, i) => ({ ...moves[i]!, ...one, again: true })),
  ...moves,
]

let keys = 0
async function doMove({ who, what, which, fault, again, recover }: Move): Promise<void> {
  const seats = [tree.province, tree.tanLap, tree.sonHa, tree.cell]
  const at = seats[who]!
  const pick = <T>(all: T[]): T | undefined => all[which % Math.max(1, all.length)]
  const request = await requestOf(at, what, pick)
  if (request !== undefined) {
    const [path, body, caller = at.chief] = request
    const key = { 'idempotency-key': `step-of-a-story-${++keys}` }
    Object.assign(plan, fault ?? {}, { calls: 0 })
    await caller.post(`${at.api}/${path}`, body, key)
    delete plan.at
    if (again) await caller.post(`${at.api}/${path}`, body, key)
  }
  if (recover) await runRecovery(instance)
}

async function requestOf(
  at: Seat,
  what: number,
  pick: <T>(all: T[]) => T | undefined,
): Promise<[string, object, Seat['chief']?] | undefined> {
  const { province, tanLap, sonHa, cell } = tree
  const below = at === province ? [tanLap.handle, sonHa.handle] : at === tanLap ? [cell.handle] : []
  const open = (await tenantRows(at, 'task')).filter((one) => one.source === 'ask')
  if (what === 0) {
    if (below.length === 0) return undefined
    const parent = at === tanLap ? pick(open) : undefined
    if (at === tanLap && parent === undefined) return undefined
    const body = { title: 'Việc', product: 'Báo cáo', dueOn: '2026-03-20', to: below, taskId: parent?.id }
    return ['asks', body]
  }
  if (what === 1 || what === 2) {
    const mine = (await exchangeRows('ask')).filter((one) => one.toHandle === at.handle && one.taken === '01')
    const found = pick(mine)
    const lead = { kind: 'person', id: at.workerId }
    return found && [`arrived-asks/${found.id}/acceptance`, { lead }]
  }
  if (what >= 3 && what <= 5) {
    const found = pick(open)
    if (found === undefined) return undefined
    if (found.state === 'assigned') return [`tasks/${found.id}/acceptance`, {}, at.worker]
    if (found.state === 'reported') return [`tasks/${found.id}/approval`, {}]
    if (what === 3) return [`tasks/${found.id}/extension`, { dueOn: '2026-03-27', reason: 'Chờ' }, at.worker]
    return [`tasks/${found.id}/report`, { text: `Xong ${keys}` }, at.worker]
  }
  if (what === 6) {
    const found = pick(await tenantRows(at, 'taken'))
    return found && [`arrived-asks/${found.askId}/sight`, {}]
  }
  const sending = pick(await tenantRows(at, 'sending'))
  if (sending === undefined) return undefined
  const step = { 7: 'recall', 8: 'restoration', 9: pick(['recognition', 'return', 'extension']) }[what]
  return [`asks/${sending.id}/${step}`, { reason: 'Có lý do' }]
}

/** What the tree must count, from all tenants: our sides of asks, their sides where they took them. */
async function countedHere(sendingId: string): Promise<{ total: number; done: number }> {
  const seats = Object.values(tree)
  const [asked, taken, sendings] = await Promise.all(
    ['asked', 'taken', 'sending'].map(async (table) =>
      (await Promise.all(seats.map((seat) => tenantRows(seat, table)))).flat(),
    ),
  )
  const count = (id: string): { total: number; done: number } =>
    asked!
      .filter((one) => one.sendingId === id && one.state !== 'revoked')
      .map((one) => {
        const theirs = taken!.find(({ askId }) => askId === one.id)
        const under = sendings!.filter(({ taskId }) => taskId !== null && taskId === theirs?.taskId)
        const done = one.state === 'closed' || theirs?.status === '06' ? 1 : 0
        return under
          .map((each) => count(each.id))
          .reduce((a, b) => ({ total: a.total + b.total, done: a.done + b.done }), { total: 1, done })
      })
      .reduce((a, b) => ({ total: a.total + b.total, done: a.done + b.done }), { total: 0, done: 0 })
  return count(sendingId)
}

test('whatever crashes, repeats or comes out of order: each side stands as it decided last, and the tree counts what all tenants hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 24 }), async (moves) => {
      for (const one of begun(moves)) await doMove(one)
      await runRecovery(instance)
      expect(await exchangeRows('intent')).toEqual([])
      const asks = new Map((await exchangeRows('ask')).map((one) => [one.id, one]))
      const turns = new Map((await exchangeRows('turn')).map((one) => [one.askId, one]))
      expect(asks.size).toBeGreaterThan(0)
      for (const seat of Object.values(tree)) {
        for (const { id, state, dueOn, seq, wishAnswered, verdictOn } of await tenantRows(seat, 'asked')) {
          expect(asks.get(id)).toMatchObject({ state, dueOn, fromSeq: seq, wishAnswered })
          expect(turns.get(id)?.verdictOn ?? null).toBe(verdictOn)
        }
        for (const { askId, status, seq, seen, wishNo, wishOn, filing } of await tenantRows(seat, 'taken')) {
          expect(asks.get(askId)).toMatchObject({ taken: status, toSeq: seq, seen, wishNo, wishOn })
          expect(turns.get(askId)?.filing ?? null).toBe(filing)
        }
        for (const { id } of await tenantRows(seat, 'sending')) {
          const { counts } = (await seat.chief.get(`${seat.api}/asks/${id}`)).body
          expect(counts).toMatchObject(await countedHere(id))
        }
      }
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 300_000)

test('of each side the last that it decided stands, in whatever order and however often they settle', async () => {
  const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
  let n = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.nat()),
      async (ours, theirs, order) => {
        const id = `thử-${++n}`
        const text = {
          sendingId: id,
          title: 'Việc',
          product: 'B',
          target: '',
          note: '',
          startOn: '2026-03-02',
          byName: 'A',
        }
        const asks = [{ id, rootId: id, toId: 'đến', toHandle: 'den', toName: 'Đến', consignmentId: null }]
        const from = { id: 'từ', handle: 'tu', name: 'Từ' }
        const laid = { text, from, parentId: null, originId: null, dueOn: '2026-03-20', asks }
        await exchange.batch(asking.exchange!(exchange, laid, 1, id) as never)
        const fromSide = (seq: number): FromSide => ({
          what: 'x',
          byName: 'A',
          asks: [
            {
              id,
              seq,
              state: seq % 2 === 0 ? 'revoked' : 'open',
              dueOn: `2026-04-0${seq}`,
              wishAnswered: seq,
              verdict: 'returned',
              verdictOn: `f${seq}`,
              verdictAt: seq,
              reason: null,
            },
          ],
        })
        const toSide = (seq: number): ToSide => ({
          askId: id,
          seq,
          seen: seq,
          status: '05',
          takenAt: 1,
          wishNo: seq,
          wishOn: null,
          wishReason: null,
          filing: `g${seq}`,
          filedAt: seq,
          text: null,
          paper: null,
          byName: 'B',
          what: 'y',
          news: null,
        })
        const settlements = [
          ...Array.from(
            { length: ours },
            (_, i) => () =>
              (i % 2 === 0 ? verdict : revoke).exchange!(exchange, fromSide(i + 2), i, `a${i}${id}`),
          ),
          ...Array.from(
            { length: theirs },
            (_, i) => () => answer.exchange!(exchange, toSide(i + 1), i, `b${i}${id}`),
          ),
        ]
        const twice = [...settlements, ...settlements]
        while (twice.length > 0) {
          const [one] = twice.splice(order.next().value! % twice.length, 1)
          await exchange.batch(one!() as never)
        }
        const [row] = (await exchangeRows('ask')).filter((one) => one.id === id)
        expect(row).toMatchObject({ fromSeq: ours + 1, wishAnswered: ours + 1, toSeq: theirs, seen: theirs })
        const [filed] = (await exchangeRows('turn')).filter((one) => one.askId === id)
        expect(filed).toMatchObject({ verdictOn: `f${ours + 1}`, filing: `g${theirs}` })
        const events = (await exchangeRows('ask_event')).filter((one) => one.askId === id)
        expect(events.length).toBe(1 + ours + theirs)
      },
    ),
    { numRuns: 30 },
  )
})
