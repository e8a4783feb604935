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
import { BY_HAND, deadlinesOn, workingOn } from '../../src/processes/deadlines.ts'
import { decide, enabled, replay, start } from '../../src/processes/engine.ts'
import { monthOf, onTime, returns, workingHours } from '../../src/processes/figures.ts'
import { spansOf } from '../../src/processes/history.ts'
import { adapt } from '../../src/processes/overlay.ts'
import type { Op } from '../../src/processes/overlay.ts'
import { checkTemplate } from '../../src/processes/template.ts'
import type { Template } from '../../src/processes/template.ts'
import type { Role } from '../../src/core/access.ts'
import type { Holder } from '../../src/procedures/schema.ts'
import { scopesOf } from '../access/expected.ts'
import { everyRole, memberId } from '../access/world.ts'
import { choices, drawTemplate } from '../processes/support/arbitrary.ts'
import { all, drawOps, opened } from '../processes/support/overlay.ts'
import { patience, runs } from '../processes/support/runs.ts'
import { joinCommittee, signUpPerson } from '../support/committee.ts'
import { upperTag } from '../support/examples.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
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

type Drawn = { base: Template; ops: Op[] }

/** A template this committee may publish, and what may be done on it: as drawn where nothing passes; it calls no other. */
function publishable(numbers: readonly number[]): Drawn | undefined {
  const drawn = drawTemplate(numbers, { steps: 12, depth: 3, guards: 3 })
  if (JSON.stringify(drawn).includes('"call"')) return undefined
  const base = opened(drawn, numbers)
  if (checkTemplate(base).template === undefined) return undefined
  const wanted = drawOps(base, numbers.slice(0, 6))
  const refused = new Set(adapt(base, wanted).conflicts.map(({ op }) => op))
  const ops = wanted.filter((_, i) => !refused.has(i))
  const { template, conflicts } = adapt(base, ops)
  return { base, ops: conflicts.length === 0 && checkTemplate(template).template ? ops : [] }
}

const office = () => ({ api: place.api, author: hoa, approver: other })

/** Publishes the base, then what a unit makes of it, each through its own door. @returns what cases are to run on */
async function published({ base, ops }: Drawn): Promise<{ id: string; template: Template }> {
  const holders: Holder[] = [{ role: 'cv', kind: 'member', targetId: me }]
  const today = dayAt(instance.clock.now)
  const { id } = await inForce(office(), today, base, holders)
  if (ops.length === 0) return { id, template: base }
  const code = `QT.${upperTag()}`
  const mine = (await hoa.post(`${place.api}/procedure-bases/${id}/adaptations`, { code })).body
  await hoa.put(`${place.api}/procedures/${mine.id}/holders`, { holders })
  const version = `${place.api}/procedure-versions/${mine.draftId}`
  const { etag = '' } = Object.fromEntries((await hoa.get(version)).headers)
  const saved = await hoa.put(`${version}/overlay`, { ops, note: 'Theo đơn vị' }, { 'if-match': etag })
  expect(saved.body).toMatchObject({ conflicts: [] })
  for (const [who, act, body] of [
    [hoa, 'submission', {}],
    [other, 'approval', { effectiveFrom: today }],
  ] as const)
    expect((await who.post(`${version}/${act}`, body)).body).not.toHaveProperty('detail')
  const { template } = adapt(base, ops)
  const { content } = (await other.get(version)).body
  expect({ ...content, code: '', name: '' }).toEqual({ ...plain(template), code: '', name: '' })
  return { id: mine.id, template }
}

/** Everybody who has no part in these cases, and how each is refused a step, by the matrix. */
async function bystanders(): Promise<[who: string, Caller, step: number, order: number][]> {
  const inside = await Promise.all(
    everyRole.map(async (role): Promise<[string, Caller, number, number]> => {
      const caller = await joinCommittee(instance, place.handle, { name: `Người ${role}`, roles: [role] })
      const acts = scopesOf('cases.act', role)
      const step = acts.length === 0 || acts.includes('all') ? 403 : 404
      return [role, caller, step, 403]
    }),
  )
  const elsewhere = await openPlace(instance, 'Đảng ủy xã Bên Cạnh')
  return [
    // Who gives orders may give one: these do not try.
    ...inside.map(([role, ...rest]): [string, Caller, number, number] =>
      scopesOf('cases.manage', role as Role).length > 0 ? [role, rest[0], rest[1], 0] : [role, ...rest],
    ),
    ['of another committee', elsewhere.clerk, 404, 404],
    ['of none', await signUpPerson(instance, 'Không Thuộc Đâu'), 404, 404],
    ['signed out', new Caller(instance.app.fetch), 401, 401],
  ]
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

/** An order as it is sent and as the engine is told of it; to withdraw ends a case, so it comes seldom. */
function orderOf(turn: number, no: number, outcome: string): [told: { type: string }, order: object] {
  const reason = 'Theo chỉ đạo'
  const kind = (turn / 5) % 10
  if (kind === 0) {
    const withdraw = { type: 'withdraw', reason }
    return [withdraw, withdraw]
  }
  if (kind < 4) {
    const skip = { type: 'skip', no, outcome, reason }
    return [skip, skip]
  }
  if (kind < 7) {
    const assign = { type: 'assign', no, holders: [me], reason }
    return [assign, assign]
  }
  const due = instance.clock.now + turn * 60_000
  const deadline = { due, version: BY_HAND, provisional: false }
  return [
    { type: 'redate', no, due: new Date(due).toISOString(), reason } as { type: string },
    { type: 'redate', no, deadline, reason },
  ]
}

test(
  'random runs of random templates, as published and as adapted, through the front door are those of the pure engine',
  patience,
  async () => {
    let steps = 0
    const outside = await bystanders()
    let tried = 0
    const refused = new Set<string>()
    const wrong: unknown[] = []
    const ordered = new Set<string>()
    const walk = async (drawn: Drawn, turns: number[]) => {
      const { template, ...made } = await published(drawn)
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
        const step = {
          no: one.no,
          outcome,
          fields: filling(exact, turn),
          reason: 'Vì thế',
          reasonCode: 'other',
        }
        const [told, order] = turn % 5 === 0 ? orderOf(turn, one.no, outcome) : [undefined, step]
        const path = `${place.api}/cases/${id}/${told === undefined ? 'steps' : 'orders'}`
        const [who, bystander, ...statuses] = outside[tried++ % outside.length]!
        const status = statuses[told === undefined ? 0 : 1]
        if (status !== 0) {
          const answer = await bystander.post(path, told ?? step)
          if (answer.status === status) refused.add(who)
          else wrong.push([who, path, answer.status])
        }
        const done = await hoa.post(path, told ?? step, { 'idempotency-key': randomUUID() })
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
          } as Command)
          if (![409, 422].includes(done.status) || !('rejected' in decision))
            throw new Error(JSON.stringify(done.body))
          continue
        }
        const fresh = (await stored(id)).events[before.seq]!.event
        await agree(pure(exact, before, id, row.versionId, fresh, { type: 'complete', picks: {}, ...order }))
        steps++
        if (told !== undefined) ordered.add(told.type)
      }
      await expectFigures(made.id, exact, id, row.unitId)
    }
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.array(fc.nat(1_000_000), { minLength: 5, maxLength: 25 }),
        async (numbers, turns) => {
          const drawn = publishable(numbers)
          if (drawn !== undefined) await walk(drawn, turns)
        },
      ),
      { numRuns: runs(12) },
    )
    const tenant = await tenantOf(instance, place.handle)
    const commands = await tenant
      .selectDistinct({ id: caseEvent.commandId, of: caseEvent.caseId })
      .from(caseEvent)
    const begun = await tenant.select({ id: processCase.id }).from(processCase)
    expect(commands).toHaveLength(begun.length + steps)
    expect(steps).toBeGreaterThan(0)
    expect([wrong, refused.size]).toEqual([[], outside.length])
    expect(ordered.size).toBeGreaterThan(1)
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
