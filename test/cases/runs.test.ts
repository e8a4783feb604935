import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spanOf } from '../../src/cases/figures.ts'
import { workOf } from '../../src/cases/derive.ts'
import { caseEvent, caseSpan, caseTally, caseWork, processCase } from '../../src/cases/tables.ts'
import { uncounted } from '../../src/cases/tally-fill.ts'
import { counted } from '../../src/cases/tally.ts'
import { workingTime } from '../../src/cases/working-time.ts'
import { tenant as migrations } from '../../migrations/all.ts'
import { dayAt } from '../../src/core/dates.ts'
import type { Woken } from '../../src/core/domain.ts'
import type { CaseEvent, Command, State } from '../../src/processes/case.ts'
import { deadlinesOn, workingOn } from '../../src/processes/deadlines.ts'
import { decide, enabled, replay, start } from '../../src/processes/engine.ts'
import { monthOf, onTime, returns, workingHours } from '../../src/processes/figures.ts'
import { spansOf } from '../../src/processes/history.ts'
import { adapt } from '../../src/processes/overlay.ts'
import { checkTemplate } from '../../src/processes/template.ts'
import type { Template } from '../../src/processes/template.ts'
import { memberId } from '../access/world.ts'
import { choices, drawTemplate } from '../processes/support/arbitrary.ts'
import { all, drawOps, opened } from '../processes/support/overlay.ts'
import { patience, runs } from '../processes/support/runs.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { inForce } from './support.ts'

let instance: Instance
let place: Place
let hoa: Caller
let other: Caller
let me: string
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Ngẫu Nhiên')
  hoa = await joinCommittee(instance, place.handle, { name: 'Đỗ Hoa', roles: ['office_chief'] })
  other = await joinCommittee(instance, place.handle, { name: 'Vũ Khác', roles: ['leader'] })
  me = await memberId(place, 'Đỗ Hoa')
})
afterAll(() => instance.stop())

/** A template this committee may publish, as drawn or with operations on it: it calls no other process. */
function publishable(numbers: readonly number[]): Template | undefined {
  const drawn = drawTemplate(numbers, { steps: 12, depth: 3, guards: 3 })
  if (JSON.stringify(drawn).includes('"call"')) return undefined
  const base = opened(drawn, numbers)
  const adapted = adapt(base, drawOps(base, numbers.slice(0, 6))).template
  return checkTemplate(adapted).template ?? checkTemplate(drawn).template
}

const filling = (template: Template, choice: number) =>
  Object.fromEntries(
    Object.entries(template.fields).map(([id, { type }], i) => [
      id,
      type === 'table'
        ? [[], [{ ten: 'a' }], [{ ten: 'a' }, { ten: 'b' }]][choice % 3]
        : ((choice >> i) & 1) === 1,
    ]),
  )

async function stored(id: string) {
  const tenant = await tenantOf(instance, place.handle)
  const [[row], events, spans, work] = await Promise.all([
    tenant.select().from(processCase).where(eq(processCase.id, id)),
    tenant.select().from(caseEvent).where(eq(caseEvent.caseId, id)).orderBy(caseEvent.seq),
    tenant.select().from(caseSpan).where(eq(caseSpan.caseId, id)).orderBy(caseSpan.no),
    tenant.select().from(caseWork).where(eq(caseWork.caseId, id)),
  ])
  return { row: row!, events, spans, work }
}

/** What is counted as it happens is what the core counts from the events. */
async function expectFigures(
  procedureId: string,
  template: Template,
  id: string,
  unit: string,
): Promise<void> {
  const { events } = await stored(id)
  const spans = spansOf({ events: events.map(({ event }) => event), unit })
  const [month, now, working] = [monthOf(2026, 3), instance.clock.now, workingOn(workingTime())]
  const answer = await other.get(`${place.api}/case-figures?procedure=${procedureId}&month=2026-03`)
  const told = new Map(answer.body.steps.map((one: { step: string }) => [one.step, one]))
  const steps = ['', ...all(template).map(({ step }) => step.id)]
  for (const step of steps) {
    const of = spans.filter((span) => span.step === step)
    const { rate, ...sums } = onTime(of, month, now)
    const { count, ...hours } = workingHours(of, month, working)
    const empty = { finished: 0, inTime: 0, overdue: 0, hours: {} }
    const wanted = { ...sums, ...(rate === undefined ? {} : { rate }), hours: plain(hours) }
    const {
      finished,
      inTime,
      overdue,
      rate: toldRate,
      hours: took,
    } = (told.get(step) ?? empty) as typeof wanted
    const got = {
      finished,
      inTime,
      overdue,
      ...(toldRate === undefined ? {} : { rate: toldRate }),
      hours: took,
    }
    expect({ step, count, ...got }).toEqual({ step, count, ...wanted })
  }
  const cost = returns(spans, month, working, now)
  expect(answer.body.returns).toMatchObject(cost)
  expect(answer.body.returns).toHaveLength(cost.length)
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** What the pure engine makes of the same command, under the name and the time it was stored with. */
function pure(
  template: Template,
  state: State | undefined,
  id: string,
  versionId: string,
  from: CaseEvent,
  order: object,
) {
  const envelope = {
    id: from.command,
    case: id,
    at: instance.clock.now,
    by: me,
    calendar: deadlinesOn(workingTime()),
    persons: () => [me],
  }
  const decision =
    state === undefined
      ? start(template, { ...envelope, template: versionId, fields: {}, picks: {} })
      : decide(template, state, { ...envelope, ...order } as unknown as Command)
  if ('rejected' in decision) throw new Error(decision.message)
  return plain(decision.events)
}

test(
  'random runs of random templates through the front door are those of the pure engine',
  patience,
  async () => {
    let steps = 0
    const walk = async (template: Template, turns: number[]) => {
      const made = await inForce(
        { api: place.api, author: hoa, approver: other },
        dayAt(instance.clock.now),
        template,
        [{ role: 'cv', kind: 'member', targetId: me }],
      )
      const begun = await hoa.post(`${place.api}/cases`, { procedureId: made.id, title: 'Ngẫu nhiên' })
      expect(begun.status).toBe(201)
      const id = begun.body.id as string
      const { row, events } = await stored(id)
      const exact = { ...template, code: row.code }
      let state: State | undefined
      const agree = async (expected: CaseEvent[]) => {
        const now = await stored(id)
        const all = now.events.map(({ event }) => event)
        expect(all.slice(state?.seq ?? 0)).toEqual(expected)
        state = replay(expected, state) as State
        expect(JSON.parse(now.row.state)).toEqual(plain(state))
        expect(now.spans.map(spanOf)).toEqual(plain(spansOf({ events: all, unit: now.row.unitId })))
        const waits = (rows: { no: number; memberId: string; due: number; kind: string }[]) =>
          rows.map(({ no, memberId: who, due, kind }) => `${no} ${who} ${due} ${kind}`).toSorted()
        expect(waits(now.work)).toEqual(waits(workOf(exact, state, me)))
      }
      await agree(pure(exact, undefined, id, row.versionId, events[0]!.event, {}))
      for (const turn of turns) {
        const open = enabled(exact, state!).filter(({ outcomes }) => outcomes.length > 0)
        const one = open[turn % Math.max(open.length, 1)]
        if (one === undefined) break
        instance.clock.now += (turn % 200) * 60_000
        const outcome = one.outcomes[turn % one.outcomes.length]!
        const order = {
          no: one.no,
          outcome,
          fields: filling(exact, turn),
          reason: 'Vì thế',
          reasonCode: 'other',
        }
        const done = await hoa.post(`${place.api}/cases/${id}/steps`, order, {
          'idempotency-key': randomUUID(),
        })
        const before = state!
        if (done.status !== 200) {
          const decision = decide(exact, before, {
            id: 'x',
            case: id,
            at: instance.clock.now,
            by: me,
            calendar: deadlinesOn(workingTime()),
            persons: () => [me],
            type: 'complete',
            picks: {},
            ...order,
          })
          if (done.status !== 422 || !('rejected' in decision)) throw new Error(JSON.stringify(done.body))
          continue
        }
        const fresh = (await stored(id)).events[before.seq]!.event
        await agree(pure(exact, before, id, row.versionId, fresh, { type: 'complete', picks: {}, ...order }))
        steps++
      }
      await expectFigures(made.id, exact, id, row.unitId)
    }
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.array(fc.nat(1_000_000), { minLength: 5, maxLength: 25 }),
        async (numbers, turns) => {
          const template = publishable(numbers)
          if (template !== undefined) await walk(template, turns)
        },
      ),
      { numRuns: runs(25) },
    )
    const tenant = await tenantOf(instance, place.handle)
    const commands = await tenant
      .selectDistinct({ id: caseEvent.commandId, of: caseEvent.caseId })
      .from(caseEvent)
    const begun = await tenant.select({ id: processCase.id }).from(processCase)
    expect(commands).toHaveLength(begun.length + steps)
    expect(steps).toBeGreaterThan(0)
  },
)

test('figures of what ended before it was counted as it happened come to what the events say', async () => {
  const tenant = await tenantOf(instance, place.handle)
  const tallied = async () =>
    (await tenant.select().from(caseTally)).map((row) => JSON.stringify(row)).toSorted()
  const before = await tallied()
  expect(before.length).toBeGreaterThan(0)
  const { statements } = migrations.find(({ id }) => id.endsWith('_case_uncounted'))!
  for (const fill of statements.slice(1)) await tenant.run(sql.raw(fill))
  expect(await tallied()).toEqual([])
  // Two hosts at once, then whoever is woken next.
  const woken = { tenant, now: instance.clock.now } as Woken
  await Promise.all([uncounted(woken), uncounted(woken)])
  const { next } = await uncounted(woken)
  expect(next).toBeUndefined()
  expect(await tallied()).toEqual(before)

  const cases = await tenant.select().from(processCase)
  const events = Map.groupBy(
    await tenant.select().from(caseEvent).orderBy(caseEvent.seq),
    ({ caseId }) => caseId,
  )
  const sums = new Map<string, number>()
  for (const { id, procedureId, unitId } of cases) {
    const spans = spansOf({ events: events.get(id)!.map(({ event }) => event), unit: unitId })
    for (const one of counted(spans, workingOn(workingTime()))) {
      const key = JSON.stringify({ procedureId, ...one })
      sums.set(key, (sums.get(key) ?? 0) + 1)
    }
  }
  const told = [...sums].map(([key, count]) => JSON.stringify({ ...JSON.parse(key), n: count }))
  expect(told.toSorted()).toEqual(before)
})
