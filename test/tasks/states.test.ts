import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STATES, STEPS } from '../../src/tasks/states.ts'
import type { State, StepName } from '../../src/tasks/states.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { seat, staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

const ACTIVE: State[] = ['assigned', 'doing', 'returned']
const OPEN: State[] = [...ACTIVE, 'reported', 'declined', 'suspended']

/** The table written a second time by hand: from which states, to which, by whom. A change is made here as well. */
const EXPECTED: Record<
  StepName,
  { from: State[]; to: State | 'same' | 'back'; by: 'work' | 'judge' | 'steer' }
> = {
  accept: { from: ['assigned'], to: 'doing', by: 'work' },
  decline: { from: ACTIVE, to: 'declined', by: 'work' },
  report: { from: ['doing', 'returned'], to: 'reported', by: 'work' },
  extend: { from: ACTIVE, to: 'same', by: 'work' },
  approve: { from: ['reported'], to: 'done', by: 'judge' },
  return: { from: ['reported'], to: 'returned', by: 'judge' },
  grant: { from: [...ACTIVE, 'reported'], to: 'same', by: 'judge' },
  deny: { from: [...ACTIVE, 'reported'], to: 'same', by: 'judge' },
  name: { from: ACTIVE, to: 'assigned', by: 'steer' },
  reassign: { from: [...ACTIVE, 'declined'], to: 'assigned', by: 'steer' },
  suspend: { from: [...ACTIVE, 'reported'], to: 'suspended', by: 'steer' },
  resume: { from: ['suspended'], to: 'back', by: 'steer' },
  cancel: { from: OPEN, to: 'cancelled', by: 'steer' },
}

/** Who may do what with a task that the leader gave to a unit and its head passed on to a person. */
const MAY: Record<string, ('work' | 'judge' | 'steer')[] | 'unseen'> = {
  person: ['work'],
  head: ['work', 'judge', 'steer'],
  chief: ['work', 'judge', 'steer'],
  leader: ['judge', 'steer'],
  clerk: [],
  mate: 'unseen',
  'head of another unit': 'unseen',
}

let instance: Instance
let place: Place
let people: Staff
const callers = new Map<string, Caller>()
let id: string
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
  const { board, office, leader, chief, head, specialist } = people
  const mate = await seat(instance, place, 'Sùng A Cùng', ['specialist'], board)
  const other = await seat(instance, place, 'Thào Thị Trưởng', ['unit_head'], office)
  for (const [name, { caller }] of Object.entries({ leader, chief, head, person: specialist, mate }))
    callers.set(name, caller)
  callers.set('head of another unit', other.caller)
  const clerk = await seat(instance, place, 'Mùa Thị Thư', ['clerk'])
  callers.set('clerk', clerk.caller)
  const lead = { kind: 'unit', id: board }
  const made = await leader.caller.post(`${place.api}/tasks`, {
    title: 'Báo cáo quý',
    lead,
    dueOn: '2026-03-12',
  })
  id = made.body.id
  await head.caller.post(`${place.api}/tasks/${id}/person`, { personId: specialist.id })
})
afterAll(() => instance.stop())

const REASON = { reason: 'Có lý do' }
const REQUESTS: Record<StepName, () => [path: string, body: object]> = {
  accept: () => ['acceptance', {}],
  decline: () => ['refusal', REASON],
  report: () => ['report', { text: 'Đã xong' }],
  extend: () => ['extension', { dueOn: '2026-03-20', ...REASON }],
  approve: () => ['approval', {}],
  return: () => ['return', REASON],
  grant: () => ['extension/approval', {}],
  deny: () => ['extension/refusal', REASON],
  name: () => ['person', { personId: people.specialist.id }],
  reassign: () => ['reassignment', { lead: { kind: 'unit', id: people.office } }],
  suspend: () => ['suspension', REASON],
  resume: () => ['resumption', {}],
  cancel: () => ['cancellation', REASON],
}

/** Puts the task into a state as if it had come there, reported by the person; more time asked for where answered. */
async function put(state: State, wanted: boolean): Promise<void> {
  const { control, tenants } = instance.platform
  const [row] = (
    await control.execute({ sql: 'select location from committee where handle = ?', args: [place.handle] })
  ).rows
  const tenant = await tenants.open(row!.location as string)
  const { specialist, board } = people
  await tenant.execute({
    sql: `update task set state = ?, resumesAs = 'doing', reportedById = ?, wantedDueOn = ?, dueOn = '2026-03-12',
      ownerKind = 'unit', unitId = ?, personId = ?, personName = 'Giàng Thị Viên', giverId = ? where id = ?`,
    args: [state, specialist.id, wanted ? '2026-03-20' : null, board, specialist.id, people.head.id, id],
  })
}

test('the table is the one meant', () => {
  expect(Object.keys(STEPS).toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  for (const [name, { from, by }] of Object.entries(EXPECTED)) {
    const step = STEPS[name as StepName]
    expect([name, new Set<string>(step.from), step.by]).toEqual([name, new Set<string>(from), by])
  }
})

describe.each(Object.keys(MAY))('%s', (who) => {
  const may = MAY[who]!

  test.each(Object.keys(STATES) as State[])(
    'takes the steps of %s that are theirs, and no other',
    async (state) => {
      const caller = callers.get(who)!
      for (const [name, { from, to, by }] of Object.entries(EXPECTED) as [
        StepName,
        (typeof EXPECTED)[StepName],
      ][]) {
        const answers = name === 'grant' || name === 'deny'
        await put(state, answers)
        const allowed = may !== 'unseen' && may.includes(by) && from.includes(state)
        const shown = await caller.get(`${place.api}/tasks/${id}`)
        expect([name, shown.status]).toEqual([name, may === 'unseen' ? 404 : 200])
        expect([name, shown.body.actions?.includes(name)]).toEqual([
          name,
          may === 'unseen' ? undefined : allowed,
        ])
        const [path, body] = REQUESTS[name]()
        const { status, body: answer } = await caller.post(`${place.api}/tasks/${id}/${path}`, body)
        const after = to === 'same' ? state : to === 'back' ? 'doing' : to
        const outcome = status === 200 ? answer.state : [403, 404, 409].includes(status) ? 'kept' : status
        expect([name, outcome]).toEqual([name, allowed ? after : 'kept'])
      }
    },
  )
})

test('nobody judges what they brought themselves', async () => {
  await put('doing', false)
  const { head, leader } = people
  expect((await head.caller.post(`${place.api}/tasks/${id}/report`, { text: 'Tôi làm' })).status).toBe(200)
  const own = await head.caller.post(`${place.api}/tasks/${id}/approval`, {})
  expect([own.status, own.body.detail]).toEqual([
    409,
    expect.stringContaining('người duyệt phải là đồng chí khác'),
  ])
  expect((await leader.caller.post(`${place.api}/tasks/${id}/approval`, {})).status).toBe(200)
})

test('a result without a product is refused, and so is a document that was not issued here', async () => {
  await put('doing', false)
  const { caller } = people.specialist
  const empty = await caller.post(`${place.api}/tasks/${id}/report`, { text: ' ' })
  expect([empty.status, empty.body.fields[0].field]).toEqual([422, 'text'])
  const strange = await caller.post(`${place.api}/tasks/${id}/report`, {
    text: 'Xong',
    documentId: 'khong-co',
  })
  expect([strange.status, strange.body.fields[0].field]).toEqual([422, 'documentId'])
})

test('of two who come at once, one is taken and the other told', async () => {
  await put('reported', false)
  const paths = ['approval', 'return']
  const answers = await Promise.all(
    paths.map((path) => people.chief.caller.post(`${place.api}/tasks/${id}/${path}`, REASON)),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { body } = await people.chief.caller.get(`${place.api}/tasks/${id}`)
  expect(body.state).toBe(answers.find(({ status }) => status === 200)!.body.state)
})

describe('giving a task', () => {
  const give = (body: object, caller = people.leader.caller) =>
    caller.post(`${place.api}/tasks`, {
      title: 'Việc mới',
      lead: { kind: 'unit', id: people.board },
      ...body,
    })
  const wrong = async (body: object): Promise<string[]> =>
    (await give(body)).body.fields.map((one: { field: string }) => one.field)

  test('refuses a day that has passed or is off, and names the next working day', async () => {
    expect(await wrong({ dueOn: '2026-03-01' })).toEqual(['dueOn'])
    const holiday = await give({ dueOn: '2026-04-30' })
    expect(holiday.body.fields[0].message).toContain('Ngày làm việc tiếp theo là 04/05/2026')
    const { body } = await people.leader.caller.get(`${place.api}/deadline?on=2026-04-30`)
    expect(body).toMatchObject({ working: false, lands: '2026-05-04', provisional: false })
    expect(body.lines.join(' ')).toContain('Bộ luật Lao động')
    expect((await people.leader.caller.get(`${place.api}/deadline?on=2029-03-01`)).body.provisional).toBe(
      true,
    )
  })

  test('refuses somebody with two parts, a closed unit, a person who is gone', async () => {
    const { board, office, other } = people
    expect(await wrong({ cooperate: [{ kind: 'unit', id: board }] })).toEqual(['cooperate.0'])
    expect(
      await wrong({ inform: [{ kind: 'unit', id: office }], cooperate: [{ kind: 'unit', id: office }] }),
    ).toEqual(['inform.0'])
    expect(await wrong({ lead: { kind: 'person', id: 'khong-co' } })).toEqual(['lead'])
    expect((await give({ lead: { kind: 'person', id: other.id } })).status).toBe(201)
  })

  test('a unit head gives inside the own unit only', async () => {
    const { head, office, specialist } = people
    expect((await give({ lead: { kind: 'person', id: specialist.id } }, head.caller)).status).toBe(201)
    expect((await give({ lead: { kind: 'unit', id: office } }, head.caller)).status).toBe(403)
  })
})
