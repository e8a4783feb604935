import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import type { Role } from '../../src/core/access.ts'
import { addDays, dayAt } from '../../src/core/dates.ts'
import { openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { arrive, seat } from '../support/people.ts'
import type { Person } from '../support/people.ts'
import { tenantOf } from '../support/place.ts'

type Seat = Person & { roles: Role[]; unit: 'office' | 'board' | undefined }
let instance: Instance
let place: Place
let province: Place
const units: Record<'office' | 'board', string> = { office: '', board: '' }
const people: Seat[] = []
const PEOPLE = [
  ['Chánh Một', ['office_chief'], 'office'],
  ['Chánh Hai', ['office_chief', 'leader'], 'office'],
  ['Bí Thư', ['leader'], undefined],
  ['Trưởng Ban', ['unit_head'], 'board'],
  ['Viên Ban', ['specialist'], 'board'],
  ['Viên Phòng', ['specialist'], 'office'],
  ['Văn Thư Hai', ['clerk'], 'office'],
] as const

beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  for (const [key, name] of [
    ['office', 'Văn phòng'],
    ['board', 'Ban Xây dựng Đảng'],
  ] as const)
    units[key] = (await place.clerk.post(`${place.api}/units`, { name })).body.id
  for (const [name, roles, unit] of PEOPLE)
    people.push({
      ...(await seat(instance, place, name, [...roles], unit && units[unit])),
      roles: [...roles],
      unit,
    })
})
afterAll(() => instance.stop())

const person = (n: number) => people[n]!
const lead = (n: number) => ({ kind: 'person', id: person(n).id })
const OFFICE = 0
let made = 0

/** Things of every kind that can wait for somebody, each made anew. */
async function makeWork(): Promise<void> {
  const { api } = place
  const chief = person(OFFICE).caller
  const post = async (who: Person, path: string, body: object = {}) => {
    const done = await who.caller.post(`${api}/${path}`, body)
    expect([path, done.status, done.body]).toEqual([path, expect.toSatisfy((n) => n < 300), done.body])
    return done.body
  }
  const give = async (from: Person, to: object, more: object = {}) =>
    (
      await post(from, 'tasks', {
        title: `Việc ${++made}`,
        product: 'Báo cáo',
        lead: to,
        dueOn: '2026-12-01',
        ...more,
      })
    ).id
  for (const giver of [person(OFFICE), person(2)]) {
    const reported = await give(giver, lead(4))
    await post(person(4), `tasks/${reported}/acceptance`)
    await post(person(4), `tasks/${reported}/report`, { text: 'Đã làm' })
    const wished = await give(giver, lead(5))
    await post(person(5), `tasks/${wished}/extension`, { dueOn: '2026-12-08', reason: 'Chờ' })
    const declined = await give(giver, lead(5))
    await post(person(5), `tasks/${declined}/refusal`, { reason: 'Không đúng việc' })
  }
  await give(person(2), { kind: 'unit', id: units.board })
  await give(person(2), lead(3), {
    cooperate: [{ kind: 'unit', id: units.board }, lead(4)],
    inform: [{ kind: 'unit', id: units.office }, lead(5)],
  })
  const paper = () => arrive(province, place)
  const directing = await paper()
  const proposal = { lead: { kind: 'unit', id: units.board }, note: '' }
  const proposed = await chief.post(`${api}/incoming/${directing.incomingId}/proposal`, proposal)
  expect(proposed.status).toBe(200)
  await paper()
  const noted = await paper()
  const inform = [{ kind: 'unit', id: units.board }, lead(4)]
  const told = await person(2).caller.post(`${api}/incoming/${noted.incomingId}/direction`, {
    inform,
    text: 'Để biết',
  })
  expect([told.status, told.body]).toEqual([200, told.body])
}

/** All that waits for somebody, from the tables themselves: under the kind by which desks show it. */
async function waiting(): Promise<string[]> {
  const db = await tenantOf(instance, place.handle)
  const rows = (await db.all(sql`
    select 'task ' || id as what from task where state in ('assigned', 'doing', 'returned', 'reported', 'declined')
    union select 'task ' || p.taskId from task_party p join task t on t.id = p.taskId where p.doneAt is null
      and t.state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended')
    union select 'incoming ' || id from incoming where state in ('routing', 'directing')
    union select 'incoming ' || incomingId from reader where ackAt is null`)) as { what: string }[]
  return rows.map(({ what }) => what).toSorted()
}

/** What lies on the lists of all who are there today: not of who left, nor of who is away. */
async function onDesks(): Promise<Set<string>> {
  const db = await tenantOf(instance, place.handle)
  const today = dayAt(instance.clock.now)
  const there = (await db.all(sql`select name from member where leftAt is null and not exists
    (select 1 from absence where memberId = member.id and fromDay <= ${today} and toDay >= ${today})`)) as {
    name: string
  }[]
  const callers = [
    place.clerk,
    ...people.filter(({ name }) => there.some((one) => one.name === name)).map(({ caller }) => caller),
  ]
  const found = await Promise.all(
    callers.map(async (caller) => {
      const answer = await caller.get(`${place.api}/work`)
      expect(answer.status).toBe(200)
      return answer.body.items.map((one: { kind: string; id: string }) => `${one.kind} ${one.id}`) as string[]
    }),
  )
  return new Set(found.flat())
}

type Change =
  | { do: 'leave' | 'return' | 'lose' | 'regain' | 'move'; who: number }
  | { do: 'away'; who: number; deputy: number }
  | { do: 'close' }
  | { do: 'days' }
const who = fc.nat(PEOPLE.length - 1)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constantFrom('leave' as const, 'return', 'lose', 'regain', 'move'), who }),
  fc.record({ do: fc.constant('away' as const), who, deputy: who }),
  fc.constant({ do: 'close' as const }),
  fc.constant({ do: 'days' as const }),
)

/** Tries a change as whoever administers would; what is refused is refused. */
async function apply(one: Change): Promise<void> {
  const { api, clerk } = place
  if (one.do === 'days') {
    instance.clock.now += 2 * 86_400_000
    return
  }
  if (one.do === 'close') {
    const unit = (await clerk.get(`${api}/organisation`)).body.units.find(
      ({ id }: { id: string }) => id === units.board,
    )
    await clerk.patch(
      `${api}/units/${units.board}`,
      { closed: unit.closedAt === undefined },
      { 'if-match': `"v${unit.version}"` },
    )
    return
  }
  const { id, roles, unit } = person(one.who)
  const edit = async (body: object) => {
    const { items } = (await clerk.get(`${api}/members?limit=100`)).body
    const { version } = items.find((row: { id: string }) => row.id === id) ?? { version: 1 }
    await clerk.patch(`${api}/members/${id}`, body, { 'if-match': `"v${version}"` })
  }
  if (one.do === 'leave') await clerk.post(`${api}/members/${id}/departure`, {})
  if (one.do === 'return') await clerk.post(`${api}/members/${id}/return`, { roles })
  if (one.do === 'lose') await edit({ roles: ['specialist'] })
  if (one.do === 'regain') await edit({ roles, unitId: unit === undefined ? null : units[unit] })
  if (one.do === 'move') await edit({ unitId: units.office })
  if (one.do === 'away') {
    const from = dayAt(instance.clock.now)
    const body = { deputyId: person(one.deputy).id, fromDay: from, toDay: addDays(from, 3), capacity: 'K/T' }
    await person(one.who).caller.post(`${api}/absences`, body)
  }
}

test('whatever people leave, lose, close or miss: all that waits stands on the desk of somebody who is there', async () => {
  await makeWork()
  await instance.keepSessions()
  expect((await waiting()).length).toBeGreaterThan(10)
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      for (const one of changes) await apply(one)
      const desks = await onDesks()
      expect((await waiting()).filter((one) => !desks.has(one))).toEqual([])
    }),
    { numRuns: 25, endOnFailure: true },
  )
})
