import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayAt } from '../../src/core/dates.ts'
import { whyNotAway } from '../../src/organisation/absences/rules.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { MORNING, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

const TODAY = '2026-03-02'
const DAYS = Array.from({ length: 12 }, (_, i) => addDays(TODAY, i))
const person = fc.constantFrom('an', 'binh', 'chi', 'dung')
const absence = fc.record({
  memberId: person,
  deputyId: person,
  fromDay: fc.constantFrom(...DAYS),
  toDay: fc.constantFrom(...DAYS),
})

type Away = { memberId: string; deputyId: string; fromDay: string; toDay: string }
const named = (one: Away) => ({ ...one, memberName: one.memberId, deputyName: one.deputyId })

/** The same said day by day: who would be away, and who stands in, must be different people on every day. */
function fits(kept: Away[], wanted: Away): boolean {
  if (wanted.toDay < wanted.fromDay || wanted.memberId === wanted.deputyId) return false
  return DAYS.filter((day) => wanted.fromDay <= day && day <= wanted.toDay).every((day) => {
    const that = kept.filter((one) => one.fromDay <= day && day <= one.toDay)
    const away = new Set(that.map((one) => one.memberId))
    const standing = new Set(that.map((one) => one.deputyId))
    return !away.has(wanted.memberId) && !away.has(wanted.deputyId) && !standing.has(wanted.memberId)
  })
}

test('whatever is asked in whatever order: taken exactly when, day by day, nobody away stands in for anybody', () => {
  fc.assert(
    fc.property(fc.array(absence, { maxLength: 12 }), (asked) => {
      const kept: Away[] = []
      for (const wanted of asked) {
        const allowed = whyNotAway(wanted, kept.map(named), TODAY).length === 0
        expect([wanted, allowed]).toEqual([wanted, fits(kept, wanted)])
        if (allowed) kept.push(wanted)
      }
    }),
    { numRuns: 500 },
  )
})

test('an absence cannot begin in the past', () => {
  const past = { memberId: 'an', deputyId: 'binh', fromDay: addDays(TODAY, -1), toDay: TODAY }
  expect(whyNotAway(past, [], TODAY).map(({ field }) => field)).toEqual(['fromDay'])
})

let instance: Instance
let place: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
  await instance.keepSessions()
})
afterAll(() => instance.stop())

const onDay = (day: string): void => {
  instance.clock.now = MORNING + (Date.parse(day) - Date.parse(dayAt(MORNING)))
}

test('work lies with the deputy for exactly the days of the absence, and history names both', async () => {
  const { specialist, other, leader } = people
  const lead = { kind: 'person', id: specialist.id }
  const { id } = (await leader.caller.post(`${place.api}/tasks`, { title: 'Việc khi đi vắng', lead })).body
  const from = addDays(TODAY, 2)
  const to = addDays(TODAY, 4)
  const said = await specialist.caller.post(`${place.api}/absences`, {
    deputyId: other.id,
    fromDay: from,
    toDay: to,
    capacity: 'K/T',
  })
  expect(said.status).toBe(201)
  for (let i = 0; i < 7; i++) {
    const day = addDays(TODAY, i)
    onDay(day)
    await instance.keepSessions()
    const away = from <= day && day <= to
    const lists = async (caller: typeof other.caller) =>
      (await caller.get(`${place.api}/work`)).body.items.some((one: { id: string }) => one.id === id)
    const has = [await lists(specialist.caller), await lists(other.caller)]
    expect([day, ...has]).toEqual([day, !away, away])
    const sees = (await other.caller.get(`${place.api}/tasks/${id}`)).status === 200
    expect([day, sees]).toEqual([day, away])
  }
  onDay(from)
  expect((await specialist.caller.post(`${place.api}/tasks/${id}/acceptance`, {})).status).toBe(404)
  expect((await other.caller.post(`${place.api}/tasks/${id}/acceptance`, {})).status).toBe(200)
  const { events } = (await leader.caller.get(`${place.api}/tasks/${id}`)).body
  expect(events.at(-1)).toMatchObject({ by: other.name, for: specialist.name })

  // Ended early, yesterday was the last day: today the work is back.
  onDay(addDays(from, 1))
  const ended = await specialist.caller.delete(`${place.api}/absences/${said.body.id}`, {
    'if-match': '"v1"',
  })
  expect(ended.status).toBe(200)
  expect((await other.caller.get(`${place.api}/tasks/${id}`)).status).toBe(404)
  expect((await specialist.caller.post(`${place.api}/tasks/${id}/report`, { text: 'Xong' })).status).toBe(200)
})

test('two who say it at once: one holds, the other is told', async () => {
  onDay(addDays(TODAY, 30))
  const { chief, head, specialist } = people
  const body = { fromDay: addDays(TODAY, 40), toDay: addDays(TODAY, 45), capacity: 'T/L' }
  const answers = await Promise.all([
    chief.caller.post(`${place.api}/absences`, { ...body, memberId: head.id, deputyId: specialist.id }),
    chief.caller.post(`${place.api}/absences`, { ...body, memberId: specialist.id, deputyId: head.id }),
  ])
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
  expect(statuses[0]).toBe(201)
  expect([409, 422]).toContain(statuses[1])
})

test('another’s absence is for the office to say', async () => {
  const { specialist, other, head } = people
  const body = {
    memberId: head.id,
    deputyId: other.id,
    fromDay: addDays(TODAY, 80),
    toDay: addDays(TODAY, 81),
    capacity: 'K/T',
  }
  expect((await specialist.caller.post(`${place.api}/absences`, body)).status).toBe(403)
})
